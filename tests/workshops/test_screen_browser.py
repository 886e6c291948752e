"""The wall in a real browser: all of it fits and is read from 15 metres, and the page-clicker's keys move it."""

import datetime as dt
import io
import re
from collections.abc import Callable, Iterator

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser import NewVisitor, Server
from tests.eyes import HERE, Eyes
from tests.workshops.test_plan_browser import account
from tests.workshops.walls import page, revealed, scenes

SIZES = {"16:9": (1280, 720), "16:10": (1280, 800), "4:3": (1024, 768), "full": (1920, 1080)}
LEAST = 3.9
"""Per cent of the wall's shorter side: the smallest letters that are read from 15 metres."""
SEEN = """() => {
  const least = Math.min(innerWidth, innerHeight) / 100, found = [];
  const say = (what, e) => found.push(`${what}: ${e.tagName} ${e.textContent.trim().slice(0, 60)}`);
  const root = document.scrollingElement;
  if (root.scrollHeight > innerHeight || root.scrollWidth > innerWidth) say('scrolls', root);
  const shown = [...document.querySelectorAll('.wall *')].filter(
    (e) => e.checkVisibility() && !e.closest('.vh, .clicker'));  // under the foot, for whoever holds the focus
  const [top, mid, low] = ['.top', '.mid', '.low'].map((e) => document.querySelector(e).getBoundingClientRect());
  for (const e of shown) {
    const box = e.getBoundingClientRect(), area = e.closest('.top, .mid, .low');
    if (box.left < -1 || box.right > innerWidth + 1 || box.top < -1 || box.bottom > innerHeight + 1) say('outside', e);
    if (area.matches('.mid') && (box.top < top.bottom - 1 || box.bottom > low.top + 1)) say('over the edge', e);
    if (e.scrollWidth > e.clientWidth + 1 && e.clientWidth && !e.closest('svg')) say('too wide', e);
    const says = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (says && parseFloat(getComputedStyle(e).fontSize) < LEAST * least) say('too small', e);
  }
  const over = (a, b) => a.top + a.height * 0.25 < b.bottom - b.height * 0.25;
  const ink = (a, b) => over(a, b) && over(b, a);
  const texts = shown.filter((e) => e.matches('.strip text')).map((e) => [e, e.getBoundingClientRect()]);
  for (const [i, [e, a]] of texts.entries())
    for (const [, b] of texts.slice(i + 1))
      if (a.left < b.right - 1 && b.left < a.right - 1 && ink(a, b))
        say('figures meet', e);
  return found;
}""".replace("LEAST", str(LEAST))

WIDE = """() => document.scrollingElement.scrollWidth > 320 ? [...document.querySelectorAll('main *')].filter(
  (e) => e.checkVisibility() && e.getBoundingClientRect().right > 320).map((e) => e.outerHTML.slice(0, 90)) : []"""

type Wall = Callable[..., Page]


@pytest.fixture
def wall(browser: Browser, server: Server) -> Iterator[Wall]:
    """Opens a browser as large as a wall, in which HERE is the text last given: wall(size, scheme)(text)."""
    contexts = []

    def hang(size: str = "16:10", scheme: str = "light", **more: object) -> Callable[[str], Page]:
        wide, high = SIZES[size]
        context = browser.new_context(
            base_url=server.url, viewport={"width": wide, "height": high}, color_scheme=scheme, **more
        )
        contexts.append(context)
        this, shown = context.new_page(), {}
        context.route(f"**{HERE}**", lambda route: route.fulfill(body=shown["text"], content_type="text/html"))

        def see(text: str) -> Page:
            shown["text"] = text
            this.goto(HERE)
            this.evaluate("document.fonts.ready.then(() => null)")
            return this

        return see

    yield hang
    for context in contexts:
        context.close()


@pytest.mark.parametrize("size", SIZES)
def test_all_of_it_fits_and_can_be_read(wall: Wall, size: str):
    see, problems = wall(size, "dark" if size == "16:9" else "light"), []
    for name, text in scenes().items():
        problems += [f"{name}: {problem}" for problem in see(text).evaluate(SEEN)]
    assert not problems, "\n".join(problems)


def test_what_does_not_fit_is_seen(wall: Wall):
    see = wall("4:3")
    small = page("write", ask="Why?").replace("<h1", '<small style="font-size: 9px">small</small><h1')
    assert any("too small" in problem for problem in see(small).evaluate(SEEN))
    much = page("write", ask="Why? " * 300)
    assert any("over the edge" in problem for problem in see(much).evaluate(SEEN))


