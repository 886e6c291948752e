"""The half-hour path in a real browser, from the first page to the summary, by keyboard alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import NewVisitor, saved


def tab_to(page: Page, name: re.Pattern[str] | str, role: str = "button") -> None:
    """Press Tab until the named control has the focus."""
    wanted = page.get_by_role(role, name=name)
    for _ in range(400):
        page.keyboard.press("Tab")
        if wanted.evaluate_all("all => all.includes(document.activeElement)"):
            return
    pytest.fail(f"Tab never reached {role} {name}")


def test_the_half_hour_path_by_keyboard_alone(visitor: NewVisitor):
    page = visitor()
    page.goto("/")
    tab_to(page, re.compile("Start writing"), "link")
    page.keyboard.press("Enter")
    on = re.compile("on to", re.IGNORECASE)

    expect(page).to_have_url(re.compile("/write/admired/"))
    tab_to(page, "Who", "textbox")
    page.keyboard.type("Kwame")
    page.keyboard.press("Tab")
    page.keyboard.type("Optimisation")
    page.keyboard.press("Tab")
    page.keyboard.type("Writes the sentence he hopes to prove first")
    tab_to(page, re.compile("Yes, keep my journal here"), "checkbox")
    page.keyboard.press("Space")
    saved(page)
    tab_to(page, on)
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/write/ways/"))
    tab_to(page, re.compile("Writes the sentence"), "checkbox")
    page.keyboard.press("Space")
    saved(page)
    tab_to(page, on)
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/write/horizons/"))
    tab_to(page, re.compile("A topic, now", re.IGNORECASE), "textbox")
    page.keyboard.type("7")
    saved(page)
    tab_to(page, on)
    page.keyboard.press("Enter")

    for prompt in ("ask-whom", "collaboration-goals"):
        expect(page).to_have_url(re.compile(f"/write/{prompt}/"))
        page.locator("#answer").get_by_role("textbox").first.focus()
        page.keyboard.type("Someone two years ahead")
        saved(page)
        tab_to(page, on)
        page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/write/cv/"))
    tab_to(page, "Year", "textbox")
    page.keyboard.type("2024")
    tab_to(page, "Untold", "textbox")
    page.keyboard.type("The first choice said no")
    saved(page)
    tab_to(page, on)
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/write/in-lab/"))
    tab_to(page, re.compile("Skip for now"))
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/write/experiments/"))
    page.locator("#answer").get_by_role("textbox").first.focus()
    page.keyboard.type("Show one half-finished figure each week")
    saved(page)
    tab_to(page, on)
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/summary/"))
    for words in ("Kwame", "Writes the sentence", "The first choice said no", "half-finished figure"):
        expect(page.locator("main")).to_contain_text(words)
    page.goto("/journal/")
    expect(page.locator("main")).to_contain_text("7 pages of 34 written")
