"""PDFs for tests: made by the printer itself, read back by other programs."""

import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
import pymupdf

from reflections.documents.document import Document, Heading, Length, Own, Part, Passage, Section
from reflections.documents.pdf.job import pdf_job
from reflections.documents.pdf.printer import Printer

LENGTHS: tuple[Length, ...] = ("card", "page", "book")
HEAD, FOOT = 78, 72
"""Points at the top and the bottom of an A4 page that hold the running head and the page number."""


@cache
def printer() -> Printer:
    """One for all tests of a run, as in the render process."""
    return Printer()


def printed(document: Document, length: Length = "page") -> bytes:
    """The file."""
    return printer().print(pdf_job(document, length))


def of(*parts: Part | Section, language: str = "en", title: str = "A title", subtitle: str = "") -> Document:
    """A document of one chapter with one prompt that has these parts."""
    prompt = Section("page-one", "A prompt", "Page 1", tuple(parts))
    return Document(title, language, subtitle, (Section("chapter", "A chapter", parts=(prompt,)),))


def pages(pdf: bytes, *, length: Length = "page") -> list[str]:
    """The text of each page in reading order, without running heads and page numbers."""
    with pymupdf.open(stream=pdf) as document:
        return [page.get_text(clip=_body(page, length)) for page in document]


def text(pdf: bytes, *, length: Length = "page") -> str:
    """All of it."""
    return "".join(pages(pdf, length=length))


def squeezed(words: str) -> str:
    """Words without white space: lines end where they must."""
    return re.sub(r"\s+", "", words)


def opened(pdf: bytes) -> pikepdf.Pdf:
    """Its objects."""
    return pikepdf.open(io.BytesIO(pdf))


def faults(pdf: bytes, folder: Path) -> list[str]:
    """What two independent checkers of PDF/UA find, warnings too."""
    file = folder / "printed.pdf"
    file.write_bytes(pdf)
    found = [f"pdfua {each.rule_id}: {each.message}" for each in pdfua.validate(file).findings]
    outloud = Path(sys.executable).with_name("outloud")
    told = subprocess.run([outloud, "--json", "-", "--quiet", file], capture_output=True, check=False)
    (result,) = json.loads(told.stdout)["results"]
    assert result["error"] is None
    return found + [
        f"outloud {each['rule']}: {each['message']} {each.get('evidence', '')}" for each in result["findings"]
    ]


def owns(parts: Sequence[Any]) -> Iterator[str]:
    """The person's words in passages, headings and tables, in their order."""
    for part in parts:
        match part:
            case Passage(words) | Heading(_, Own(words)):
                yield words
            case Section():
                yield from owns(part.parts)
            case _ if hasattr(part, "rows"):
                rows = part.rows if hasattr(part, "head") else ()
                yield from (cell.text for row in rows for cell in row if isinstance(cell, Own))


def _body(page: Any, length: Length) -> Any:
    return page.rect if length == "card" else pymupdf.Rect(0, HEAD, page.rect.width, page.rect.height - FOOT)
