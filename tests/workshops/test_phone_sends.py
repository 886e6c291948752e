"""Sending from a real phone: the preview, changing, taking back, a network that goes, and no script at all."""

import re

from playwright.sync_api import Page, Route, expect

from tests.browser import NewVisitor
from tests.workshops.hall import ADMIRED, WAYS, Hall, choose, head, live, mine, received


def at_sending(hall: Hall, phone: Page, *ways: str) -> None:
    """The room takes parts, and this phone has some to send."""
    hall.press(times=3)
    choose(phone, *ways)
    hall.press()
    expect(phone.locator("#room .going")).to_have_text("Sending is open")
    expect(phone.locator("#offers .yours")).to_have_text(" · ".join(ways))


def test_sent_changed_and_taken_back(hall: Hall, phone: Page):
    at_sending(hall, phone, "Precision", "Seeing the big picture")
    phone.get_by_role("button", name="Send this to the room").click()
    sent = mine(phone).get_by_role("heading", name="Sent to the room")
    expect(sent).to_be_focused()
    expect(mine(phone).locator(".yours")).to_have_text("Precision · Seeing the big picture")
    expect(phone.get_by_role("status").filter(has_text="Sent to the room.")).to_be_visible()
    expect(phone.locator("#offers form")).to_have_count(0)
    phone.get_by_role("checkbox", name="Precision", exact=True).uncheck()
    received(phone)
    expect(mine(phone).locator(".yours")).to_have_text("Precision · Seeing the big picture")
    phone.get_by_role("link", name="Change it").click()
    expect(phone.locator("#offers .yours")).to_have_text("Seeing the big picture")
    phone.get_by_role("button", name="Send this to the room").click()
    expect(mine(phone).locator(".yours")).to_have_text("Seeing the big picture")
    phone.get_by_role("button", name="Take it back").click()
    expect(mine(phone).get_by_role("heading", name="Taken back")).to_be_visible()
    expect(mine(phone)).to_contain_text("Nothing of yours is counted.")
    phone.reload()
    expect(mine(phone).get_by_role("heading", name="Taken back")).to_be_visible()
    hall.press("close_sharing")
    expect(head(phone)).to_have_text("Ways of working")
    expect(phone.locator("#room")).to_contain_text("Sending is closed: nothing more can be changed.")
    expect(phone.locator("#room")).to_contain_text("Nothing is shown: too few sent something")
    expect(mine(phone)).to_be_empty()


def test_what_could_go_comes_once_the_network_lets_it(hall: Hall, phone: Page):
    fails = {"mine": 2, "part": 1}

    def failing(route: Route) -> None:
        what = "mine" if "/mine/" in route.request.url else "part"
        fails[what] -= 1
        if fails[what] < 0:
            route.continue_()
        elif fails[what]:
            route.fulfill(status=503)
        else:
            route.abort()

    hall.press(times=3)
    choose(phone, "Precision")
    phone.route(re.compile(r"/w/\d+/mine/|/write/\w+/part/"), failing)
    hall.press()
    expect(phone.locator("#offers .yours")).to_have_text("Precision")
    phone.get_by_role("button", name="Send this to the room").click()
    expect(mine(phone).get_by_role("heading", name="Sent to the room")).to_be_visible()
    assert max(fails.values()) < 0


def test_kept_to_oneself(hall: Hall, phone: Page):
    at_sending(hall, phone, "Precision")
    phone.get_by_role("link", name="Keep it to yourself").click()
    expect(phone.locator("#offers")).to_be_empty()
    expect(mine(phone).get_by_role("link", name="See what could go to the room")).to_be_visible()


def test_a_send_without_a_network_is_not_sent_and_not_queued(hall: Hall, phone: Page):
    at_sending(hall, phone, "Precision")
    posts: list[str] = []
    phone.on("request", lambda request: posts.append(request.url) if request.url.endswith("/send/") else None)
    phone.context.set_offline(True)
    button = phone.get_by_role("button", name="Send this to the room")
    button.click()
    expect(phone.get_by_text("Not sent. It is still here: send again.")).to_be_visible()
    phone.context.set_offline(False)
    live(phone)
    expect(button).to_be_visible()
    assert len(posts) == 1
    button.click()
    expect(mine(phone).get_by_role("heading", name="Sent to the room")).to_be_visible()
    assert len(posts) == 2


def test_an_answer_that_is_lost_counts_once(hall: Hall, phone: Page):
    """The send arrived and its answer did not: sending again says what counts."""
    at_sending(hall, phone, "Precision")

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    phone.route("**/send/", lose, times=1)
    button = phone.get_by_role("button", name="Send this to the room")
    button.click()
    expect(phone.get_by_text("Not sent. It is still here: send again.")).to_be_visible()
    button.click()
    expect(mine(phone).locator(".yours")).to_have_text("Precision")
    expect(phone.get_by_role("status").filter(has_text="What counts now is shown here.")).to_be_visible()


def test_without_a_script(hall: Hall, visitor: NewVisitor):
    page = hall.sit(visitor(java_script_enabled=False))
    hall.press(times=3)
    page.get_by_role("link", name=re.compile("Where are we?")).click()
    page.get_by_role("link", name="Write", exact=True).click()
    page.get_by_role("checkbox", name="Precision", exact=True).check()
    page.get_by_role("checkbox", name=re.compile("Yes, keep my journal here")).check()
    page.get_by_role("button", name=re.compile("Save, and back to the room")).click()
    hall.press()
    page.get_by_role("link", name=re.compile("Where are we?")).click()
    expect(page.locator("h1")).to_have_text(WAYS)
    page.get_by_role("link", name="See what could go to the room").click()
    page.get_by_role("button", name="Send this to the room").click()
    expect(page).to_have_url(re.compile(f"{hall.phone}$"))
    expect(page.locator("#mine .yours")).to_have_text("Precision")
    page.get_by_role("link", name="Change it").click()
    page.get_by_role("button", name="Send this to the room").click()
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator("#mine")).to_contain_text("Nothing of yours is counted.")
    page.get_by_text("All questions of today").click()
    page.get_by_role("link", name=re.compile("People you admire")).click()
    expect(page.locator("h1")).to_have_text(ADMIRED)
    page.get_by_role("link", name="Back to the room").click()
    expect(page).to_have_url(re.compile(f"{hall.phone}$"))
