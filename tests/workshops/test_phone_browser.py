"""Phones in a real room: each step comes by itself, nobody is disturbed while they write, and the network may go."""

import re

from playwright.sync_api import Page, expect

from tests.browser import NewVisitor, agree
from tests.workshops.hall import ADMIRED, WAYS, Hall, head, live, mine, received, saved, write

MOVED = "The room has moved on: go"


def test_the_bell_brings_each_step(hall: Hall, phone: Page):
    expect(head(phone)).to_have_text("You are in. It begins soon.")
    hall.press()
    expect(head(phone)).to_have_text("Welcome: who sees what")
    expect(phone.locator("#box form")).to_have_count(0)
    hall.press()
    expect(head(phone)).to_have_text(ADMIRED)
    expect(phone.locator("#box").get_by_label("How they work").first).to_be_visible()
    expect(phone.locator("[data-heard]")).to_have_text(f"Write for yourself. {ADMIRED}")
    assert phone.get_by_role("heading", level=1).count() == 1
    expect(phone.get_by_role("link", name="Write", exact=True)).to_be_hidden()


def test_what_is_typed_is_on_the_phone_then_received(hall: Hall, phone: Page):
    hall.press(times=2)
    write(phone, "asks until it is simple")
    expect(saved(phone)).to_have_text("On this phone only")
    agree(phone)
    received(phone)
    assert phone.locator("#box form").count() == 1
    phone.goto("/write/admired/")
    expect(phone.get_by_label("How they work").first).to_have_value("asks until it is simple")


def test_the_box_stays_while_somebody_types(hall: Hall, phone: Page):
    hall.press(times=2)
    write(phone, "asks until")
    agree(phone)
    received(phone)
    line = phone.locator("#box").get_by_label("How they work").first
    line.focus()
    place = (
        "e => { const at = e.getBoundingClientRect(); return [at.x + scrollX, at.y + scrollY, at.width, at.height]; }"
    )
    before = line.evaluate(place)
    hall.press()
    go = phone.get_by_role("button", name=MOVED)
    expect(go).to_be_visible()
    line.press_sequentially(" it is simple")
    expect(line).to_be_focused()
    assert line.evaluate(place) == before
    expect(head(phone)).to_have_text(ADMIRED)
    go.click()
    expect(head(phone)).to_have_text(WAYS)
    expect(head(phone)).to_be_focused()
    expect(go).to_be_hidden()
    expect(phone.get_by_role("checkbox", name="Precision", exact=True)).to_be_visible()
    # What was not yet sent is saved by the form that was put aside.
    phone.locator(".questions summary").click()
    phone.get_by_role("link", name=re.compile("People you admire")).click()
    received(phone)
    expect(line).to_have_value("asks until it is simple")


def test_what_is_fetched_ahead_does_not_move_the_box(hall: Hall, visitor: NewVisitor):
    phone = visitor()
    phone.clock.install()
    phone.add_init_script("Math.random = () => 0.99")  # the question that comes next is fetched late
    live(hall.sit(phone))
    hall.press(times=2)
    line = write(phone, "asks until")
    agree(phone)
    received(phone)
    line.focus()
    hall.press()
    go = phone.get_by_role("button", name=MOVED)
    expect(go).to_be_visible()
    phone.clock.run_for(21_000)
    with phone.expect_response(re.compile("/write/(ways|cv)/")):
        phone.clock.run_for(21_000)
    expect(line).to_be_focused()
    expect(head(phone)).to_have_text(ADMIRED)
    expect(go).to_be_visible()


def test_the_box_leaves_by_itself_once_it_is_saved_and_left(hall: Hall, phone: Page):
    hall.press(times=2)
    write(phone, "asks until it is simple")
    agree(phone)
    received(phone)
    line = write(phone, "asks again")
    hall.press()
    expect(phone.get_by_role("button", name=MOVED)).to_be_visible()
    line.blur()
    expect(head(phone)).to_have_text(WAYS)


def test_nothing_is_in_the_way_of_who_does_not_write(hall: Hall, phone: Page):
    hall.press(times=3)
    expect(head(phone)).to_have_text(WAYS)
    hall.press()
    expect(phone.locator("#room .going")).to_have_text("Sending is open")
    expect(phone.get_by_role("button", name=MOVED)).to_be_hidden()
    expect(mine(phone).get_by_role("heading", name="Nothing sent")).to_be_visible()
    expect(phone.get_by_text("Nothing is saved here yet.")).to_be_visible()


