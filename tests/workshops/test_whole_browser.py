"""The 25 minutes from doors to end: an organiser, the screen, and three phones as different as people’s are.

One loses its network in the middle, one has JavaScript off, one is found by roles alone, as a screen reader does.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import NewVisitor, Server, agree
from tests.wire import Caller
from tests.workshops.hall import Hall

MOTTO = "Asks the question that sounds too simple"
LOST = "Froze at the interview before that one"


@pytest.fixture
def hall(server: Server) -> Hall:
    return Hall(server)


@pytest.fixture
def console(hall: Hall, visitor: NewVisitor, server: Server) -> Page:
    """The organiser's laptop."""
    page = visitor(viewport={"width": 1280, "height": 900})
    page.context.add_cookies(hall.organiser.as_cookies(server.url))
    page.goto(hall.console)
    expect(page.locator("html")).to_have_attribute("data-live", "stream")
    return page


@pytest.fixture
def screen(console: Page, hall: Hall) -> Page:
    """The projector, in another window of the organiser's."""
    page = console.context.new_page()
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"{hall.phone}screen/")
    expect(page.locator("html")).to_have_attribute("data-live", "stream")
    return page


def go(console: Page, words: str) -> None:
    """The organiser presses the one large button, which says what it does."""
    console.get_by_role("button", name=re.compile(words)).click()
    expect(console.get_by_role("button", name=re.compile(words))).to_have_count(0)


def others_send(hall: Hall, server: Server, part: str, count: int) -> None:
    """People in the back rows, without a browser of their own here, send the same sort of thing."""
    for number in range(count):
        seat = Caller(server.url)
        seat.post(f"/join/{hall.code}/", {})
        page = seat.get(hall.phone).text
        step = re.search(r'name="step" value="([0-9a-f-]{36})"|step=([0-9a-f-]{36})', page)
        said = {"step": step[1] or step[2], "phase": "share", "turn": "1", "part": part.replace("NN", str(number))}
        assert seat.post(f"{hall.phone}send/", said).status == 302, seat.get(hall.phone).text


def unscripted(page: Page) -> None:
    """Without a script one asks where the room is."""
    page.get_by_role("link", name=re.compile("Where are we?")).click()


