"""Both writers of drawings, screen and paper: whatever was typed is text, and nothing else changes."""

import datetime as dt
import re
from xml.dom import minidom

import pytest

from reflections.documents.document import Own
from reflections.documents.drawings import Around, Line, Span, dumbbells, rings, timeline
from reflections.documents.html import to_html
from reflections.documents.paper import to_svg
from tests.documents.hostile import HOSTILE
from tests.documents.pictures import every_drawing
from tests.documents.test_html import Seen

SURROGATE = "\ud800"


class Read(Seen):
    """The same for pages with line breaks, which no tag closes."""

    def handle_starttag(self, tag, attrs):
        if tag == "br":
            self.handle_startendtag(tag, attrs)
        else:
            super().handle_starttag(tag, attrs)


def parsed(svg):
    """An SVG as a tree; malformed XML is an error."""
    return minidom.parseString(svg)  # noqa: S318 - our own writer made it, and no entities can be in it


def elements(svg):
    """Every element of an SVG with its attributes."""
    return [(node.tagName, dict(node.attributes.items())) for node in parsed(svg).getElementsByTagName("*")]


def said(svg):
    return "".join(node.firstChild.data if node.firstChild else "" for node in parsed(svg).getElementsByTagName("text"))


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: ascii(words[:20]))
def test_hostile_words_add_nothing_to_the_page(words):
    markup = to_html(every_drawing(words))
    # A long name becomes a number with an open list; all else is as with any other name.
    tame = to_html(every_drawing("tame" if len(words) < 40 else "x" * len(words)))
    assert [tag for tag, _attrs in Read(markup).tags] == [tag for tag, _attrs in Read(tame).tags]
    assert "style" not in {name for _tag, attrs in Read(markup).tags for name in attrs}


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: ascii(words[:20]))
def test_our_own_words_are_escaped_too(words):
    assert "<script" not in to_html(every_drawing("tame", ours=words))
    for drawing in every_drawing("tame", ours=words):
        elements(to_svg(drawing, 480))


@pytest.mark.parametrize("words", [*HOSTILE, SURROGATE], ids=lambda words: ascii(words[:20]))
def test_hostile_words_are_text_on_paper(words):
    for drawing in every_drawing(words[:400]):
        found = elements(to_svg(drawing, 480))
        assert {tag for tag, _attrs in found} <= {"svg", "title", "desc", "text", "line", "rect", "circle"}


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("drawing", every_drawing("Some words"), ids=lambda drawing: drawing.layout)
def test_paper_needs_no_style_sheet_and_stays_on_the_sheet(drawing, rtl):
    found = elements(to_svg(drawing, 480, rtl=rtl))
    names = {name for _tag, attrs in found for name in attrs}
    assert not names & {"class", "style"}
    assert not {name for name in names if name.startswith("on")}
    high = float(found[0][1]["height"])
    for tag, attrs in found:
        assert all(0 <= float(attrs[name]) <= 480 for name in ("x", "x1", "x2", "cx") if name in attrs), (tag, attrs)
        assert all(0 <= float(attrs[name]) <= high for name in ("y", "y1", "y2", "cy") if name in attrs), (tag, attrs)


def test_paper_is_grey():
    for drawing in every_drawing("words"):
        for red, green, blue in re.findall("#(..)(..)(..)", to_svg(drawing, 480)):
            assert red == green == blue


@pytest.mark.parametrize("drawing", every_drawing("mine"), ids=lambda drawing: drawing.layout)
def test_paper_has_name_description_and_the_words(drawing):
    root = parsed(to_svg(drawing, 480)).documentElement
    assert root.firstChild.firstChild.data == drawing.title
    assert root.getElementsByTagName("desc")
    assert "mine" in said(to_svg(drawing, 480))


def test_from_the_right_all_places_are_mirrored():
    drawing = dumbbells("S", [Line("a", "b", now=1)])
    left, right = (elements(to_svg(drawing, 480, rtl=rtl)) for rtl in (False, True))
    across = [[float(attrs["cx"]) for tag, attrs in found if tag == "circle"] for found in (left, right)]
    assert [480 - at for at in across[0]] == across[1]


def test_numbers_on_paper_are_told_below():
    people = [Around(Own(f"Person {n}"), "close") for n in range(30)]
    assert all(f"Person {n}" in said(to_svg(rings("R", people), 400)) for n in range(30))


def test_a_plane_says_itself_in_a_table_one_can_open():
    seen = Read(to_html(every_drawing("mine")))
    assert [tag for tag, _attrs in seen.tags].count("details") == 2
    pictures = [attrs for tag, attrs in seen.tags if {"rings", "joined"} & set((attrs.get("class") or "").split())]
    assert [attrs.get("aria-hidden") for attrs in pictures] == ["true", "true"]


def test_a_list_that_numbers_point_to_is_open():
    people = [Around(Own(f"Person {n}"), "close") for n in range(30)]
    assert "<details open>" in to_html([rings("R", people)])
    assert "<details>" in to_html([rings("R", people[:1])])


def test_today_on_the_wish_leaves_both_to_be_seen():
    assert 'class="now both"' in to_html([dumbbells("S", [Line("a", "b", now=3, wish=3)])])
    assert "both" not in to_html([dumbbells("S", [Line("a", "b", now=3, wish=4)])])


def test_long_labels_at_the_ends_of_a_line_are_moved_inwards():
    days = (dt.date(2026, 6, 1), dt.date(2027, 3, 1))
    drawing = timeline("T", [Span("a try", *days, "running")], dt.date(2026, 11, 24), {"running": "Running"})
    ends = re.findall(r'<text x="([\d.]+)%"[^>]*? dx="(-?\d+)"', str(to_html([drawing])))
    assert [(float(at) < 50, int(shift) > 0) for at, shift in ends] == [(True, True), (False, False)]
