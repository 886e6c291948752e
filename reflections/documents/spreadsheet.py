"""A document as CSV, one value a line, for spreadsheets and programs alike.

A cell that a spreadsheet would take for a formula gets an apostrophe before it, which spreadsheets read as: this is
text. The same behind a semicolon or a line end, where a spreadsheet of another country may begin a new cell. The file
is UTF-8 with a byte order mark, since Excel otherwise guesses.
"""

import csv
import io
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from reflections.documents.document import Document, Drawing, Note, Own, Paragraph, Part, Section, Table, Words

BOM = "\ufeff"
_FORMULA = re.compile(r"(^|[;\t\r\n])([\s\x00'\"]*)(?=[=+\-@|%＝＋－＠])")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?%?")


def to_csv(document: Document) -> str:
    """Every table of the document (of a drawing its twin), cell by cell, and every sentence beside them."""
    told = io.StringIO()
    write = csv.writer(told, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow
    write([_("Number"), _("Title"), _("Row"), _("Column"), _("Value")])
    for number, section in enumerate(document.sections, 1):
        for row, column, value in _section(section):
            write([str(number), *map(inert_cell, (section.title, row, column, value))])
    return BOM + told.getvalue()


def inert_cell(text: str) -> str:
    """The text of a cell in which nothing is a formula; numbers stay numbers."""
    return text if _NUMBER.fullmatch(text) else _FORMULA.sub(r"\1'\2", text)


def _section(section: Section) -> Iterator[tuple[str, str, str]]:
    for part in section.parts:
        if isinstance(part, Section):
            yield from _section(part)
        else:
            yield from _part(part)


def _part(part: Part) -> Iterator[tuple[str, str, str]]:
    match part:
        case Paragraph(text) | Note(text):
            yield "", "", text
        case Drawing():
            if part.description:
                yield "", "", part.description
            yield from _table(part.twin)
        case Table():
            if part.caption:
                yield "", "", part.caption
            yield from _table(part)


def _table(table: Table) -> Iterator[tuple[str, str, str]]:
    """A row by its first cell, or by its number where it has no other."""
    heads = [_text(head) for head in table.head]
    for number, row in enumerate(table.rows, 1):
        if len(row) == 1:
            yield str(number), heads[0], _text(row[0])
        for head, cell in zip(heads[1:], row[1:], strict=True):
            yield _text(row[0]), head, _text(cell)


def _text(words: Words) -> str:
    return "\n".join(filter(None, (words.text, words.note))) if isinstance(words, Own) else words
