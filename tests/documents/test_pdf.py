"""A round as a PDF: every answer in order, readable by everybody, small, and set with care."""

import subprocess
import sys
from datetime import UTC, datetime

import pikepdf
import pytest

from reflections.documents.document import Document, Drawing, Section
from reflections.documents.pdf.job import pdf_job
from reflections.journal.actions import current_round
from reflections.journal.reading import answers
from reflections.summary.exports.choice import Choice
from reflections.summary.exports.lengths import compose
from tests.documents.printed import LENGTHS, faults, of, opened, owns, pages, printed, printer, squeezed, text
from tests.summary.full import fill_full

MARK = 400_000
"""Bytes of a book of a full round, without Chinese, Japanese or Korean."""


@pytest.fixture
def composed(ada, write):
    """A full round with 200 rows, as long as asked for."""
    fill_full(write, ada, people=70, cv_lines=60)
    this = current_round(ada)

    def document(length) -> Document:
        return compose(this, answers(this), Choice(asides=length == "book"), length)

    return document


def sections(parts):
    for part in parts:
        if isinstance(part, Section):
            yield part
            yield from sections(part.parts)


@pytest.mark.parametrize("length", LENGTHS)
def test_two_checkers_find_no_fault(composed, length, tmp_path):
    assert faults(printed(composed(length), length), tmp_path) == []


def test_a_checker_would_find_a_fault(composed, tmp_path):
    with opened(printed(composed("page"))) as document:
        del document.Root["/Lang"]
        document.save(tmp_path / "mute.pdf")
    assert faults((tmp_path / "mute.pdf").read_bytes(), tmp_path)


def test_every_answer_is_read_back_in_order(composed):
    document = composed("book")
    read = squeezed("".join(pages(printed(document, "book"))[2:]))
    at = 0
    for section in sections(document.sections):
        at = read.index(squeezed(section.title), at)
        place = at
        for words in owns([part for part in section.parts if not isinstance(part, Section)]):
            place = read.index(squeezed(words), place)


def test_what_drawings_show_is_there_in_words(composed):
    document = composed("book")
    read = squeezed(text(printed(document, "book")))
    drawings = [part for each in sections(document.sections) for part in each.parts if isinstance(part, Drawing)]
    said = [row.words for drawing in drawings if drawing.layout in ("bells", "dots") for row in drawing.rows]
    bars = [row for drawing in drawings if drawing.layout == "pairs" for row in drawing.rows]
    figures = [strip for row in bars for strip in row.strips]
    assert said
    assert figures
    assert all(squeezed(words) in read for words in said)
    assert all(squeezed(f"{strip.name}{strip.figure}") in read for strip in figures)


def test_each_picture_says_what_it_shows(composed):
    with opened(printed(composed("book"), "book")) as document:
        named = [each for each in document.objects if isinstance(each, pikepdf.Dictionary)]
        figures = [each for each in named if each.get("/S") == "/Figure"]
        assert len(figures) > 20
        assert all(str(each["/Alt"]).strip() for each in figures)


def test_it_has_title_language_outline_and_standards(composed):
    document = composed("book")
    pdf = printed(document, "book")
    with opened(pdf) as made:
        assert str(made.Root["/Lang"]) == "en"
        assert made.Root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert str(made.docinfo["/Title"]) == document.title
        assert "/Author" not in made.docinfo
        with made.open_outline() as outline:
            assert [item.title for item in outline.root] == [each.title for each in document.sections]
        with made.open_metadata() as meta:
            assert (meta["pdfuaid:part"], meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("1", "2", "A")


def test_all_typefaces_are_in_it_as_needed(composed):
    with opened(printed(composed("book"), "book")) as document:
        found = [each for each in document.objects if isinstance(each, pikepdf.Dictionary) and "/FontName" in each]
        assert {str(each["/FontName"])[8:] for each in found} >= {
            "Literata-Regular",
            "AtkinsonHyperlegibleNext-Regular",
        }
        assert all("/FontFile2" in each or "/FontFile3" in each for each in found)


def test_a_book_of_a_full_round_is_small(composed):
    assert len(printed(composed("book"), "book")) <= MARK


def test_a_book_has_contents_with_the_pages_where_things_stand(composed):
    document = composed("book")
    made = pages(printed(document, "book"))
    contents = squeezed(made[1]).replace("\u2060", "")
    for chapter in document.sections:
        number = next(at for at, page in enumerate(made[2:], 3) if squeezed(chapter.title) in squeezed(page))
        assert squeezed(f"{chapter.title}{number}") in contents


def test_no_heading_stands_alone_at_the_foot_of_a_page(composed):
    document = composed("page")
    titles = {squeezed(each.title) for each in sections(document.sections)}
    last = [page.strip().splitlines()[-1] for page in pages(printed(document))]
    assert not titles & set(map(squeezed, last))


def test_the_lengths_are_sheets_of_their_own(composed):
    sizes = {}
    for length in LENGTHS:
        with opened(printed(composed(length), length)) as document:
            sizes[length] = tuple(round(float(side)) for side in document.pages[0].mediabox[2:])
    assert sizes == {"card": (298, 420), "page": (595, 842), "book": (595, 842)}


def test_the_same_job_gives_the_same_file():
    job = pdf_job(of(), "page", made_at=datetime(2026, 11, 24, tzinfo=UTC))
    assert printer().print(job) == printer().print(job)


def test_the_printer_knows_no_django():
    seen = "import sys, reflections.documents.pdf.printer; sys.exit('django' in sys.modules)"
    subprocess.run([sys.executable, "-c", seen], check=True)
