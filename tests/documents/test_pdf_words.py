"""A person's words in a PDF: as typed, wherever they stand, and nothing but words."""

import json

import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflections.documents.document import Beside, Heading, Note, Own, Passage, Ref, Remark, Remarks, Table
from reflections.documents.pdf import fonts
from reflections.documents.pdf.job import pdf_job
from reflections.documents.pdf.printer import NotPrinted, Printer
from reflections.documents.pdf.process import render_now
from reflections.documents.pdf.said import BREAK, TAB, from_right, said
from tests.documents.hostile import HOSTILE
from tests.documents.pictures import every_drawing
from tests.documents.printed import LENGTHS, faults, of, opened, printed, squeezed, text

HARD = [
    *HOSTILE,
    "\ud800",
    "a\x00b",
    "مرحبا \u202e abc",
    '#panic("x")',
    "]]>",
    "$ sum $ @ref <label> ~ -- ...",
    "\ufeffx",
]
ABOUT_CONTENT = ("PAG-001", "LNK-010", "FIG-012", "HDG-010")
"""Guesses of a checker from what was typed: the same words at the foot of three pages, an address that is no link (we
make none of what people type), signs that are no language. Faults of a file are none of them."""


def everywhere(words):
    """The words in each part that may hold them."""
    own = Own(words, note=words)
    return of(
        Passage(words, ((0, 1),), Ref("Page 3", "#page-one")),
        Table("A table", ("Head", own), ((own, Own(words)), ("x", own))),
        Beside(("Then", "Now"), Passage(words), Passage("")),
        Remarks((Remark(f"said {words[:200]}", (Ref("Page 1", ""),)),)),
        Heading(1, Own(words[:200])),
        Note(words[:200]),
        subtitle=f"{words[:60]} · 3 June 2026",
    )


@pytest.mark.parametrize("words", HARD, ids=lambda words: ascii(words[:20]))
def test_hostile_words_are_only_words(words):
    read = squeezed(text(printed(everywhere(words))))
    if words.isascii() and words.isprintable():
        assert read.count(squeezed(words[:200])) >= 8
    assert "left open" in text(printed(everywhere(words)))


def test_hostile_files_have_no_faults(tmp_path):
    words = "\n".join(each for each in HARD if len(each) < 300)
    for length in LENGTHS:
        found = faults(printed(everywhere(words), length), tmp_path)
        assert [each for each in found if not any(guess in each for guess in ABOUT_CONTENT)] == []


@pytest.mark.parametrize("length", LENGTHS)
def test_hostile_words_on_pictures_are_only_words(length, tmp_path):
    found = faults(printed(of(*every_drawing('#panic("x") \u202e \x00 ]]>')), length), tmp_path)
    assert [each for each in found if not any(guess in each for guess in ABOUT_CONTENT)] == []


def test_twenty_thousand_letters_without_a_space_stay_on_the_page():
    pdf = render_now(pdf_job(everywhere("x" * 20_000), "page"))  # in the real process, whose memory has an end
    assert squeezed(text(pdf)).count("x" * 20_000) >= 2, "passages; cells stand line by line beside others"
    assert "\u200b" not in text(pdf)
    with pymupdf.open(stream=pdf) as document:
        for page in document:
            assert all(word[0] > 0 and word[2] < page.rect.width for word in page.get_text("words"))
        assert len(document) < 80, "140,000 letters"


def test_what_no_file_may_hold_stands_by_its_number():
    read = text(printed(of(Passage("a\x1bb\ud800c\ue000d"))))
    assert all(name in read for name in ("[U+001B]", "[U+D800]", "[U+E000]"))


def test_lines_and_blanks_stay_as_typed():
    read = text(printed(of(Passage("one\n\n  two\r\nthree\tfour"))))
    assert [line.strip() for line in read.splitlines() if line.strip()][-4:] == ["one", "two", "three", "four"]


@given(st.text(st.characters(categories=("L", "N", "P", "Z"), max_codepoint=0x24F), max_size=300))
def test_places_to_break_change_no_text(words):
    pieces = said(words)
    pieces = [pieces] if isinstance(pieces, str) else pieces
    assert "".join(each for each in pieces if isinstance(each, str)) == words
    assert all(isinstance(each, str) or each == BREAK for each in pieces)


def test_a_long_word_is_never_cut_inside_a_letter():
    pieces = said("e\u0301" * 40)
    assert BREAK in pieces
    assert not any(isinstance(each, str) and each.startswith("\u0301") for each in pieces)
    assert said("a\tb") == ["a", TAB, "b"]


@pytest.mark.parametrize(
    ("words", "right"),
    [("abc", False), ("שלום ABC", True), ("12 שלום", True), ("\u2067שלום\u2069 abc", False), ("\u202eabc", False)],
)
def test_the_first_strong_letter_says_from_where_words_are_read(words, right):
    assert from_right(words, otherwise=not right) is right
    assert from_right("12 – 3", otherwise=True)


def bars(pdf):
    """Where the highlighter stands: the middle of each bar, as a fraction of the page."""
    with pymupdf.open(stream=pdf) as document:
        page = document[0]
        colours = ((one["fill"] or one["color"] or (0, 0, 0), one) for one in page.get_drawings())
        bright = [one for colour, one in colours if colour[2] < 0.3 < colour[0]]
        return [one["rect"].x0 / page.rect.width for one in bright]


def test_the_highlighter_is_at_the_side_from_which_words_are_read():
    left, right = bars(printed(of(Passage("mine"))))[0], bars(printed(of(Passage("שלי"))))[0]
    assert left < 0.4 < 0.8 < right
    assert bars(printed(of(Passage("שלי"), language="he")))[0] > 0.7


def test_a_direction_override_ends_with_its_words():
    read = text(printed(of(Passage("\u202eabc"), Passage("after"), subtitle="\u202ename · 3 June 2026")))
    assert "after" in read
    assert "3 June 2026" in read


@pytest.mark.parametrize("length", LENGTHS)
def test_a_document_from_right_to_left_has_no_faults(length, tmp_path):
    drawings = every_drawing("ليلى الحسن")
    pdf = printed(of(Passage("أُريدُ وقتًا أكثر"), *drawings, language="ar", title="ما تقوله صفحاتك"), length)
    assert faults(pdf, tmp_path) == []
    with opened(pdf) as document:
        assert str(document.Root["/Lang"]) == "ar"


def test_a_missing_typeface_is_an_error(monkeypatch):
    monkeypatch.setattr(fonts, "chains", lambda language, text: {"serif": ["No Such Face"], "sans": ["Literata"]})
    with pytest.raises(NotPrinted, match="no such face"):
        Printer().print(pdf_job(of(Passage("x")), "page"))


def test_a_job_is_plain_data():
    job = json.loads(pdf_job(everywhere("words"), "book"))
    assert job["make"] == "pdf"
    assert [part["is"] for part in job["chapters"][0]["parts"]][2:4] == ["passage", "table"]


@pytest.mark.parametrize("blank", ["", "\t", " \r\n\t", "\u00a0", "\ufeff"])
def test_titles_of_blanks_only_do_not_refuse_the_file(blank: str):
    document = of(Heading(1, blank), Heading(1, Own(blank)), Passage("words"), title=blank)
    made = printed(document, "book")
    assert "words" in text(made)
    with opened(made) as document:
        assert str(document.docinfo["/Title"]) == "–"
