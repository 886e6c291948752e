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
    page.get_by_label("Minutes you have").fill("40")
    page.get_by_label("Date and time").fill("2031-03-05T11:30")
    page.get_by_label("Time zone").select_option("Asia/Tokyo")
    address = page.url
    page.context.set_offline(True)
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Save").click()
    page.context.set_offline(False)
    page.goto(address)
    expect(box).to_have_value(WORDS)
    expect(page.get_by_label("Minutes you have")).to_have_value("40")
    expect(page.get_by_label("Date and time")).to_have_value("2031-03-05T11:30")
    expect(page.get_by_label("Time zone")).to_have_value("Asia/Tokyo")
    expect(page.locator("[data-kept]")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1, name="Lab day")).to_be_visible()
    nothing_unsent(page)


def test_a_kept_plan_does_not_overwrite_what_another_changed_since(visitor: NewVisitor):
    page = visitor(timezone_id="Europe/Zurich")
    account(page)
    page.goto("/workshops/")
    page.get_by_role("link", name="25 minutes").click()
    page.get_by_label("Title").fill("Lab day")
    page.get_by_label("Date and time").fill("2031-03-04T10:00")
    page.get_by_role("button", name="Make the plan").click()
    page.get_by_role("link", name="Title, day and words").click()
    address = page.url
    page.locator("[name=turn_to]").fill(WORDS)
    page.context.set_offline(True)
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Save").click()
    page.close()
    page.context.set_offline(False)
    other = page.context.new_page()
    other.route("**/*.js", lambda route: route.abort())
    other.goto(address)
    other.locator("[name=turn_to]").fill("Dana, by the door")
    other.get_by_label("Minutes you have").fill("40")
    other.get_by_role("button", name="Save").click()
    other.wait_for_url(re.compile(r"/workshops/[^/]+/$"))
    other.unroute("**/*.js")
    other.goto(address)
    expect(other.locator("[name=turn_to]")).to_have_value(WORDS)
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_role("alert")).to_contain_text("Save again, and yours takes the place of “Dana, by the door”")
    expect(other.locator("[name=turn_to]")).to_have_value(WORDS)
    expect(other.get_by_label("Minutes you have")).to_have_value("40")
