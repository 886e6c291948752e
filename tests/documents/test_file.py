"""A document as one HTML file: valid, whole, and inert whatever was typed."""

import re
from urllib.parse import unquote

import pytest
from django.utils.translation import override

from reflections.documents.document import (
    Beside,
    Document,
    Heading,
    Note,
    Own,
    Paragraph,
    Passage,
    Ref,
    Remark,
    Remarks,
    Section,
    Table,
)
from reflections.documents.file import to_file
from tests.documents.hostile import HOSTILE
from tests.documents.pictures import every_drawing
from tests.documents.scripts import ALL, NOWHERE
from tests.documents.validity import elements, name, problems

NEVER = ("nul \x00", "\x1b[31m", "\x85", "half \ud800", "\ufffe", "\U0001ffff")


def document(words, language="en"):
    """One part of each sort, with `words` in every place where a person's words may stand."""
    own = Own(words, note=words)
    parts = (
        Passage(words, ((0, len(words)),), Ref("page 7", "/write/week/")),
        Heading(1, own),
        Paragraph("ours"),
        Note("ours", "letter"),
        Table("ours", ("ours", own), ((own, "ours"), ("ours", own))),
        Beside(("then", "now"), Passage(words), Passage("")),
        Remarks((Remark("ours", (Ref("below", "#one"), Ref("page 3", "/write/ways/"), Ref("gone", "#gone"))),)),
        *every_drawing(words),
    )
    inner = Section("one", "ours", "page 4", (Passage(words), Heading(1, own)), "/write/")
    sections = (Section("one", "ours", "page 4", parts, "/write/"), Section("two", "ours", "", (inner,)))
    return Document("ours", language, f"{words} · 3 answers", (*sections, Section("three", "ours")))


def style(text):
    """The style sheet inside a file."""
    (address,) = re.findall(r'<link rel="stylesheet" href="data:text/css;charset=utf-8,([^"]*)">', text)
    return unquote(address)


def page(given):
    """The file without what is in its style sheet, which takes long to read."""
    return re.sub('(?<=charset=utf-8,)[^"]*', "", to_file(given), count=1)


def test_the_whole_of_it_is_valid():
    assert problems(to_file(document("x"))) == []


@pytest.mark.parametrize("words", [*HOSTILE, *NEVER], ids=lambda words: ascii(words[:20]))
def test_whatever_was_typed_is_text_in_a_valid_page(words):
    text = page(document(words))
    assert problems(text) == []
    assert set(re.findall(r"<(\w+)", text)) <= set(re.findall(r"<(\w+)", page(document("tame"))))


def test_a_fault_would_be_found():
    text = page(document("tame"))
    for wrong in ('<p id="one">', "<span><p>x</p></span>", "<h6>x</h6>", '<a href="#nowhere">x</a>', "<p x x>", "\x00"):
        assert problems(text.replace("<footer", f"{wrong}<footer")), wrong


@pytest.mark.parametrize("words", NEVER)
def test_what_html_cannot_hold_is_shown_in_its_place(words):
    text = to_file(document(words)).encode().decode()
    assert re.sub(r"[^\w \[]", "\ufffd", words) in text


def test_every_script_stays_as_it_is():
    said = [*(sentence for pair in ALL.values() for sentence in pair), *NOWHERE.values()]
    text = page(document("\n".join(said))).encode().decode()
    assert problems(text) == []
    assert [words for words in said if text.count(words) < 20] == []


def test_it_asks_for_nothing_and_runs_nothing():
    text = to_file(document("http://elsewhere.example/"))
    addresses = [
        each.get(key) for each in elements(text) for key in ("href", "src", "srcset", "action") if each.get(key)
    ]
    assert {re.match("#|data:[a-z]+/", address)[0] for address in addresses} == {"#", "data:text/", "data:image/"}
    assert set(re.findall(r"url\(\"?(\w+:)", style(text))) == {"data:"}
    assert "@import" not in style(text)
    assert not {"script", "style", "form", "iframe", "base"} & {name(each) for each in elements(text)}
    assert "Content-Security-Policy\" content=\"default-src 'none'; style-src data:; font-src data:;" in text
    assert '<meta name="referrer" content="no-referrer">' in text


def test_links_lead_to_places_in_the_file():
    text = to_file(document("x"))
    assert '<a href="#one">below</a>, page 3, gone</span>' in text
    assert "/write/" not in text


@pytest.mark.parametrize("key", ["two words", "", "contents", "contents-h", "one", 'a"><b', "ключ"])
def test_names_of_sections_are_names_and_stand_once(key):
    twice = tuple(Section(key, f"part {n}", "", (Section(key, "t", "", (Passage("x"),)),)) for n in range(3))
    assert problems(page(Document("t", "en", "", (*twice, Section("one", "o"))))) == []


def test_contents_lead_to_the_sections_once_there_are_some():
    text = to_file(document("x"))
    assert re.findall(r'<li>\s*<a href="(#\w+)">', text) == ["#one", "#two", "#three"]
    assert text.count('<a href="#contents">') == 3
    assert "contents" not in to_file(Document("t", "en", "", (Section("a", "A"), Section("b", "B")))).split("<body")[1]


@pytest.mark.parametrize(
    ("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("he-il", "rtl"), ("zh-hans", "ltr")]
)
def test_it_reads_in_the_direction_of_its_language(language, direction):
    with override(language):
        assert f'<html lang="{language}" dir="{direction}">' in to_file(document("x", language))


def test_a_name_cannot_turn_around_what_stands_beside_it():
    text = to_file(Document("t", "en", "\u202emirror · 3 May · 7 answers"))
    assert "<bdi>\u202emirror</bdi> · <bdi>3 May</bdi> · <bdi>7 answers</bdi>" in text


def test_letters_come_along_as_far_as_they_are_used():
    plain, extended = (style(to_file(Document("t", "en", "", (Section("a", w),)))) for w in ("Žofie"[1:], "Žofie"))
    assert (plain.count("data:font/woff2"), extended.count("data:font/woff2")) == (2, 4)
    assert len(to_file(Document("t", "en"))) < 150_000


def test_the_style_has_what_the_page_uses():
    text = to_file(document("x"))
    used = {css for each in elements(text) for css in (each.get("class") or "").split()}
    styled = set(re.findall(r"\.([a-z][\w-]*)", style(text)))
    assert used - styled <= {"dots"}
