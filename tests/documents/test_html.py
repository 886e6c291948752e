"""The printer for the screen: whatever was typed is text there, as typed."""

from html.parser import HTMLParser

import pytest

from reflections.documents.anchors import Anchor
from reflections.documents.document import (
    Heading,
    Note,
    Own,
    Paragraph,
    Passage,
    Ref,
    Section,
    Table,
)
from reflections.documents.drawings import Bar, CvLine, Dots, Line, dots, dumbbells, mirror_cv, paired_bars
from reflections.documents.html import marked_html, to_html
from reflections.documents.marking import with_marks
from tests.documents.hostile import HOSTILE


class Seen(HTMLParser):
    """Tags with their attributes, and the text of what bears one of the person's classes."""

    def __init__(self, markup):
        super().__init__()
        self.tags, self.own, self.stack = [], [], []
        self.feed(markup)
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag, attrs):
        classes = (dict(attrs).get("class") or "").split()
        self.tags.append((tag, dict(attrs)))
        self.stack.append((tag, bool({"own", "yours"} & set(classes))))
        if self.stack[-1][1]:
            self.own.append("")

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.stack.pop()[0] == tag

    def handle_data(self, data):
        if any(own for _tag, own in self.stack):
            self.own[-1] += data

    def names(self):
        return {tag for tag, _attrs in self.tags}


def everything(words):
    """One part of each sort with `words` in every place where a person's words may stand."""
    own = Own(words, marks=((0, len(words)),))
    return [
        Heading(1, own),
        Passage(words, ref=Ref("page 7", "/write/week/")),
        Table("A table", ("Who", own), ((own, "ours"), ("ours", own))),
        dumbbells("Lines", [Line(own, own, now=2, wish=3, note="matters")]),
        paired_bars("Bars", [Bar(own, now=1)], 3),
        dots("Dots", [Dots(own, {"now": 1})]),
        mirror_cv("CVs", [CvLine(words, words, words)]),
    ]


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: ascii(words[:20]))
def test_hostile_words_are_text(words):
    tame, seen = Seen(to_html(everything("tame"))), Seen(to_html(everything(words)))
    assert [tag for tag, _attrs in seen.tags] == [tag for tag, _attrs in tame.tags]
    assert set(seen.own) == {words}
    assert len(seen.own) == len(tame.own)


def test_nothing_needs_an_inline_style_or_script():
    attributes = {name for _tag, attrs in Seen(to_html(everything("x"))).tags for name in attrs}
    assert not [name for name in attributes if name == "style" or name.startswith("on")]


def test_the_persons_words_have_their_own_direction():
    for _tag, attrs in Seen(to_html(everything("x"))).tags:
        if {"own", "yours"} & set((attrs.get("class") or "").split()):
            assert attrs["dir"] == "auto"


def test_our_words_are_escaped_too():
    parts = [Heading(1, "a<b"), Paragraph("a<b"), Note("a<b"), Section("k", "a<b", "a<b", (), "/?a=1&b=2")]
    assert Seen(to_html(parts)).names() <= {"h3", "p", "span", "section", "header", "a"}


def test_headings_go_down_one_by_one():
    markup = to_html([Section("week", "Week", "Page 7", (Heading(1, "Deep"),), "/write/week/")])
    assert "<h3>Week</h3>" in markup
    assert "<h4>Deep</h4>" in markup
    assert '<a href="/write/week/">Page 7</a>' in markup


def test_marks_join_where_they_overlap():
    assert marked_html("abcabc", ((1, 3), (0, 2))) == "<mark>abc</mark>abc"
    assert marked_html("a<b", ((1, 3),)) == "a<mark>&lt;b</mark>"


def test_phrases_find_their_passages():
    there = [Passage("one two"), Table("t", ("h",), ((Own("two"),),))]
    passage, table = with_marks(there, [Anchor("two", before="one ")])
    assert passage.marks == ((4, 7),)
    assert table.rows[0][0].marks == (), "the same word in another passage"


def test_a_table_names_its_columns_and_rows():
    seen = Seen(to_html([Table("Who", ("Name", "Why"), ((Own("M."), "x"), (Own(""), "y")))]))
    scopes = [attrs.get("scope") for tag, attrs in seen.tags if tag == "th"]
    assert scopes == ["col", "col", "row"]
    assert [attrs["data-head"] for _tag, attrs in seen.tags if "data-head" in attrs] == ["Why", "Why"]


def test_a_drawing_is_said_in_words_beside_it():
    markup = to_html([dumbbells("Style", [Line("alone", "with many", now=2, wish=5)])])
    assert '<span class="vh">Today 2 of 7, Wished 5 of 7</span>' in markup
    assert 'cx="19.33%"' in markup
    assert '<span class="vh">Style.</span>' in markup


def test_two_columns_are_a_table_for_readers():
    seen = Seen(to_html([mirror_cv("CVs", [CvLine("2019", "a", ""), CvLine("2020", "", "b")])]))
    roles = [attrs.get("role") for _tag, attrs in seen.tags]
    assert roles.count("table") == 1
    assert roles.count("row") == 3
    assert roles.count("cell") == 6
    assert [attrs["class"] for _tag, attrs in seen.tags if "b" in (attrs.get("class") or "").split()] == [
        "b sans",
        "b",
        "b dot",
    ]
