"""The "again" path in a real browser, with and without script: covered, a peek, then and now, and on."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import NewVisitor

ON = re.compile("Save, and on to")
CONSENT = re.compile("Yes, keep my journal here")


def press(page: Page, name: re.Pattern[str] | str, leads_to: str) -> None:
    """Press a button of the form, and wait for the page it leads to."""
    page.get_by_role("button", name=name).click()
    expect(page).to_have_url(re.compile(re.escape(leads_to)))


def skip_to(page: Page, *prompts: str) -> None:
    """Leave pages of the path open until the last of `prompts` is there."""
    for prompt in prompts:
        press(page, "Skip for now", f"/write/{prompt}/?path=again")


def first_round(page: Page) -> None:
    """Two pages of the path, written in a first round."""
    page.goto("/write/horizons/")
    page.get_by_role("textbox", name=re.compile("A topic, now", re.IGNORECASE)).fill("7")
    # Not `check`: the box goes away once the first save is acknowledged, perhaps before it can be looked at.
    page.get_by_role("checkbox", name=CONSENT).click()
    press(page, ON, "/write/paid-in/")
    page.goto("/write/experiments/")
    page.locator("#answer").get_by_role("textbox").first.fill("Write to Bergen")
    press(page, ON, "/write/")
    expect(page).not_to_have_url(re.compile("/experiments/"))


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_the_again_path(visitor: NewVisitor, script: bool):
    page = visitor(java_script_enabled=script)
    first_round(page)
    page.goto("/journal/")
    page.get_by_role("link", name="Begin again").click()
    press(page, "Begin again", "/write/ways/?path=again")
    expect(page.locator("main")).to_contain_text("is hidden until you have saved the new answer")
    expect(page.locator("main")).not_to_contain_text("You answered this")
    skip_to(page, "week", "strengths", "horizons")

    expect(page.locator("main")).to_contain_text("It stays covered until you have saved a new one.")
    topic = page.get_by_role("textbox", name=re.compile("A topic, now", re.IGNORECASE))
    expect(topic).to_have_value("")
    topic.fill("4")
    press(page, re.compile("^Peek"), "/write/horizons/before/?path=again")
    expect(page.locator("main .pairs, main .spans").first).to_contain_text("7")
    page.locator(".turn").get_by_role("link", name=re.compile("Back")).click()
    expect(topic).to_have_value("4")
    press(page, ON, "/write/horizons/then/?path=again")
    expect(page.locator("main tbody tr")).to_have_text(re.compile(r"A topic\s*Now\s*7\s*4"))
    page.get_by_role("link", name=re.compile("On to")).click()
    expect(page).to_have_url(re.compile(r"/write/network/\?path=again"))
    skip_to(page, "experiments")

    assert "Bergen" not in page.content()
    page.locator("#answer").get_by_role("textbox").first.fill("Ask twice")
    press(page, re.compile("Then and now"), "/write/experiments/then/?path=again")
    for words in ("Write to Bergen", "Ask twice"):
        expect(page.locator("main")).to_contain_text(words)
    page.get_by_role("link", name=re.compile("On to")).click()
    expect(page).to_have_url(re.compile(r"/write/after/\?path=again"))
    press(page, "Skip for now", "/summary/")
    page.goto("/journal/compare/")
    for words in ("Write to Bergen", "Ask twice", "Two rounds of one day"):
        expect(page.locator("main")).to_contain_text(words)


def test_a_page_whose_round_was_deleted_goes_on_kindly(visitor: NewVisitor):
    page = visitor()
    first_round(page)
    page.goto("/write/topic/")
    page.get_by_label("Your answer").fill("words that must")
    expect(page.locator(".saved")).to_have_attribute("data-state", "saved")
    other = page.context.new_page()
    other.goto("/journal/rounds/")
    other.get_by_role("listitem").get_by_role("link").first.click()
    other.get_by_role("link", name="Delete this round").click()
    other.get_by_role("checkbox").first.check()
    other.get_by_role("button", name="Delete this round").click()
    expect(other.locator("main")).to_contain_text("begins your first round")

    page.get_by_label("Your answer").fill("words that must not be lost")
    expect(page.locator(".saved")).to_have_attribute("data-state", "error")
    expect(page.locator(".saved")).to_contain_text("no longer there")
    page.get_by_role("button", name=ON).click()
    expect(page.locator("main")).to_contain_text("Save once more")
    expect(page.get_by_label("Your answer")).to_have_value("words that must not be lost")
    expect(page.get_by_role("checkbox", name=CONSENT)).to_have_count(0)
    page.get_by_role("button", name=ON).click()
    expect(page).not_to_have_url(re.compile("/topic/"))
    page.goto("/write/topic/")
    expect(page.get_by_label("Your answer")).to_have_value("words that must not be lost")
