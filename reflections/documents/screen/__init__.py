"""Drawings for the screen. Classes carry the look; each says itself in words or in a table below it."""

from collections.abc import Callable, Iterable
from html import escape

from django.utils.translation import gettext as _

from reflections.documents.document import Drawing, Role, Row, Table, Words
from reflections.documents.screen.planes import joined_html, rings_html
from reflections.documents.screen.rows import rows_html
from reflections.documents.screen.strips import point_html, strip_html

type ToHtml = Callable[[Words], str]


def drawing_html(drawing: Drawing, words: ToHtml, table: Callable[[Table], str], two: Callable[[Table], str]) -> str:
    """A drawing with its words. `words` writes a label, `table` and `two` a twin (as table, in two columns)."""
    match drawing.layout:
        case "two":
            return two(drawing.twin)
        case "cv":
            return _mirror(drawing, words) + two(drawing.twin)
        case "card":
            return _card(drawing, words)
        case "joined" | "rings" if drawing.plot:
            if drawing.layout == "rings":
                picture = rings_html(drawing.plot)
            else:
                head = drawing.twin.head
                picture = joined_html(drawing.plot, (str(head[1]), str(head[0])), words)
            opened = any(point.number for point in drawing.plot.points)
            return _figure(drawing, picture + _list(table(drawing.twin), opened=opened))
    return _figure(drawing, rows_html(drawing, words))


def key_html(key: Iterable[tuple[Role, str]]) -> str:
    """What the signs stand for; nothing when there is no need to say."""
    signs = "".join(f"<span>{_sign(role)}{escape(name)}</span>" for role, name in key)
    return f'<p class="key">{signs}</p>' if signs else ""


def _figure(drawing: Drawing, picture: str) -> str:
    # Where a key shows the signs, the description says the same to those who cannot see them.
    css = "vh" if drawing.keyed else "quiet s"
    said = f'<span class="{css}">{escape(drawing.description)}</span>' if drawing.description else ""
    title = escape(drawing.title.rstrip("."))
    caption = f'<figcaption><span class="vh">{title}.</span> {said}</figcaption>'
    return f'<figure class="stack">{caption}{key_html(drawing.key)}{picture}</figure>'


def _sign(role: Role) -> str:
    return f'<svg viewBox="0 0 20 20" aria-hidden="true">{point_html(role, "10", "10")}</svg>'


def _list(table: str, *, opened: bool) -> str:
    return f"<details{' open' * opened}><summary>{escape(_('The same as a list'))}</summary>{table}</details>"


def _mirror(drawing: Drawing, words: ToHtml) -> str:
    """The axis of years between the names of its two sides; the columns below say it in words."""
    return "".join(
        f'<div class="cv" aria-hidden="true"><span>{words(row.start)}</span>'
        f"{strip_html(row.strips[0].marks, 12)}<span>{words(row.end)}</span></div>"
        for row in drawing.rows
    ) + "".join(f'<p class="quiet s">{words(row.note)}</p>' for row in drawing.rows if row.note)


def _card(drawing: Drawing, words: ToHtml) -> str:
    rows = "".join(_promise(row, words) for row in drawing.rows)
    said = f'<p class="quiet s">{escape(drawing.description)}</p>' if drawing.description else ""
    return f'<ul class="card" aria-label="{escape(drawing.title)}">{rows}</ul>{said}'


def _promise(row: Row, words: ToHtml) -> str:
    if row.head:
        return f'<li class="of"><b>{words(row.start)}</b></li>'
    plans = "".join(f'<br><span class="quiet">{words(part.name)}</span> {words(part.figure)}' for part in row.strips)
    return f"<li>{words(row.start)}{plans}</li>"
