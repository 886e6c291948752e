"""A document for a word processor: real headings, tables and lists, its pictures said in words."""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone
from docx.oxml import parse_xml

from reflections.documents.document import Document, Length
from reflections.documents.docx.package import blank, packed
from reflections.documents.docx.pictures import drawings, drawn
from reflections.documents.docx.scripts import reads_from_right
from reflections.documents.docx.sheets import NAMESPACES, sheet
from reflections.documents.docx.writer import Writer

__all__ = ["svgs", "to_docx"]


def svgs(document: Document, length: Length = "page") -> list[str]:
    """What is to be drawn for `to_docx`: an SVG for each drawing that wants a picture, in reading order."""
    paper = sheet(length, rtl=reads_from_right(document.language))
    wanted = (drawn(drawing, paper) for drawing in drawings(document.sections))
    return [svg for svg in wanted if svg]


def to_docx(
    document: Document, pictures: Sequence[bytes] = (), length: Length = "page", *, made_at: dt.datetime | None = None
) -> bytes:
    """The document as a file: a card on A6, a page or book on A4, a book with contents.

    `pictures`: a PNG for each of `svgs`, in that order; where there is none (or an empty one) the table that says
    the same stands alone. `made_at`: when the file says it was made, now unless given; it says nobody's name.
    """
    paper = sheet(length, rtl=reads_from_right(document.language))
    word = blank(document, length, made_at or timezone.now())
    body = Writer(document, word.part, pictures, paper).body(contents=length == "book")
    made = parse_xml(f"<w:body {NAMESPACES}>{body}{paper.properties()}</w:body>")
    word.element.replace(word.element.body, made)
    return packed(word)
