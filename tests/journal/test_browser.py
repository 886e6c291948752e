"""Writing in a real browser: the states, reloads, two tabs, no script, no network."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import NewVisitor, agree, saved, state

TOPIC = "/write/topic/"


def begin(page: Page, words: str = "first words") -> None:
    """Write on the page of the topic, agree, and wait until it is saved."""
    page.goto(TOPIC)
    page.get_by_label("Your answer").fill(words)
    agree(page)
    saved(page)


def test_before_consent_the_text_stays_on_the_device_and_survives(visitor: NewVisitor):
    page = visitor()
    sent = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    page.goto(TOPIC)
    page.get_by_label("Your answer").fill("kept here only")
    state(page, "offline")
    expect(page.locator(".saved")).to_contain_text("this device")
    assert sent == []
    page.reload()
    expect(page.get_by_label("Your answer")).to_have_value("kept here only")
    state(page, "offline")
    assert sent == []


def test_a_closed_tab_loses_nothing(visitor: NewVisitor):
    page = visitor()
    page.goto(TOPIC)
    page.get_by_label("Your answer").fill("then the tab was closed")
    state(page, "offline")
    other = page.context.new_page()
    page.close()
    other.goto(TOPIC)
    expect(other.get_by_label("Your answer")).to_have_value("then the tab was closed")


def test_typing_saves_by_itself_and_a_reload_shows_it(visitor: NewVisitor):
    page = visitor()
    begin(page)
    page.get_by_label("Your answer").press_sequentially(" and more")
    state(page, "unsaved")
    saved(page)
    page.reload()
    expect(page.get_by_label("Your answer")).to_have_value("first words and more")
    state(page, "saved")


def test_pages_written_before_consent_come_along(visitor: NewVisitor):
    page = visitor()
    page.goto(TOPIC)
    page.get_by_label("Your answer").fill("my topic")
    page.get_by_role("button", name=re.compile("on to", re.IGNORECASE)).click()
    expect(page).to_have_url(re.compile("/write/kind-of-work/"))
    page.get_by_label("Your answer").fill("my kind of work")
    agree(page)
    saved(page)
    page.goto(TOPIC)
    expect(page.get_by_label("Your answer")).to_have_value("my topic")
    saved(page)


def test_one_save_is_under_way_at_a_time(visitor: NewVisitor):
    page = visitor()
    begin(page)
    under_way, most = [0], [0]

    def slow(route: Route) -> None:
        under_way[0] += 1
        most[0] = max(most[0], under_way[0])
        reply = route.fetch()
        under_way[0] -= 1
        route.fulfill(response=reply)

    page.route("**/write/topic/", slow)
    box = page.get_by_label("Your answer")
    for word in ("one", "two", "three"):
        box.press_sequentially(f" {word}")
        box.blur()
        box.focus()
    saved(page)
    assert most[0] == 1
    page.unroute("**/write/topic/")
    page.reload()
    expect(box).to_have_value("first words one two three")


def test_without_network_the_text_is_kept_and_sent_later(visitor: NewVisitor):
    page = visitor()
    begin(page)
    page.context.set_offline(True)
    page.get_by_label("Your answer").fill("written in the tunnel")
    state(page, "offline")
    page.context.set_offline(False)
    saved(page)
    page.reload()
    expect(page.get_by_label("Your answer")).to_have_value("written in the tunnel")


def test_a_save_whose_answer_got_lost_does_not_collide_with_itself(visitor: NewVisitor):
    page = visitor()
    begin(page)
    lost = []

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        lost.append(route)
        route.abort()

    page.route("**/write/topic/", lose_the_answer, times=1)
    box = page.get_by_label("Your answer")
    box.fill("arrived, but nobody heard")
    state(page, "offline")
    assert lost
    box.fill("and then some more")
    saved(page)
    page.reload()
    expect(box).to_have_value("and then some more")


def test_an_answer_that_is_not_json_keeps_the_text(visitor: NewVisitor):
    page = visitor()
    begin(page)
    page.route("**/write/topic/", lambda route: route.fulfill(status=503, body="<h1>Busy</h1>"), times=1)
    page.get_by_label("Your answer").fill("while the server was busy")
    state(page, "offline")
    saved(page)


def test_what_a_closed_tab_did_not_send_is_sent_by_the_next(visitor: NewVisitor):
    page = visitor()
    begin(page)
    page.route("**/write/topic/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.get_by_label("Your answer").fill("never sent by this tab")
    state(page, "offline")
    other = page.context.new_page()
    page.close()
    other.goto("/write/tried/")
    other.goto(TOPIC)
    expect(other.get_by_label("Your answer")).to_have_value("never sent by this tab")
    saved(other)


def test_signed_out_meanwhile_the_text_is_kept_until_one_is_back(visitor: NewVisitor):
    page = visitor()
    begin(page)
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.get_by_label("Your answer").fill("after the session ended")
    state(page, "error")
    expect(page.locator(".saved")).to_contain_text("signed out")
    stranger = page.context.new_page()
    stranger.goto(TOPIC)
    expect(stranger.get_by_label("Your answer")).to_have_value("")
    page.context.add_cookies(cookies)
    page.goto(TOPIC)
    expect(page.get_by_label("Your answer")).to_have_value("after the session ended")
    saved(page)


@pytest.mark.parametrize(
    ("button", "value"), [("Keep what is on this page", "mine"), ("Take the other text", "theirs")]
)
def test_two_tabs_both_texts_are_kept_and_one_is_chosen(visitor: NewVisitor, button: str, value: str):
    page = visitor()
    begin(page)
    other = page.context.new_page()
    other.goto(TOPIC)
    other.get_by_label("Your answer").fill("theirs")
    saved(other)
    page.get_by_label("Your answer").fill("mine")
    state(page, "moved")
    expect(page.locator(".choose")).to_contain_text("theirs")
    page.get_by_role("button", name=button).click()
    expect(page.get_by_label("Your answer")).to_have_value(value)
    saved(page)
    page.goto("/write/topic/earlier/")
    expect(page.locator("main")).to_contain_text("mine" if value == "theirs" else "theirs")
    page.goto(TOPIC)
    expect(page.get_by_label("Your answer")).to_have_value(value)


def test_too_long_a_text_is_said_and_stays(visitor: NewVisitor):
    page = visitor()
    begin(page)
    page.get_by_label("Your answer").fill("x" * 20_001)
    state(page, "error")
    expect(page.locator(".saved")).to_contain_text("over the limit")
    page.get_by_role("button", name=re.compile("on to", re.IGNORECASE)).click()
    expect(page.locator(".errors")).to_be_focused()
    assert len(page.get_by_label("Your answer").input_value()) == 20_001
    page.get_by_label("Your answer").fill("short enough")
    saved(page)
    expect(page.locator(".errors, .err")).to_have_count(0)


def test_on_a_phone_the_state_stays_in_sight(visitor: NewVisitor):
    page = visitor()
    page.set_viewport_size({"width": 390, "height": 700})
    begin(page)
    page.get_by_role("button", name=re.compile("on to", re.IGNORECASE)).scroll_into_view_if_needed()
    expect(page.locator(".saved")).to_be_in_viewport(ratio=0.9)


def test_without_script_plain_forms_do_the_same(visitor: NewVisitor):
    page = visitor(java_script_enabled=False)
    page.goto("/write/admired/?path=fifteen")
    page.get_by_label("Who").first.fill("Kwame")
    page.get_by_role("button", name=re.compile("on to", re.IGNORECASE)).click()
    expect(page.locator("#consent-e")).to_contain_text("Nothing was saved")
    expect(page.get_by_label("Who").first).to_have_value("Kwame")
    agree(page)
    page.get_by_role("button", name="Add a person").click()
    expect(page.get_by_label("Who").first).to_have_value("Kwame")
    page.get_by_role("button", name=re.compile("on to", re.IGNORECASE)).click()
    expect(page).to_have_url(re.compile("/write/ways/"))
    page.get_by_role("button", name=re.compile("Skip for now")).click()
    page.get_by_role("button", name=re.compile("Save and leave")).click()
    expect(page).to_have_url(re.compile("/journal/"))
    expect(page.locator("main")).to_contain_text("1 page of 34 written")


def test_covered_words_do_not_show(visitor: NewVisitor):
    page = visitor()
    begin(page, "not for the person behind me")
    page.keyboard.press("Alt+Shift+C")
    box = page.get_by_label("Your answer")
    assert box.evaluate("box => getComputedStyle(box).color") == "rgba(0, 0, 0, 0)"
    page.reload()
    assert box.evaluate("box => getComputedStyle(box).color") == "rgba(0, 0, 0, 0)"
    page.get_by_role("button", name=re.compile("Cover")).click()
    assert box.evaluate("box => getComputedStyle(box).color") != "rgba(0, 0, 0, 0)"


def test_who_agrees_before_writing_may_turn_the_page(visitor: NewVisitor):
    page = visitor()
    page.goto("/write/topic/")
    agree(page)
    expect(page.locator(".saved")).to_have_text("Nothing to save yet")
    page.get_by_role("button", name=re.compile("Skip for now")).click()
    page.wait_for_url(lambda url: not url.endswith("/write/topic/"))
