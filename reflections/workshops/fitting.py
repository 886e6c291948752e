"""How what is shown stands on a wall, so that the last row can read it: how large, in how many columns and leaves.

No script measures anything: widths are reckoned for a 4:3 wall and again for a wide one, with letters of the least
size that can be read from 15 metres. What fits there fits a wider wall too.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from reflections.documents.measure import wrap
from reflections.workshops.shown import Line, Shown

EM = 3.95
"""The least size of letters, as a part (per cent) of a wall's height."""
WIDTHS = {"square": 122 / EM, "wide": 149 / EM}
"""The width of a wall without its margins, in em: 4:3, and from 16:10 on."""
SETTINGS = ((1, True), (1, False), (2, False), (2, True))
"""Columns, and whether labels stand beside their bars: the best to read first."""
SIZES = {3: 1.5, 2: 1.25, 1: 1.0}
GAP, BETWEEN = 0.45, 1.6
"""In em: between two lines, and between two columns."""
TITLE, CLOCK = 5.6, 22.0
"""The size of a title, and the place that the clock beside it takes; in per cent of the height."""
MARGINS, FOOT, ROW = 8.5, 18.2, 4.7
"""Per cent of the height: what stays free, the foot with the code, and a further row of the address in it."""


NEVER = 1000.0
"""Higher than any wall."""


def leaves(shown: Shown, title: str, address: str = "", shape: str = "square") -> list[Shown]:
    """`shown` as one leaf, or as several that are turned, each set so that it fits under `title`."""
    wide = WIDTHS[shape]
    high = room(title, address, wide) - _above(shown, wide)
    for size, (columns, beside) in product(SIZES, SETTINGS):
        if columns == 1 or len(shown.lines) > 3:
            placed = _place(shown.lines, size, columns, (wide, high), beside=beside)
            if placed:
                return [replace(shown, columns=placed, size=size, beside=beside)]
    return _several(shown, (wide, high))


def room(title: str, address: str, wide: float) -> float:
    """The height that is left between the top and the foot of a wall, in em."""
    top = 1.1 * TITLE * len(wrap(title, TITLE, wide * EM - CLOCK))
    more = ROW * (len(wrap(address, EM, 56)) - 1) if address else 0
    return (100 - MARGINS - top - FOOT - more) / EM


def _above(shown: Shown, wide: float) -> float:
    """What stands above the lines: sentences and the key."""
    said = sum(len(wrap(sentence, 1, wide)) for sentence in shown.sentences)
    return 1.15 * said + 0.55 * len(shown.sentences) + 1.7 * bool(shown.key)


def _several(shown: Shown, place: tuple[float, float]) -> list[Shown]:
    """As few leaves as it takes, about as many lines on each."""
    for count in range(2, len(shown.lines) + 1):
        each = -(-len(shown.lines) // count)
        parts = [shown.lines[start : start + each] for start in range(0, len(shown.lines), each)]
        for columns, beside in SETTINGS:
            placed = [_place(part, 1, min(columns, len(part)), place, beside=beside) for part in parts]
            if all(placed):
                return [replace(shown, columns=here, beside=beside) for here in placed if here]
    return [replace(shown, columns=((line,),)) for line in shown.lines]


def _place(
    lines: Sequence[Line], size: int, columns: int, place: tuple[float, float], *, beside: bool
) -> tuple[tuple[Line, ...], ...] | None:
    """The lines in one column or two, of about the same height; None when they do not fit in `place` or are not so."""
    if beside and any(line.end for line in lines):
        return None
    scale = SIZES[size]
    wide, high = place[0] / scale, place[1] / scale
    each = (wide - BETWEEN * (columns - 1)) / columns
    costs = [height(line, each, beside=beside) + GAP for line in lines]
    cuts = range(len(lines) - 1, 0, -1) if columns == 2 else [len(lines)]
    cut = min(cuts, key=lambda at: max(sum(costs[:at]), sum(costs[at:])))
    if max(sum(costs[:cut]), sum(costs[cut:])) - GAP > high:
        return None
    return tuple(column for column in (tuple(lines[:cut]), tuple(lines[cut:])) if column)


def height(line: Line, wide: float, *, beside: bool) -> float:
    """The height of a line in em, in a column that is `wide` em wide."""
    label = f"{line.start} {line.note}".strip()
    if not line.bars:
        return 1.22 * len(wrap(label, 1, wide - 1)) if line.theirs else 1.15 * len(wrap(label, 1, wide))
    if line.told:
        named = any(bar.name for bar in line.bars)
        return 1.15 * max(len(line.bars), len(wrap(label, 1, wide - (10 if named else 5))))
    bars = sum(bar.height for bar in line.bars)
    if any(bar.least > wide * (0.58 if beside else 1) for bar in line.bars):
        return NEVER
    if beside:
        return max(bars, 1.15 * len(wrap(label, 1, wide * 0.4 - 0.2)))
    half = wide / 2 - 0.5 if line.end else wide
    return 1.15 * max(len(wrap(label, 1, half)), len(wrap(line.end, 1, half))) + bars
