"""A full round in a word processor's file: all of it, in order, in its place, light enough to send."""

from itertools import pairwise

import pytest

from reflections.documents.document import Drawing, Heading, Own, Passage, Section, Table
from reflections.documents.docx import svgs, to_docx
from reflections.journal.models import Round
from reflections.journal.reading import answers
from reflections.summary.build import build_from
from reflections.summary.parts import Places
from tests.documents.opened import Opened, painted
from tests.summary.full import fill_full


@pytest.fixture
def document(ada, write):
    """Thirty-four answers with two hundred rows and more."""
    fill_full(write, ada, people=50, cv_lines=50)
    this = Round.objects.get(journal__person=ada)
    return build_from(answers(this), this, asides=True, places=Places(read_only=True))


@pytest.fixture
def file(document):
    return Opened(to_docx(document, painted(svgs(document, "book"), 180), "book"))


def theirs(parts):
    """The person's words in reading order."""
    for part in parts:
        match part:
            case Section():
                yield from theirs(part.parts)
            case Passage(text):
                yield text
            case Heading(_level, Own(text)):
                yield text
            case Table():
                yield from (cell.text for row in part.rows for cell in row if isinstance(cell, Own))
            case Drawing():
                yield from theirs([part.twin])


def outline(parts, level=1):
    for part in parts:
        if isinstance(part, Section):
            yield level, part.title
            yield from outline(part.parts, level + 1)
        elif isinstance(part, Heading):
            yield level - 1 + part.level, part.text.text if isinstance(part.text, Own) else part.text


def test_every_word_comes_back_in_order(document, file):
    words, text, at = list(theirs(document.sections)), file.text(), 0
    assert len(words) > 500
    for each in words:
        at = text.index(each, at) + len(each)


def test_its_headings_are_those_of_the_document(document, file):
    assert file.headings() == list(outline(document.sections))
    assert all(after - before <= 1 for (before, _one), (after, _other) in pairwise(file.headings()))


def test_it_is_light_and_leads_nowhere(document, file):
    assert len(file.all("wp:docPr")) == len(svgs(document, "book")) > 10
    assert sum(len(table.tr_lst) for table in file.all("w:tbl")) > 250
    assert len(file.made) < 1_000_000
    assert {relation.get("TargetMode") for relation in file.relations()} == {None}
    assert len(file.all("w:hyperlink")) > 60


def test_no_table_is_without_a_name_nor_a_picture_without_words(file):
    assert all(one.get("descr") and one.get("title") for one in file.all("wp:docPr"))
    assert len(file.all("w:tblCaption")) == len(file.all("w:tblDescription")) == len(file.all("w:tbl")) > 20
