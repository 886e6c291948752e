"""Drawings as pictures in a file: which want one, what is drawn, and what is said of it to who cannot see it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from reflections.documents.document import Drawing, Own, Part, Section, Words
from reflections.documents.docx.sheets import Sheet
from reflections.documents.paper import to_svg

_ENOUGH = 700
"""Signs of an alternative text; the table below the picture says the rest."""
_SIZE = re.compile(r' width="([\d.]+)" height="([\d.]+)"')


def drawings(parts: Iterable[Part | Section]) -> Iterator[Drawing]:
    """All drawings, in reading order."""
    for part in parts:
        if isinstance(part, Section):
            yield from drawings(part.parts)
        elif isinstance(part, Drawing):
            yield part


def drawn(drawing: Drawing, sheet: Sheet) -> str:
    """A drawing as an SVG; nothing for words in columns, nor for what no sheet could show: the table says as much.

    The description and the columns of two CVs stay out, for they stand in the text.
    """
    if drawing.layout in {"two", "card"} or not (drawing.rows or drawing.plot):
        return ""
    bare = replace(drawing, description="")
    if drawing.layout == "cv":
        rows = tuple(replace(row, note="") for row in drawing.rows)
        bare = replace(bare, rows=rows, twin=replace(drawing.twin, head=("", ""), rows=()))
    svg = to_svg(bare, sheet.pixels, rtl=sheet.rtl)
    size = _SIZE.search(svg)
    return svg if size and sheet.shows(float(size[1]), float(size[2])) else ""


def in_words(drawing: Drawing) -> str:
    """The picture for those who cannot see it: what it is, then its rows, as far as they fit."""
    said = [drawing.description] if drawing.description else []
    used = 0
    for row in drawing.twin.rows:
        words = ", ".join(_cells(drawing.twin.head, row))
        used += len(words)
        if used > _ENOUGH:
            said.append(_("The table below says all of it."))
            break
        said.append(words)
    return " ".join(f"{each.rstrip('.')}." for each in said) or drawing.title


def _cells(head: tuple[Words, ...], row: tuple[Words, ...]) -> Iterator[str]:
    for name, words in zip(head, row, strict=False):
        if _plain(words).strip():
            yield f"{_plain(name)}: {_plain(words)}"


def _plain(words: Words) -> str:
    return words.text if isinstance(words, Own) else words
