"""The file in a browser without a network: what it asks for, how it looks, who can use it."""

import pytest
from playwright.sync_api import Browser, Page

from reflections.documents.document import Document, Own, Passage, Section, Table
from reflections.documents.drawings import CvLine, mirror_cv
from reflections.documents.file import to_file
from tests.documents.hostile import HOSTILE
from tests.documents.test_file import document
from tests.documents.validity import problems
from tests.eyes import AXE, BEGIN, FOUND, WIDE
from tests.test_keyboard import walk
from tests.wire import WRITTEN, Caller

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
WORDS = "What draws me is how cells decide."
LONG = "x" * 20_000
LOADED = "[...document.fonts].filter(one => one.status === 'loaded').map(one => one.family)"


@pytest.fixture(scope="module")
def whole(server):
    """Every page of the guide filled in, and the book of it as the server gives it."""
    writer = Caller(server.url)
    for key in WRITTEN:
        assert writer.fill(f"/write/{key}/", WORDS).status == 302, key
    made = writer.get("/summary/untold.html?length=book")
    assert made.headers["Content-Type"] == "text/html; charset=utf-8"
    assert made.text.count(f">{WORDS}<") > 100
    return made.text


class Reader:
    """Opens a file in a browser that has no network, and notes what it asks for and complains about."""

    def __init__(self, browser: Browser, folder):
        self.browser, self.folder = browser, folder
        self.asked, self.said, self.contexts = [], [], []

    def open(self, given: Document | str, **how) -> Page:
        path = self.folder / "untold.html"
        path.write_bytes((given if isinstance(given, str) else to_file(given)).encode())
        context = self.browser.new_context(offline=True, **how)
        self.contexts.append(context)
        context.add_init_script(AXE)
        page = context.new_page()
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda said: self.said.append(said.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.goto(path.as_uri())
        return page


@pytest.fixture
def reader(browser, tmp_path):
    this = Reader(browser, tmp_path)
    yield this
    for context in this.contexts:
        context.close()


def axe(page: Page) -> list[str]:
    page.evaluate(BEGIN, "html")
    return page.evaluate(FOUND)


def too_wide(page: Page) -> list[str]:
    page.set_viewport_size({"width": 320, "height": 640})
    return page.wait_for_function(WIDE).json_value()


def test_it_asks_for_itself_and_has_its_letters(reader, whole):
    page = reader.open(whole, viewport=PHONE)
    page.wait_for_function("document.fonts.status === 'loaded'")
    assert {"Atkinson Next", "Literata"} <= {*page.evaluate(LOADED)}
    page.get_by_role("link", name="Page 7").first.click()
    assert page.evaluate("document.querySelector(':target').id") == "page-strengths"
    assert reader.asked[:1] == [page.url.partition("#")[0]]
    assert set(reader.asked) <= {page.url, page.url.partition("#")[0]}
    assert reader.said == []


def test_a_request_would_be_refused_and_noticed(reader):
    page = reader.open(Document("t", "en"), viewport=PHONE)
    with page.expect_console_message(lambda said: "Content Security Policy" in said.text):
        page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://elsewhere.example/a.png'}))")
    assert reader.said


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_everybody_can_read_it(reader, whole, scheme, size):
    page = reader.open(whole, viewport=size, color_scheme=scheme)
    assert axe(page) == []
    ground = page.evaluate("getComputedStyle(document.querySelector('.sheet')).backgroundColor")
    assert float(ground.split("(")[1].split()[0]) == pytest.approx(0.998 if scheme == "light" else 0.222)
    assert too_wide(page) == []


def test_a_full_round_is_valid(whole):
    assert problems(whole) == []


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("words", ["\n".join(each for each in HOSTILE if len(each) < 1000), "שלום ABC 12 " * 9])
def test_nothing_that_was_typed_breaks_it(reader, words, language):
    page = reader.open(document(words, language), viewport=PHONE)
    assert axe(page) == []
    assert too_wide(page) == []
    assert reader.said == []


def test_a_word_without_an_end_stays_on_the_page(reader):
    parts = (Passage(LONG), Table("t", ("a", "b"), (("a", Own(LONG)),)), mirror_cv("c", [CvLine("2019", "x", LONG)]))
    page = reader.open(Document(LONG[:200], "en", LONG[:200], (Section("a", "A", "", parts),)), viewport=PHONE)
    assert too_wide(page) == []


def test_the_keyboard_goes_through_it_in_order(reader, whole):
    page = reader.open(whole, viewport=DESK)
    there = walk(page, "Tab")
    links = page.evaluate("[...document.querySelectorAll('*')].flatMap((e, n) => e.matches('a, summary') ? [n] : [])")
    assert there == links


def test_paper_shows_all_of_it(reader, whole):
    page = reader.open(whole, viewport=DESK, color_scheme="dark")
    page.emulate_media(media="print")
    hidden = page.evaluate("[...document.querySelectorAll('td')].filter(e => !e.checkVisibility()).length")
    assert hidden == 0
    assert page.evaluate("getComputedStyle(document.querySelector('nav')).display") == "none"
    assert page.evaluate("getComputedStyle(document.querySelector('.sheet')).backgroundColor") == "rgb(255, 255, 255)"
