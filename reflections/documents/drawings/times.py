"""Drawings along time: experiments, and the two CVs."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reflections.documents.document import Drawing, Mark, Own, Role, Row, Strip, Table, Words
from reflections.documents.drawings.said import OPEN

RUNNING = "running"
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_TICKS = 3
"""At most so many gaps between dates on an axis: more would not fit a phone."""


@dataclass(frozen=True, slots=True)
class CvLine:
    """One year of both CVs, as typed; either side may be empty."""

    year: str
    official: str = ""
    untold: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Something tried, from `start` to `end`; without an end it goes on, without either it is only told in words.

    `state`: "running" or how it ended, a key of the drawing's `names`.
    """

    label: Words
    start: dt.date | None
    end: dt.date | None
    state: str
    note: Words = ""


def mirror_cv(title: str, lines: Sequence[CvLine], description: str = "") -> Drawing:
    """Both CVs on one axis of years, official above, untold below, the same ink; then the words in two columns."""
    cells = tuple((Own(line.year), Own(line.official), Own(line.untold)) for line in lines)
    head = (_("Year"), _("Official"), _("Untold"))
    sides = (
        Counter(_year(line.year) for line in lines if line.official.strip()),
        Counter(_year(line.year) for line in lines if line.untold.strip()),
    )
    years = sorted(year for year in sides[0].keys() | sides[1].keys() if year)
    rows = (_mirror(sides[0], sides[1], years),) if years else ()
    return Drawing(title, description, "cv", rows, (), Table(title, head, cells))


def timeline(
    title: str, spans: Sequence[Span], today: dt.date, names: Mapping[str, str], description: str = ""
) -> Drawing:
    """What was tried, on one line of time with today marked: running ones open, all ended ones equally full."""
    days = [day for span in spans for day in (span.start, span.end) if day] + [today]
    axis = _Axis(min(days), max(days))
    told = [(span, _Told(names.get(span.state, span.state), _day(span.start), _day(span.end))) for span in spans]
    drawn = [_span(span, axis, today, words) for span, words in told if span.start or span.end]
    rows = (_calendar(axis, today), *drawn) if drawn else ()
    notes = any(span.note for span in spans)
    table = tuple((span.label, *words, *((span.note or OPEN,) if notes else ())) for span, words in told)
    head = (_("What"), _("Where it stands"), _("From"), _("Until"), *((_("Note"),) if notes else ()))
    said = description or _("Open bars are running, full bars have ended. The line across is today.")
    return Drawing(title, said, "spans", rows, (), Table(title, head, table))


def _year(typed: str) -> int | None:
    found = _YEAR.search(typed)
    return int(found[0]) if found else None


def _mirror(official: Counter[int | None], untold: Counter[int | None], years: Sequence[int]) -> Row:
    first, last = years[0], years[-1]
    at = {year: (year - first) / (last - first) if last > first else 0.5 for year in years}
    marks = [Mark("tie", 0, 1)]
    for counts, way in ((official, 1), (untold, -1)):
        marks += [Mark("ended", at[year], up=way * (n + 1)) for year in years for n in range(counts[year])]
    below = max(untold[year] for year in years) + 1.25
    marks += [Mark("grid", at[year], up=-below, label=str(year)) for year in _apart(years, at)]
    return Row(_("Official"), _("Untold"), (Strip(tuple(marks)),), "", _undated(official[None] + untold[None]))


def _undated(lines: int) -> str:
    return (
        ngettext("%(count)d line has no year.", "%(count)d lines have no year.", lines) % {"count": lines}
        if lines
        else ""
    )


def _apart(years: Sequence[int], at: Mapping[int, float]) -> list[int]:
    """The first, the last, and of those between as many as keep clear of each other."""
    kept = [years[0]]
    for year in years[1:-1]:
        if at[year] - at[kept[-1]] >= 0.2 and 1 - at[year] >= 0.2:
            kept.append(year)
    return kept + ([years[-1]] if len(years) > 1 else [])


class _Axis:
    """Days as fractions of a stretch that begins and ends with a month."""

    def __init__(self, first: dt.date, last: dt.date) -> None:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        self.step = next(step for step in (1, 2, 3, 6, *range(12, 12_000, 12)) if months <= step * _TICKS)
        self.first = dt.date(first.year, first.month - (first.month - 1) % min(self.step, 12), 1)
        self.ticks = [self.first]
        while self.ticks[-1] <= last:
            self.ticks.append(_months_on(self.ticks[-1], self.step))
        self.length = (self.ticks[-1] - self.first).days

    def at(self, day: dt.date) -> float:
        return (day - self.first).days / self.length


def _months_on(day: dt.date, months: int) -> dt.date:
    years, month = divmod(day.month - 1 + months, 12)
    return dt.date(day.year + years, month + 1, 1)


def _calendar(axis: _Axis, today: dt.date) -> Row:
    shape = "Y" if axis.step >= 12 else "M Y"
    marks = [Mark("grid", axis.at(day), label=date_format(day, shape)) for day in axis.ticks]
    marks.append(Mark("day", axis.at(today), up=1.25, label=_("Today")))
    return Row("", "", (Strip(tuple(marks)),), "", head=True)


class _Told(NamedTuple):
    """A span in words: where it stands, from when, until when."""

    state: str
    start: str
    end: str


def _span(span: Span, axis: _Axis, today: dt.date, told: _Told) -> Row:
    start = axis.at(span.start or span.end or today)
    end = axis.at(span.end) if span.end else 1.0
    role: Role = "runs" if span.state == RUNNING else "ended"
    paper = [Mark("grid", axis.at(day)) for day in axis.ticks]
    marks = (*paper, Mark(role, start, max(end, start + 0.02)), Mark("day", axis.at(today)))
    return Row(span.label, span.note, (Strip(marks),), "", f"{told.state}, {_from_to(span, told)}")


def _from_to(span: Span, told: _Told) -> str:
    if span.start and span.end:
        return f"{told.start} – {told.end}"
    return _("since %(day)s") % {"day": told.start} if span.start else _("until %(day)s") % {"day": told.end}


def _day(day: dt.date | None) -> str:
    return OPEN if day is None else date_format(day, "j M Y").replace(" ", "\u00a0")
