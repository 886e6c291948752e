"""A document as Markdown. A person's words come as quotations in which nothing is markup.

Every sign that could mean something to CommonMark, GitHub's tables, Pandoc, a notebook of linked notes or a site
builder is escaped with a backslash; invisible signs that could turn a line around or drive a terminal are written as
numbers (`&#x202E;`), and so are halves of a character, which no file can hold. A reader of the rendered text sees what
was typed; a reader of the file can follow it. No cell begins with a sign that starts a formula.
"""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from reflections.documents.document import (
    Beside,
    Document,
    Drawing,
    Heading,
    Note,
    Own,
    Paragraph,
    Part,
    Passage,
    Remark,
    Remarks,
    Section,
    Table,
    Words,
)

_ANYWHERE = re.compile(r"[\\`*_\[\]<>{}|~$^]|&(?=[#\w])|(?<=[{<])[%#?]|[%#](?=})|%(?=>)|(?<==)=|=(?==)|(?<=%)%|%(?=%)")
_AT_START = re.compile(r"^([ \t\u00a0]*)(?:([#+\-=:%!>@])|(\d{1,9})([.)]))")
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_HASHES_AT_END = re.compile(r"(?<!\\)#+$")
_LINE_END = re.compile(r"\r\n|\r|\n")


def to_markdown(document: Document) -> str:
    """The whole document as one text, ending with a line end."""
    blocks = [f"# {_line(document.title)}"]
    if document.subtitle:
        blocks.append(_line(document.subtitle))
    for section in document.sections:
        blocks += _section(section, 2)
    return "\n\n".join(blocks) + "\n"


def _section(section: Section, level: int) -> Iterator[str]:
    yield _heading(section.title, level)
    if section.note:
        yield _line(section.note)
    for part in section.parts:
        if isinstance(part, Section):
            yield from _section(part, level + 1)
        else:
            yield from _part(part, level, section.title)


def _part(part: Part, level: int, title: Words) -> Iterator[str]:
    match part:
        case Heading(below, text):
            yield _heading(text, level + below)
        case Paragraph(text) | Note(text):
            yield _line(text)
        case Passage(text):
            yield _quotation(text)
            if part.ref:
                yield _line(part.ref.words)
        case Remarks(said):
            yield "\n".join(f"- {_remark(each)}" for each in said)
        case Beside(head, left, right):
            for name, side in zip(head, (left, right), strict=True):
                yield f"**{_line(name)}**"
                yield _quotation(side.text) if side.text.strip() else _line(_("left open"))
        case Table():
            yield from _table(part, title)
        case Drawing():
            if part.description:
                yield _line(part.description)
            yield from _table(part.twin, title)


def _remark(remark: Remark) -> str:
    """A sentence with where it is from, as one inert line."""
    places = ", ".join(ref.words for ref in remark.refs)
    return _line(f"{remark.text} ({places})" if places else remark.text)


def _table(table: Table, title: Words) -> Iterator[str]:
    # A caption that only repeats the heading above it says nothing.
    if table.caption and table.caption != title:
        yield f"**{_line(table.caption)}**"
    head = _row(table.head)
    rule = "|" + " --- |" * len(table.head)
    yield "\n".join([head, rule, *(_row(row) for row in table.rows)])


def _row(cells: Iterable[Words]) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(words: Words) -> str:
    if isinstance(words, Own):
        text = f"{words.text}\n{words.note}" if words.note else words.text
        return "<br>".join(inert(line) for line in _LINE_END.split(text))
    return _line(words)


def _heading(text: Words, level: int) -> str:
    words = _line(text.text if isinstance(text, Own) else text)
    return f"{'#' * min(level, 6)} " + _HASHES_AT_END.sub(r"\\\g<0>", words)


def _quotation(text: str) -> str:
    """A passage as a quotation that keeps its lines: a backslash at the end of a line is a hard break."""
    lines = [inert(line) for line in _LINE_END.split(text)]
    ends = [
        "\\" if line.strip() and follow.strip() else "" for line, follow in zip(lines, [*lines[1:], ""], strict=True)
    ]
    return "\n".join(f"> {line}{end}".rstrip(" ") for line, end in zip(lines, ends, strict=True))


def _line(text: str) -> str:
    """A text as one inert line."""
    return inert(" ".join(_LINE_END.split(text)).rstrip())


def inert(line: str) -> str:
    """One line in which nothing is markup. Leading blanks stay, as non-breaking ones."""
    line = _ANYWHERE.sub(lambda found: "\\" + found[0], line)
    line = _AT_START.sub(_escape_start, line)
    body = line.lstrip(" \t")
    indent = line[: len(line) - len(body)].replace("\t", "    ").replace(" ", "&nbsp;")
    return _INVISIBLE.sub(lambda found: f"&#x{ord(found[0]):X};", indent + body)


def _escape_start(found: re.Match[str]) -> str:
    blanks, sign, number, dot = found.groups()
    return f"{blanks}\\{sign}" if sign else f"{blanks}{number}\\{dot}"
