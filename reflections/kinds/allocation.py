"""An allocation: a whole shared out in parts twice, as it is now and as one would have it. Parts, never per cent."""

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reflections.documents.document import Paragraph, Part
from reflections.documents.drawings import Bar, paired_bars
from reflections.kinds import room
from reflections.kinds.base import PREFIX, Data, Earlier, Kind, Prompt, Share, Unreadable, Value
from reflections.kinds.inputs import labels
from reflections.kinds.listing import moved
from reflections.kinds.typed import Field, Typed, TypedForm

LANES = ("now", "wish")
MAX_TOTAL = 100
TOTAL = f"{PREFIX}-total"


@dataclass(frozen=True, slots=True)
class Lane:
    """One sharing out of the whole: its name, what is given so far and what is left, in words."""

    key: str
    name: str
    given: int
    left: int
    error: Field | None

    @property
    def words(self) -> str:
        """ "2 left", or "1 too many"."""
        return (too_many if self.left < 0 else still_left)(abs(self.left))


@dataclass(frozen=True, slots=True)
class Portion:
    """A part on the page: its label and note, and for each lane its field and the length of its bar in per cent."""

    label: str
    note: str
    fields: tuple[tuple[Field, str], ...]


class Allocation(Kind):
    """Value: ``{total, now: {part: number}, wish: {part: number}}``; a part left open is absent."""

    key = "allocation"

    def form(
        self,
        prompt: Prompt,
        value: Value | None = None,
        earlier: Earlier | None = None,
        mode: str = "first",
        data: Data | None = None,
    ) -> TypedForm:
        """A number for each part and lane, and what is left of the total."""
        typed = Typed(_as_sent(value) if data is None else data)
        read = _read(prompt, typed)
        words = {"unit": _unit(prompt), "left": still_left("#"), "over": too_many("#")}
        total = typed.field(TOTAL, _("How many in all")) if prompt.settings.get("change") else None
        if total and not typed.sent(TOTAL):
            total.value = str(read["total"])
        lanes = [_lane(prompt, typed, read, lane) for lane in LANES]
        places = {"total": read["total"], "total_field": total, "lanes": lanes, **words}
        portions = [_portion(prompt, typed, read, part) for part in prompt.items("parts")]
        return TypedForm("kinds/allocation/form.html", typed.errors, portions=portions, **places)

    def clean(self, prompt: Prompt, data: Data, earlier: Earlier | None = None) -> Value:
        """Whole numbers that together are not more than the total; fewer is half done, and kept."""
        typed = Typed(data)
        read = _read(prompt, typed)
        typed.check()
        return {"kind": self.key, "v": self.v, **read}

    def upgrade(self, value: Value) -> Value:
        """The value if it is whole."""
        value = super().upgrade(value)
        if set(value) != {"kind", "v", "total", *LANES} or not _fits(value, MAX_TOTAL):
            raise Unreadable(self.key)
        return value

    def is_empty(self, value: Value) -> bool:
        """Whether no part has a number."""
        return not value["now"] and not value["wish"]

    def words(self, value: Value) -> list[str]:
        """None: they are numbers."""
        return []

    def passages(self, prompt: Prompt, value: Value) -> tuple[Part, ...]:
        """Bars, now above wished; what was not given away is said."""
        if self.is_empty(value):
            return ()
        bars = [
            Bar(part["label"], part.get("note", ""), value["now"].get(part["key"]), value["wish"].get(part["key"]))
            for part in prompt.items("parts")
        ]
        half = [f"{_lanes(prompt)[lane]}: {still_left(left)}." for lane in LANES if (left := _left(value, lane)) > 0]
        drawing = paired_bars(prompt.title, bars, value["total"], _unit(prompt))
        return (drawing, *([Paragraph(" ".join(half))] if half else []))

    def compare(self, prompt: Prompt, old: Value, new: Value) -> tuple[Part, ...]:
        """Which parts moved, from how many to how many."""
        if self.is_empty(old) and self.is_empty(new):
            return ()
        marks = [
            (part["label"], name, old[lane].get(part["key"]), new[lane].get(part["key"]))
            for part in prompt.items("parts")
            for lane, name in _lanes(prompt).items()
        ]
        totals = _("Then out of %(then)d, now out of %(now)d.") % {"then": old["total"], "now": new["total"]}
        parts = moved(prompt.title, _("Part"), marks)
        return parts if old["total"] == new["total"] else (*parts, Paragraph(totals))

    def shareable(self, prompt: Prompt, value: Value) -> list[Share]:
        """The parts: numbers only."""
        listed = labels(prompt.items("parts"))
        lanes = {lane: {key: n for key, n in value[lane].items() if key in listed} for lane in LANES}
        if not any(lanes.values()):
            return []
        said = [
            f"{name}: {', '.join(f'{listed[key]} {number}' for key, number in lanes[lane].items())}"
            for lane, name in _lanes(prompt).items()
            if lanes[lane]
        ]
        part = {"kind": self.key, "v": self.v, "total": value["total"], **lanes}
        return [Share(part, "; ".join(said))]

    def clean_part(self, prompt: Prompt, data: Data) -> Any:
        """Numbers of this prompt's parts that are not more than their total."""
        part = room.read_part(self.key, self.v, data)
        if set(part) != {"kind", "v", "total", *LANES} or not _fits(part, _most(prompt)):
            raise room.refused()
        listed = labels(prompt.items("parts")).keys()
        if not any(part[lane] for lane in LANES) or not all(part[lane].keys() <= listed for lane in LANES):
            raise room.refused()
        return part

    def pool(self, prompt: Prompt, parts: Sequence[Any], least: int) -> Part | None:
        """The median of each part, on the prompt's own total; a lane with too few answers is left out."""
        total, keys = int(prompt.settings["total"]), labels(prompt.items("parts"))
        middle = {lane: _medians([p for p in parts if p[lane]], lane, keys, total, least) for lane in LANES}
        if not any(middle.values()) or (prompt.tender and all(part == parts[0] for part in parts)):
            return None
        bars = [
            Bar(part["label"], part.get("note", ""), *(middle[lane].get(part["key"]) for lane in LANES))
            for part in prompt.items("parts")
        ]
        return paired_bars(prompt.title, bars, total, _unit(prompt), _("For each part the middle of all answers."))


