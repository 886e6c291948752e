"""The form of a spectrum: a lane of radios for each mark on each line, and lines whose ends the person names."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from reflections.kinds.base import PREFIX, Data, Prompt, Value
from reflections.kinds.listing import blank_keys, limit_rows, name_of, row_keys
from reflections.kinds.typed import Field, Typed, TypedForm

WEIGHT = "weight"
MARKS = ("now", "wish", WEIGHT)
ENDS = ("start", "end")
HEAVIEST = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """A line on the page: its two ends, ours or (`ends`) for the person to name, and its lanes."""

    start: str
    end: str
    lanes: Sequence[Field]
    ends: Sequence[Field] = ()


def steps(prompt: Prompt) -> int:
    """How many places a line has."""
    return int(prompt.settings.get("steps", 7))


def lanes(prompt: Prompt) -> dict[str, str]:
    """What the lanes of places are called."""
    named = {"now": prompt.word("now", _("Today")), "wish": prompt.word("wish", _("Wished"))}
    return {lane: named[lane] for lane in prompt.settings.get("lanes", ("now", "wish"))}


def marks(prompt: Prompt) -> dict[str, str]:
    """All that can be set on a line: its lanes, and how much it matters."""
    weight = {WEIGHT: prompt.word("weight", _("How much it matters"))} if prompt.settings.get("weight") else {}
    return {**lanes(prompt), **weight}


def spectrum_form(prompt: Prompt, value: Value | None, data: Data | None) -> TypedForm:
    """The marks of `value`, or what was sent."""
    typed = Typed(_as_sent(value) if data is None else data)
    if data is not None:
        read(prompt, typed)
    lines = [
        Shown(line["start"], line["end"], _lanes(prompt, typed, f"{PREFIX}-{line['key']}-"))
        for line in prompt.items("lines")
    ]
    most = int(prompt.settings.get("own", 0))
    keys = _own_keys(prompt, typed)
    for key in [*keys, *blank_keys(len(keys), most, most)]:
        ends = (typed.field(name_of(key, "start"), _("From")), typed.field(name_of(key, "end"), _("To")))
        lines.append(Shown("", "", _lanes(prompt, typed, name_of(key, "")), ends))
    return TypedForm(
        "kinds/spectrum/form.html",
        typed.errors,
        lines=lines,
        lane_names=lanes(prompt),
        two_lanes=len(lanes(prompt)) > 1,
        range=_range(prompt),
        own=prompt.word("own", _("A line of your own")),
    )


def read(prompt: Prompt, typed: Typed) -> dict[str, Any]:
    """The marks that were set, on listed lines and on the person's own."""
    lines = {line["key"]: _read_marks(prompt, typed, f"{PREFIX}-{line['key']}-") for line in prompt.items("lines")}
    keys = _own_keys(prompt, typed)
    own = [
        {
            "key": key,
            **{end: typed.line(name_of(key, end)) for end in ENDS},
            **_read_marks(prompt, typed, name_of(key, "")),
        }
        for key in keys
    ]
    limit_rows(typed, keys, "start", int(prompt.settings.get("own", 0)))
    return {"lines": {key: found for key, found in lines.items() if found}, "own": own}


def _own_keys(prompt: Prompt, typed: Typed) -> list[str]:
    return row_keys(typed, (*ENDS, *marks(prompt))) if prompt.settings.get("own") else []


def _bounds(prompt: Prompt, mark: str) -> tuple[int, int]:
    return (0, HEAVIEST) if mark == WEIGHT else (1, steps(prompt))


def _read_marks(prompt: Prompt, typed: Typed, start: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for mark in marks(prompt):
        first, last = _bounds(prompt, mark)
        words = _("Choose a number from %(first)d to %(last)d, or leave it open.") % {"first": first, "last": last}
        number = typed.whole(start + mark, first, last, words)
        found |= {} if number is None else {mark: number}
    return found


def _range(prompt: Prompt) -> str:
    """What the numbers mean."""
    said = _("1 is the first end of a line, %(last)d the second.") % {"last": steps(prompt)}
    if prompt.settings.get("weight"):
        said += " " + _("How much it matters: from 0, not at all, to %(most)d, very much.") % {"most": HEAVIEST}
    return said


def _lanes(prompt: Prompt, typed: Typed, start: str) -> list[Field]:
    fields = []
    for mark, name in marks(prompt).items():
        first, last = _bounds(prompt, mark)
        fields.append(typed.field(start + mark, name, lane=mark, steps=[str(n) for n in range(first, last + 1)]))
    return fields


def _as_sent(value: Value | None) -> dict[str, str]:
    """The value as its own form would send it."""
    if value is None:
        return {}
    listed = {f"{PREFIX}-{key}-{mark}": str(n) for key, line in value["lines"].items() for mark, n in line.items()}
    own = {name_of(line["key"], name): str(it) for line in value["own"] for name, it in line.items() if name != "key"}
    return {**listed, **own}
