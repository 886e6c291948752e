"""A visitor without a browser: plain requests to the running server, forms filled in by what the page shows."""

import datetime as dt
import http.client
import os
import re
import secrets
import tomllib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import psycopg

from reflections.kinds import kinds
from tests.browser import ROOT, Server
from tests.kinds.reading import Control, Page

OUTLINE = tomllib.loads((ROOT / "fixtures" / "guide" / "guide.toml").read_text())["chapters"]
CHAPTERS = [chapter["key"] for chapter in OUTLINE]
PROMPTS = {prompt["key"]: prompt["kind"] for chapter in OUTLINE for prompt in chapter["prompts"]}
"""Every page of the guide and its kind, before there is any database."""
WRITTEN = [key for key, kind in PROMPTS.items() if kind in kinds()]
"""Those one can write on today."""

SOON = (dt.date.today() + dt.timedelta(days=90)).isoformat()
ENVELOPE = {"base", "round", "path"}


@contextmanager
def own_server(folder: Path, name: str) -> Iterator[Server]:
    """A server on a database that nobody else uses: a file, or `name` beside the one that the environment names."""
    beside = os.environ.get("UNTOLD_TEST_SERVER_DATABASE", "")
    if not beside:
        server = Server(folder)
        try:
            server.start()
            yield server
        finally:
            server.kill()
        return
    with psycopg.connect(beside, autocommit=True) as database:
        database.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        database.execute(f"CREATE DATABASE {name}")
        server = Server(folder, f"{beside.rpartition('/')[0]}/{name}")
        try:
            server.start()
            yield server
        finally:
            server.kill()
            database.execute(f"DROP DATABASE {name} WITH (FORCE)")


@dataclass(frozen=True)
class Reply:
    """An answer of the server."""

    status: int
    headers: http.client.HTTPMessage
    text: str


class Caller:
    """Somebody who sends forms and keeps cookies, and nothing else."""

    def __init__(self, url: str) -> None:
        self.place, self.root = urlsplit(url).netloc, urlsplit(url).path.rstrip("/")
        self.cookies = {"csrf": secrets.token_hex(16)}

    def ask(self, method: str, path: str, body: str | None = None, **headers: str) -> Reply:
        """One request on a connection of its own; raises OSError or HTTPException when nobody answers."""
        line = http.client.HTTPConnection(self.place, timeout=20)
        path = path if path.startswith(f"{self.root}/") else self.root + path
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            line.request(method, path, body, {"Cookie": cookies, "Accept": "text/html", **headers})
            answer = line.getresponse()
            text = answer.read().decode()
        finally:
            line.close()
        for given in answer.headers.get_all("Set-Cookie") or ():
            self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(given).items()})
        return Reply(answer.status, answer.headers, text)

    def get(self, path: str) -> Reply:
        """A page."""
        return self.ask("GET", path)

    def post(self, path: str, data: dict[str, str | list[str]], **headers: str) -> Reply:
        """A form, with its token."""
        body = urlencode({"csrfmiddlewaretoken": self.cookies["csrf"], **data}, doseq=True)
        return self.ask("POST", path, body, **{"Content-Type": "application/x-www-form-urlencoded", **headers})

    def fill(self, path: str, words: str, **more: str) -> Reply:
        """Fill in and save the page of a prompt, as it stands there now; agrees when asked."""
        data = filled(self.get(path).text, words)
        return self.post(path, {**data, "aside": words, "key": str(uuid.uuid4()), "consent": "yes", **more})

    def as_cookies(self, url: str) -> list[dict[str, str]]:
        """The cookies, for a browser to go on with."""
        return [{"name": name, "value": value, "url": url} for name, value in self.cookies.items()]


def filled(markup: str, words: str) -> dict[str, str | list[str]]:
    """What the page of a prompt sends when every field of the answer is filled in, with `words` where words belong."""
    page = Page(without_chrome(markup))
    data: dict[str, str | list[str]] = {name: page.named(name)[0].attrs["value"] for name in ENVELOPE}
    ticked: list[str] = []
    for control in page.controls:
        if not control.name.startswith("a-"):
            continue
        if control.type == "radio":
            data.setdefault(control.name, given(control, words))  # the first of its group; the last leaves it open
        elif control.type == "checkbox":
            ticked += [control.name] if len(ticked) < 2 else []
            if control.name in ticked and control.name not in data:
                data[control.name] = control.sent() or [control.attrs.get("value", "on")]
        else:
            data[control.name] = given(control, words)
    return data


def given(control: Control, words: str) -> str:
    """What somebody would put into a control that is not a box to tick."""
    if control.for_words:
        return words
    if control.tag == "select":
        return control.options[-1].get("value", "")
    if control.type == "date":
        return SOON
    if control.typed:
        return control.attrs.get("value") or ("2024" if control.name.endswith("-year") else "1")
    return control.attrs.get("value", "")


def without_chrome(markup: str) -> str:
    """The form of the question alone."""
    return re.search(r"<form[^>]* data-save.*?</form>", markup, re.DOTALL)[0]