def still_left(count: int | str) -> str:
    """ "2 left"; any sign may stand for the number, for the script that fills it in."""
    return _("%(count)s left") % {"count": count}


def too_many(count: int | str) -> str:
    """ "1 too many"."""
    return _("%(count)s too many") % {"count": count}


def _lanes(prompt: Prompt) -> dict[str, str]:
    return {"now": prompt.word("now", _("Now")), "wish": prompt.word("wish", _("Wished"))}


def _unit(prompt: Prompt) -> str:
    return prompt.word("unit", str(prompt.settings.get("unit", "")))


def _most(prompt: Prompt) -> int:
    return MAX_TOTAL if prompt.settings.get("change") else int(prompt.settings["total"])


def _left(value: Mapping[str, Any], lane: str) -> int:
    return int(value["total"]) - sum(value[lane].values()) if value[lane] else 0


def _name(lane: str, part: str) -> str:
    return f"{PREFIX}-{lane}-{part}"


def _as_sent(value: Value | None) -> dict[str, str]:
    """The value as its own form would send it."""
    if value is None:
        return {}
    numbers = {_name(lane, part): str(n) for lane in LANES for part, n in value[lane].items()}
    return {TOTAL: str(value["total"]), **numbers}


def _read(prompt: Prompt, typed: Typed) -> dict[str, Any]:
    total = int(prompt.settings["total"])
    if prompt.settings.get("change"):
        words = _("Write a whole number from 1 to %(most)d.") % {"most": MAX_TOTAL}
        total = typed.whole(TOTAL, 1, MAX_TOTAL, words) or total
    words = _("Write a whole number from 0 to %(most)d, or leave it empty.") % {"most": total}
    read: dict[str, Any] = {"total": total}
    for lane in LANES:
        found = {key: typed.whole(_name(lane, key), 0, total, words) for key in labels(prompt.items("parts"))}
        read[lane] = {key: number for key, number in found.items() if number is not None}
        over = sum(read[lane].values()) - total
        if over > 0:
            typed.errors[_name(lane, list(read[lane])[-1])] = ngettext(
                "Together they are %(over)d more than %(total)d. Take %(over)d away.",
                "Together they are %(over)d more than %(total)d. Take %(over)d away.",
                over,
            ) % {"over": over, "total": total}
    return read


def _lane(prompt: Prompt, typed: Typed, read: dict[str, Any], lane: str) -> Lane:
    given = sum(read[lane].values())
    return Lane(lane, _lanes(prompt)[lane], given, read["total"] - given, None)


def _portion(prompt: Prompt, typed: Typed, read: dict[str, Any], part: dict[str, Any]) -> Portion:
    fields = []
    for lane, name in _lanes(prompt).items():
        field = typed.field(_name(lane, part["key"]), f"{part['label']}, {name}", lane=lane)
        fields.append((field, f"{min(100 * read[lane].get(part['key'], 0) / read['total'], 100):.4g}"))
    return Portion(part["label"], str(part.get("note", "")), tuple(fields))


def _fits(value: Mapping[str, Any], most: int) -> bool:
    """Whether total and lanes are whole numbers within bounds."""
    total = value.get("total")
    if type(total) is not int or not 1 <= total <= most:
        return False
    return all(isinstance(value[lane], dict) and _lane_fits(value[lane].values(), total) for lane in LANES)


def _lane_fits(numbers: Any, total: int) -> bool:
    return all(type(number) is int and number >= 0 for number in numbers) and sum(numbers) <= total


def _medians(parts: list[Any], lane: str, keys: Mapping[str, str], total: int, least: int) -> dict[str, int]:
    if len(parts) < max(least, 1):
        return {}
    scaled = {key: [part[lane].get(key, 0) * total / part["total"] for part in parts] for key in keys}
    return {key: int(statistics.median(numbers) + 0.5) for key, numbers in scaled.items()}


KIND = Allocation()
