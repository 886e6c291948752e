"""How somebody wants to work, ahead of everything else: what the guide turns on.

Two prompts are known by name here, because the guide's first point is their side-by-side.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from reflections.documents.document import Own, Part, Table, with_marks
from reflections.documents.drawings import two_columns
from reflections.journal.reading import Answered
from reflections.summary.parts import parts_of, written

LEADING = ("ways", "admired")
"""Prompts whose answers lead, and are not shown a second time in their chapter."""


def ways_of_working(said: Mapping[str, Answered]) -> tuple[Part, ...]:
    """The chosen ways first, then topic beside way of working for each person admired."""
    ways, admired = said.get("ways"), said.get("admired")
    parts = parts_of(ways) if ways else ()
    return (*parts, *_side_by_side(admired)) if admired and written(admired) else parts


def _side_by_side(admired: Answered) -> tuple[Part, ...]:
    rows = [_cells(row["cells"]) for row in (admired.value or {}).get("rows", [])]
    sides = [(Own(row["known"], note=row["who"]), Own(row["how"])) for row in rows if any(row.values())]
    head = (_("Topic"), _("Way of working"))
    parts: list[Part] = [two_columns(_("Topics and ways of working"), head, sides)]
    learn = tuple((Own(row["who"]), Own(row["learn"])) for row in rows if row["learn"])
    if learn:
        names = {column["key"]: str(column.get("label", "")) for column in admired.prompt.items("columns")}
        caption = _("From whom you could learn this")
        parts.append(Table(caption, (names.get("who", ""), names.get("learn", "")), learn))
    return with_marks(parts, admired.marks)


def _cells(cells: Mapping[str, Any]) -> dict[str, str]:
    """The four columns as text, whatever an older wording left out."""
    return {key: str(cells.get(key) or "") for key in ("who", "known", "how", "learn")}
