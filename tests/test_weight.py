"""The first page somebody opens, cold: what goes over the wire, as the browser counts it."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser import NewVisitor, Server
from tests.wire import Caller

KB = 1_000
WITHOUT_FONTS, WITH_SANS, WITH_BOTH, REQUESTS = 45 * KB, 90 * KB, 135 * KB, 10
COMPRESSED = ("br", "gzip")


@dataclass
class Wire:
    """What one page asked for: the address, headers and weight (with its headers) of each answer."""

    addresses: dict[str, str] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    weights: dict[str, int] = field(default_factory=dict)

    def asked(self, event: dict[str, Any]) -> None:
        """A request goes out."""
        self.addresses[event["requestId"]] = event["request"]["url"]

    def said(self, event: dict[str, Any]) -> None:
        """An answer began."""
        headers = event["response"]["headers"]
        self.headers[event["requestId"]] = {name.lower(): value for name, value in headers.items()}

    def done(self, event: dict[str, Any]) -> None:
        """An answer ended."""
        self.weights[event["requestId"]] = event["encodedDataLength"]

    def weight(self, *, without: str = "nothing") -> int:
        """Bytes of all answers but those whose address has this in it."""
        return sum(self.weights[key] for key, address in self.addresses.items() if without not in address)


def cold(page: Page, path: str) -> Wire:
    """Open a page with an empty cache, until nothing more is asked for."""
    wire = Wire()
    tools = page.context.new_cdp_session(page)
    tools.on("Network.requestWillBeSent", wire.asked)
    tools.on("Network.responseReceived", wire.said)
    tools.on("Network.loadingFinished", wire.done)
    tools.send("Network.enable")
    page.goto(path, wait_until="networkidle")
    page.evaluate("document.fonts.ready.then(() => {})")
    return wire


@pytest.mark.parametrize("path", ["/", "/write/admired/?path=half-hour", "/write/topic/", "/guide/"])
def test_the_first_page_is_light(visitor: NewVisitor, server: Server, path: str):
    wire = cold(visitor(), path)
    weights = {address: wire.weights[key] for key, address in wire.addresses.items()}
    assert any("/static/untold" in address for address in weights)
    assert any("/fonts/atkinson" in address for address in weights)
    assert wire.weight(without="/fonts/") <= WITHOUT_FONTS, weights
    assert wire.weight(without="/fonts/literata") <= WITH_SANS, weights
    assert wire.weight() <= WITH_BOTH, weights
    assert len(wire.addresses) <= REQUESTS, weights
    assert all(address.startswith(f"{server.url}/") for address in weights), weights


def test_style_and_scripts_come_compressed_and_stay(visitor: NewVisitor):
    wire = cold(visitor(), "/write/topic/")
    ours = [key for key, address in wire.addresses.items() if address.endswith((".css", ".js"))]
    assert len(ours) >= 3
    for key in ours:
        assert wire.headers[key]["content-encoding"] in COMPRESSED, wire.addresses[key]
        assert "immutable" in wire.headers[key]["cache-control"], wire.addresses[key]


def test_a_page_with_secrets_is_not_compressed(server: Server):
    """How well it shrinks would tell somebody on the line what is in it, text or token, guess by guess (BREACH)."""
    writer = Caller(server.url)
    assert writer.fill("/write/topic/", "my own words").status == 302
    for path in ("/write/topic/", "/journal/", "/summary/", "/account/login/"):
        reply = writer.ask("GET", path, **{"Accept-Encoding": "gzip, br"})
        assert reply.status == 200 and "Content-Encoding" not in reply.headers, path
