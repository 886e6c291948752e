"""Paragraphs and tables of a word processor, as XML. What is put into them is text or comes from `words`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reflections.documents.anchors import Span
from reflections.documents.document import Own, Row, Table, Words
from reflections.documents.docx.scripts import starts_from_right
from reflections.documents.docx.words import attribute, lines, runs

_LONG = 800
"""A row with more signs may be split between two pages, and a head with more does not come again on each."""
_NARROW, _WORD, _WIDE, _AIR = 5, 16, 48, 2
"""Of a column, in letters: its least width, the longest word that is kept whole, what it may ask for, what is empty."""
_LETTER = 105
_SPACE = re.compile("[ \t\n\r]")


def paragraph(style: str, content: str, *, rtl: bool = False) -> str:
    """A paragraph with runs in it."""
    bidi = "<w:bidi/>" if rtl else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{bidi}</w:pPr>{content}</w:p>'


def ours(style: str, text: str, *, rtl: bool) -> str:
    """A paragraph in our words."""
    return paragraph(style, runs(text, rtl=rtl), rtl=rtl)


def own(text: str, marks: Sequence[Span], *, rtl: bool, style: str = "OwnWords", right: str = "OwnWordsRight") -> str:
    """The person's words, a paragraph for each line they typed, each beginning where its first letter wants it.

    `rtl`: where a line begins that has no letter. `right`: the style of lines from the right.
    """
    said = []
    for line, spans in lines(text, marks):
        here = starts_from_right(line, rtl)
        said.append(paragraph(right if here else style, runs(line, rtl=here, own=True, marks=spans), rtl=here))
    return "".join(said)


def cell(words: Words, *, rtl: bool) -> str:
    """What stands in a cell, in either voice, a note below it."""
    if not isinstance(words, Own):
        return ours("TableText", words, rtl=rtl)
    note = own(words.note, (), rtl=rtl, style="OwnNote", right="OwnNote") if words.note else ""
    return own(words.text, words.marks, rtl=rtl, style="OwnCell", right="OwnCell") + note


def head_cell(words: Words, *, rtl: bool) -> str:
    """The name of a column, in either voice."""
    if not isinstance(words, Own):
        return ours("TableHead", words, rtl=rtl)
    here = starts_from_right(words.text, rtl)
    return paragraph("TableHead", runs(words.text, rtl=here, own=True, style="Own"), rtl=here)


@dataclass(frozen=True, slots=True)
class Frame:
    """How a table is laid out: `wide` in twentieths of a point, its style, and what is said of it to who cannot see."""

    wide: int
    rtl: bool
    style: str = "Rows"
    caption: str = ""
    description: str = ""


def table(this: Table, frame: Frame) -> str:
    """A table under a head that comes again on each page, its first column naming the rows."""
    columns = max(len(row) for row in (this.head, *this.rows))
    head = tuple(head_cell(words, rtl=frame.rtl) for words in _filled(this.head, columns))
    rows = [tuple(cell(words, rtl=frame.rtl) for words in _filled(row, columns)) for row in this.rows]
    long = [sum(len(_plain(words)) for words in row) > _LONG for row in (this.head, *this.rows)]
    return grid(frame, shares(this, columns, frame.wide), [head, *rows], long)


def card(rows: Sequence[Row], frame: Frame) -> str:
    """What is kept in the pocket, in one column: names of what follows, then each thing with its plans below it."""
    cells = [(_promise(row, frame.rtl),) for row in rows]
    return grid(frame, [frame.wide], cells, [False] * len(cells), named=False, headed=False)


def _promise(row: Row, rtl: bool) -> str:
    said = head_cell(row.start, rtl=rtl) if row.head else cell(row.start, rtl=rtl)
    for strip in row.strips:
        name = runs(f"{strip.name}  ", rtl=rtl, style="SourceChar")
        theirs = isinstance(strip.figure, Own)
        plan = runs(_plain(strip.figure), rtl=rtl, own=theirs, style="Own" if theirs else "")
        said += paragraph("Plan", name + plan, rtl=rtl)
    return said


def grid(
    frame: Frame,
    widths: Sequence[int],
    rows: Sequence[Sequence[str]],
    long: Sequence[bool],
    *,
    named: bool = True,
    headed: bool = True,
) -> str:
    """Rows of cells that hold paragraphs. `headed`: the first is a head; `named`: the first column names the rows."""
    visual = "<w:bidiVisual/>" if frame.rtl else ""
    bits = 0x0600 + 0x0020 * headed + 0x0080 * named
    look = f'<w:tblLook w:val="{bits:04X}" w:firstRow="{headed:d}" w:lastRow="0" w:firstColumn="{named:d}"'
    look += ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    said = "".join(
        f'<w:{name} w:val="{attribute(text)}"/>'
        for name, text in (("tblCaption", frame.caption), ("tblDescription", frame.description))
        if text
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    line = _INK_LINE if frame.style == "PlainMarked" else ""
    body = "".join(_row(row, widths, line, head=headed and not n, split=long[n]) for n, row in enumerate(rows))
    # Fixed, so that no word however long makes a column or the table wider.
    size = f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    properties = f'<w:tblPr><w:tblStyle w:val="{frame.style}"/>{visual}{size}{look}{said}</w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"


_INK_LINE = '<w:tcBorders><w:left w:val="single" w:sz="8" w:space="0" w:color="151F38"/></w:tcBorders>'
"""Sets the marked column off from the plain one."""


def _row(cells: Sequence[str], widths: Sequence[int], line: str, *, head: bool, split: bool) -> str:
    properties = ("" if split else "<w:cantSplit/>") + ("<w:tblHeader/>" if head and not split else "")
    sides = [*([""] * (len(cells) - 1)), line]
    said = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{side}</w:tcPr>{cell}</w:tc>'
        for width, side, cell in zip(widths, sides, cells, strict=True)
    )
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{said}</w:tr>"


def shares(this: Table, columns: int, wide: int) -> list[int]:
    """How wide each column is, together just `wide`: its longest word has room, the rest goes where most is said."""
    words, needs = [_NARROW] * columns, [_NARROW] * columns
    for row in (this.head, *this.rows):
        for n, text in enumerate(map(_plain, row)):
            needs[n] = max(needs[n], min(len(text), _WIDE))
            words[n] = max(words[n], *(min(len(word), _WORD) for word in _SPACE.split(text[:_LONG])))
    least = [(word + _AIR) * _LETTER for word in words]
    spare = wide - sum(least)
    if spare < 0:
        widths = [wide * each // sum(least) for each in least]
    else:
        more = [need - word + 1 for need, word in zip(needs, words, strict=True)]
        widths = [each + spare * weight // sum(more) for each, weight in zip(least, more, strict=True)]
    widths[-1] += wide - sum(widths)
    return widths


def _filled(row: Sequence[Words], columns: int) -> Sequence[Words]:
    return (*row, *([""] * (columns - len(row))))


def _plain(words: Words) -> str:
    return words.text if isinstance(words, Own) else words
