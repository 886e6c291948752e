"""How somebody wants to work, ahead of everything else: what the guide turns on.

Two prompts are known by name here, because the guide's first point is their side-by-side.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from reflections.documents.document import Own, Part, Table, with_marks
from reflections.documents.drawings import two_columns
from reflections.journal.reading import Answered
from reflections.summary.parts import written

LEADING = ("ways", "admired")
"""Prompts whose answers lead, the ways first, and are not shown a second time in their chapter."""


def side_by_side(admired: Answered) -> tuple[Part, ...]:
    """Topic beside way of working for each person admired; then from whom one could learn it."""
    if not written(admired) or admired.value is None:
        return ()
    rows = [_cells(row["cells"]) for row in admired.value["rows"]]
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
    texts = {key: cells.get(key) for key in ("who", "known", "how", "learn")}
    return {key: text if isinstance(text, str) else "" for key, text in texts.items()}
