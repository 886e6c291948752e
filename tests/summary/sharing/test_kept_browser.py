"""What a mentor types is kept in their browser until it is sent; a link that ended shows it once more."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import NewVisitor, Server, nothing_unsent, unsent
from tests.wire import Caller

LINKS = "/summary/mentor/"
WORDS = "What I would have wanted to hear then"


@pytest.fixture
def writer(server: Server) -> Caller:
    """Somebody who has written a page."""
    this = Caller(server.url)
    assert this.fill("/write/topic/", "how cells decide").status == 302
    return this


@pytest.fixture
def mentor(visitor: NewVisitor, writer: Caller) -> Page:
    """A mentor at an open link, to which they came back after what they typed could not be sent."""
    tick = {"part": "topic", "question": "And you?", "days": "30", "name": "M"}
    look = writer.post(LINKS, {**tick, "then": "look"}).text
    tick |= dict(re.findall(r'name="(key|seen)" value="([^"]+)"', look))
    made = writer.post(LINKS, {**tick, "then": "make"}).text
    page = visitor()
    address = re.search(r'value="[^"]*(/shared/[\w-]+/)"', made)[1]
    page.goto(address)
    page.get_by_role("button", name="Open").click()
    page.locator("textarea[name=text]").fill(WORDS)
    page.context.set_offline(True)
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Send").click()
    page.context.set_offline(False)
    page.goto(address)
    expect(page.locator("textarea[name=text]")).to_have_value(WORDS)
    return page


def test_it_stands_there_again_and_goes_once_it_is_sent(mentor: Page):
    expect(mentor.locator("[data-kept]")).to_be_visible()
    mentor.get_by_role("button", name="Send").click()
    expect(mentor.get_by_role("heading", name="It is sent")).to_be_visible()
    nothing_unsent(mentor)


def test_a_link_that_ended_shows_it_to_be_copied_or_forgotten(mentor: Page, writer: Caller):
    this = re.search(rf"{LINKS}([0-9a-f-]{{36}})/", writer.get(LINKS).text)[0]
    assert writer.post(this, {"then": "revoke"}).status == 302
    mentor.reload()
    expect(mentor.get_by_role("heading", name="This link opens nothing")).to_be_visible()
    expect(mentor.get_by_text(WORDS)).to_be_visible()
    mentor.reload()
    expect(mentor.get_by_text(WORDS)).to_be_visible()
    mentor.get_by_role("button", name="Forget it").click()
    expect(mentor.get_by_text(WORDS)).to_be_hidden()
    nothing_unsent(mentor)


def test_what_is_sent_to_a_link_that_ended_comes_back_to_be_copied(mentor: Page, writer: Caller):
    this = re.search(rf"{LINKS}([0-9a-f-]{{36}})/", writer.get(LINKS).text)[0]
    assert writer.post(this, {"then": "revoke"}).status == 302
    mentor.get_by_role("button", name="Send").click()
    expect(mentor.get_by_role("heading", name="This link opens nothing")).to_be_visible()
    expect(mentor.get_by_text(WORDS)).to_be_visible()


def test_it_can_be_forgotten(mentor: Page):
    assert len(unsent(mentor)) == 1
    mentor.locator("[data-kept] button").click()
    expect(mentor.locator("textarea[name=text]")).to_have_value("")
    nothing_unsent(mentor)
