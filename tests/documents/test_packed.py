"""A packed PDF is the same document: nothing lost, a third of the bytes."""

import io
from collections import Counter

import pikepdf
import pytest
import typst

from reflections.documents.pdf.packed import packed

STANDARDS = ["a-2a", "ua-1"]
SOURCE = b"""
#set document(title: "A (long) table \\\\ list")
#set text(lang: "en")
#title()
#outline()
= Words
#table(columns: 3, table.header[one][two][three], ..range(900).map(n => [cell #n of (many)]))
= endobj
#link("https://example.org/")[stream endstream endobj 7 0 obj]
"""


@pytest.fixture(scope="module")
def plain() -> bytes:
    """A file as typst writes it."""
    return typst.Compiler().compile(SOURCE, format="pdf", pdf_standards=STANDARDS, timestamp=1_790_000_000)


def streams(pdf: bytes) -> list[bytes]:
    """What the streams of a document hold, but for those that only hold others."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found = [each for each in document.objects if isinstance(each, pikepdf.Stream)]
        return sorted(each.read_bytes() for each in found if each.get("/Type") not in ("/ObjStm", "/XRef"))


def kinds(pdf: bytes) -> Counter[str]:
    """How many objects of each kind: cells, rows, lines of the outline."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.check_pdf_syntax() == []
        named = [each for each in document.objects if isinstance(each, pikepdf.Dictionary)]
        return Counter(f"{each.get('/Type')} {each.get('/S')}" for each in named)


def whole(pdf: bytes) -> list[object]:
    """What is said of a document as one."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root, info = dict(document.Root), document.docinfo
        names = sorted(root), str(root["/Lang"]), str(root["/MarkInfo"]), {key: str(info[key]) for key in info}
        return [document.pdf_version, len(document.pages), names, bytes(document.trailer.ID[0])]


def test_nothing_of_it_is_lost(plain: bytes):
    made = packed(plain)
    assert kinds(made)["/StructElem /TD"] == 900
    assert kinds(made) == kinds(plain)
    assert streams(made) == streams(plain)
    assert whole(made) == whole(plain)


def test_its_words_about_itself_stay_readable_for_any_program(plain: bytes):
    """PDF/A: the metadata are plain XML in the file."""
    assert packed(plain).count(b"pdfuaid:part") == plain.count(b"pdfuaid:part") > 0
    assert b"pdfaid:conformance" in packed(plain)


def test_it_is_a_third_as_large(plain: bytes):
    assert len(packed(plain)) < len(plain) / 3


def test_the_same_document_gives_the_same_file(plain: bytes):
    assert packed(plain) == packed(plain)
