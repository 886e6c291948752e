"""The scripts of a room in a real browser: they follow the stream, ask while it fails, and say the time three times."""

import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from config.bundles import bundle
from tests.browser import ROOT
from tests.driven import Driven, driven_server

SCRIPT = bundle("room.js", ROOT / "static")
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title>
<main data-events="/w/{code}/events/" data-now="/w/{code}/now/" data-tick="{tick}">
<p role="status" data-clock data-start="Minutes for this: #." data-minute="One minute left." data-over="Over."></p>
<b data-ends="{ends}"></b><div class="said" role="status"></div>
<section id="stage" data-refresh><h2 tabindex="-1">{words}</h2><button id="next" type="button">Next</button>
<input id="line"><details id="more"><summary>More</summary>Much</details>
<form method="post" action="/page/" data-act><button name="act" value="go">Go</button></form></section></main>
<script>window.heard = []; document.addEventListener("room", (e) => heard.push(e.detail));</script>
<script src="/page/room.js"></script></html>"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driven]:
    """A server that may be killed."""
    with driven_server(tmp_path_factory.mktemp("live"), "untold_live") as server:
        yield server


class Shown:
    """A page of the room's that the test writes, on the server's own address; what it shows can change."""

    def __init__(self, page: Page, server: Driven, room: dict) -> None:
        self.page, self.room = page, room
        self.given = {"code": room["code"], "tick": 1, "ends": 0, "words": "One"}
        self.posted: list[str] = []
        name, value = room["cookies"][0].split("=", 1)
        page.context.add_cookies([{"name": name, "value": value, "url": server.url}])
        page.route("**/page/", self._answer)
        page.route("**/page/room.js", lambda route: route.fulfill(content_type="text/javascript", body=SCRIPT))

    def _answer(self, route: Route) -> None:
        if route.request.method == "POST":
            self.posted.append(route.request.post_data)
            self.given["words"] = "After the act"
        route.fulfill(content_type="text/html", body=PAGE.format(**self.given))

    def open(self) -> "Shown":
        self.page.goto("/page/")
        expect(self.page.locator("html")).to_have_attribute("data-live", "stream")
        return self

    def heard(self, tick: int) -> list[dict]:
        """All that was heard, once this tick was."""
        self.page.wait_for_function(f"heard.at(-1)?.tick === {tick}")
        return self.page.evaluate("heard")


@pytest.fixture
def shown(visitor: Callable[..., Page], own: Driven) -> Callable[..., Shown]:
    """Opens the page as a seat of a new room."""

    def come() -> Shown:
        room = own.do("room", seats=1)
        return Shown(visitor(base_url=own.url), own, room)

    return come


def test_each_change_is_one_event(shown, own):
    this = shown().open()
    assert [now["tick"] for now in this.heard(1)] == [1]
    own.do("move", room=this.room["room"], phase="share")
    assert [(now["tick"], now["phase"]) for now in this.heard(2)] == [(1, "write"), (2, "share")]


def test_while_the_stream_fails_it_asks(shown, own):
    this = shown()
    this.page.route("**/events/", lambda route: route.fulfill(status=503))
    this.page.goto("/page/")
    expect(this.page.locator("html")).to_have_attribute("data-live", "asking")
    own.do("move", room=this.room["room"], phase="share")
    assert this.heard(2)[-1]["phase"] == "share"
    this.page.unroute("**/events/")
    expect(this.page.locator("html")).to_have_attribute("data-live", "stream", timeout=40_000)


def test_a_killed_server_is_lost_and_found(shown, own):
    this = shown().open()
    own.do("move", room=this.room["room"], step=2, quiet=True)
    own.kill()
    expect(this.page.locator("html")).to_have_attribute("data-live", "lost")
    own.start()
    back = time.monotonic()
    assert this.heard(2)[-1]["number"] == 2
    assert time.monotonic() - back < 5
    expect(this.page.locator("html")).to_have_attribute("data-live", "stream")


def test_what_is_refreshed_keeps_focus_and_open_parts(shown, own):
    this = shown().open()
    this.page.locator("summary").click()
    this.page.locator("#next").focus()
    this.given["words"] = "Two"
    own.do("move", room=this.room["room"])
    expect(this.page.locator("h2")).to_have_text("Two")
    expect(this.page.locator("#next")).to_be_focused()
    assert this.page.locator("#more").get_attribute("open") is not None


def test_a_field_in_which_somebody_types_is_not_taken_away(shown, own):
    this = shown().open()
    this.page.locator("#line").press_sequentially("half a li")
    this.given["words"] = "Two"
    with this.page.expect_response("**/page/"):
        own.do("move", room=this.room["room"])
    this.page.locator("#line").press_sequentially("ne")
    expect(this.page.locator("#line")).to_have_value("half a line")
    expect(this.page.locator("h2")).to_have_text("One")
    this.page.locator("#next").focus()
    expect(this.page.locator("h2")).to_have_text("Two")


def test_an_act_is_sent_and_its_answer_shown(shown):
    this = shown().open()
    this.page.get_by_role("button", name="Go").click()
    expect(this.page.locator("h2")).to_have_text("After the act")
    assert this.posted == ["act=go"]


def test_the_time_is_shown_each_second_and_spoken_three_times(shown, own):
    this = shown()
    for place in ("events", "now"):
        this.page.route(f"**/{place}/*", lambda route: route.fulfill(status=503))
    this.page.route("**/events/", lambda route: route.fulfill(status=503))
    this.page.clock.install(time=1_800_000_000)
    this.page.goto("/page/")
    said = this.page.locator("[data-clock]")
    this.page.evaluate("""() => {
      window.spoken = [];
      const ears = document.querySelector('[data-clock]');
      new MutationObserver(() => spoken.push(ears.textContent)).observe(ears, {childList: true});
      document.dispatchEvent(new CustomEvent('room', {detail: {tick: 9, now: Math.floor(Date.now() / 1000)}}));
      document.querySelector('[data-ends]').dataset.ends = Math.floor(Date.now() / 1000) + 121;
    }""")
    this.page.clock.run_for(1500)
    expect(this.page.locator("[data-ends]")).to_have_text("2:00")
    expect(said).to_have_text("Minutes for this: 2.")
    this.page.clock.run_for(130_000)
    expect(this.page.locator("[data-ends]")).to_have_text("0:00")
    assert this.page.locator("[data-ends]").get_attribute("data-over") is not None
    assert this.page.evaluate("spoken") == ["Minutes for this: 2.", "One minute left.", "Over."]