def test_twenty_five_minutes(hall: Hall, console: Page, screen: Page, visitor: NewVisitor, server: Server):
    losing, plain, heard = visitor(), visitor(java_script_enabled=False), visitor()
    for page in (losing, plain):
        hall.sit(page)
    by_roles_alone(hall, heard)
    expect(screen.locator("main")).to_contain_text(f"{hall.code[:4]} {hall.code[4:]}")

    go(console, "Begin: Welcome")
    go(console, "Next: People you admire")
    for page in (losing, heard, screen):
        expect(page.get_by_role("heading", level=1)).to_contain_text("Which researchers do you admire")
    losing.locator("#box").get_by_label("How they work").first.fill(MOTTO)
    agree(losing)
    expect(losing.locator("#box .saved")).to_contain_text("Received in your journal")
    losing.locator("#box").get_by_label("How they work").first.blur()

    go(console, "Next: Ways of working")
    for page in (losing, heard):
        page.get_by_role("checkbox", name="Precision", exact=True).check()
    heard.get_by_role("checkbox", name=re.compile("Yes, keep my journal here")).click()
    unscripted(plain)
    plain.get_by_role("link", name="Write", exact=True).click()
    plain.get_by_role("checkbox", name="Seeing the big picture", exact=True).check()
    plain.get_by_role("checkbox", name=re.compile("Yes, keep my journal here")).check()
    plain.get_by_role("button", name=re.compile("Save, and back to the room")).click()
    for page in (losing, heard):
        expect(page.locator("#box .saved")).to_contain_text("Received in your journal")

    go(console, "Open the sending")
    for page in (losing, heard):
        page.get_by_role("checkbox", name="Precision", exact=True).blur()
        page.get_by_role("button", name="Send this to the room").click()
        expect(page.get_by_role("heading", name="Sent to the room")).to_be_visible()
    unscripted(plain)
    plain.get_by_role("link", name="See what could go to the room").click()
    plain.get_by_role("button", name="Send this to the room").click()
    expect(plain.get_by_role("heading", name="Sent to the room")).to_be_visible()
    expect(screen.locator("main")).not_to_contain_text("Enough to show")
    others_send(hall, server, '{"kind": "choice", "v": 1, "chosen": ["precision"]}', 2)
    expect(screen.locator("main")).to_contain_text("Enough to show")
    expect(console.locator("#stage")).to_contain_text("enough to show")
    go(console, "Close the sending and show the picture")
    for page in (screen, losing, heard):
        expect(page.locator("main")).to_contain_text("5 sent something")
        expect(page.locator("main")).to_contain_text("Precision")
    unscripted(plain)
    expect(plain.locator("main")).to_contain_text("5 sent something")

    go(console, "Talk about it")
    go(console, "Next: I go first")
    untold = losing.locator("#box").get_by_label(re.compile("Untold")).first
    untold.fill("Froze at the interview")
    expect(losing.locator("#box .saved")).to_contain_text("Received in your journal")
    losing.context.set_offline(True)
    untold.fill(LOST)
    expect(losing.locator("#box .saved")).to_contain_text("on this phone only")
    go(console, "Next: The wall")
    expect(heard.locator("#room .going")).to_have_text("Sending is open")
    expect(untold).to_have_value(LOST)
    untold.blur()
    losing.context.set_offline(False)
    expect(losing.locator("#room .going")).to_have_text("Sending is open")
    line = losing.get_by_role("textbox", name="The line")
    expect(line).to_have_value(LOST)
    losing.get_by_role("button", name="Send this line to the room").click()
    expect(losing.get_by_role("heading", name="Sent to the room")).to_be_visible()
    others_send(hall, server, '{"kind": "cv", "v": 1, "line": "Turned down, number NN"}', 7)

    go(console, "Close, and look at the lines")
    lines = console.locator("#lines li", has_text=LOST)
    lines.get_by_role("button", name=re.compile("Put on the wall")).click()
    expect(lines).to_contain_text("Goes on the wall")
    expect(screen.locator("main")).not_to_contain_text(LOST)
    go(console, "Show the wall")
    for page in (screen, losing, heard):
        expect(page.locator("main")).to_contain_text(LOST)
        expect(page.locator("main")).not_to_contain_text("Turned down, number")
    expect(screen.locator("main")).to_contain_text("No photos of the wall")

    go(console, "Talk about it")
    go(console, "Next: In the lab")
    go(console, "Open the sending")
    go(console, "Close the sending and show the picture")
    for page in (screen, losing, heard):
        expect(page.locator("main")).to_contain_text("Nothing is shown: too few sent something")
    go(console, "Talk about it")
    go(console, "Next: Talk to a neighbour")
    expect(losing.locator(".sign")).to_be_visible()
    expect(heard.get_by_text("Meet here:")).to_be_visible()
    go(console, "Next: Take it home")
    hall.close()
    for page in (losing, heard):
        expect(page.get_by_role("heading", level=1)).to_have_text("Thank you, and welcome to the field.")
    expect(screen.locator("main")).to_contain_text("welcome to the field")
    unscripted(plain)
    expect(plain.get_by_role("heading", level=1)).to_have_text("Thank you, and welcome to the field.")

    goes_home(losing, LOST)
    goes_home(plain, "Seeing the big picture")
    report = hall.organiser.get(f"{hall.here}report.md").text
    assert "Precision" in report
    assert LOST not in report
    assert MOTTO not in report


def by_roles_alone(hall: Hall, page: Page) -> None:
    """In by the keyboard and what has a name, as somebody who sees nothing of it."""
    page.goto("/")
    page.get_by_role("textbox", name=re.compile("code", re.IGNORECASE)).fill(f"{hall.code[:4]} {hall.code[4:]}")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Who will see what")).to_be_visible()
    page.get_by_role("button", name=re.compile("Take a seat")).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("You are in. It begins soon.")


def goes_home(page: Page, words: str) -> None:
    """The whole summary is theirs, as anyone's, and so is a file of it."""
    page.get_by_role("link", name=re.compile("summary", re.IGNORECASE)).first.click()
    expect(page.locator("main")).to_contain_text(words)
    assert words in page.request.get("/summary/untold.md?length=book").text()
