"""What an organiser types into a plan is kept in the browser until the server has taken it."""

import re

from playwright.sync_api import expect

from tests.browser import NewVisitor, nothing_unsent
from tests.workshops.test_plan_browser import account

WORDS = "Where to turn: the person in the yellow coat"


def test_it_outlives_the_network_and_goes_once_it_is_saved(visitor: NewVisitor):
    page = visitor(timezone_id="Europe/Zurich")
    account(page)
    page.goto("/workshops/")
    page.get_by_role("link", name="25 minutes").click()
    page.get_by_label("Title").fill("Lab day")
    page.get_by_role("button", name="Make the plan").click()
    expect(page).to_have_title(re.compile("^Error:"))
    expect(page.get_by_label("Title")).to_have_value("Lab day")
    page.get_by_label("Date and time").fill("2031-03-04T10:00")
    page.get_by_role("button", name="Make the plan").click()
    expect(page.get_by_role("heading", level=1, name="Lab day")).to_be_visible()
    nothing_unsent(page)
    page.get_by_role("link", name="Title, day and words").click()
    box = page.locator("[name=turn_to]")
    box.fill(WORDS)
    address = page.url
    page.context.set_offline(True)
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Save").click()
    page.context.set_offline(False)
    page.goto(address)
    expect(box).to_have_value(WORDS)
    expect(page.locator("[data-kept]")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1, name="Lab day")).to_be_visible()
    nothing_unsent(page)
