"""Drawings for the screen: SVG whose marks stand at percent, so that nothing is scaled or squeezed.

Classes carry the look (`.now`, `.wish`, `.old`, `.tie`, `.ax`, `.grid`), so light, dark and forced colours
are the style sheet's. A strip says nothing to those who hear the page: its row says it in words.
"""

from collections.abc import Callable, Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from reflections.documents.document import Drawing, Mark, Role, Row, Strip, Words

_INSET = 4.0
"""Percent kept free at both ends of a scale, so that a mark at its end is whole."""

type ToHtml = Callable[[Words], SafeString]


def key_html(key: Iterable[tuple[Role, str]]) -> SafeString:
    """What the signs stand for; nothing when there is no need to say."""
    signs = format_html_join("", "<span>{}{}</span>", ((_sign(role), name) for role, name in key))
    return format_html('<p class="key">{}</p>', signs) if signs else signs


def rows_html(drawing: Drawing, words: ToHtml) -> SafeString:
    """All rows of a drawing as a list; `words` writes a label."""
    shape, css = _SHAPES[drawing.layout]
    items = format_html_join("\n", "<li>{}</li>", ((shape(row, words),) for row in drawing.rows))
    return format_html('<ul class="{}">{}</ul>', css, items)


def strip_html(strip: Strip, height: int, inset: float) -> SafeString:
    """One strip, `height` px high."""
    marks = mark_safe("".join(_mark(mark, height, inset) for mark in strip.marks))
    return format_html('<svg class="strip" aria-hidden="true">{}</svg>', marks)


def _bell(row: Row, words: ToHtml) -> SafeString:
    note = format_html("<small>{}</small>", row.note) if row.note else ""
    return format_html(
        '<span>{}</span><span>{}</span>{}<span class="vh">{}</span>{}',
        words(row.start),
        words(row.end),
        strip_html(row.strips[0], 32, _INSET),
        row.words,
        note,
    )


def _pair(row: Row, words: ToHtml) -> SafeString:
    note = format_html(' <span class="quiet">{}</span>', row.note) if row.note else ""
    bars = ((strip.name, strip_html(strip, 24, 0), strip.figure) for strip in row.strips)
    lines = format_html_join("", '<span class="bar2"><span class="quiet">{}</span>{}<b>{}</b></span>', bars)
    return format_html("<b>{}{}</b>{}", words(row.start), note, lines)


def _dots(row: Row, words: ToHtml) -> SafeString:
    strip = row.strips[0]
    return format_html(
        '<b>{}</b><span class="bar2"><span class="quiet">{}</span>{}<span class="quiet">{}</span></span>'
        '<span class="vh">{}</span>',
        words(row.start),
        strip.name,
        strip_html(strip, 24, _INSET),
        strip.figure,
        row.words,
    )


_SHAPES: dict[str, tuple[Callable[[Row, ToHtml], SafeString], str]] = {
    "bells": (_bell, "bells"),
    "pairs": (_pair, "pairs"),
    "dots": (_dots, "pairs dots"),
}


def _mark(mark: Mark, height: int, inset: float) -> SafeString:
    middle = height // 2
    at = _percent(mark.at, inset)
    if mark.role == "grid":
        edge = 4 if inset else 0
        ends = (edge, height - edge)
        return format_html('<line class="grid" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>', at, *ends)
    if mark.to is None:
        return _point(mark.role, at, middle)
    if mark.role in ("tie", "ax"):
        to = _percent(mark.to, inset)
        return format_html('<line class="{0}" x1="{1}" x2="{2}" y1="{3}" y2="{3}"/>', mark.role, at, to, middle)
    width = f"{(mark.to - mark.at) * (100 - 2 * inset):.2f}%"
    bar = '<rect class="{}" x="{}" y="4" width="{}" height="{}"/>'
    return format_html(bar, mark.role, at, width, height - 8)


def _point(role: Role, at: str, middle: int) -> SafeString:
    """A circle, or a square hung on its middle: a rectangle's own x cannot be "percent minus 8 px"."""
    if role == "wish":
        square = '<rect class="wish" x="-8" y="-8" width="16" height="16"/>'
        return format_html('<svg x="{}" y="{}" overflow="visible">{}</svg>', at, middle, mark_safe(square))
    radius = 6 if role == "old" else 8
    return format_html('<circle class="{}" cx="{}" cy="{}" r="{}"/>', role, at, middle, radius)


def _sign(role: Role) -> SafeString:
    return format_html('<svg viewBox="0 0 20 20" aria-hidden="true">{}</svg>', _point(role, "10", 10))


def _percent(fraction: float, inset: float) -> str:
    return f"{inset + fraction * (100 - 2 * inset):.2f}%"
