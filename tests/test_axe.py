"""Every page, as anybody, as a guest and with an account: nothing for axe to mend, and nothing scrolls sideways."""

import re
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import Server
from tests.conftest import PASSWORD
from tests.wire import CHAPTERS, PROMPTS, WRITTEN, Caller

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
BEGIN = "where => { window.found = axe.run(where, {resultTypes: ['violations'], preload: false}); }"
FOUND = (
    "found.then(({violations}) => violations.flatMap(v => v.nodes.map(n => `${v.id} ${n.target} ${n.failureSummary}`)))"
)
WIDE = """() => innerWidth === 320 && [document.documentElement.scrollWidth > 320 ? 'the page' : '',
    ...[...document.querySelectorAll('main, main *')].filter(e => e.checkVisibility() && !e.closest('.vh, svg') &&
       e.getBoundingClientRect().right > 321).map(e => e.outerHTML.slice(0, 100))].filter(e => e)"""
HERE = "/shown-by-the-test/"
FILE = re.compile(r"/static/([\w/-]+)\.(?:\w{12}\.)?(\w+)")
BAD = """<!doctype html><html lang="en"><title>Bad</title><meta name="color-scheme" content="light dark">
    <main><h1>Bad</h1><img src="/static/icon.svg"><p><a href="/">black on white alone</a>
    <svg width="500" height="9"></svg></main>"""
WORDS = "What draws me is how cells decide. Quod-erat-demonstrandum-und-so-weiter."


