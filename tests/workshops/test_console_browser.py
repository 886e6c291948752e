"""The console in a browser: two organisers see the same room without loading anything, and it works without scripts."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from tests.browser import NewVisitor, Server
from tests.wire import Caller


@pytest.fixture
def console(account: Caller) -> str:
    """The address of the console of a rehearsal: its people send by themselves."""
    filled = {"agenda": "twenty-five", "title": "An hour", "starts_at": f"{dt.date.today()}T10:00", "time_zone": "UTC"}
    here = account.post("/workshops/new/", {**filled, "minutes": "25", "language": "en"}).headers["Location"]
    return account.post(f"{here}rehearse/", {}).headers["Location"]


def at(visitor: NewVisitor, account: Caller, server: Server, console: str, **how: object) -> Page:
    """The console on a device of its organiser's."""
    page = visitor(**how)
    page.context.add_cookies(account.as_cookies(server.url))
    page.goto(console)
    return page


def test_two_devices_see_the_same_room(visitor: NewVisitor, account: Caller, server: Server, console: str):
    phone = at(visitor, account, server, console)
    desk = at(visitor, account, server, console, viewport={"width": 1440, "height": 900})
    for page in (phone, desk):
        expect(page.locator("html")).to_have_attribute("data-live", "stream")
        page.evaluate("window.stayed = true")
    phone.get_by_text("If this happens").click()
    desk.get_by_role("button", name="Begin: Welcome").click()
    for page in (phone, desk):
        expect(page.locator("#stage")).to_contain_text("Step 1 of 8")
    expect(desk.locator("#act-next")).to_be_focused()
    phone.get_by_role("button", name="Next: People you admire").click()
    expect(desk.locator("#stage")).to_contain_text("Step 2 of 8")
    desk.keyboard.press("Enter")
    expect(phone.locator("#stage")).to_contain_text("Step 3 of 8")
    assert phone.evaluate("window.stayed && document.querySelector('#cards').open")
    assert desk.evaluate("window.stayed")


def test_the_next_button_is_in_reach_wherever_one_reads(
    visitor: NewVisitor, account: Caller, server: Server, console: str
):
    phone = at(visitor, account, server, console)
    for place in ("scrollTo(0, 0)", "scrollTo(0, 1e6)"):
        phone.evaluate(place)
        expect(phone.locator("#act-next")).to_be_in_viewport(ratio=0.99)


def test_a_room_is_run_to_its_end_without_scripts(visitor: NewVisitor, account: Caller, server: Server, console: str):
    page = at(visitor, account, server, console, java_script_enabled=False)
    seen = []
    for _press in range(40):
        button = page.locator("#act-next")
        words = button.locator("b").inner_text().strip()
        seen.append(words)
        if words == "Go on without a wall" and "Show the wall" not in seen:
            page.get_by_role("button", name="Hold back").first.click()
            page.get_by_role("button", name="Put on the wall").first.click()
            continue
        button.click()
        if words == "End the rehearsal":
            break
    assert "Close the sending and show the picture" in seen
    assert "Show the wall" in seen
    page.get_by_role("button", name="End it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("An hour")
    assert account.get(console).status == 404
