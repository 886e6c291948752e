"""Notes and the way back in a real browser: saved by themselves, kept without network, sent later, chosen between."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import NewVisitor, agree, nothing_unsent, saved, state

NOTES = "/journal/notes/"


def begin(page: Page) -> Page:
    """Write a page of the guide and agree; then the notes lie open."""
    page.goto("/write/topic/")
    page.get_by_label("Your answer").fill("begun")
    agree(page)
    saved(page)
    page.goto(NOTES)
    return page


def listed(page: Page) -> list[str]:
    """The notes of the list, as they begin."""
    return page.locator("ol.plain .yours").all_inner_texts()


def test_a_note_saves_by_itself_and_is_one_note(visitor: NewVisitor):
    page = begin(visitor())
    box = page.get_by_label("A new note")
    box.fill("first words")
    saved(page)
    box.press_sequentially(" and more")
    saved(page)
    page.get_by_label("Tags").fill("seminar")
    saved(page)
    page.reload()
    assert listed(page) == ["first words and more"]
    expect(box).to_have_value("")
    page.get_by_role("link", name=re.compile(r"\d{4}$")).click()
    page.get_by_label("Your note").fill("changed later")
    saved(page)
    page.get_by_role("button", name="Keep this note").click()
    expect(page).to_have_url(re.compile("/journal/notes/$"))
    assert listed(page) == ["changed later"]


def test_without_network_a_note_is_kept_and_sent_later(visitor: NewVisitor):
    page = begin(visitor())
    page.context.set_offline(True)
    page.get_by_label("A new note").fill("written in the tunnel")
    state(page, "offline")
    expect(page.locator(".saved")).to_contain_text("this device")
    page.context.set_offline(False)
    saved(page)
    page.reload()
    assert listed(page) == ["written in the tunnel"]


def test_a_note_that_a_closed_tab_did_not_send_is_taken_up_by_the_next(visitor: NewVisitor):
    page = begin(visitor())
    page.route(f"**{NOTES}", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.get_by_label("A new note").fill("never sent by this tab")
    state(page, "offline")
    other = page.context.new_page()
    page.close()
    other.goto(NOTES)
    nothing_unsent(other)
    expect(other.locator("ol.plain .yours")).to_have_text(["never sent by this tab"])
    expect(other.get_by_label("A new note")).to_have_value("")
    other.reload()
    assert listed(other) == ["never sent by this tab"]


def test_any_other_page_one_writes_on_sends_it_too(visitor: NewVisitor):
    page = begin(visitor())
    page.route(f"**{NOTES}", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.get_by_label("A new note").fill("left on the way")
    state(page, "offline")
    other = page.context.new_page()
    page.close()
    with other.expect_response(lambda reply: reply.url.endswith(NOTES) and reply.request.method == "POST"):
        other.goto("/write/tried/")
    other.goto(NOTES)
    assert listed(other) == ["left on the way"]


def test_too_long_a_note_is_said_stays_and_comes_back(visitor: NewVisitor):
    page = begin(visitor())
    page.get_by_label("A new note").fill("x" * 20_001)
    state(page, "error")
    expect(page.locator(".saved")).to_contain_text("over the limit")
    page.reload()
    expect(page.get_by_label(re.compile("note"))).to_have_value("x" * 20_001)
    page.get_by_label(re.compile("note")).fill("short enough")
    saved(page)
    page.goto(NOTES)
    assert listed(page) == ["short enough"]


def test_signed_out_meanwhile_the_note_waits(visitor: NewVisitor):
    page = begin(visitor())
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.get_by_label("A new note").fill("after the session ended")
    state(page, "error")
    expect(page.locator(".saved")).to_contain_text("signed out")
    page.context.add_cookies(cookies)
    page.goto(NOTES)
    expect(page.locator("ol.plain .yours")).to_have_text(["after the session ended"])


@pytest.mark.parametrize(
    ("button", "value"), [("Keep what is on this page", "mine"), ("Take the other text", "theirs")]
)
def test_two_tabs_both_texts_stay_and_one_is_chosen(visitor: NewVisitor, button: str, value: str):
    page = begin(visitor())
    page.get_by_label("A new note").fill("begun")
    saved(page)
    page.reload()
    page.get_by_role("link", name=re.compile(r"\d{4}$")).click()
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_label("Your note").fill("theirs")
    saved(other)
    page.get_by_label("Your note").fill("mine")
    state(page, "moved")
    expect(page.locator(".choose")).to_contain_text("theirs")
    page.get_by_role("button", name=button).click()
    expect(page).to_have_url(re.compile("/journal/notes/$"))
    expect(page.locator("ol.plain .yours")).to_have_count(2)
    assert sorted(listed(page)) == ["mine", "theirs"]
    other.reload()
    expect(other.get_by_label("Your note")).to_have_value(value)


def test_without_script_notes_and_search_are_plain_forms(visitor: NewVisitor):
    page = visitor(java_script_enabled=False)
    page.goto("/write/topic/")
    page.get_by_label("Your answer").fill("begun")
    agree(page)
    page.get_by_role("button", name=re.compile("Save and leave")).click()
    page.get_by_role("link", name="Write one").click()
    page.get_by_label("A new note").fill("by hand, in a café")
    page.get_by_label("Tags").fill("river")
    page.get_by_role("button", name="Keep this note").click()
    assert listed(page) == ["by hand, in a café"]
    page.get_by_label("Search your own words").fill("CAFE")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.locator("mark")).to_have_text("café")
    assert "CAFE" not in page.url
    page.goto(NOTES)
    page.get_by_role("button", name="Search for river").click()
    expect(page.locator("mark")).to_have_text("river")


def test_the_link_puts_the_cursor_where_one_left_off(visitor: NewVisitor):
    page = visitor()
    page.goto("/write/admired/")
    page.get_by_label("Who").first.fill("Amara")
    agree(page)
    saved(page)
    page.get_by_label("How they work").first.fill("draws first")
    saved(page)
    page.goto("/journal/")
    page.get_by_role("link", name=re.compile("Where you left off.*row 1, Amara", re.DOTALL)).click()
    expect(page.get_by_label("How they work").first).to_be_focused()


def test_a_seal_is_broken_by_two_presses_and_by_no_save(visitor: NewVisitor):
    page = visitor()
    page.goto("/write/letter/")
    page.get_by_label("Your letter").fill("dear me, slowly")
    page.get_by_label("Seal it until that day").check()
    agree(page)
    saved(page)
    page.reload()
    expect(page.locator("#id_a-sealed")).to_be_visible()
    page.get_by_text("An aside, for your eyes alone").click()
    page.get_by_label("Aside").fill("a save of the sealed page")
    saved(page)
    page.get_by_text("Break the seal", exact=True).click()
    page.get_by_label("Aside").fill("and another while it is unfolded")
    saved(page)
    page.reload()
    expect(page.get_by_label("Your letter")).to_have_count(0)
    page.get_by_text("Break the seal", exact=True).click()
    page.get_by_role("button", name="Yes, open the letter now").click()
    expect(page.get_by_label("Your letter")).to_have_value("dear me, slowly")
