"""An allocation: a whole shared out in parts twice, as it is now and as one would have it. Parts, never per cent."""

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import Any

from django.utils.translation import gettext as _

from reflections.documents.document import Paragraph, Part
from reflections.documents.drawings import paired_bars
from reflections.kinds import made_up, room
from reflections.kinds.allocation_form import LANES, MAX_TOTAL, allocation_form, lanes, read, still_left, unit
from reflections.kinds.allocation_room import bars_of, pooled
from reflections.kinds.base import Data, Earlier, Kind, Prompt, Share, Unreadable, Value
from reflections.kinds.inputs import labels
from reflections.kinds.listing import moved
from reflections.kinds.typed import Typed, TypedForm

WHOLE = ("total", *LANES)


class Allocation(Kind):
    """Value: ``{total, now: {part: number}, wish: {part: number}}``; a part left open is absent."""

    key = "allocation"
    sends = ("picture",)
    script = "sums.js"

    def form(
        self,
        prompt: Prompt,
        value: Value | None = None,
        earlier: Earlier | None = None,
        mode: str = "first",
        data: Data | None = None,
    ) -> TypedForm:
        """A number for each part and lane, and what is left of the total."""
        return allocation_form(prompt, value, data)

    def clean(self, prompt: Prompt, data: Data, earlier: Earlier | None = None) -> Value:
        """Whole numbers that together are not more than the total; fewer is half done, and kept."""
        typed = Typed(data)
        given = read(prompt, typed)
        typed.check()
        return {"kind": self.key, "v": self.v, **given}

    def upgrade(self, value: Value) -> Value:
        """The value if it is whole."""
        value = super().upgrade(value)
        if set(value) != {"kind", "v", *WHOLE} or not _fits(value, MAX_TOTAL):
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
        drawing = paired_bars(prompt.title, bars_of(prompt, value["now"], value["wish"]), value["total"], unit(prompt))
        left = {lane: value["total"] - sum(value[lane].values()) for lane in LANES if value[lane]}
        half = [f"{lanes(prompt)[lane]}: {still_left(count)}." for lane, count in left.items() if count > 0]
        return (drawing, *([Paragraph(" ".join(half))] if half else []))

    def compare(self, prompt: Prompt, old: Value, new: Value) -> tuple[Part, ...]:
        """Which parts moved, from how many to how many, with bars for before where both are out of the same."""
        if self.is_empty(old) and self.is_empty(new):
            return ()
        marks = [
            (label, name, old[lane].get(part), new[lane].get(part))
            for part, label in labels(prompt.items("parts")).items()
            for lane, name in lanes(prompt).items()
        ]
        said, *table = moved(_("What moved"), _("Part"), marks)
        if old["total"] == new["total"]:
            bars = bars_of(prompt, new["now"], new["wish"], old["now"])
            return (said, paired_bars(prompt.title, bars, new["total"], unit(prompt)), *table)
        totals = {"then": old["total"], "now": new["total"]}
        return (said, *table, Paragraph(_("Then out of %(then)d, now out of %(now)d.") % totals))

    def shareable(self, prompt: Prompt, value: Value) -> list[Share]:
        """The parts: numbers only."""
        listed = labels(prompt.items("parts")).keys()
        given = {lane: {key: n for key, n in value[lane].items() if key in listed} for lane in LANES}
        if not any(given.values()):
            return []
        part = {"kind": self.key, "v": self.v, "parts": {"total": value["total"], **given}}
        return [Share(part, self.said(prompt, part))]

    def clean_part(self, prompt: Prompt, data: Data) -> Any:
        """Numbers of this prompt's parts that are not more than their total."""
        part = room.read_part(self.key, self.v, data)
        parts, listed = part.get("parts"), labels(prompt.items("parts")).keys()
        if set(part) != {"kind", "v", "parts"} or not isinstance(parts, dict) or set(parts) != set(WHOLE):
            raise room.refused()
        if not _fits(parts, MAX_TOTAL) or not any(parts[lane] for lane in LANES):
            raise room.refused()
        fixed = not prompt.settings.get("change") and parts["total"] != prompt.settings["total"]
        if fixed or not all(parts[lane].keys() <= listed for lane in LANES):
            raise room.refused()
        return part

    def pool(self, prompt: Prompt, parts: Sequence[Any], least: int) -> Part | None:
        """The median of each part, on the prompt's own total; a lane with too few answers is left out."""
        return pooled(prompt, [part["parts"] for part in parts], least)

    def said(self, prompt: Prompt, part: Mapping[str, Any]) -> str:
        """The parts of each lane."""
        listed = labels(prompt.items("parts"))
        given = {name: part["parts"][lane] for lane, name in lanes(prompt).items() if part["parts"][lane]}
        return "; ".join(
            f"{name}: {', '.join(f'{listed[key]} {number}' for key, number in numbers.items())}"
            for name, numbers in given.items()
        )

    def made_up(self, prompt: Prompt, want: str, chance: Random) -> dict[str, Any] | None:
        """The whole shared out, twice."""
        listed, total = list(labels(prompt.items("parts"))), int(prompt.settings["total"])
        if not listed or want not in self.sends:
            return None
        given = {lane: made_up.shared_out(total, listed, lane, chance) for lane in LANES}
        return {"kind": self.key, "v": self.v, "parts": {"total": total, **given}}


def _fits(value: Mapping[str, Any], most: int) -> bool:
    """Whether total and lanes are whole numbers within bounds."""
    total = value["total"]
    if type(total) is not int or not 1 <= total <= most:
        return False
    return all(isinstance(value[lane], dict) and _is_share(value[lane].values(), total) for lane in LANES)


def _is_share(numbers: Iterable[Any], total: int) -> bool:
    numbers = list(numbers)
    return all(type(number) is int and number >= 0 for number in numbers) and sum(numbers) <= total


KIND = Allocation()
