"""What a first visit costs, and that no page is wider than its window."""

import pytest

WITHOUT_FONTS, WITH_SANS, WITH_BOTH = 45 * 1024, 90 * 1024, 135 * 1024
PAGES = [
    "/",
    "/guide/",
    "/guide/topic/",
    "/write/admired/",
    "/write/want/",
    "/write/week/",
    "/account/login/",
    "/nowhere/",
]


def visit(page, address):
    """Everything that crosses the wire: address and bytes, head and body."""
    seen = []
    page.on("requestfinished", lambda request: seen.append(request))
    page.goto(address, wait_until="networkidle")
    sizes = [(request.url, request.sizes()) for request in seen]
    return {url: size["responseHeadersSize"] + size["responseBodySize"] for url, size in sizes}


@pytest.mark.parametrize("address", ["/", "/write/admired/"])
def test_the_first_page_is_light(visitor, server, address):
    wire = visit(visitor(), address)
    fonts = {url: weight for url, weight in wire.items() if url.endswith(".woff2")}
    assert len(wire) <= 10
    assert {url for url in wire if not url.startswith(server.url)} == set()
    assert sum(wire.values()) - sum(fonts.values()) <= WITHOUT_FONTS, wire
    assert sum(wire.values()) <= WITH_BOTH, wire
    serif = sum(weight for url, weight in fonts.items() if "literata" in url)
    assert sum(wire.values()) - serif <= WITH_SANS, wire


def test_extended_letters_load_only_where_they_are_used(visitor):
    page = visitor()
    assert not any("latin-ext" in url for url in visit(page, "/write/belonged/"))
    with page.expect_request("**/literata-latin-ext*"):
        page.locator("textarea.write").fill("Łódź, Šárka, Ağaoğlu")


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_wider_than_a_narrow_window(visitor, address):
    page = visitor(viewport={"width": 320, "height": 640})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("address", PAGES)
def test_text_can_be_twice_as_large(visitor, address):
    page = visitor(viewport={"width": 1280, "height": 800})
    page.goto(address)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
