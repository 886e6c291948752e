"""Cover, in a real browser: what was written is hatched while somebody walks past."""

import re

import pytest
from playwright.sync_api import Page, expect

PAGE = "/write/belonged/"
WORDS = "Nobody needed my apology."
CLEAR = "rgba(0, 0, 0, 0)"


@pytest.fixture
def page(visitor) -> Page:
    """Somebody who has just typed something."""
    page = visitor()
    page.goto(PAGE)
    page.locator("textarea.write").fill(WORDS)
    return page


def covered(page: Page) -> bool:
    """Whether the page is covered, and the letters with it: on the screen, and when they are selected."""
    on = page.evaluate("document.documentElement.hasAttribute('data-covered')")
    letters = """area => [getComputedStyle(area).color, getComputedStyle(area).webkitTextFillColor,
                          getComputedStyle(area, '::selection').color]"""
    colours = page.locator("textarea.write").evaluate(letters)
    assert all((colour == CLEAR) is on for colour in colours), colours
    assert page.locator("textarea.write").input_value() == WORDS
    return on


def test_a_button_covers_and_uncovers(page):
    button = page.get_by_role("button", name="Cover what I wrote")
    assert not covered(page)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-cover-says]")).to_have_text(re.compile("Covered"))
    assert covered(page)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert not covered(page)


def test_a_key_covers_while_typing(page):
    page.locator("textarea.write").focus()
    page.keyboard.press("Alt+Shift+C")
    assert covered(page)
    page.keyboard.press("Alt+Shift+C")
    assert not covered(page)


def test_needs_no_network(page):
    page.context.set_offline(True)
    page.keyboard.press("Alt+Shift+C")
    assert covered(page)


def test_stays_when_the_page_is_turned(page):
    page.keyboard.press("Alt+Shift+C")
    page.goto("/write/picked-up/")
    assert page.evaluate("document.documentElement.hasAttribute('data-covered')")
    expect(page.locator("button[data-cover]")).to_have_attribute("aria-pressed", "true")
    page.go_back()
    assert page.evaluate("document.documentElement.hasAttribute('data-covered')")


def test_holds_before_anything_is_painted(page):
    """The attribute is there before the body is: no turned page shows its words for a moment."""
    page.keyboard.press("Alt+Shift+C")
    page.add_init_script(
        """new MutationObserver((_, watch) => {
             if (!document.body) return;
             window.early = document.documentElement.hasAttribute('data-covered');
             watch.disconnect();
           }).observe(document, { childList: true, subtree: true });"""
    )
    page.goto("/write/picked-up/")
    assert page.evaluate("window.early") is True


def test_comes_by_itself_only_when_wanted(visitor):
    page = visitor()
    page.clock.install()
    page.goto(PAGE)
    page.locator("textarea.write").fill(WORDS)
    page.clock.fast_forward("03:00")
    assert not covered(page)
    with page.expect_response("**/look/"):
        page.get_by_label("Cover when I step away").check()
    page.clock.fast_forward("01:00")
    page.locator("textarea.write").press("End")  # a key: the two minutes begin anew
    page.clock.fast_forward("01:30")
    assert not covered(page)
    page.clock.fast_forward("00:40")
    assert covered(page)


def test_comes_by_itself_when_the_tab_is_hidden(page):
    with page.expect_response("**/look/"):
        page.get_by_label("Cover when I step away").check()
    page.evaluate(
        """Object.defineProperty(document, 'hidden', { get: () => true });
           document.dispatchEvent(new Event('visibilitychange'));"""
    )
    assert covered(page)


def test_choices_and_places_on_a_line_are_covered_too(visitor):
    page = visitor()
    page.goto("/write/style/")
    page.locator("fieldset.lane label").first.click()
    page.keyboard.press("Alt+Shift+C")
    mark = page.locator("fieldset.lane input:checked").first
    other = page.locator("fieldset.lane input:not(:checked)").first
    seen = "[s.backgroundColor, s.backgroundImage, s.borderColor, s.borderWidth]"
    look = f"input => {{ const s = getComputedStyle(input); return {seen} }}"
    assert mark.evaluate(look) == other.evaluate(look)


def test_without_scripts_nothing_offers_to_cover(visitor):
    page = visitor(java_script_enabled=False)
    page.goto(PAGE)
    expect(page.locator("button[data-cover]")).to_be_hidden()
    expect(page.get_by_label("Cover when I step away")).to_be_hidden()
