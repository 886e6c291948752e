"""Marking words in a real browser: by mouse, by keyboard, by touch, and whole lines without a script."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import NewVisitor, agree, saved

TOPIC, WORDS = "/write/topic/", "She lets a hunch run for a week; no hunch is lost."


def begin(page: Page, words: str = WORDS) -> Locator:
    """Write on the page of the topic, agree, and wait until it is saved; the field."""
    page.goto(TOPIC)
    box = page.get_by_label("Your answer")
    box.fill(words)
    agree(page)
    saved(page)
    return box


def button(page: Page) -> Locator:
    return page.get_by_role("button", name="Mark these words")


def marked(page: Page) -> Locator:
    """The ticks of what is marked."""
    return page.get_by_role("group", name="Marked on this page").get_by_role("checkbox")


def select(box: Locator, words: str) -> None:
    """Select words as a finger's long press does: the browser sets the selection, no key is pressed."""
    start = box.input_value().index(words)
    box.evaluate(
        "(box, [start, end]) => { box.focus(); box.setSelectionRange(start, end); }", [start, start + len(words)]
    )


def test_words_are_marked_with_the_mouse_and_unmarked(visitor: NewVisitor) -> None:
    page = visitor(viewport={"width": 1280, "height": 900})
    box = begin(page, "hunch")
    expect(button(page)).to_be_hidden()
    box.dblclick(position={"x": 40, "y": 24})
    expect(button(page)).to_be_visible()
    button(page).click()
    expect(button(page)).to_be_hidden()
    expect(box).to_be_focused()
    expect(marked(page)).to_have_count(1)
    saved(page)
    page.reload()
    expect(page.get_by_role("checkbox", name="hunch")).to_be_checked()
    page.goto("/summary/")
    expect(page.locator("mark", has_text="hunch").first).to_be_visible()
    page.goto(TOPIC)
    page.get_by_role("checkbox", name="hunch").uncheck()
    saved(page)
    page.reload()
    expect(marked(page)).to_have_count(0)
    expect(page.get_by_text("Marked on this page")).to_be_hidden()


def test_words_are_marked_by_keyboard(visitor: NewVisitor) -> None:
    page = visitor(viewport={"width": 1280, "height": 900})
    box = begin(page)
    box.press("Control+Home")
    for _word in range(3):
        box.press("Control+ArrowRight")
    box.press("Shift+Control+ArrowRight")
    expect(button(page)).to_be_visible()
    box.press("Tab")
    expect(button(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(box).to_be_focused()
    expect(page.locator("[data-told]")).to_have_text("Marked: hunch")
    saved(page)
    box.press("Control+End")
    box.press("Shift+Control+ArrowLeft")
    box.press("Alt+Shift+M")
    expect(marked(page)).to_have_count(2)
    assert box.input_value() == WORDS, "the shortcut types nothing"
    saved(page)
    page.goto("/summary/")
    expect(page.locator("mark", has_text="hunch")).to_have_count(2)
    assert "lets a <mark>hunch</mark> run" in page.content()


def test_words_are_marked_by_touch(visitor: NewVisitor) -> None:
    page = visitor(has_touch=True, is_mobile=True)
    box = begin(page)
    select(box, "for a week")
    button(page).tap()
    expect(page.get_by_role("checkbox", name="for a week")).to_be_checked()
    expect(button(page)).to_be_hidden()
    saved(page)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390


def test_a_mark_follows_its_words_while_the_page_stays_open(visitor: NewVisitor) -> None:
    page = visitor()
    box = begin(page)
    select(box, "hunch")
    button(page).click()
    saved(page)
    for text in (
        f"No hunch, no glory. {WORDS}",
        "No hunch, no glory. She lets a hunhc run for a week; no hunch is lost.",
    ):
        box.fill(text)
        saved(page)
    page.goto("/write/topic/marks/")
    expect(page.locator(".yours")).to_contain_text("She lets a hunhc run")
    expect(page.locator("mark")).to_have_text(["hunhc", "hunhc"])


def test_a_mark_is_one_of_its_cell(visitor: NewVisitor) -> None:
    page = visitor(viewport={"width": 1280, "height": 900})
    page.goto("/write/admired/")
    agree(page)
    names = page.get_by_label("Who", exact=True)
    for place in range(2):
        names.nth(place).fill("data")
    saved(page)
    select(names.nth(1), "data")
    button(page).click()
    saved(page)
    page.goto("/write/admired/marks/")
    ticks = page.get_by_role("checkbox", name="data")
    assert [tick.is_checked() for tick in ticks.all()] == [False, True]


def test_tabbing_through_lines_offers_nothing(visitor: NewVisitor) -> None:
    page = visitor()
    page.goto("/write/admired/")
    line = page.get_by_label("Who", exact=True).first
    line.fill("Ada")
    line.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(line).to_be_focused()
    assert line.evaluate("line => line.selectionEnd - line.selectionStart") == 3
    expect(button(page)).to_be_hidden()
    page.keyboard.press("Shift+ArrowLeft")
    expect(button(page)).to_be_visible()


def test_marks_made_without_network_are_kept_and_sent(visitor: NewVisitor) -> None:
    page = visitor()
    box = begin(page)
    page.context.set_offline(True)
    select(box, "hunch")
    button(page).click()
    expect(page.locator(".saved")).to_have_attribute("data-state", "offline")
    page.context.set_offline(False)
    saved(page)
    page.reload()
    expect(page.get_by_role("checkbox", name="hunch")).to_be_checked()


def test_marks_made_before_consent_survive_a_reload(visitor: NewVisitor) -> None:
    page = visitor()
    page.goto(TOPIC)
    box = page.get_by_label("Your answer")
    box.fill(WORDS)
    select(box, "hunch")
    button(page).click()
    page.reload()
    expect(page.get_by_role("checkbox", name="hunch")).to_be_checked()
    select(page.get_by_label("Your answer"), "week")
    button(page).click()
    agree(page)
    saved(page)
    page.reload()
    expect(marked(page)).to_have_count(2)


@pytest.mark.parametrize("width", [320, 390])
def test_without_a_script_whole_lines_are_ticked(visitor: NewVisitor, width: int) -> None:
    page = visitor(java_script_enabled=False, viewport={"width": width, "height": 700})
    page.goto(TOPIC)
    page.get_by_label("Your answer").fill("the first line\nthe second line")
    agree(page)
    page.get_by_role("button", name=re.compile("on to", re.IGNORECASE)).click()
    page.goto(TOPIC)
    expect(button(page)).to_be_hidden()
    page.get_by_role("link", name="Mark what matters").click()
    page.get_by_role("checkbox", name="the second line").check()
    page.get_by_role("button", name=re.compile("Keep the marks")).click()
    expect(page.get_by_role("checkbox", name="the second line")).to_be_checked()
    page.get_by_role("checkbox", name="the second line").uncheck()
    page.get_by_role("button", name=re.compile("on to", re.IGNORECASE)).click()
    page.goto(TOPIC)
    expect(marked(page)).to_have_count(0)
