"""Parts of a document for the screen. Everything is escaped; what a person wrote bears `.own` or `.yours`.

Those two classes mean, in the style sheet: serif, white space as typed, hatched by *Cover*. Markup is put together
from plain strings, for a summary has hundreds of cells: whatever is not markup of ours goes through `escape`.
"""

from collections.abc import Collection, Iterable
from html import escape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from reflections.documents.anchors import Span
from reflections.documents.document import (
    Beside,
    Drawing,
    Heading,
    Note,
    Own,
    Paragraph,
    Part,
    Passage,
    Remark,
    Remarks,
    Ruled,
    Section,
    Table,
    Words,
)
from reflections.documents.drawings.said import OPEN
from reflections.documents.screen import drawing_html


def to_html(parts: Iterable[Part | Section], under: int = 2) -> SafeString:
    """The parts as HTML. `under`: the level of the heading they stand under; the first below is one more."""
    return mark_safe("\n".join([_part(part, under) for part in parts]))


def own_html(own: Own) -> str:
    """A person's words inside a line of ours."""
    said = marked_html(own.text, own.marks) if own.marks else escape(own.text)
    text = f'<span class="own" dir="auto">{said}</span>'
    return f'{text}<br><span class="own quiet s" dir="auto">{escape(own.note)}</span>' if own.note else text


def words_html(words: Words) -> str:
    """Words of either voice, escaped."""
    return own_html(words) if isinstance(words, Own) else escape(words)


def marked_html(text: str, marks: Collection[Span]) -> SafeString:
    """`text` escaped, with a `<mark>` around each stretch of it in `marks`; overlaps join."""
    if not marks:
        return SafeString(escape(text))
    pieces = []
    done = 0
    for start, end in _joined(marks):
        pieces += [escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>"]
        done = end
    pieces.append(escape(text[done:]))
    return mark_safe("".join(pieces))


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _part(part: Part | Section, under: int) -> str:
    match part:
        case Section():
            return _section(part, under + 1)
        case Heading(level, text):
            tag = f"h{min(under + level, 6)}"
            return f"<{tag}>{words_html(text)}</{tag}>"
        case Paragraph(text):
            return f"<p>{escape(text)}</p>"
        case Note(text, icon):
            sign = render_to_string(f"icons/{icon}.svg") if icon else ""
            return f'<p class="note">{sign}<span>{escape(text)}</span></p>'
        case Passage():
            return _passage(part)
        case Beside(head, left, right):
            return f'<div class="beside">{_side(head[0], left)}{_side(head[1], right)}</div>'
        case Remarks(said):
            return f'<ul class="plain">{"".join(map(_remark, said))}</ul>'
        case Ruled():
            return ""
        case Table():
            return _table(part)
        case Drawing():
            return drawing_html(part, words_html, _table, _two)


def _section(section: Section, level: int) -> str:
    tag = f"h{min(level, 6)}"
    source = link_html(section.note, section.url)
    note = f'<p class="quiet s">{source}</p>' if source else ""
    header = f"<header><{tag}>{escape(section.title)}</{tag}>{note}</header>"
    return f'<section class="stack" id="{escape(section.key)}">{header}\n{to_html(section.parts, level)}</section>'


def link_html(words: str, url: str) -> str:
    """`words`, as a link where there is somewhere to go."""
    return f'<a href="{escape(url)}">{escape(words)}</a>' if url and words else escape(words)


def _passage(passage: Passage) -> str:
    said = f'<p class="yours" dir="auto">{marked_html(passage.text, passage.marks)}</p>'
    if passage.ref is None:
        return said
    source = link_html(passage.ref.words, passage.ref.url)
    return f'<div class="row">{said}<span class="quiet s">{source}</span></div>'


def _side(head: str, passage: Passage) -> str:
    said = _passage(passage) if passage.text.strip() else f'<p class="quiet">{_("left open")}</p>'
    return f'<div><p class="quiet s">{escape(head)}</p>{said}</div>'


def _remark(remark: Remark) -> str:
    """A sentence of ours, then each place it rests on."""
    places = ", ".join(link_html(ref.words, ref.url) for ref in remark.refs)
    return f"<li>{escape(remark.text)}{f' <span class="quiet s">{places}</span>' * bool(places)}</li>"


def _table(table: Table) -> str:
    """A table. `data-head` repeats a column's name for narrow screens, where the head is not shown."""
    head = "".join([f'<th scope="col">{words_html(cell)}</th>' for cell in table.head])
    others = (cell.text if isinstance(cell, Own) else cell for cell in table.head[1:])
    opening = [f'<td data-head="{escape(head)}">' for head in others]
    rows = "\n".join([_row(row, opening) for row in table.rows])
    caption = f'<caption class="vh">{escape(table.caption)}</caption>'
    return f'<table class="tab">{caption}<thead><tr>{head}</tr></thead>\n<tbody>{rows}</tbody></table>'


def _row(row: tuple[Words, ...], opening: list[str]) -> str:
    first, *cells = [words_html(cell) for cell in row]
    named = f'<th scope="row">{first}</th>' if row[0] not in _EMPTY else f"<td>{first}</td>"
    others = "".join(
        [_OPEN if cell == OPEN else f"{tag}{cell}</td>" for tag, cell in zip(opening, cells, strict=False)]
    )
    return f"<tr>{named}{others}</tr>"


_EMPTY = ("", Own(""))
_OPEN = f'<td class="open">{OPEN}</td>'
"""Left open: on a narrow screen, where cells stand one below the other, it takes no line."""


def _two(table: Table) -> str:
    """Plain beside marked, as a table of roles; the first of three cells is the row's key."""
    keyed = len(table.head) > 2
    head = table.head if keyed else ("", *table.head)
    rows = table.rows if keyed else tuple(("", *row) for row in table.rows)
    body = "\n".join([f'<div role="row">{_two_row(row, keyed=keyed)}</div>' for row in rows])
    named = f'{" data-key" * keyed} role="table" aria-label="{escape(table.caption)}"'
    return (
        f'<div class="two"{named}><div class="two-head" role="row">{_two_head(head, keyed=keyed)}</div>\n{body}</div>'
    )


_NO_KEY = '<span role="presentation"></span>'


def _two_head(row: tuple[Words, ...], *, keyed: bool) -> str:
    key, plain, marked = map(words_html, row)
    first = f'<span class="k" role="columnheader"><span class="vh">{key}</span></span>' if keyed else _NO_KEY
    names = (
        f'<span class="a" role="columnheader">{plain}</span><span class="b sans" role="columnheader">{marked}</span>'
    )
    return first + names


def _two_row(row: tuple[Words, ...], *, keyed: bool) -> str:
    key, plain, marked = [words_html(cell) for cell in row]
    first = f'<span class="k" role="cell">{key}</span>' if keyed else _NO_KEY
    dot = " dot" if keyed and row[2] not in _EMPTY else ""
    return f'{first}<span class="a" role="cell">{plain}</span><span class="b{dot}" role="cell">{marked}</span>'