def test_the_network_goes_in_the_middle_and_comes_back(hall: Hall, phone: Page):
    hall.press(times=2)
    write(phone, "asks")
    agree(phone)
    received(phone)
    phone.context.set_offline(True)
    write(phone, "asks until it is simple")
    expect(saved(phone)).to_have_text("No connection: on this phone only")
    expect(phone.locator("html")).to_have_attribute("data-live", "lost")
    expect(phone.get_by_text("No connection. What you type is kept on this phone")).to_be_visible()
    hall.press()
    expect(phone.locator("#box").get_by_label("How they work").first).to_have_value("asks until it is simple")
    phone.locator("#box").get_by_label("How they work").first.blur()
    phone.context.set_offline(False)
    expect(head(phone)).to_have_text(WAYS)
    live(phone)
    phone.goto("/write/admired/")
    expect(phone.get_by_label("How they work").first).to_have_value("asks until it is simple")


def test_questions_fetched_ahead_outlive_the_network(hall: Hall, visitor: NewVisitor):
    phone = visitor()
    phone.clock.install()
    live(hall.sit(phone))
    hall.press(times=2)
    expect(head(phone)).to_have_text(ADMIRED)
    with phone.expect_response(re.compile("/write/ways/")):
        phone.clock.run_for(21_000)
    phone.context.set_offline(True)
    phone.locator(".questions summary").click()
    phone.get_by_role("link", name=re.compile("Ways of working")).click()
    expect(phone.locator("#box h1")).to_have_text(WAYS)
    expect(head(phone)).to_be_hidden()
    phone.get_by_role("checkbox", name="Precision", exact=True).check()
    agree(phone)
    phone.clock.run_for(2_000)
    expect(saved(phone)).to_have_text("No connection: on this phone only")
    phone.context.set_offline(False)
    phone.clock.run_for(9_000)
    received(phone)
    phone.get_by_role("button", name=re.compile("Back to the room|moved on")).click()
    expect(head(phone)).to_have_text(ADMIRED)


def test_at_ones_own_pace(hall: Hall, phone: Page):
    hall.press(times=3)
    expect(head(phone)).to_have_text(WAYS)
    phone.locator(".questions summary").click()
    phone.get_by_role("link", name=re.compile("People you admire")).click()
    expect(phone.locator("#box h1")).to_have_text(ADMIRED)
    expect(phone.locator("#box h1")).to_be_focused()
    back = phone.get_by_role("button", name="At your own pace. Back to the room")
    expect(back).to_be_visible()
    hall.press()
    phone.get_by_role("button", name=MOVED).click()
    expect(head(phone)).to_have_text(WAYS)
    expect(phone.locator("#room .going")).to_have_text("Sending is open")
    expect(mine(phone).get_by_role("heading", name="Nothing sent")).to_be_visible()


def test_time_is_up_and_writing_goes_on(hall: Hall, visitor: NewVisitor):
    phone = visitor()
    phone.clock.install()
    live(hall.sit(phone))
    hall.press(times=2)
    expect(head(phone)).to_have_text(ADMIRED)
    expect(phone.locator("#box").get_by_label("How they work").first).to_be_visible()
    phone.clock.fast_forward(6 * 60_000)
    expect(phone.get_by_text("Time is up for the room. Write on as long as you like")).to_be_visible()
    expect(phone.locator("#box").get_by_label("How they work").first).to_be_editable()


def test_two_phones_find_each_other(hall: Hall, phone: Page, visitor: NewVisitor):
    other = live(hall.sit(visitor()))
    while 'data-scene="pairs"' not in phone.request.get(hall.phone).text():
        hall.press()
    signs = []
    for each in (phone, other):
        expect(head(each)).to_have_text("Talk to a neighbour")
        expect(each.locator(".sign")).to_be_visible()
        signs.append(each.locator(".sign").inner_text())
    assert signs[0] == signs[1]
    assert "Meet here:" in signs[0]
    late = hall.sit(visitor())
    late.get_by_role("button", name="Find me somebody").click()
    expect(late.locator(".sign")).to_contain_text("Meet here:")
    assert late.locator(".sign").inner_text() == signs[0]


def test_the_end_is_taken_home(hall: Hall, phone: Page):
    hall.press(times=2)
    hall.close()
    expect(head(phone)).to_have_text("Thank you, and welcome to the field.")
    expect(phone.get_by_role("link", name="A slip that you took part")).to_be_visible()
    expect(phone.locator("#box form")).to_have_count(0)
    expect(phone.locator(".questions")).to_be_hidden()