def test_right_to_left(wall: Wall):
    see = wall("4:3")
    for name, text in scenes().items():
        if name.split()[0] in {"choice", "lab", "style", "twelve", "welcome,", "share"}:
            turned = text.replace('dir="ltr"', 'dir="rtl"', 1)
            assert not (problems := see(turned).evaluate(SEEN)), (name, problems)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_camera_reads_the_code_from_the_wall(wall: Wall, scheme: str):
    for card in ("welcome", "write"):
        seen = wall("16:9", scheme)(page(card, ask="Why?")).screenshot()
        (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(seen)))
        assert re.fullmatch(r"http://\S+/join/k3Jx9Qm2vT7wLr5ZbN8cYd4F/", found.text)


def test_a_narrow_window_scrolls_down_and_never_sideways(browser: Browser, server: Server):
    context = browser.new_context(base_url=server.url, viewport={"width": 320, "height": 640})
    this, shown = context.new_page(), {}
    context.route(f"**{HERE}", lambda route: route.fulfill(body=shown["text"], content_type="text/html"))
    for name, text in scenes().items():
        shown["text"] = text
        this.goto(HERE)
        wide = this.evaluate(WIDE)
        assert not wide, (name, wide)
    context.close()


def test_no_motion_and_no_script_needed(wall: Wall):
    see = wall(java_script_enabled=False)
    this = see(revealed(None))
    expect(this.get_by_role("button", name="Next")).to_be_visible()
    assert '<meta http-equiv="refresh" content="5">' in this.content()


def test_axe_finds_nothing(eyes: Eyes):
    """The projector in its states; the matrix and its own tests say who may open it."""
    states = {"welcome", "write", "share", "nothing", "pairs", "locked", "closed"}
    pictures = {"lab 1", "style 1", "sure 1", "tender 1", "twelve 1"}
    for name, text in scenes().items():
        if name in states | pictures:
            eyes.look_at(text, f"the wall: {name}")


# The keys, on the real thing


def test_keys_of_the_page_clicker(visitor: NewVisitor, browser: Browser, server: Server):
    """An organiser's screen goes on, back and to a pause; one that the link opened follows, and moves nothing."""
    screen, link = workshop(visitor)
    beamer = visitor(viewport={"width": 1024, "height": 768})
    beamer.goto(link)
    expect(beamer).to_have_url(re.compile("/screen/$"))
    for key, words in [
        ("PageDown", "Next"),
        ("ArrowRight", "Welcome: who sees what"),
        ("Space", "Which researchers do you admire"),
        ("Enter", "Which ways of working come back"),
        ("PageDown", "If you like, send what you chose"),
        ("PageUp", "Which researchers do you admire"),
        ("ArrowLeft", "Welcome: who sees what"),
        ("b", "We go on in a moment"),
        (".", "Welcome: who sees what"),
    ]:
        screen.keyboard.press(key)
        expect(screen.locator("#wall")).to_contain_text(words)
        if key != "PageDown":
            expect(beamer.locator("#wall")).to_contain_text(words)
    for key in ("PageDown", "Space", "b"):
        beamer.keyboard.press(key)
    assert beamer.locator("form[data-act]").count() == 0
    screen.keyboard.press("Space")
    expect(beamer.locator("#wall")).to_contain_text("Which researchers do you admire")
    screen.keyboard.press("d")
    expect(screen.locator("html")).to_have_attribute("data-theme", "dark")
    screen.keyboard.press("l")
    expect(screen.locator("html")).to_have_attribute("data-theme", "light")


def test_keys_turn_leaves_before_the_room_goes_on(wall: Wall):
    twelve = next(text for name, text in scenes().items() if name == "twelve 1")
    this = wall("4:3")(twelve)
    for key in ("PageDown", "Enter"):
        this.keyboard.press(key)
        expect(this).to_have_url(re.compile(r"\?page=3\.2$"))
        this.goto(HERE)


def workshop(visitor: NewVisitor) -> tuple[Page, str]:
    """The screen of an organiser of a new workshop of 25 minutes, and its link for a machine in the room."""
    page = visitor(viewport={"width": 1280, "height": 720})
    account(page)
    page.goto("/workshops/new/?agenda=twenty-five")
    page.get_by_label("Title").fill("Newcomers’ hour")
    page.get_by_label("Date and time").fill((dt.date.today() + dt.timedelta(days=9)).strftime("%Y-%m-%dT10:00"))
    page.get_by_role("button", name="Make the plan").click()
    link = re.search(r"/w/\d{8}/screen/\?key=[\w-]+", page.content())[0]
    page.goto(link.partition("?")[0])
    return page, link
