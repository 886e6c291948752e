"""A document as a job for the render process: pure data, with everything said that Django would have to say.

    {"make": "pdf", "length": "book", "title": …, "language": "en", "region": null, "rtl": false, "at": 1790000000,
     "subtitle": [said, …], "contents": said, "keywords": [], "closing": said,
     "chapters": [{"name": said, "parts": [part, …]}, …]}

A part is `{"is": "heading" | "passage" | "table" | "drawing" | "paragraph" | "remarks" | "note" | "beside" | "ruled",
…}`. What is `said` is described in said.py. templates/documents/*.typ set it.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from reflections.documents.document import (
    Beside,
    Document,
    Drawing,
    Heading,
    Length,
    Note,
    Own,
    Paragraph,
    Part,
    Passage,
    Ref,
    Remark,
    Remarks,
    Ruled,
    Section,
    Table,
    Words,
)
from reflections.documents.pdf.drawn import LONG_ROW, drawn, tabled
from reflections.documents.pdf.named import named
from reflections.documents.pdf.said import plain, said, words
from reflections.documents.pdf.sheets import Sheets
from reflections.documents.pdf.unwritten import unwritten_note

FROM_RIGHT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})
"""Languages that are read from the right."""
SEPARATOR = " · "
NAMELESS = "–"
"""In place of a title of blanks only: a file without one is not to be read by everybody, and typst refuses it."""


def pdf_job(document: Document, length: Length, *, made_at: datetime | None = None) -> bytes:
    """The job that makes a PDF of `document`; `made_at` is the date in the file, by default now."""
    language, _dash, region = document.language.partition("-")
    writer = _Writer(Sheets(length, rtl=language in FROM_RIGHT), frozenset(_keys(document.sections)))
    job = {
        "make": "pdf",
        "length": length,
        "title": plain(named(document.title)) or NAMELESS,
        "language": language.lower(),
        "region": region.upper() if len(region) == 2 else None,
        "rtl": writer.sheets.rtl,
        "at": int((made_at or timezone.now()).timestamp()),
        # A line of its own for each, so that none turns another around.
        "subtitle": [said(each) for each in document.subtitle.split(SEPARATOR) if each],
        "contents": _("Contents"),
        "keywords": ["Untold"],
        "closing": said(unwritten_note(document)),
        "chapters": [
            {"name": said(SEPARATOR.join(each.title for each in some)), "parts": [*writer.sections(some)]}
            for some in _chapters(document.sections)
        ],
    }
    return json.dumps(job, ensure_ascii=False, separators=(",", ":")).encode()


def _chapters(sections: Iterable[Section]) -> Iterator[list[Section]]:
    """What begins on a page of its own: each section, but those without sections in them, side by side, share one."""
    for whole, run in groupby(sections, lambda each: any(isinstance(part, Section) for part in each.parts)):
        some = list(run)
        yield from [[each] for each in some] if whole else [some]


def _keys(parts: Any) -> Iterator[str]:
    """Keys of all sections, at any depth."""
    for part in parts:
        if isinstance(part, Section):
            yield part.key
            yield from _keys(part.parts)


def _blank(text: Words) -> bool:
    said = f"{text.text}{text.note}" if isinstance(text, Own) else text
    return not plain(said).strip()


@dataclass
class _Writer:
    """Writes parts one after the other; `level` is that of the last heading, for none may be skipped."""

    sheets: Sheets
    keys: frozenset[str]
    level: int = 0

    def sections(self, some: Iterable[Section]) -> Iterator[dict[str, Any]]:
        """Sections of the first level."""
        for each in some:
            yield from self.section(each, 1)

    def section(self, section: Section, level: int) -> Iterator[dict[str, Any]]:
        """Its heading, then what is in it."""
        yield {**self.heading(section.title, level), "key": section.key, "note": said(section.note)}
        for part, follows in zip(section.parts, (*section.parts[1:], None), strict=False):
            if isinstance(part, Section):
                yield from self.section(part, level + 1)
            elif isinstance(part, Heading):
                yield self.heading(part.text, level + part.level)
            else:
                keep = {"keep": True} if isinstance(part, Paragraph) and follows else {}
                for made in self.part(part, section.title):
                    yield made | keep

    def heading(self, text: Words, level: int) -> dict[str, Any]:
        """A heading one deeper than the last one at most."""
        self.level = min(level, self.level + 1)
        return {"is": "heading", "level": self.level, "text": NAMELESS if _blank(text) else self.words(text)}

    def part(self, part: Part, title: str) -> Iterator[dict[str, Any]]:
        """One part; `title` stands above it already."""
        match part:
            case Paragraph(text):
                yield {"is": "paragraph", "text": said(text)}
            case Note(text):
                yield {"is": "note", "text": said(text)}
            case Passage():
                source = {"ref": self.ref(part.ref)} if part.ref else {}
                yield {"is": "passage", "said": self.words(Own(part.text, part.marks)), **source}
            case Remarks():
                yield {"is": "remarks", "said": [self.remark(each) for each in part.said]}
            case Beside():
                yield self.beside(part)
            case Table():
                yield tabled(part, self.sheets, title)
            case Ruled(lines):
                yield {"is": "ruled", "lines": lines}
            case Drawing():
                yield from drawn(part, self.sheets, title)

    def words(self, given: Words) -> Any:
        """Words of either voice."""
        return words(given, self.sheets.rtl)

    def ref(self, ref: Ref) -> dict[str, Any]:
        """Where something is from; a link if that stands in this file."""
        to = ref.url.removeprefix("#")
        link = {"to": to} if ref.url.startswith("#") and to in self.keys else {}
        return {"words": said(ref.words), **link}

    def remark(self, remark: Remark) -> dict[str, Any]:
        """A sentence of ours with where it is from."""
        return {"text": said(remark.text), "refs": [self.ref(ref) for ref in remark.refs]}

    def beside(self, part: Beside) -> dict[str, Any]:
        """Two passages under their heads."""
        sides = [
            self.words(Own(side.text, side.marks)) if side.text.strip() else said(_("left open"))
            for side in (part.left, part.right)
        ]
        long = max(len(part.left.text), len(part.right.text)) > LONG_ROW
        return {"is": "beside", "head": [said(head) for head in part.head], "sides": sides, "long": long}
