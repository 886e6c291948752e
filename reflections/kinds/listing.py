"""Rows with keys, as `rows` and `cv` keep them: found again by key, moved, removed, and laid side by side.

A row's fields are named ``a-<key>-<field>``: rows are found by their names and stand in the order sent. So a row keeps
its key wherever it moves, there is nothing to count, and a damaged page loses nothing.
"""

import re
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reflections.documents.document import Own, Paragraph, Part, Table, Words
from reflections.documents.drawings import OPEN
from reflections.kinds.base import MAX_ROWS, PREFIX, new_key
from reflections.kinds.typed import Field, Typed

FIELD = re.compile(rf"{PREFIX}-([0-9a-f]{{8}})-([a-z][a-z0-9-]*)")
LONGEST_NAME = 40
"""How much of a row's own words its buttons are called by."""


@dataclass(slots=True)
class Row:
    """A row as its template draws it; its three buttons bear its name."""

    key: str
    fields: dict[str, Field]
    name: str
    blank: bool = False

    @property
    def up(self) -> str:
        """What the button that moves it up is called."""
        return _("Move %(row)s up") % {"row": self.name}

    @property
    def down(self) -> str:
        """What the button that moves it down is called."""
        return _("Move %(row)s down") % {"row": self.name}

    @property
    def remove(self) -> str:
        """What the button that removes it is called."""
        return _("Remove %(row)s") % {"row": self.name}


@dataclass(frozen=True, slots=True)
class Said:
    """A row in words: what it is called, and its cells by label."""

    name: Words
    cells: Mapping[str, Words]


def are_rows(rows: Any, is_row: Callable[[Any], bool]) -> bool:
    """Whether this is a list of rows, each of which `is_row` knows, with no key twice."""
    return isinstance(rows, list) and all(map(is_row, rows)) and len({row["key"] for row in rows}) == len(rows)


def name_of(key: str, field: str) -> str:
    """The html name of a field of a row."""
    return f"{PREFIX}-{key}-{field}"


def row_keys(typed: Typed, fields: Container[str]) -> list[str]:
    """Keys of the rows with something in them, in the order sent and as the row button pressed leaves them."""
    filled: dict[str, None] = {}
    for name, values in typed.data.lists():
        found = FIELD.fullmatch(name)
        if found and found[2] in fields and any(str(value).strip() for value in values):
            filled[found[1]] = None
    return _pressed(list(filled), typed.sent("row"))


def blank_keys(filled: int, start: int, most: int) -> list[str]:
    """New keys for blank rows: up to `start` rows in all, and always one more to write on while `most` allows it."""
    return [new_key() for _n in range(min(max(start - filled, 1), most - filled))]


def limit_rows(typed: Typed, keys: Sequence[str], field: str, most: int = MAX_ROWS) -> None:
    """Note at the first row beyond `most` that there are too many."""
    if len(keys) > most:
        words = ngettext(
            "There is room for %(most)d row. Remove this one and those below it.",
            "There is room for %(most)d rows. Remove this one and those below it.",
            most,
        )
        typed.errors.setdefault(name_of(keys[most], field), words % {"most": most})


def short(text: str) -> str:
    """`text` short enough to call a row by."""
    text = " ".join(text[: 4 * LONGEST_NAME].split())
    if len(text) <= LONGEST_NAME:
        return text
    words, space, _rest = text[: LONGEST_NAME + 1].rpartition(" ")
    return f"{words if space and len(words) > LONGEST_NAME // 2 else text[:LONGEST_NAME].rstrip()} …"


def side_by_side(caption: str, old: Mapping[str, Said], new: Mapping[str, Said]) -> tuple[Part, ...]:
    """Which rows are new, changed or gone, by key: in words, and cell by cell."""
    if not old and not new:
        return ()
    pairs = _pairs(old, new)
    rows = tuple(row for then, now in pairs for row in _moved(then, now))
    counts = {
        "new": sum(then is None for then, _now in pairs),
        "gone": sum(now is None for _then, now in pairs),
        "changed": sum(bool(then and now and then.cells != now.cells) for then, now in pairs),
    }
    if not rows:
        return (Paragraph(_("Nothing changed.")),)
    said = _("Rows that are new: %(new)d; changed: %(changed)d; gone: %(gone)d.") % counts
    return Paragraph(said), Table(caption, (_("Row"), _("What"), _("Then"), _("Now")), rows)


def moved(caption: str, what: str, marks: Sequence[tuple[Words, str, int | None, int | None]]) -> tuple[Part, ...]:
    """What moved of `marks` (label, lane, then, now): how many in words, and from where to where. `what`: the head."""
    rows = tuple((label, lane, *map(_number, (then, now))) for label, lane, then, now in marks if then != now)
    if not rows:
        return (Paragraph(_("Nothing moved.")),)
    said = ngettext("%(count)d number moved.", "%(count)d numbers moved.", len(rows)) % {"count": len(rows)}
    return Paragraph(said), Table(caption, (what, _("Mark"), _("Then"), _("Now")), rows)


def _number(number: int | None) -> str:
    return OPEN if number is None else str(number)


def _pressed(keys: list[str], button: str) -> list[str]:
    act, _colon, key = button.partition(":")
    if key not in keys:
        return keys
    at = keys.index(key)
    keys.remove(key)
    if act in {"up", "down"}:
        keys.insert(max(at + (1 if act == "down" else -1), 0), key)
    elif act != "remove":
        keys.insert(at, key)
    return keys


def _pairs(old: Mapping[str, Said], new: Mapping[str, Said]) -> list[tuple[Said | None, Said | None]]:
    """Rows that belong together: by key, and across rounds, where keys differ, by the name the person gave."""
    alone: dict[Words, str] = {
        said.name: key for key, said in old.items() if key not in new and isinstance(said.name, Own)
    }
    partner = {key: key if key in old else alone.pop(said.name, "") for key, said in new.items()}
    pairs = [(old.get(partner[key]), said) for key, said in new.items()]
    gone = [(said, None) for key, said in old.items() if key not in partner.values()]
    return [*pairs, *gone]


def _moved(then: Said | None, now: Said | None) -> list[tuple[Words, ...]]:
    before, after = then.cells if then else {}, now.cells if now else {}
    whose = now or then
    if whose is None:
        return []
    labels = list(dict.fromkeys([*after, *before]))
    changed = [label for label in labels if before.get(label, OPEN) != after.get(label, OPEN)]
    if then is None or now is None:  # its name says already what the cell says that it is called by
        changed = [label for label in changed if whose.name not in (before.get(label), after.get(label))] or changed
    names: list[Words] = [whose.name, *[""] * len(changed)]
    return [
        (name, label, before.get(label, OPEN), after.get(label, OPEN))
        for name, label in zip(names, changed, strict=False)
    ]
