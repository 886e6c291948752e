"""The Markdown printer, read back by a parser of CommonMark and GitHub's tables."""

import re

import pytest
from markdown_it import MarkdownIt

from reflections.documents.document import Document, Heading, Note, Own, Paragraph, Passage, Section, Table
from reflections.documents.drawings import CvLine, Line, dumbbells, mirror_cv
from reflections.documents.markdown import to_markdown
from tests.documents.hostile import HOSTILE
from tests.documents.scripts import ALL, NOWHERE

READER = MarkdownIt("js-default", {"html": True})
BLANKS = re.compile("[ \t\u00a0]+")


def document(words):
    """One part of each sort, with `words` in every place."""
    own = Own(words, note=words)
    parts = (
        Passage(words),
        Heading(1, words),
        Heading(1, own),
        Paragraph(words),
        Note(words),
        Table(words, (words, own), ((own, words), (words, own))),
        dumbbells("Style", [Line(own, own, now=1)]),
        mirror_cv("CVs", [CvLine(words, words, words)]),
    )
    return Document(words, "en", words, (Section("k", words, words, (*parts, Section("n", words, "", parts))),))


def shape(text):
    """What a reader makes of it, without the words: its blocks, and what inside them is more than text."""
    found = []
    for token in READER.parse(text):
        found.append((token.type, token.tag))
        plain = {"text", "text_special", "hardbreak"}
        found += [
            (child.type, child.tag)
            for child in token.children or ()
            if child.type not in plain and child.content != "<br>"
        ]
    return found


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: ascii(words[:20]))
def test_hostile_words_change_nothing_but_the_words(words):
    tame = document("tame\n\n\ntame" if "\n\n" in words else "tame")
    assert shape(to_markdown(document(words))) == shape(to_markdown(tame))


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: ascii(words[:20]))
def test_a_reader_sees_what_was_typed(words):
    text = to_markdown(Document("t", "en", "", (Section("k", "s", "", (Passage(words),)),)))
    inside = text[text.index("\n>") + 1 :]
    blocks = [token.children for token in READER.parse(inside) if token.type == "inline"]
    seen = "\n\n".join(
        "".join("\n" if child.type == "hardbreak" else child.content for child in block) for block in blocks
    )
    # CommonMark has no sign for a control character, no run of empty lines, and no tab that stays one.
    typed = re.sub(r"[\x00-\x08\x0b-\x1f]", "\ufffd", words)
    typed = re.sub(r"\n{2,}", "\n\n", typed).strip()
    assert BLANKS.sub(" ", seen).strip() == BLANKS.sub(" ", typed).strip()


def test_invisible_signs_are_written_out():
    text = to_markdown(document("\u202eabc\x1b[31m\u2066"))
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b]", text)
    assert "&#x202E;abc" in text


def test_a_site_builder_finds_nothing_to_run():
    text = to_markdown(document("{{ a }} {% b %} {# c #} <%= d %> <?e ?> #{f} ${g} {{< h >}} {%- i -%}"))
    assert not re.search(r"\{\{|\}\}|\{%|%\}|\{#[^\\]|#\}|<%|%>|<\?|\$\{|#\{", text)


@pytest.mark.parametrize("front", ["---\nlayout: x\n---", "+++\nx = 1\n+++", "% title", "{", "\ufeff---"])
def test_nothing_stands_before_the_title(front):
    words = " ".join(front.split("\n"))
    assert to_markdown(document(front)).startswith("# ")
    assert READER.parse(to_markdown(Document(front, "en")))[1].content.replace("\\", "").endswith(words.strip("\ufeff"))


@pytest.mark.parametrize("formula", ["=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(1)", "\t=1", "\r=1"])
def test_no_cell_and_no_line_begins_a_formula(formula):
    for line in to_markdown(document(formula)).splitlines():
        assert not line.startswith(("=", "+", "@", "\t")), line
        for cell in re.split(r"(?<!\\)\||<br>", line):
            assert not re.match(r"\s*[=+@]", cell), line


@pytest.mark.parametrize("words", ["\ud800 half", "nul \x00", "end \udfff"])
def test_what_no_file_can_hold_is_written_out(words):
    text = to_markdown(document(words))
    text.encode()
    assert "&#x" in text


def test_it_says_what_it_holds():
    text = to_markdown(Document("What your pages say", "en", "Spring · 3 May 2026 · 12 answers"))
    assert text == "# What your pages say\n\nSpring · 3 May 2026 · 12 answers\n"


@pytest.mark.parametrize("name_and_sentence", [*ALL.values(), *((each, each) for each in NOWHERE.values())])
def test_every_script_stays_as_it_is(name_and_sentence):
    for words in name_and_sentence:
        assert to_markdown(document(words)).count(words) > 40


def test_a_drawing_comes_as_its_twin():
    text = to_markdown(
        Document("T", "en", "", (Section("k", "S", "Page 7", (dumbbells("Style", [Line("a", "b", now=2)]),)),))
    )
    assert "| From | To | Today |\n| --- | --- | --- |\n| a | b | 2 of 7 |" in text


def test_lines_and_paragraphs_stay():
    text = to_markdown(Document("T", "en", "", (Section("k", "S", "", (Passage("one\ntwo\n\nthree"),)),)))
    assert text == "# T\n\n## S\n\n> one\\\n> two\n>\n> three\n"


def test_a_caption_that_repeats_its_heading_is_not_printed():
    table = Table("Ways", ("Way",), (("one",),))
    sections = (Section("a", "Ways", "", (table,)), Section("b", "Other", "", (table,)))
    assert to_markdown(Document("t", "en", "", sections)).count("**Ways**") == 1
