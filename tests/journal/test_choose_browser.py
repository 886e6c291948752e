"""Two tabs, two texts: while one is asked to choose nothing is sent, and nothing is lost, whatever one does instead."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import NewVisitor, agree, saved, state, unsent

TOPIC = "/write/topic/"


@pytest.fixture
def tabs(visitor: NewVisitor) -> tuple[Page, Page]:
    """The first has saved what the second does not know; the second, which was there before, is asked to choose."""
    second = visitor()
    second.goto(TOPIC)
    answer(second).fill("of the second tab, ")
    agree(second)
    saved(second)
    first = second.context.new_page()
    first.goto(TOPIC)
    answer(first).fill("of the first tab")
    saved(first)
    answer(second).focus()
    second.keyboard.press("End")
    second.keyboard.type("once more")
    state(second, "moved")
    return first, second


def answer(page: Page):
    return page.get_by_label("Your answer")


def earlier(page: Page) -> str:
    page.goto(f"{TOPIC}earlier/")
    return page.locator("main").inner_text()


def test_whoever_is_asked_goes_on_typing(tabs: tuple[Page, Page]):
    _first, second = tabs
    expect(answer(second)).to_be_focused()
    second.keyboard.type(" and on")
    expect(answer(second)).to_have_value("of the second tab, once more and on")


@pytest.mark.parametrize("button", ["Save and leave", "Save, and on to"])
def test_another_button_keeps_the_other_text_among_the_earlier(tabs: tuple[Page, Page], button: str):
    first, second = tabs
    second.get_by_role("button", name=re.compile(button)).click()
    second.wait_for_url(lambda url: TOPIC not in url)
    assert "of the first tab" in earlier(second)
    first.goto(TOPIC)
    expect(answer(first)).to_have_value(re.compile("of the second tab"))


def test_no_other_page_sends_what_waits_for_a_choice(tabs: tuple[Page, Page]):
    first, second = tabs
    first.goto("/journal/")
    expect(first.get_by_role("heading", name="Kept on this device")).to_be_visible()
    second.goto(TOPIC)
    expect(answer(second)).to_have_value(re.compile("of the second tab"))
    expect(second.locator(".choose")).to_contain_text("of the first tab")


def test_what_waits_for_a_choice_outlives_a_save_of_the_other_tab(tabs: tuple[Page, Page]):
    first, second = tabs
    answer(first).fill("of the first tab, once more")
    saved(first)
    second.close()
    assert len(unsent(first)) == 1
    first.goto(TOPIC)
    expect(answer(first)).to_have_value(re.compile("of the second tab"))
