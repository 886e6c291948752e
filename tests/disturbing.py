"""What can go wrong while somebody writes, done to a real page: each disturbs the typing, and mends what it broke."""

import re
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser import Server
from tests.conftest import PASSWORD
from tests.wire import Caller

OURS = re.compile(r"/(write|journal)/")
GIVES_UP = 40_000
"""Milliseconds in which a page has surely given up waiting for an answer: it waits for 15 seconds."""
TEXTS = "form[data-save] :is(textarea, input[type=text]:not([inputmode=numeric])):visible"


class Writing:
    """Somebody with an account and a browser, on one page; `words` are what they typed last, a field each."""

    def __init__(self, context: BrowserContext, server: Server, path: str) -> None:
        self.context, self.server, self.path = context, server, path
        self.words: list[str] = []
        self.name = f"writer {uuid.uuid4()}"
        caller = Caller(server.url)
        caller.fill("/write/before/", "begun")
        caller.post("/account/keep/", {"username": self.name, "password": PASSWORD, "password1": PASSWORD})
        context.add_cookies(caller.as_cookies(server.url))
        self.open()

    def open(self) -> None:
        """The page, in a new tab."""
        self.page = self.context.new_page()
        self.page.goto(self.path)

    def type(self) -> None:
        """Write something new into every text field that is there."""
        self.page.locator("form[data-save] details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
        fields = self.page.locator(TEXTS).all()
        assert fields
        self.words = [f"{number} {uuid.uuid4().hex[:8]}" for number in range(len(fields))]
        for field, words in zip(fields, self.words, strict=True):
            field.fill(words)

    def is_told(self, state: str, words: str, timeout: int | None = None) -> None:
        """The page says so in its line."""
        line = self.page.locator(".saved")
        expect(line).to_have_attribute("data-state", state, timeout=timeout)
        expect(line).to_contain_text(words)

    def told_kept(self, timeout: int | None = None) -> None:
        """The page says that this device keeps it."""
        self.is_told("offline", "this device", timeout)

    @contextmanager
    def posts(self, handle: Callable[[Route], None]) -> Iterator[None]:
        """While it lasts, `handle` is what answers saves."""

        def on_its_way(route: Route) -> None:
            handle(route) if route.request.method == "POST" else route.fallback()

        self.context.route(OURS, on_its_way)
        yield
        self.context.unroute(OURS, on_its_way)


def no_network(writing: Writing) -> None:
    """The tunnel."""
    writing.context.set_offline(True)
    writing.type()
    writing.told_kept()
    writing.context.set_offline(False)


def reload(writing: Writing) -> None:
    """In the moment after the last letter."""
    writing.type()
    writing.page.reload()


def closed_tab(writing: Writing) -> None:
    """Without a network, in the moment after the last letter; the page is opened again later."""
    writing.context.set_offline(True)
    writing.type()
    writing.page.close()
    writing.context.set_offline(False)
    writing.open()


def asleep(writing: Writing) -> None:
    """The phone is put away in mid-sentence, and taken out where there is no network yet."""
    writing.type()
    session = writing.context.new_cdp_session(writing.page)
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    writing.context.set_offline(True)
    session.send("Page.setWebLifecycleState", {"state": "active"})
    writing.page.locator(TEXTS).first.press("End")
    writing.page.locator(TEXTS).first.press_sequentially("!")
    writing.words[0] += "!"
    writing.told_kept()
    writing.context.set_offline(False)


def unavailable(writing: Writing) -> None:
    """503, from a server that is starting."""
    with writing.posts(lambda route: route.fulfill(status=503, body="")):
        writing.type()
        writing.told_kept()


def bad_gateway(writing: Writing) -> None:
    """502, in HTML, from what stands before a server that is gone."""
    page = "<!doctype html><title>502</title><h1>Bad Gateway</h1>"
    with writing.posts(lambda route: route.fulfill(status=502, content_type="text/html", body=page)):
        writing.type()
        writing.told_kept()


def signed_out(writing: Writing) -> None:
    """The session is gone on the server; somebody signs in again where the page was."""
    end_session(writing)
    writing.type()
    writing.is_told("error", "signed out")
    writing.page.goto("/account/login/")
    writing.page.get_by_label("Name or e-mail").fill(writing.name)
    writing.page.get_by_label("Password", exact=True).fill(PASSWORD)
    writing.page.get_by_role("button", name="Sign in", exact=True).click()
    expect(writing.page).to_have_url(re.compile("/journal/"))
    writing.page.goto(writing.path)


def too_late(writing: Writing) -> None:
    """The server has saved it, and its answer is still under way when the page gives up."""
    held = []

    def hold(route: Route) -> None:
        route.fetch()
        held.append(route)

    with writing.posts(hold):
        writing.type()
        writing.told_kept(GIVES_UP)
        assert held


DISTURBANCES = (no_network, reload, closed_tab, asleep, unavailable, bad_gateway, signed_out, too_late)


def end_session(writing: Writing) -> None:
    """Delete the row of the session, as a host may, or a day that came."""
    key = next(each["value"] for each in writing.context.cookies() if each["name"] == "session")
    gone = "DELETE FROM django_session WHERE session_key = "
    if writing.server.database.startswith("sqlite"):
        with sqlite3.connect(writing.server.database.removeprefix("sqlite://"), timeout=20) as database:
            assert database.execute(f"{gone}?", [key]).rowcount == 1
        database.close()
    else:
        with psycopg.connect(writing.server.database) as database:
            assert database.execute(f"{gone}%s", [key]).rowcount == 1


def on_the_server(page: Page) -> str:
    """All that a page shows and has in its fields."""
    fields = page.locator("main :is(textarea, input)").evaluate_all("all => all.map((one) => one.value)")
    return "\n".join([page.locator("main").inner_text(), *fields])
