"""A real server with production settings, and a real browser in front of it."""

import asyncio
import os
import re
import socket
import subprocess
import sys
import uuid
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

ROOT = Path(__file__).parent.parent
PATIENCE = 20_000
"""Milliseconds: a busy machine is no failure; what never comes is."""
UNSENT = """() => new Promise((good, bad) => {
  const asked = indexedDB.open("untold", 1);
  asked.onerror = () => bad(asked.error);
  asked.onsuccess = () => {
    const base = asked.result, rows = base.transaction("drafts").objectStore("drafts").getAll();
    rows.onsuccess = () => { base.close(); good(rows.result); };
  };
})"""
expect.set_options(timeout=PATIENCE)


class Server:
    """The product as `make run` serves it, on a database of its own."""

    command: tuple[str, ...] = ("manage.py", "serve")
    handed: tuple[int, ...] = ()
    """Open files that it inherits."""

    def __init__(self, folder: Path, database: str = "") -> None:
        self.folder = folder
        self.database = database or f"sqlite://{folder / 'untold.sqlite3'}"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self.process: subprocess.Popen[str] | None = None

    def env(self) -> dict[str, str]:
        """The environment the server runs in."""
        own = {
            "DATABASE_URL": self.database,
            "UNTOLD_PORT": str(self.port),
            "UNTOLD_BASE_URL": self.url,
            "UNTOLD_HOST_NAME": "The test house",
        }
        return {**os.environ, **own, "UNTOLD_DEBUG": "", "UNTOLD_HTTPS": ""}

    def start(self) -> None:
        """Start, and return once it says that it listens; what it said instead is in the failure."""
        command = [sys.executable, *self.command]
        self.log = (self.folder / "server.log").open("a")
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": self.log}
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.env(), text=True, pass_fds=self.handed, **pipes)
        said = []
        for line in self.process.stdout or ():
            said.append(line)
            if "ready at" in line:
                return
        pytest.fail(f"The server did not start: {''.join(said)}{(self.folder / 'server.log').read_text()}")

    def kill(self) -> None:
        """SIGKILL: no goodbye."""
        if self.process:
            self.process.kill()
            self.process.wait()

    def stop(self) -> None:
        """The ordinary end."""
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=20)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all browser tests; each test comes as somebody new."""
    this = Server(tmp_path_factory.mktemp("server"), os.environ.get("UNTOLD_TEST_SERVER_DATABASE", ""))
    this.start()
    yield this
    this.stop()


def launch(playwright: Playwright) -> Browser:
    """Chromium, from where `.ci/get_browser.py` found it."""
    found = os.environ.get("UNTOLD_TEST_BROWSER") or "/usr/bin/chromium"
    flags = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    return playwright.chromium.launch(executable_path=found, args=[*flags, *quiet])


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One browser for all tests."""
    this = launch(playwright)
    yield this
    this.close()


type NewVisitor = Callable[..., Page]


@pytest.fixture
def visitor(browser: Browser, server: Server) -> Iterator[NewVisitor]:
    """Makes somebody who comes for the first time, on a phone unless said otherwise; page errors fail the test."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def come(**options: object) -> Page:
        settings = {"viewport": {"width": 390, "height": 844}, "base_url": server.url, **options}
        context = browser.new_context(**settings)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda said: problems.append(said.text) if "Content Security Policy" in said.text else None)
        return page

    yield come
    for context in contexts:
        context.close()
    assert problems == []


def state(page: Page, name: str) -> None:
    """Wait until the page says this of its words: `saved`, `offline`, `moved` and the like."""
    expect(page.locator(".saved")).to_have_attribute("data-state", name)


def saved(page: Page) -> None:
    """Wait until the page says that all is saved."""
    state(page, "saved")


def unsent(page: Page) -> list[dict[str, Any]]:
    """What this browser keeps because the server has not acknowledged it, of whomever it is."""
    return page.evaluate(UNSENT)


def nothing_unsent(page: Page) -> None:
    """Wait until this browser keeps nothing."""
    until(page, f"async () => !(await ({UNSENT})()).length")


def until(page: Page, condition: str) -> None:
    """Wait until `condition`, an async function in the page, says yes: Playwright would take its promise for a yes."""
    mark = f"until_{uuid.uuid4().hex}"
    asks = f"() => {{ ({condition})().then((is) => {{ window.{mark} = is; }}, () => {{}}); return window.{mark}; }}"
    page.wait_for_function(asks, polling=100)


def agree(page: Page) -> None:
    """Tick the consent on the page; once its words are saved, the page no longer asks."""
    page.get_by_role("checkbox", name=re.compile("Yes, keep my journal here")).click()


COPY = """text => {
  const box = Object.assign(document.createElement("textarea"), { value: text });
  document.body.append(box);
  box.select();
  document.execCommand("copy");
  box.remove();
}"""


def copy(page: Page, text: str) -> None:
    """Put `text` into the clipboard as somebody does who selects it: our pages let no script write there."""
    page.evaluate(COPY, text)


def run[T](work: Coroutine[Any, Any, T]) -> T:
    """Run it on a loop of its own: the browser of other tests keeps one running in this thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()
