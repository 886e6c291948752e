"""Drawings on a plane: two columns joined by lines, and rings around you. Their twin says them to those who listen."""

from collections.abc import Callable
from html import escape

from django.utils.translation import gettext as _

from reflections.documents.document import Own, Plot, Point, Words
from reflections.documents.screen.strips import percent, point_html

type ToHtml = Callable[[Words], str]


def joined_html(plot: Plot, head: tuple[str, str], words: ToHtml) -> str:
    """Texts in two columns of equal rows, so that a line can run from middle to middle whatever wraps."""
    sides = [[point for point in plot.points if round(point.across) == side] for side in (0, 1)]
    left, right = (
        f"<div>{''.join(f'<p>{words(point.words)}{_note(point, words)}</p>' for point in side)}</div>" for side in sides
    )
    svg = f'<svg class="strip">{_lines(plot)}{"".join(_sign(point) for point in plot.points)}</svg>'
    names = "".join(f"<b>{words(name)}</b>" for name in head)
    return f'<div class="joined" aria-hidden="true">{names}{left}{svg}{right}</div>'


def rings_html(plot: Plot) -> str:
    """Three circles around you, with a sign and a name or a number for each person."""
    circles = "".join(f'<circle class="ax" cx="50%" cy="50%" r="{percent(radius)}"/>' for radius in plot.circles)
    signs = "".join(_person(point) for point in plot.points)
    name = f'<text class="you" x="50%" y="50%" dy="5" text-anchor="middle">{escape(_("You"))}</text>'
    you = f'<circle class="ended" cx="50%" cy="50%" r="19"/>{name}'
    return f'<svg class="strip rings" aria-hidden="true">{circles}{_lines(plot)}{you}{signs}</svg>'


def _lines(plot: Plot) -> str:
    drawn = []
    for start, end in plot.lines:
        a, b = plot.points[start], plot.points[end]
        role = "moved" if a.role == "old" else "tie"
        places = zip(("x1", "y1", "x2", "y2"), (a.across, a.down, b.across, b.down), strict=True)
        drawn.append(f'<line class="{role}" {" ".join(f'{name}="{percent(at)}"' for name, at in places)}/>')
    return "".join(drawn)


def _sign(point: Point) -> str:
    return point_html(point.role, percent(point.across), percent(point.down))


def _note(point: Point, words: ToHtml) -> str:
    note = point.note
    return f"<small>{words(note)}</small>" if (note.text if isinstance(note, Own) else note) else ""


def _person(point: Point) -> str:
    """A sign with its name on the outer side, or its number inside."""
    across, down = percent(point.across), percent(point.down)
    at = f'x="{across}" y="{down}" text-anchor="middle"'
    if point.number:
        sign = point_html(point.role, across, down).replace('r="8"', 'r="11"')
        return f'{sign}<text {at} dy="4.5">{point.number}</text>'
    name = point.words.text if isinstance(point.words, Own) else point.words
    away = 27 if point.down >= 0.5 else -15
    return f'{_sign(point)}<text class="name" {at} dy="{away}">{escape(" ".join(name.split()))}</text>'
