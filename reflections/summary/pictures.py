"""Pictures that know a prompt by name, or two: they stand where the kind alone would show less.

A picture leaves nothing out: what it does not show is said below it. Where an answer is not of the shape a picture
needs (an older wording, a part left open), the kind's own passages stand there instead.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from reflections.documents.document import Drawing, Own, Paragraph, Part, Table
from reflections.documents.drawings import Around, Horizon, before_after, horizons, rings
from reflections.journal.reading import Answered
from reflections.kinds import Prompt, columns
from reflections.kinds.allocation_form import unit
from reflections.kinds.inputs import labels
from reflections.kinds.scale_form import bounds
from reflections.summary.parts import marked, parts_of
from reflections.summary.places import beside
from reflections.summary.ways import side_by_side

type Shown = Mapping[str, Answered]
type Cells = Mapping[str, Any]

YEARS: dict[str, tuple[int, int | None]] = {"topic": (1, 2), "questions": (3, 6), "network": (15, None)}
"""How long each horizon takes, as the talk said."""
RINGS: dict[str, Any] = {"close": "close", "sometimes": "sometimes", "would-like": "wish"}
OTHER = "other"


def pictured(answered: Answered, shown: Shown) -> tuple[Part, ...]:
    """What one answer says; `shown`: all answers that go in, for a picture of two."""
    if answered.value is None:
        return parts_of(answered)
    picture = PICTURES.get(answered.prompt.key, lambda answered, shown: None)(answered, shown)
    return parts_of(answered) if picture is None else picture


def three_horizons(answered: Answered, shown: Shown) -> tuple[Part, ...] | None:
    """Effort, now and wished, on one axis of years in place of bars."""
    value, named = _value(answered, "allocation"), labels(answered.prompt.items("parts"))
    used = {**value.get("now", {}), **value.get("wish", {})}
    if not used or not used.keys() <= YEARS.keys() & named.keys():
        return None
    rows = [
        Horizon(named[key], *years, value["now"].get(key), value["wish"].get(key))
        for key, years in YEARS.items()
        if key in named
    ]
    drawing = horizons(answered.prompt.title, rows, value["total"], unit(answered.prompt))
    return (drawing, *_words_only(answered))


def sure_twice(answered: Answered, shown: Shown) -> tuple[Part, ...] | None:
    """How sure, before and after, in one picture; nothing at the first of the two pages."""
    if not {"before", "after"} <= shown.keys():
        return None
    before, after = _sure(shown["before"]), _sure(shown["after"])
    if before is None or after is None:
        return None
    return () if answered.prompt.key == "before" else (_twice(answered.prompt, before, after), *_words_only(answered))


def _twice(prompt: Prompt, before: int, after: int) -> Drawing:
    label = labels(prompt.items("items")).get("sure", "")
    (first, last), low, high = bounds(prompt), prompt.word("low"), prompt.word("high")
    return before_after(_("How sure, before and after"), label, before, after, first, last - first + 1, low, high)


def around_you(answered: Answered, shown: Shown) -> tuple[Part, ...] | None:
    """Three rings of people; below them what else was written of each, and kinds of help with nobody beside them."""
    asked = {column["key"]: column for column in answered.prompt.items("columns")}
    rows = [row["cells"] for row in _value(answered, "rows").get("rows", ())]
    drawn = [cells for cells in rows if _stands(cells)]
    if not drawn or not {"who", "ring"} <= asked.keys():
        return None
    kinds = labels(asked.get("help", {}).get("options", ()))
    people = [
        Around(Own(cells["who"]), RINGS[cells["ring"]], kinds=[kinds.get(key, key) for key in cells.get("help", ())])
        for cells in drawn
    ]
    left = [_without(cells, "ring", "help") if _stands(cells) else cells for cells in rows]
    more = _table(_("More about these people"), asked, [cells for cells in left if cells.keys() - {"who"}])
    return marked((rings(answered.prompt.title, people), *more, *_nobody(kinds, rows)), answered)


def goals_by_horizon(answered: Answered, shown: Shown) -> tuple[Part, ...] | None:
    """The goals, those of one horizon together, the near ones first."""
    asked = {column["key"]: column for column in answered.prompt.items("columns")}
    rows = [row["cells"] for row in _value(answered, "rows").get("rows", ())]
    order = list(labels(asked.get("horizon", {}).get("options", ())))
    if not order or not all(cells.get("horizon", order[0]) in order for cells in rows):
        return None
    near = sorted(rows, key=lambda cells: order.index(cells["horizon"]) if "horizon" in cells else len(order))
    first = {"horizon": asked.pop("horizon")}
    return marked(_table(answered.prompt.title, {**first, **asked}, near), answered)


def places_beside(answered: Answered, shown: Shown) -> tuple[Part, ...] | None:
    """Each place beside the wish."""
    return beside(answered, shown.get("want")) if _value(answered, "places") else None


PICTURES: dict[str, Callable[[Answered, Shown], tuple[Part, ...] | None]] = {
    "admired": lambda answered, shown: side_by_side(answered),
    "horizons": three_horizons,
    "before": sure_twice,
    "after": sure_twice,
    "places": places_beside,
    "network": around_you,
    "collaboration-goals": goals_by_horizon,
}


def _value(answered: Answered, kind: str) -> Cells:
    """The value, if it is of this kind; else nothing."""
    return answered.value if answered.value and answered.value["kind"] == kind else {}


def _sure(answered: Answered) -> int | None:
    """The one number of a scale that holds nothing else but a yes."""
    value = _value(answered, "scale")
    items = value.get("items", {})
    number = items.get("sure", {}).get("now")
    return number if items.keys() == {"sure"} and not value.get("own") and isinstance(number, int) else None


def _words_only(answered: Answered) -> tuple[Part, ...]:
    """What its kind says besides its picture."""
    return tuple(part for part in parts_of(answered) if not isinstance(part, Drawing))


def _stands(cells: Cells) -> bool:
    """Whether somebody has a name and a ring to stand in."""
    return bool(cells.get("who")) and cells.get("ring") in RINGS


def _without(cells: Cells, *columns: str) -> Cells:
    return {key: cell for key, cell in cells.items() if key not in columns}


def _table(caption: str, asked: Mapping[str, Any], rows: Sequence[Cells]) -> tuple[Table, ...]:
    """Rows as a table of the columns that were used."""
    used = [column for key, column in asked.items() if any(cells.get(key) for cells in rows)]
    said = [columns.all_said(each, [cells.get(each["key"]) for cells in rows]) for each in used]
    heads = tuple(columns.label_of(each) for each in used)
    return (Table(caption, heads, tuple(zip(*said, strict=True))),) if used else ()


def _nobody(kinds: Mapping[str, str], rows: Sequence[Cells]) -> tuple[Paragraph, ...]:
    """The kinds of help with nobody beside them; nothing while no help was written at all."""
    given = {key for cells in rows for key in cells.get("help", ())}
    without = [label for key, label in kinds.items() if key not in given and key != OTHER]
    return (
        (Paragraph(_("Nobody here yet for: %(kinds)s.") % {"kinds": ", ".join(without)}),) if given and without else ()
    )
