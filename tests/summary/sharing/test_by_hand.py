"""The whole way by hand on a phone: a link is made, opened by somebody else, answered, ended; without script too."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import NewVisitor, agree, saved

TOPIC, NET = "The topic that draws you", "The net under you"
QUESTION = "When did you begin before you felt ready?"
SAID, BESIDE, LINE = "In a week when a bigger thing had stalled.", "This drew me too.", "Two refused fellowships."


def write(page: Page, key: str, words: str, *, first: bool, script: bool) -> None:
    """Words on a page of the guide."""
    page.goto(f"/write/{key}/")
    page.locator("textarea.write").first.fill(words)
    if first:
        agree(page)
    if script:
        saved(page)
    else:
        page.get_by_role("button", name=re.compile("on to", re.IGNORECASE)).click()
        expect(page).not_to_have_url(re.compile(f"/write/{key}/"))


def make_link(page: Page, passphrase: str) -> str:
    """Tick one page, ask, look, make; the address."""
    page.goto("/summary/mentor/")
    page.get_by_label("Your question").fill(QUESTION)
    page.get_by_role("checkbox", name=re.compile(TOPIC)).check()
    page.get_by_role("button", name="See what they will see").click()
    expect(page.get_by_text(QUESTION)).to_be_visible()
    expect(page.get_by_text("how cells decide")).to_be_visible()
    expect(page.get_by_text("my family")).to_have_count(0)
    page.get_by_label("A name for this link").fill("for Amara")
    page.get_by_label("A passphrase").fill(passphrase)
    page.get_by_role("button", name="Make the link").click()
    address = page.get_by_label("The address").input_value()
    assert address in page.get_by_label("A message to send it with").input_value()
    page.get_by_role("link", name="I have copied it").click()
    expect(page.get_by_role("heading", name="No reply yet")).to_be_visible()
    return address


def come_in(page: Page, address: str, passphrase: str) -> None:
    """Press Open, with a wrong passphrase first."""
    page.goto(address)
    expect(page.get_by_text("how cells decide")).to_have_count(0)
    for word in (f"not {passphrase}", passphrase):
        page.get_by_label("Passphrase").fill(word)
        page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("heading", name="What you are asked")).to_be_visible()
    expect(page).to_have_url(address)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_from_the_first_tick_to_the_end_of_the_link(visitor: NewVisitor, script: bool):
    ada, amara = visitor(java_script_enabled=script), visitor(java_script_enabled=script)
    write(ada, "topic", "how cells decide", first=True, script=script)
    write(ada, "net", "my family", first=False, script=script)
    address = make_link(ada, "two herons")
    come_in(amara, address, "two herons")
    amara.reload()
    expect(amara.get_by_text("how cells decide")).to_be_visible()
    expect(amara.get_by_text("my family")).to_have_count(0)
    amara.get_by_role("button", name="Send").click()
    expect(amara.get_by_role("alert")).to_contain_text("Nothing is written yet")
    amara.get_by_label("Your answer").fill(SAID)
    amara.get_by_label(f"From your own experience: {TOPIC}").fill(BESIDE)
    amara.get_by_label("An untold line of your own").fill(LINE)
    amara.get_by_role("button", name="I would rather not").click()
    expect(amara.get_by_role("alert")).to_contain_text("Nothing was sent yet")
    amara.get_by_role("button", name="Send it").click()
    expect(amara.get_by_role("heading", name="It is sent")).to_be_visible()
    with amara.expect_download() as copy:
        amara.get_by_role("link", name="Keep a copy").click()
    assert all(words in copy.value.path().read_text() for words in (SAID, BESIDE, LINE, QUESTION))
    amara.get_by_role("link", name="Change it").click()
    expect(amara.get_by_label("Your answer")).to_have_value(SAID)
    amara.get_by_label("Your answer").fill(f"{SAID} It took two years.")
    amara.get_by_role("button", name="Send").click()
    expect(amara.get_by_text("It took two years.")).to_be_visible()
    ada.reload()
    for words in ("A mentor’s reply", "It took two years.", BESIDE, LINE):
        expect(ada.get_by_text(words, exact=False).first).to_be_visible()
    ada.get_by_role("button", name="End it now").click()
    expect(ada.get_by_text("The link opens nothing any more.")).to_be_visible()
    expect(ada.get_by_text(BESIDE)).to_be_visible()
    amara.reload()
    expect(amara.get_by_role("heading", name="This link opens nothing")).to_be_visible()


def test_declining_takes_one_press(visitor: NewVisitor):
    ada, amara = visitor(), visitor()
    write(ada, "topic", "how cells decide", first=True, script=True)
    address = make_link(ada, "two herons")
    come_in(amara, address, "two herons")
    amara.get_by_role("button", name="I would rather not").click()
    expect(amara.get_by_role("heading", name="You declined")).to_be_visible()
    ada.reload()
    expect(ada.get_by_role("heading", name="Your mentor would rather not")).to_be_visible()


def test_by_keyboard_alone(visitor: NewVisitor):
    ada, amara = visitor(), visitor()
    write(ada, "topic", "how cells decide", first=True, script=True)
    amara.goto(make_link(ada, "two herons"))
    amara.get_by_label("Passphrase").focus()
    amara.keyboard.type("two herons")
    amara.keyboard.press("Enter")
    amara.get_by_label("Your answer").focus()
    amara.keyboard.type(SAID)
    for _ in range(2):  # past the line of their own
        amara.keyboard.press("Tab")
    expect(amara.get_by_role("button", name="Send")).to_be_focused()
    amara.keyboard.press("Enter")
    expect(amara.get_by_role("heading", name="It is sent")).to_be_visible()
