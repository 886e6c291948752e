"""Two browsers with axe in them, for tests of how pages look to everybody."""

from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import Server
from tests.wire import Caller

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
BEGIN = "where => { window.found = axe.run(where, {resultTypes: ['violations'], preload: false}); }"
FOUND = (
    "found.then(({violations}) => violations.flatMap(v => v.nodes.map(n => `${v.id} ${n.target} ${n.failureSummary}`)))"
)
WIDE = """() => innerWidth === 320 && [document.documentElement.scrollWidth > 320 ? 'the page' : '',
    ...[...document.querySelectorAll('main, main *')].filter(e => e.checkVisibility() && !e.closest('.vh, svg') &&
       e.getBoundingClientRect().right > 1 + (e.closest('.places > li')?.getBoundingClientRect().right ?? 320))
       .map(e => e.outerHTML.slice(0, 100))].filter(e => e)"""
HERE = "/shown-by-the-test/"


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
