"""Drawings that are lists of rows: a label, its strips, and the same in words."""

from collections.abc import Callable
from html import escape

from reflections.documents.document import Drawing, Row, Words
from reflections.documents.screen.strips import strip_html

type ToHtml = Callable[[Words], str]


def rows_html(drawing: Drawing, words: ToHtml) -> str:
    """All rows of a drawing as a list; `words` writes a label."""
    shape, css = _SHAPES[drawing.layout]
    items = [f"<li{' class="of"' * row.head}>{shape(row, words)}</li>" for row in drawing.rows]
    return f'<ul class="{css}">{"\n".join(items)}</ul>'


def _head(row: Row, words: ToHtml) -> str:
    kind = f' <span class="quiet">{words(row.end)}</span>' if row.end else ""
    note = f"<br><small>{words(row.note)}</small>" if row.note else ""
    return f"<p><b>{words(row.start)}</b>{kind}{note}</p>"


def _bell(row: Row, words: ToHtml) -> str:
    if row.head:
        return _head(row, words)
    note = f"<small>{words(row.note)}</small>" if row.note else ""
    strip = strip_html(row.strips[0].marks, 16)
    return f"<span>{words(row.start)}</span><span>{words(row.end)}</span>{strip}{_hidden(row)}{note}"


def _pair(row: Row, words: ToHtml) -> str:
    note = f' <span class="quiet">{words(row.note)}</span>' if row.note else ""
    bars = [
        f'<span class="bar2"><span class="quiet">{words(strip.name)}</span>'
        f"{strip_html(strip.marks, 12, 0)}<b>{words(strip.figure)}</b></span>"
        for strip in row.strips
    ]
    return f"<b>{words(row.start)}{note}</b>{''.join(bars)}"


def _dots(row: Row, words: ToHtml) -> str:
    strip = row.strips[0]
    return (
        f'<b>{words(row.start)}</b><span class="bar2"><span class="quiet">{words(strip.name)}</span>'
        f'{strip_html(strip.marks, 12)}<span class="quiet">{words(strip.figure)}</span></span>{_hidden(row)}'
    )


def _span(row: Row, words: ToHtml) -> str:
    """A label beside a stretch of time. A head is the axis: nothing in it but what the others say too."""
    strip = strip_html(row.strips[0].marks, 12)
    if row.head:
        return f'<span class="quiet" aria-hidden="true">{words(row.start)}</span>{strip}'
    about = "".join(f"<small>{words(said)}</small>" for said in (row.note, row.end) if said)
    return f"<span><b>{words(row.start)}</b>{about}{_hidden(row)}</span>{strip}"


def _hidden(row: Row) -> str:
    return f'<span class="vh">{escape(row.words)}</span>' if row.words else ""


_SHAPES: dict[str, tuple[Callable[[Row, ToHtml], str], str]] = {
    "bells": (_bell, "bells"),
    "pairs": (_pair, "pairs"),
    "dots": (_dots, "pairs dots"),
    "spans": (_span, "spans"),
}
