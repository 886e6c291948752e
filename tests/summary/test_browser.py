"""At a glance in a real browser: put away and asked back by keyboard, with and without script."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser import NewVisitor, agree, saved

SENTENCE = "Something you did in the past year stands beside 2 of 3 horizons."


def write(page: Page, *, script: bool = True) -> None:
    """Two of three horizons, as somebody who has not written before."""
    page.goto("/write/paid-in/")
    page.get_by_label("A topic, 1–2 years").fill("I can follow a talk")
    page.get_by_label("A network of collaborators, 15+ years").fill("wrote to Joon again")
    agree(page)
    if script:
        saved(page)
    else:
        page.get_by_role("button", name=re.compile("on to", re.IGNORECASE)).click()
        expect(page).to_have_url(re.compile("/write/own-question/"))


@pytest.mark.parametrize("script", [True, False])
def test_not_so_and_show_again_by_keyboard(visitor: NewVisitor, script: bool):
    page = visitor(java_script_enabled=script, viewport={"width": 320, "height": 700})
    write(page, script=script)
    page.goto("/summary/")
    glance = page.get_by_role("region", name="At a glance")
    expect(glance.get_by_text(SENTENCE).first).to_be_visible()
    glance.get_by_role("button", name="Not so").press("Enter")
    expect(page).to_have_url("/summary/#glance")
    expect(glance.get_by_text(SENTENCE).first).to_be_hidden()
    glance.get_by_text("Put away: 1").press("Enter")
    expect(glance.get_by_text(SENTENCE).first).to_be_visible()
    if script:
        assert Axe().run(page).violations_count == 0
    glance.get_by_role("button", name="Show again").press("Enter")
    expect(glance.get_by_role("button", name="Not so")).to_be_visible()
    expect(glance.get_by_text("Put away")).to_have_count(0)


def test_each_sentence_leads_to_its_page(visitor: NewVisitor):
    page = visitor()
    write(page)
    page.goto("/summary/")
    page.get_by_role("region", name="At a glance").get_by_role("link", name="Page 10").click()
    expect(page).to_have_url("/write/paid-in/")
