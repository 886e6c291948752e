"""Drawings of what a room sent: how many chose what, and how numbers spread over a scale. Never who."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reflections.documents.document import Drawing, Mark, Role, Row, Strip, Table
from reflections.documents.drawings.said import QUARTERS

HIGHEST = 4
"""Steps of the column on which most of the room stands."""
SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class Tally:
    """Something that was counted: how many people, by lane ("count", or "now" and "wish")."""

    label: str
    counts: Mapping[Role, int]


@dataclass(frozen=True, slots=True)
class Spread:
    """A statement, or a line between two poles: by lane, how many people stand on each of its steps."""

    start: str
    counts: Mapping[Role, Sequence[int]]
    end: str = ""


def tallies(
    title: str,
    rows: Sequence[Tally],
    total: int,
    names: Mapping[Role, str],
    head: str,
    description: str = "",
    *,
    gather: bool = True,
) -> Drawing:
    """Bars on one scale from nobody to `total`, in the order given, with what the lanes are called (`names`).

    `gather`: what nobody chose stands in one last row. `head`: what the things counted are, for the twin.
    """
    bare = [row for row in rows if gather and not any(row.counts.values())]
    drawn = [row for row in rows if row not in bare]
    alone = len(names) == 1
    picture = [_bars(row, total, {lane: "" if alone else name for lane, name in names.items()}) for row in drawn]
    if bare:
        said = SEPARATOR.join(row.label for row in bare)
        picture.append(Row(_("Nobody:"), "", (), "", said))
    table = tuple((row.label, *(str(row.counts.get(lane, 0)) for lane in names)) for row in (*drawn, *bare))
    twin = Table(title, (head, *names.values()), table)
    return Drawing(title, description, "pairs", tuple(picture), (), twin, sentence=True)


def spread_dots(
    title: str,
    rows: Sequence[Spread],
    first: int,
    ends: tuple[str, str],
    names: Mapping[Role, str],
    description: str = "",
) -> Drawing:
    """Statements, each with columns over the numbers from `first` on; `ends`: what the first and the last mean."""
    most, steps = _most(rows), _steps(rows)
    numbers = [str(first + step) for step in range(steps)]
    picture = tuple(
        Row(row.start, "", (Strip((*_columns(row, most), *_under(numbers)), *ends),), _spoken(row, names, numbers))
        for row in rows
    )
    twin = _twin(title, rows, names, (_("Statement"),), numbers)
    return Drawing(title, description, "dots", picture, _key(names), twin, sentence=True)


def spread_bells(title: str, rows: Sequence[Spread], names: Mapping[Role, str], description: str = "") -> Drawing:
    """Lines between two poles, each with columns on its steps."""
    most, numbers = _most(rows), [str(step + 1) for step in range(_steps(rows))]
    picture = tuple(
        Row(row.start, row.end, (Strip(_columns(row, most)),), _spoken(row, names, numbers)) for row in rows
    )
    twin = _twin(title, rows, names, (_("From"), _("To")), numbers)
    return Drawing(title, description, "bells", picture, _key(names), twin, sentence=True)


def _bars(row: Tally, total: int, names: Mapping[Role, str]) -> Row:
    figures = {lane: row.counts.get(lane, 0) for lane in names}
    strips = tuple(
        Strip(
            (*QUARTERS, *((Mark(lane, 0, min(count / total, 1)),) if count and total else ())), names[lane], str(count)
        )
        for lane, count in figures.items()
    )
    return Row(row.label, "", strips, ", ".join(f"{names[lane]} {count}".strip() for lane, count in figures.items()))


def _most(rows: Sequence[Spread]) -> int:
    return max((count for row in rows for counts in row.counts.values() for count in counts), default=0) or 1


def _steps(rows: Sequence[Spread]) -> int:
    return max((len(counts) for row in rows for counts in row.counts.values()), default=0)


def _columns(row: Spread, most: int) -> tuple[Mark, ...]:
    """The line, and a column with its number wherever somebody stands."""
    marks = [Mark("ax", 0, 1)]
    for lane, counts in row.counts.items():
        gaps = max(len(counts) - 1, 1)
        marks += [
            Mark(lane, step / gaps, step / gaps, up=round(HIGHEST * count / most, 3), label=str(count))
            for step, count in enumerate(counts)
            if count
        ]
    return tuple(marks)


def _under(numbers: Sequence[str]) -> tuple[Mark, ...]:
    """What the steps are called, below the line."""
    gaps = max(len(numbers) - 1, 1)
    return tuple(Mark("grid", step / gaps, up=-1, label=number) for step, number in enumerate(numbers))


def _spoken(row: Spread, names: Mapping[Role, str], numbers: Sequence[str]) -> str:
    """ "Today: 3 chose 1, 5 chose 2": only the steps on which somebody stands."""
    said = []
    for lane, counts in row.counts.items():
        each = [
            _("%(count)d chose %(step)s") % {"count": count, "step": number}
            for number, count in zip(numbers, counts, strict=True)
            if count
        ]
        said.append(f"{names[lane]}: {', '.join(each)}" if len(names) > 1 else ", ".join(each))
    return "; ".join(said)


def _key(names: Mapping[Role, str]) -> tuple[tuple[Role, str], ...]:
    return tuple(names.items()) if len(names) > 1 else ()


def _twin(
    title: str, rows: Sequence[Spread], names: Mapping[Role, str], head: tuple[str, ...], numbers: Sequence[str]
) -> Table:
    lane_head = (_("Mark"),) if len(names) > 1 else ()
    table = tuple(
        (*(row.start, row.end)[: len(head)], *((names[lane],) if lane_head else ()), *map(str, counts))
        for row in rows
        for lane, counts in row.counts.items()
    )
    return Table(title, (*head, *lane_head, *numbers), table)
