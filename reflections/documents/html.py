"""Parts of a document for the screen. Everything is escaped; what a person wrote bears `.own` or `.yours`.

Those two classes mean, in the style sheet: serif, white space as typed, hatched by *Cover*.
"""

from collections.abc import Iterable, Iterator

from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from reflections.documents.document import (
    Drawing,
    Heading,
    Note,
    Own,
    Paragraph,
    Part,
    Passage,
    Section,
    Table,
    Words,
)
from reflections.documents.screen import key_html, rows_html


def to_html(parts: Iterable[Part | Section], under: int = 2) -> SafeString:
    """The parts as HTML. `under`: the level of the heading they stand under; the first below is one more."""
    return mark_safe("\n".join(_part(part, under) for part in parts))


def own_html(own: Own) -> SafeString:
    """A person's words inside a line of ours."""
    text = format_html('<span class="own" dir="auto">{}</span>', marked_html(own.text, own.marks))
    note = format_html('<br><span class="own quiet s" dir="auto">{}</span>', own.note) if own.note else ""
    return format_html("{}{}", text, note)


def words_html(words: Words) -> SafeString:
    """Words of either voice, escaped."""
    return own_html(words) if isinstance(words, Own) else conditional_escape(words)


def marked_html(text: str, marks: Iterable[str]) -> SafeString:
    """`text` escaped, with a `<mark>` around each phrase of `marks` where it first occurs; overlaps join."""
    pieces = []
    done = 0
    for start, end in _spans(text, marks):
        pieces += [("{}", text[done:start]), ("<mark>{}</mark>", text[start:end])]
        done = end
    pieces.append(("{}", text[done:]))
    return mark_safe("".join(format_html(shape, piece) for shape, piece in pieces))


def _spans(text: str, marks: Iterable[str]) -> Iterator[tuple[int, int]]:
    found = sorted((text.find(mark), text.find(mark) + len(mark)) for mark in marks if mark and mark in text)
    at, until = -1, -1
    for start, end in found:
        if start <= until:
            until = max(until, end)
            continue
        if at >= 0:
            yield at, until
        at, until = start, end
    if at >= 0:
        yield at, until


def _part(part: Part | Section, under: int) -> SafeString:
    match part:
        case Section():
            return _section(part, under + 1)
        case Heading(level, text):
            return format_html("<h{0}>{1}</h{0}>", min(under + level, 6), words_html(text))
        case Paragraph(text):
            return format_html("<p>{}</p>", text)
        case Note(text, icon):
            sign = render_to_string(f"icons/{icon}.svg") if icon else ""
            return format_html('<p class="note">{}<span>{}</span></p>', sign, text)
        case Passage():
            return _passage(part)
        case Table():
            return _table(part)
        case Drawing():
            return _drawing(part)


def _section(section: Section, level: int) -> SafeString:
    source = link_html(section.note, section.url)
    return format_html(
        '<section class="stack" id="{key}"><header><h{level}>{title}</h{level}>{note}</header>\n{parts}</section>',
        key=section.key,
        level=min(level, 6),
        title=section.title,
        note=format_html('<p class="quiet s">{}</p>', source) if source else "",
        parts=to_html(section.parts, level),
    )


def link_html(words: str, url: str) -> SafeString:
    """`words`, as a link where there is somewhere to go."""
    return format_html('<a href="{}">{}</a>', url, words) if url and words else conditional_escape(words)


def _passage(passage: Passage) -> SafeString:
    said = format_html('<p class="yours" dir="auto">{}</p>', marked_html(passage.text, passage.marks))
    if passage.ref is None:
        return said
    source = link_html(passage.ref.words, passage.ref.url)
    return format_html('<div class="row">{}<span class="quiet s">{}</span></div>', said, source)


def _table(table: Table) -> SafeString:
    head = format_html_join("", '<th scope="col">{}</th>', ((words_html(cell),) for cell in table.head))
    rows = format_html_join("\n", "<tr>{}</tr>", ((_cells(table, row),) for row in table.rows))
    return format_html(
        '<table class="tab"><caption class="vh">{}</caption><thead><tr>{}</tr></thead>\n<tbody>{}</tbody></table>',
        table.caption,
        head,
        rows,
    )


def _cells(table: Table, row: tuple[Words, ...]) -> SafeString:
    """One row. `data-head` repeats the column's name for narrow screens, where the head is not shown."""
    shape = '<th scope="row">{}</th>' if row[0] not in ("", Own("")) else "<td>{}</td>"
    first = format_html(shape, words_html(row[0]))
    heads = (head.text if isinstance(head, Own) else head for head in table.head[1:])
    cells = ((head, words_html(cell)) for head, cell in zip(heads, row[1:], strict=False))
    return first + format_html_join("", '<td data-head="{}">{}</td>', cells)


def _drawing(drawing: Drawing) -> SafeString:
    if drawing.layout == "two":
        return _two(drawing.twin)
    # Where a key shows the signs, the description says the same to those who cannot see them.
    shape = '<span class="{}">{}</span>' if drawing.description else ""
    return format_html(
        '<figure class="stack"><figcaption><span class="vh">{}.</span> {}</figcaption>{}{}</figure>',
        drawing.title.rstrip("."),
        format_html(shape, "vh" if drawing.key else "quiet s", drawing.description),
        key_html(drawing.key),
        rows_html(drawing, words_html),
    )


def _two(table: Table) -> SafeString:
    """Plain beside marked, as a table of roles; the first of three cells is the row's key."""
    keyed = len(table.head) > 2
    head = table.head if keyed else ("", *table.head)
    rows = table.rows if keyed else tuple(("", *row) for row in table.rows)
    return format_html(
        '<div class="two"{} role="table" aria-label="{}"><div class="two-head" role="row">{}</div>\n{}</div>',
        mark_safe(" data-key") if keyed else "",
        table.caption,
        _two_row(head, keyed, "columnheader"),
        format_html_join("\n", '<div role="row">{}</div>', ((_two_row(row, keyed, "cell"),) for row in rows)),
    )


def _two_row(row: tuple[Words, ...], keyed: bool, role: str) -> SafeString:
    key, plain, marked = row
    side = " sans" if role == "columnheader" else " dot" if keyed and marked not in ("", Own("")) else ""
    if not keyed:
        first = mark_safe('<span role="presentation"></span>')
    elif role == "columnheader":
        first = format_html('<span class="k" role="columnheader"><span class="vh">{}</span></span>', words_html(key))
    else:
        first = format_html('<span class="k" role="cell">{}</span>', words_html(key))
    return first + format_html(
        '<span class="a" role="{0}">{1}</span><span class="b{2}" role="{0}">{3}</span>',
        role,
        words_html(plain),
        side,
        words_html(marked),
    )
