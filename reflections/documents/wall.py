"""Strips for a wall and for whoever looks at the same in small: SVG in em, so that it grows with the letters beside it.

Places along the line are per cent, heights are em. As on the screen, classes carry the look, a strip says nothing to
those who hear the page, and only numbers and our own labels get in.
"""

from collections.abc import Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe

from reflections.documents.document import Mark, Role
from reflections.documents.measure import width
from reflections.documents.screen.strips import percent
from reflections.documents.shapes import SQUARES, is_column, wished

STEP, BAR, LABEL, COLUMN, RADIUS = 0.55, 0.8, 1.1, 0.9, 0.4
"""In em: one step up, a bar's height, a line of figures, a column's width, a sign's radius."""
INSET = 6.0
"""Per cent kept free at both ends, where signs and columns stand at the very ends."""


def strip_height(marks: Sequence[Mark]) -> float:
    """How high a strip is, in em."""
    return round(_base(marks) + _below(marks), 2)


def strip_width(marks: Sequence[Mark]) -> float:
    """How wide it has to be, in em, so that columns and figures side by side stay apart; nothing for others."""
    standing = [mark for mark in marks if is_column(mark) or (mark.label and mark.role == "grid")]
    if not standing:
        return 0
    lanes = len({mark.role for mark in standing if is_column(mark)}) or 1
    label = max(width(mark.label, 1) for mark in standing)
    places = len({mark.at for mark in standing})
    return (places * (lanes * max(label, COLUMN) + 0.3)) / (1 - INSET / 50) if places > 1 else 0


def strip_svg(marks: Sequence[Mark]) -> SafeString:
    """Marks on one line."""
    base, height, wish = _base(marks), strip_height(marks), wished(marks)
    inset = 0.0 if _is_bar(marks) else INSET
    roles = [mark.role for mark in marks if is_column(mark)]
    beside = {role: round((at - (len(set(roles)) - 1) / 2) * (COLUMN + 0.15), 2) for at, role in _in_order(roles)}
    drawn = [_mark(mark, base, height, inset, beside, both=mark.at == wish) for mark in marks]
    return mark_safe(f'<svg class="strip" height="{height}em" aria-hidden="true">{"".join(drawn)}</svg>')


def sign_svg(role: Role) -> SafeString:
    """A sign alone, for the key."""
    drawn = _point(role, "50%", RADIUS + 0.1, both=False)
    return mark_safe(f'<svg class="ks" width="1em" height="1em" aria-hidden="true">{drawn}</svg>')


def _in_order(roles: Sequence[Role]) -> list[tuple[int, Role]]:
    return list(enumerate(dict.fromkeys(roles)))


def _is_bar(marks: Sequence[Mark]) -> bool:
    """Whether nothing on it stands on a point of the line, so that bars may use all of it."""
    return all(mark.role in ("grid", "ax") or (mark.to is not None and not is_column(mark)) for mark in marks)


def _base(marks: Sequence[Mark]) -> float:
    """How far down the line lies."""
    tops = [mark.up * STEP + (LABEL if is_column(mark) and mark.label else 0) for mark in marks]
    half = 0.1 if any(map(is_column, marks)) else BAR / 2 + 0.1
    return round(max(tops, default=0) + half, 2)


def _below(marks: Sequence[Mark]) -> float:
    lows = [-mark.up * STEP + (LABEL / 2 if mark.label else 0) for mark in marks if mark.up < 0]
    half = 0.1 if any(map(is_column, marks)) else BAR / 2 + 0.1
    return max([low + half for low in lows], default=half)


def _mark(mark: Mark, base: float, height: float, inset: float, beside: dict[Role, float], *, both: bool) -> str:
    at, down = percent(mark.at, inset), round(base - mark.up * STEP, 2)
    if mark.role in ("grid", "day", "cut"):
        return _across(mark, at, down, height)
    if mark.to is None:
        return _point(mark.role, at, down, both=both)
    if is_column(mark):
        return _column(mark, at, base, down, beside[mark.role])
    if mark.role in ("tie", "ax", "moved"):
        end = percent(mark.to, inset)
        return f'<line class="{mark.role}" x1="{at}" x2="{end}" y1="{down}em" y2="{down}em"/>'
    wide = f"{(mark.to - mark.at) * (100 - 2 * inset):.2f}%"
    top = round(down - BAR / 2, 2)
    return f'<rect class="{mark.role}" x="{at}" y="{top}em" width="{wide}" height="{BAR}em"/>'


def _across(mark: Mark, at: str, down: float, height: float) -> str:
    """A hair, or its label in its place."""
    if mark.label:
        low = round(down + 0.36, 2)
        return f'<text class="quiet" x="{at}" y="{low}em" text-anchor="middle">{escape(mark.label)}</text>'
    return f'<line class="{mark.role}" x1="{at}" x2="{at}" y1="0" y2="{height}em"/>'


def _point(role: Role, at: str, down: float, *, both: bool) -> str:
    if role in SQUARES:
        side = RADIUS * 2
        square = f'<rect class="{role}" x="-{RADIUS}em" y="-{RADIUS}em" width="{side}em" height="{side}em"/>'
        return f'<svg x="{at}" y="{down}em" overflow="visible">{square}</svg>'
    radius = 0.22 if both else RADIUS
    return f'<circle class="{f"{role} both" if both else role}" cx="{at}" cy="{down}em" r="{radius}em"/>'


def _column(mark: Mark, at: str, base: float, down: float, beside: float) -> str:
    left, top, high = round(beside - COLUMN / 2, 2), round(down - base, 2), round(base - down, 2)
    size = f'width="{COLUMN}em" height="{high}em"'
    bar = f'<rect class="{mark.role}" x="{left}em" y="{top}em" {size}/>' if high else ""
    label = round(top - 0.25, 2)
    text = f'<text x="{beside}em" y="{label}em" text-anchor="middle">{escape(mark.label)}</text>' * bool(mark.label)
    return f'<svg x="{at}" y="{base}em" overflow="visible">{bar}{text}</svg>'
