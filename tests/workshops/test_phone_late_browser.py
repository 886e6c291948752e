"""Answers that come late: what they were for is over, and somebody goes on writing."""

import re

from playwright.sync_api import Page, Route, expect

from tests.browser import NewVisitor, agree, state
from tests.browser import saved as all_saved
from tests.workshops.hall import ADMIRED, WAYS, Hall, choose, head, live, mine, received, saved, write

NOW = re.compile("/now/$")


class Held:
    """Requests of a page to addresses of one sort: they wait until they are let go."""

    def __init__(self, page: Page, sort: str) -> None:
        self.page, self.sort, self.waiting = page, re.compile(sort), list[Route]()
        page.route(self.sort, lambda route: self.waiting.append(route))

    def let_go(self) -> None:
        for route in self.waiting:
            route.continue_()
        self.page.unroute(self.sort)


def test_nobody_writes_into_the_box_of_a_question_that_has_gone(hall: Hall, phone: Page):
    hall.press(times=2)
    write(phone, "asks until it is simple")
    agree(phone)
    received(phone)
    phone.locator("#box").get_by_label("How they work").first.blur()
    held = Held(phone, "/write/ways/")
    hall.press()
    expect(head(phone)).to_have_text(WAYS)
    expect(phone.locator("#box form")).to_have_count(0)
    held.let_go()
    expect(phone.get_by_role("checkbox", name="Precision", exact=True)).to_be_visible()


def test_the_late_answer_to_a_send_disturbs_nobody(hall: Hall, phone: Page):
    hall.press(times=3)
    choose(phone, "Precision")
    hall.press()
    held = Held(phone, "/send/$")
    phone.get_by_role("button", name="Send this to the room").click()
    hall.press(times=3)
    line = phone.locator("#box").get_by_label(re.compile("Untold")).first
    line.fill("Froze at the interview")
    with phone.expect_response(re.compile("/send/$")):
        held.let_go()
    expect(phone.locator("[data-says]")).not_to_be_empty()
    expect(line).to_be_focused()
    expect(mine(phone)).not_to_contain_text("Sent to the room")


def test_the_other_text_comes_when_it_is_taken(hall: Hall, phone: Page):
    hall.press(times=2)
    write(phone, "asks")
    agree(phone)
    received(phone)
    other = phone.context.new_page()
    other.goto("/write/admired/")
    other.get_by_label("How they work").first.fill("written on the laptop")
    all_saved(other)
    write(phone, "written on the phone")
    expect(saved(phone)).to_have_text("Changed elsewhere: choose")
    phone.get_by_role("button", name="Take the other text").click()
    phone.wait_for_url(re.compile("/write/admired/"))
    expect(phone.get_by_label("How they work").first).to_have_value("written on the laptop")


def test_a_tap_without_a_network_moves_nobody_later(hall: Hall, visitor: NewVisitor):
    phone = visitor()
    live(hall.sit(phone))
    hall.press(times=2)
    line = write(phone, "asks")
    agree(phone)
    received(phone)
    line.focus()
    hall.press()
    go = phone.get_by_role("button", name="The room has moved on: go")
    expect(go).to_be_visible()
    phone.route(NOW, lambda route: route.abort())
    with phone.expect_event("requestfailed"):
        go.click()
    line.press_sequentially(" until it is simple")
    with phone.expect_response(NOW):
        phone.unroute(NOW)
    expect(go).to_be_visible()
    expect(line).to_be_focused()
    expect(head(phone)).to_have_text(ADMIRED)
    state(phone, "saved")