class Eyes:
    """Two browsers that see the same page: a phone in the light, and a desk in the dark."""

    def __init__(self, browser: Browser, url: str) -> None:
        phone = {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"}
        desk = {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"}
        self.contexts = [browser.new_context(base_url=url, **how) for how in (phone, desk)]
        self.pages = [self._open(context) for context in self.contexts]
        self.url, self.text = url, ""
        self.problems: list[str] = []

    def _open(self, context: BrowserContext) -> Page:
        context.set_default_timeout(30_000)
        context.add_init_script(AXE)
        context.route(f"**{HERE}", lambda route: route.fulfill(body=self.text, content_type="text/html"))
        page = context.new_page()
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", lambda said: self.problems.append(said.text) if "Security Policy" in said.text else None)
        return page

    def become(self, caller: Caller) -> None:
        """See what somebody else sees from now on."""
        for context in self.contexts:
            context.clear_cookies()
            context.add_cookies(caller.as_cookies(self.url))

    def look(self, path: str, where: str = "html", name: str = "") -> None:
        """Open a page; axe looks at it, or at a part of it, in both browsers at once; then it is made narrow."""
        name = name or path
        for page in self.pages:
            page.goto(path, wait_until="commit")
        for page in self.pages:
            page.wait_for_load_state()
            page.evaluate(BEGIN, where)
        phone, desk = self.pages
        self.problems += [f"{name}, light: {problem}" for problem in phone.evaluate(FOUND)]
        phone.set_viewport_size({"width": 320, "height": 640})
        wide = phone.wait_for_function(WIDE).json_value()
        phone.set_viewport_size({"width": 390, "height": 844})
        self.problems += [f"{name} scrolls sideways: {element}" for element in wide]
        self.problems += [f"{name}, dark: {problem}" for problem in desk.evaluate(FOUND)]

    def read(self, keys: list[str]) -> None:
        """Open questions one after the other; what stands around them is the same for all, and seen once."""
        self.look(f"/write/{keys[0]}/")
        for key in keys[1:]:
            self.look(f"/write/{key}/", "#main > .sheet")

    def look_at(self, text: str, name: str) -> None:
        """See a page that only a form leads to, or that only an accident shows."""
        self.text = text
        self.look(HERE, name=name)


@pytest.fixture(scope="module")
def both(browser: Browser, server: Server) -> Iterator[Eyes]:
    """The two browsers, for all tests."""
    eyes = Eyes(browser, server.url)
    yield eyes
    for context in eyes.contexts:
        context.close()


@pytest.fixture
def eyes(both: Eyes, server: Server) -> Iterator[Eyes]:
    """The two browsers, in which nobody is known; what was found fails the test at its end, all of it."""
    both.problems.clear()
    both.become(Caller(server.url))
    yield both
    assert both.problems == [], "\n".join(both.problems)


@pytest.fixture
def guest(server: Server) -> Caller:
    """A guest who has written a page twice and marked a line in it."""
    this = Caller(server.url)
    assert this.fill("/write/topic/", WORDS).status == 302
    assert this.fill("/write/topic/", WORDS, base="0", then="theirs").status == 302
    assert this.post("/write/topic/marks/", {"mark": WORDS}).status == 302
    return this


@pytest.fixture
def account(server: Server) -> Caller:
    """Somebody who has just chosen a name and a password."""
    this = Caller(server.url)
    form = {"username": f"axe {uuid.uuid4()}", "password1": PASSWORD, "email": f"{uuid.uuid4()}@example.org"}
    assert "<code>" in this.post("/account/signup/", form).text
    return this


def thirds(keys: list[str]) -> list[list[str]]:
    """The keys in three parts, each a test of its own."""
    return [keys[start::3] for start in range(3)]


def test_eyes_that_see(both: Eyes, server: Server):
    """What is wrong on a page is found: in the light, in the dark, and when it is narrow."""
    both.become(Caller(server.url))
    both.look_at(BAD, "a bad page")
    for wrong in ("light: image-alt", "dark: image-alt", "dark: color-contrast", "scrolls sideways: the page"):
        assert any(wrong in problem for problem in both.problems), (wrong, both.problems)
    assert not any("light: color-contrast" in problem for problem in both.problems)


@pytest.mark.parametrize(
    "paths",
    [
        ["/", "/help/", "/find-help/", "/privacy/", "/accessibility/", "/guide/"],
        [f"/guide/{chapter}/" for chapter in CHAPTERS],
        [f"/account/{path}/" for path in ("login", "signup", "inactive", "password/code", "password/reset")],
        [f"/account/password/reset/{path}/" for path in ("done", "key/done", "key/1-nothing")]
        + ["/account/confirm-email/nothing/", "/return/nothing/", "/nowhere/"],
    ],
    ids=["first", "chapters", "doors", "ends"],
)
def test_pages_for_everybody(eyes: Eyes, paths: list[str]):
    for path in paths:
        eyes.look(path)


@pytest.mark.parametrize("keys", thirds(list(PROMPTS)))
def test_questions_before_anything_is_written(eyes: Eyes, keys: list[str]):
    eyes.read(keys)


@pytest.mark.parametrize("keys", thirds([key for key in WRITTEN if PROMPTS[key] != "text" or key == "topic"]))
def test_questions_with_an_answer(eyes: Eyes, server: Server, keys: list[str]):
    """Of the pages with one box for text, which then holds text, one will do."""
    writer = Caller(server.url)
    for key in ("admired", *keys):  # one page offers what was written on that one
        assert writer.fill(f"/write/{key}/", WORDS).status == 302, key
    eyes.become(writer)
    eyes.read(keys)
    eyes.look("/summary/")


def test_pages_of_a_guest(eyes: Eyes, guest: Caller):
    eyes.become(guest)
    for path in ("journal", "summary", "write/topic/marks", "write/topic/earlier", "write/tried", "journal/return"):
        eyes.look(f"/{path}/")
    link = guest.post("/journal/return/", {}).text
    eyes.look_at(link, "a new return link")
    eyes.look(link.partition(f'value="{eyes.url}')[2].partition('"')[0], name="an opened return link")


def test_account_pages_of_a_guest(eyes: Eyes, guest: Caller):
    eyes.become(guest)
    for path in ("login", "keep", "privacy", "delete", "close"):
        eyes.look(f"/account/{path}/")
    eyes.look_at(guest.post("/account/keep/", {"username": "", "password1": "short"}).text, "keep, refused")
    eyes.look_at(guest.post("/account/close/", {}).text, "closed")


def test_pages_of_an_account(eyes: Eyes, account: Caller):
    eyes.become(account)
    for path in ("journal", "summary", "account/privacy", "account/codes", "account/email", "account/password/change"):
        eyes.look(f"/{path}/")
    eyes.look("/account/logout/")
    eyes.look_at(account.post("/account/codes/", {"password": PASSWORD}).text, "new codes")
    eyes.look_at(account.post("/account/delete/", {"sure": "on"}).text, "all deleted")


ACCIDENTS: dict[str, tuple[int, Callable[[Caller], Any]]] = {
    "too long": (422, lambda one: one.fill("/write/topic/", "x" * 20_001)),
    "a row too long": (422, lambda one: one.fill("/write/network/", "x" * 301)),
    "before consent": (403, lambda one: one.fill("/write/tried/", WORDS, consent="", round="")),
    "an old page": (403, lambda one: one.post("/write/topic/", {"a-text": WORDS, "csrfmiddlewaretoken": "old"})),
    "an old form": (403, lambda one: one.ask("POST", "/look/", "")),
    "not for you": (403, lambda one: one.get("/admin/login/")),
    "too many fields": (400, lambda one: one.post("/look/", {f"x{number}": "" for number in range(6_000)})),
    "too many tries": (429, lambda one: [one.post("/account/password/code/", CODE) for _ in range(6)][-1]),
}
"""What shows the page of a mistake: its status, and how to come by it."""
CODE = {"username": "nobody at all", "code": "abcd-efgh", "password1": PASSWORD}


@pytest.mark.parametrize("names", [list(ACCIDENTS)[:4], list(ACCIDENTS)[4:]], ids=["saves", "forms"])
def test_pages_that_say_what_went_wrong(eyes: Eyes, guest: Caller, names: list[str]):
    eyes.become(guest)
    for name in names:
        status, happen = ACCIDENTS[name]
        reply = happen(Caller(eyes.url) if name == "before consent" else guest)
        assert reply.status == status, name
        eyes.look_at(reply.text, name)


def test_two_texts_to_choose_from(eyes: Eyes, guest: Caller):
    reply = guest.fill("/write/topic/", "another text", base="0")
    assert reply.status == 409
    eyes.become(guest)
    eyes.look_at(reply.text, "two texts")


@pytest.mark.parametrize("name", ["500", "offline"])
def test_pages_that_need_nothing(eyes: Eyes, name: str):
    """They name style and scripts as this process knows them, and here as the server does."""
    known = {match.groups(): match[0] for match in FILE.finditer(Caller(eyes.url).get("/").text)}
    page = FILE.sub(lambda match: known[match.groups()], render_to_string(f"{name}.html"))
    eyes.look_at(page, name)
