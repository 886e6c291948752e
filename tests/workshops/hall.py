"""A workshop on the running server: its organiser presses the console's own buttons, phones come in by the door."""

import datetime as dt
import re
import uuid

from playwright.sync_api import Locator, Page, expect

from tests.browser import Server, agree
from tests.conftest import PASSWORD
from tests.wire import Caller


def organiser(server: Server) -> Caller:
    """Somebody who has just chosen a name and a password."""
    this = Caller(server.url)
    form = {"username": f"organiser {uuid.uuid4()}", "password1": PASSWORD, "email": ""}
    assert "<code>" in this.post("/account/signup/", form).text
    return this


class Hall:
    """A room of 25 minutes, its doors open. Steps: welcome, admired, ways, cv, wall, in-lab, neighbour, home."""

    def __init__(self, server: Server) -> None:
        self.organiser = organiser(server)
        plan = {"agenda": "twenty-five", "title": "Newcomers’ hour", "starts_at": f"{dt.date.today()}T10:00"}
        made = self.organiser.post("/workshops/new/", {**plan, "time_zone": "UTC", "minutes": "25", "language": "en"})
        self.here = made.headers["Location"]
        self.console = f"{self.here}console/"
        self.code = re.search(r"/w/([0-9]{8})/", self.organiser.get(self.console).text)[1]
        self.phone = f"/w/{self.code}/"
        self.press("open")

    def press(self, act: str = "next", times: int = 1) -> None:
        """Press a button of the console, as its page stands there now."""
        for _time in range(times):
            assert self.organiser.post(f"{self.console}run/", {"act": act, "tick": self.tick()}).status == 303

    def tick(self) -> str:
        """What the console's page shows."""
        return re.search(r'name="tick" value="([0-9]+)"', self.organiser.get(self.console).text)[1]

    def close(self) -> None:
        """End the workshop."""
        closed = self.organiser.post(f"{self.here}close/", {"tick": self.tick()})
        assert closed.headers["Location"] == f"{self.here}report/"

    def sit(self, page: Page) -> Page:
        """Come in by the door, and stand at the phone's page."""
        page.goto(f"/join/{self.code}/")
        page.get_by_role("button", name=re.compile("Take a seat")).click()
        expect(page).to_have_url(re.compile(f"{self.phone}$"))
        return page


ADMIRED = "Which researchers do you admire, and how do they work?"
WAYS = "Which ways of working come back, and which do you want to grow?"


def live(page: Page) -> Page:
    """A phone that hears the bell."""
    expect(page.locator("html")).to_have_attribute("data-live", "stream")
    return page


def head(page: Page) -> Locator:
    """What the room is at, on a phone."""
    return page.locator("#room h1")


def mine(page: Page) -> Locator:
    """What a phone says of what it sent."""
    return page.locator("#mine")


def saved(page: Page) -> Locator:
    """What a phone says of what was typed."""
    return page.locator("#box .saved")


def received(page: Page) -> None:
    """Wait until the journal has it."""
    expect(saved(page)).to_contain_text("Received in your journal")


def write(page: Page, text: str) -> Locator:
    """Type into the first line of the question about people one admires."""
    line = page.locator("#box").get_by_label("How they work").first
    line.fill(text)
    return line


def choose(page: Page, *ways: str) -> None:
    """Tick ways of working, and wait until the journal has them."""
    for way in ways:
        page.get_by_role("checkbox", name=way, exact=True).check()
    if page.locator("#box [name=consent]").count():
        agree(page)
    received(page)
