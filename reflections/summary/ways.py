"""How somebody wants to work, ahead of everything else: what the guide turns on.

Two prompts are known by name here, because the guide's first point is their side-by-side.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from reflections.documents.anchors import Anchor
from reflections.documents.document import Drawing, Own, Part, Table
from reflections.documents.drawings import Joined, joined, two_columns
from reflections.documents.marking import marked_words
from reflections.journal.reading import Answered
from reflections.summary.parts import parts_of, written

LEADING = ("ways", "admired")
"""Prompts whose answers lead, the ways first, and are not shown a second time in their chapter."""
LONGEST = 160
"""Of texts no longer than this a line can be drawn from one to another; longer ones stand side by side."""

type Person = Mapping[str, Own]


def side_by_side(admired: Answered) -> tuple[Part, ...]:
    """Topics joined to ways of working; then from whom one could learn them."""
    if not written(admired) or admired.value is None or admired.value["kind"] != "rows":
        return parts_of(admired)
    rows = _marked([_cells(row["cells"]) for row in admired.value["rows"]], admired.anchors)
    parts: list[Part] = [_drawing([row for row in rows if any(own.text for own in row.values())])]
    learn = tuple((row["who"], row["learn"]) for row in rows if row["learn"].text)
    if learn:
        names = {column["key"]: str(column.get("label", "")) for column in admired.prompt.items("columns")}
        caption = _("From whom you could learn this")
        parts.append(Table(caption, (names.get("who", ""), names.get("learn", "")), learn))
    return tuple(parts)


def _marked(rows: Sequence[Mapping[str, str]], anchors: Sequence[Anchor]) -> list[Person]:
    marked = iter(marked_words([Own(text) for row in rows for text in row.values()], anchors))
    return [dict(zip(row, marked, strict=False)) for row in rows]


def _drawing(people: Sequence[Person]) -> Drawing:
    title, head = _("Topics and ways of working"), (_("Topic"), _("Way of working"))
    if any(len(person[side].text) > LONGEST for person in people for side in ("who", "known", "how")):
        pairs = [(replace(each["known"], note=each["who"].text), each["how"]) for each in people]
        return two_columns(title, head, pairs)
    lines = [Joined(*(_words(each[side]) for side in ("known", "how", "who"))) for each in people]
    return joined(title, lines, head)


def _words(own: Own) -> Own | str:
    return own if own.text.strip() else ""


def _cells(cells: Mapping[str, Any]) -> dict[str, str]:
    """The four columns as text, whatever an older wording left out."""
    return {key: cells[key] if isinstance(cells.get(key), str) else "" for key in ("who", "known", "how", "learn")}
