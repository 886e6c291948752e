"""An organiser plans a workshop in a browser: from the 25 minutes, in another order; also without scripts."""

import datetime as dt
import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.browser import NewVisitor
from tests.conftest import PASSWORD

STEPS = ["Welcome: who sees what", "People you admire", "Ways of working", "I go first, then one untold line"]


def account(page: Page) -> None:
    """Somebody with a name and a password."""
    page.goto("/account/signup/")
    page.get_by_label("Name").fill(f"planner {uuid.uuid4()}")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("main form button.btn").first.click()
    expect(page.locator("code").first).to_be_visible()


def first(page: Page, count: int) -> list[str]:
    """The titles of the first steps."""
    return [title.strip() for title in page.locator(".steps h3").all_inner_texts()[:count]]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_from_the_agenda_to_a_plan_in_another_order(visitor: NewVisitor, script: bool):
    page = visitor(java_script_enabled=script, timezone_id="Europe/Zurich")
    account(page)
    page.goto("/workshops/")
    page.get_by_role("link", name="25 minutes").click()
    if script:
        expect(page.get_by_label("Time zone")).to_have_value("Europe/Zurich")
    page.get_by_role("button", name="Make the plan").click()
    expect(page).to_have_title(re.compile("^Error:"))
    page.get_by_label("Title").fill("Lab day")
    page.get_by_label("Date and time").fill((dt.date.today() + dt.timedelta(days=9)).strftime("%Y-%m-%dT10:00"))
    page.get_by_label("Time zone").select_option("Europe/Zurich")
    page.get_by_role("button", name="Make the plan").click()
    expect(page.get_by_role("heading", level=1, name="Lab day")).to_be_visible()
    assert first(page, 4) == STEPS
    expect(page.locator(".door .digits")).to_have_text(re.compile(r"^\d{4}\s\d{4}$"))
    expect(page.locator("#agenda .run")).to_contain_text("25 of 25 minutes: it fits")

    page.get_by_role("button", name="Move up: Ways of working").click()
    expect(page.locator(".steps h3").nth(1)).to_have_text("Ways of working")
    page.get_by_role("button", name="Move down: Welcome").click()
    expect(page.locator(".steps h3").first).to_have_text("Ways of working")
    assert first(page, 4) == [STEPS[2], STEPS[0], STEPS[1], STEPS[3]]
    expect(page.get_by_role("button", name="Move up: Ways of working")).to_be_disabled()

    page.get_by_role("link", name=re.compile(r"^Change\s*: Ways of working")).click()
    page.get_by_label("Minutes").fill("8")
    page.get_by_role("radio", name="nothing: it stays private").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#agenda .run")).to_contain_text("30 of 25 minutes: 5 minutes too long")
    expect(page.locator(".steps > li").first).to_contain_text("private")
    expect(page.locator(".steps > li").nth(1)).to_contain_text("10:08")

    page.get_by_role("link", name=re.compile(r"^Take out\s*: Talk to a neighbour")).click()
    page.get_by_role("button", name="Take it out").click()
    expect(page.locator(".steps > li")).to_have_count(7)
    page.get_by_role("link", name=re.compile(r"^Preview\s*: The wall")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("On the phone: The wall")
