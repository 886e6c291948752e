"""In a real browser: keep it, leave, come back; Back shows nothing; unsent text is asked about and goes."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser import NewVisitor, agree, nothing_unsent, saved
from tests.conftest import PASSWORD

SENTENCE = "What draws me is how cells decide."


def write(page: Page, text: str) -> None:
    page.goto("/write/topic/")
    page.locator("textarea").first.fill(text)


@pytest.fixture
def page(visitor: NewVisitor) -> Page:
    """Somebody who has written a sentence as a guest."""
    page = visitor()
    write(page, SENTENCE)
    agree(page)
    saved(page)
    return page


def well_made(page: Page) -> None:
    """No violation of axe's rules."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_keep_leave_and_come_back(page: Page, request: pytest.FixtureRequest):
    name = f"lou {request.node.name} {page.context.browser.version} {id(page)}"
    page.goto("/account/keep/")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("code")).to_have_count(8)
    code = page.locator("code").first.inner_text()
    well_made(page)
    page.goto("/write/topic/")
    expect(page.locator("textarea").first).to_have_value(SENTENCE)
    page.goto("/account/logout/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Closed on this device")).to_be_visible()
    page.go_back()
    page.go_back()
    expect(page.get_by_text(SENTENCE)).to_have_count(0)
    page.goto("/account/login/")
    page.get_by_role("link", name="I forgot my password").click()
    page.get_by_role("link", name="Use a code").click()
    page.get_by_label("Your name here").fill(name)
    page.get_by_label("One of your codes").fill(code.upper())
    page.get_by_label("New password").fill("another walk by the sea")
    page.get_by_role("button", name="Set the new password").click()
    page.get_by_role("main").get_by_role("link", name="Sign in").click()
    page.get_by_label("Name or e-mail").fill(name)
    page.get_by_label("Password", exact=True).fill("another walk by the sea")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url("/journal/")


def test_unsent_text_is_asked_about_and_goes(page: Page):
    page.route("**/write/**", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.locator("textarea").first.fill("not sent")
    expect(page.locator(".saved")).to_have_attribute("data-state", "offline")
    page.goto("/account/close/")
    asks = page.get_by_text("Something you typed is in this browser only")
    expect(asks).to_be_visible()
    well_made(page)
    page.get_by_role("button", name="Close it now").click()
    expect(page.get_by_role("heading", name="Closed on this device")).to_be_visible()
    nothing_unsent(page)


def test_without_unsent_text_nothing_is_asked(page: Page):
    page.goto("/account/close/")
    expect(page.get_by_text("Something you typed is in this browser only")).to_be_hidden()


def test_a_sign_in_that_fails_takes_the_focus_to_what_is_wrong(visitor: NewVisitor):
    page = visitor()
    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert")).to_be_focused()
    well_made(page)
    page.get_by_role("link", name="The password is missing.").click()
    password = page.get_by_label("Password", exact=True)
    expect(password).to_be_focused()
    password.fill("seen")
    page.get_by_label("Show the password").check()
    expect(password).to_have_attribute("type", "text")


def test_pages_for_everybody_are_well_made(visitor: NewVisitor):
    page = visitor()
    for path in ("login/", "signup/", "password/reset/", "password/reset/done/", "password/code/", "inactive/"):
        page.goto(f"/account/{path}")
        well_made(page)


def test_pages_for_a_guest_are_well_made(page: Page):
    for path in ("login/", "keep/", "privacy/", "delete/", "close/"):
        page.goto(f"/account/{path}")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            well_made(page)
