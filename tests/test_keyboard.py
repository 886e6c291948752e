"""By keyboard alone: Tab goes through a page in reading order to its end, and back, and is held nowhere."""

import pytest
from playwright.sync_api import Page

from tests.browser import NewVisitor, Server
from tests.wire import Caller

WORDS = "What draws me is how cells decide."
WRITTEN = ("admired", "places", "experiments", "in-lab", "cv", "style", "week", "safety", "topic")
PARTS = 5
HERE = """() => { const here = document.activeElement;
    return here === document.body ? null : [...document.querySelectorAll('*')].indexOf(here); }"""


def walk(page: Page, key: str) -> list[int]:
    """Where each press of `key` leads, as places in the page, until it leaves the page or comes where it was.

    A date is one field with a few parts: Tab stays in it that often.
    """
    seen: list[int] = []
    while True:
        page.keyboard.press(key)
        here = page.evaluate(HERE)
        if here is None or here in seen[:-PARTS] or seen[-PARTS:] == [here] * PARTS:
            return list(dict.fromkeys(seen))
        seen.append(here)


@pytest.fixture
def writer(server: Server) -> Caller:
    """Somebody with an answer of each sort, a note, and a round before this one."""
    this = Caller(server.url)
    for key in WRITTEN:
        assert this.fill(f"/write/{key}/", WORDS).status == 302, key
    assert this.post("/journal/rounds/", {"name": "again", "path": ""}).status == 302
    for key in WRITTEN:
        assert this.fill(f"/write/{key}/", WORDS).status == 302, key
    return this


def test_nothing_holds_the_keyboard(visitor: NewVisitor, server: Server, writer: Caller):
    page = visitor(viewport={"width": 1280, "height": 900})
    page.context.add_cookies(writer.as_cookies(server.url))
    paths = [f"/write/{key}/" for key in WRITTEN]
    for path in (*paths, "/write/topic/marks/", "/write/topic/then/", "/journal/", "/journal/notes/", "/summary/"):
        page.goto(path)
        there = walk(page, "Tab")
        last = page.evaluate("[...document.querySelectorAll('*')].indexOf(document.querySelector('footer select'))")
        assert last in there, f"{path}: Tab does not come to the end of the page"
        assert there == sorted(there), f"{path}: Tab goes in another order than one reads"
        back = walk(page, "Shift+Tab")
        first = page.evaluate("[...document.querySelectorAll('*')].indexOf(document.querySelector('body a'))")
        assert first in back, f"{path}: Shift and Tab do not come back to the beginning"


def test_a_trap_would_be_found(visitor: NewVisitor, server: Server):
    page = visitor(viewport={"width": 1280, "height": 900})
    page.goto("/help/")
    page.evaluate("""document.querySelector('main a').addEventListener('keydown', (event) => event.preventDefault())""")
    last = page.evaluate("[...document.querySelectorAll('*')].indexOf(document.querySelector('footer select'))")
    assert last not in walk(page, "Tab")
