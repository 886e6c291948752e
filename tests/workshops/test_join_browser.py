"""Coming in with a real browser, with scripts and without, on the narrowest phone; and how these pages look to axe."""

import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import NewVisitor
from tests.conftest import PASSWORD
from tests.driven import Driven
from tests.eyes import Eyes
from tests.wire import Caller

NARROW = {"viewport": {"width": 320, "height": 640}}


@pytest.fixture
def room(driven: Driven) -> dict[str, Any]:
    return driven.do("room", title="An hour for newcomers")


@pytest.fixture
def room_eyes(browser: Browser, driven: Driven) -> Iterator[Eyes]:
    this = Eyes(browser, driven.url)
    yield this
    for context in this.contexts:
        context.close()
    assert this.problems == [], "\n".join(this.problems)


def in_sight(page: Page) -> None:
    """Nothing scrolls sideways."""
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_somebody_comes_in_from_home(scripts: bool, visitor: NewVisitor, driven: Driven, room: dict[str, Any]):
    page = visitor(base_url=driven.url, java_script_enabled=scripts, **NARROW)
    page.goto("/")
    page.get_by_label("Workshop code").fill(f"{room['code'][:4]} {room['code'][4:]}")
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("heading", name="An hour for newcomers")).to_be_visible()
    expect(page.get_by_text("What you write: you alone.")).to_be_visible()
    in_sight(page)
    page.get_by_role("button", name="Take a seat").click()
    page.wait_for_url(f"**/w/{room['code']}/")
    page.goto(f"/join/{room['code']}/")
    page.wait_for_url(f"**/w/{room['code']}/")
    assert len([each for each in page.context.cookies() if each["name"].startswith("seat-")]) == 1


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_typo_is_said_and_the_next_try_works(
    scripts: bool, visitor: NewVisitor, driven: Driven, room: dict[str, Any]
):
    page = visitor(base_url=driven.url, java_script_enabled=scripts, **NARROW)
    page.goto("/join/")
    page.get_by_label("Workshop code").fill("1111 111")
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_text("A code has eight digits; these are 7.")).to_be_visible()
    page.get_by_label("Workshop code").fill("00000000")
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("alert")).to_contain_text("This code opens no door just now")
    if scripts:
        expect(page.get_by_role("alert")).to_be_focused()
    in_sight(page)
    page.get_by_label("Workshop code").fill(room["code"])
    page.get_by_label("Workshop code").press("Enter")
    expect(page.get_by_role("button", name="Take a seat")).to_be_visible()


def test_a_seat_moves_to_another_device(visitor: NewVisitor, driven: Driven, room: dict[str, Any]):
    phone, tablet = (visitor(base_url=driven.url, **NARROW) for _ in range(2))
    phone.goto(f"/join/{room['code']}/")
    phone.get_by_role("button", name="Take a seat").click()
    phone.wait_for_url("**/w/**")
    phone.goto(f"/w/{room['code']}/link/")
    phone.get_by_role("button", name="Make a link to the seat").click()
    expect(phone.get_by_role("img", name="The same link as a square for a camera")).to_be_visible()
    in_sight(phone)
    tablet.goto(phone.get_by_label("The link to your seat").input_value())
    tablet.get_by_role("button", name="Open it here").click()
    tablet.wait_for_url(f"**/w/{room['code']}/")


def test_pages_at_the_door_look_well(room_eyes: Eyes, driven: Driven, room: dict[str, Any]):
    somebody, code = Caller(driven.url), room["code"]
    for path in ("/join/", "/join/?code=1", "/join/11111111/", f"/join/{code}/", f"/w/{code}/link/nothing/"):
        room_eyes.look(path)
    assert somebody.post(f"/join/{code}/", {}).status == 302
    room_eyes.become(somebody)
    room_eyes.look(f"/w/{code}/link/")
    link = somebody.post(f"/w/{code}/link/", {}).text
    room_eyes.look_at(link, "a link to a seat")
    room_eyes.become(Caller(driven.url))
    room_eyes.look(re.search(r'value="http://[^/"]+(/w/[^"]+)"', link)[1], name="a seat on another device")
    guesser = Caller(driven.url)
    told = [guesser.get(f"/join/2222{number:04}/") for number in range(11)][-1]
    assert told.status == 429
    room_eyes.look_at(told.text, "too many tries")


def test_report_and_slip_look_well(room_eyes: Eyes, driven: Driven, room: dict[str, Any]):
    organiser, somebody, name = Caller(driven.url), Caller(driven.url), f"org-{uuid.uuid4()}"
    organiser.post("/account/signup/", {"username": name, "password1": PASSWORD, "email": ""})
    assert somebody.post(f"/join/{room['code']}/", {}).status == 302
    driven.do("over", room=room["room"], name=name)
    room_eyes.become(somebody)
    room_eyes.look(f"/w/{room['code']}/slip/")
    room_eyes.become(organiser)
    room_eyes.look(f"/workshops/{room['room']}/report/")
    assert organiser.ask("GET", f"/workshops/{room['room']}/report.csv").status == 200
