"""What every answer carries, asked over the wire: each address there is, files, streams, refusals and failures."""

import base64
import hashlib
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, get_resolver

from config.headers import headers, with_headers
from config.policy import HEADERS
from tests.browser import Server, run
from tests.wire import Caller

MADE_UP = {
    "IntConverter": "1",
    "UUIDConverter": str(uuid.UUID(int=1)),
    "Code": "11112222",
    "SlugConverter": "topic",
    "StringConverter": "nothing",
    "PathConverter": "1",
}
ERRORS = [
    ("GET", "/nowhere/"),
    ("GET", "/static/nothing.css"),
    ("GET", "/guide"),
    ("PUT", "/"),
    ("POST", "/look/"),
    ("BREW", "/privacy/"),
    ("GET", "/%2e%2e/%00"),
    ("GET", "/w/11112222/events/"),
    ("POST", "/w/11112222/events/"),
    ("GET", "/w/11112222/now/?tick=1"),
]


def routes(resolver: Any = None, before: str = "/") -> Iterator[str]:
    """An address for every pattern there is, made up where it asks for something."""
    for each in (resolver or get_resolver()).url_patterns:
        pattern = each.pattern
        if getattr(pattern, "regex", None) and not hasattr(pattern, "_route"):
            route = "nothing/"
        else:
            route = str(pattern)
            for name, converter in getattr(pattern, "converters", {}).items():
                shape = route[route.index("<") : route.index(">") + 1]
                assert name in shape
                route = route.replace(shape, MADE_UP[type(converter).__name__], 1)
        if isinstance(each, URLPattern):
            yield before + route
        else:
            yield from routes(each, before + route)


def lacking(answer: Any) -> list[str]:
    """Headers that an answer does not have, or has twice, or weaker than it may be."""
    found = []
    for name, value in HEADERS.items():
        said = answer.headers.get_all(name) or []
        own = ("frame-ancestors 'none'" in said[0] or said[0] == "no-referrer") if len(said) == 1 else False
        found += [] if said == [value] or own else [f"{name}: {said}"]
    return found


def test_every_address_says_all(server: Server):
    addresses = set(routes())
    assert len(addresses) > 100
    visitor = Caller(server.url)
    assert {path: wrong for path in addresses if (wrong := lacking(visitor.get(path)))} == {}


@pytest.mark.parametrize(("method", "path"), ERRORS)
def test_so_do_errors(method: str, path: str, server: Server):
    answer = Caller(server.url).ask(method, path)
    assert answer.status >= 300 and lacking(answer) == []


def test_so_do_files(server: Server):
    visitor = Caller(server.url)
    files = set(re.findall(r'"(/static/[^"]+\.(?:js|css|svg))"', visitor.get("/").text))
    assert any(".js" in file for file in files) and any(".css" in file for file in files)
    assert {file: wrong for file in files if (wrong := lacking(visitor.get(file)))} == {}


def test_a_script_runs_only_as_it_was_made(server: Server):
    visitor = Caller(server.url)
    for page in ("/", "/write/topic/", "/account/login/"):
        scripts = re.findall(r'<script src="([^"]+)"( integrity="sha384-([^"]+)")?', visitor.get(page).text)
        assert scripts
        for file, _attribute, digest in scripts:
            said = hashlib.sha384(visitor.get(file).text.encode()).digest()
            assert base64.b64encode(said).decode() == digest, file


def test_so_does_what_is_refused_before_it_is_read(server: Server):
    answer = Caller(server.url).ask("POST", "/", None, **{"Content-Length": "6000001"})
    assert answer.status == 413 and lacking(answer) == []


async def nothing() -> Any:
    """No body."""


def test_what_fails_is_answered_all_the_same():
    sent: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        raise ZeroDivisionError

    async def send(message: Any) -> None:
        sent.append(message)

    run(with_headers(app)({}, nothing, send))
    assert sent[0]["status"] == 500 and set(headers()) <= set(sent[0]["headers"])


def test_what_fails_after_it_began_is_cut():
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise ZeroDivisionError

    async def send(message: Any) -> None: ...

    with pytest.raises(ZeroDivisionError):
        run(with_headers(app)({}, nothing, send))


def test_over_https_browsers_are_told_that_it_stays_so(settings: Any):
    for alone, wanted in ((True, b"max-age=9; includeSubDomains; preload"), (False, b"max-age=9")):
        headers.cache_clear()
        settings.SECURE_HSTS_SECONDS = 9
        settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = alone
        assert (b"strict-transport-security", wanted) in headers()
    headers.cache_clear()
