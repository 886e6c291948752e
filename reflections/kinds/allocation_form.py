"""The form of an allocation: a number for each part in each lane, what is left of the whole, and the same as bars."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from reflections.kinds.base import PREFIX, Data, Prompt, Value
from reflections.kinds.inputs import labels
from reflections.kinds.typed import Field, Typed, TypedForm

LANES = ("now", "wish")
MAX_TOTAL = 100
TOTAL = f"{PREFIX}-total"


@dataclass(frozen=True, slots=True)
class Lane:
    """One sharing out of the whole: its name, and how much of the whole is left (below 0: too many)."""

    key: str
    name: str
    left: int

    @property
    def words(self) -> str:
        """ "2 left", or "1 too many"."""
        return (too_many if self.left < 0 else still_left)(abs(self.left))


@dataclass(frozen=True, slots=True)
class Portion:
    """A part on the page: its label and note, its fields, and the length of each field's bar in per cent."""

    label: str
    note: str
    fields: tuple[Field, ...]
    bars: tuple[tuple[Field, str], ...]


def allocation_form(prompt: Prompt, value: Value | None, data: Data | None) -> TypedForm:
    """The numbers of `value`, or what was typed."""
    typed = Typed(_as_sent(value) if data is None else data)
    given = read(prompt, typed)
    if data is None:
        typed.errors.clear()
    total = typed.field(TOTAL, _("How many in all")) if prompt.settings.get("change") else None
    if total and not total.value:
        total.value = str(given["total"])
    return TypedForm(
        "kinds/allocation/form.html",
        typed.errors,
        total=given["total"],
        total_field=total,
        unit=unit(prompt),
        lanes=[Lane(key, name, given["total"] - sum(given[key].values())) for key, name in lanes(prompt).items()],
        portions=[_portion(prompt, typed, given, part) for part in prompt.items("parts")],
        left=still_left("#"),
        over=too_many("#"),
    )


def read(prompt: Prompt, typed: Typed) -> dict[str, Any]:
    """The total and each lane's numbers; what cannot be kept is noted in `typed`."""
    total = int(prompt.settings["total"])
    if prompt.settings.get("change"):
        words = _("Write a whole number from 1 to %(most)d.") % {"most": MAX_TOTAL}
        total = typed.whole(TOTAL, 1, MAX_TOTAL, words) or total
    given: dict[str, Any] = {"total": total}
    words = _("Write a whole number from 0 to %(most)d, or leave it empty.") % {"most": total}
    for lane in LANES:
        found = {key: typed.whole(_name(lane, key), 0, total, words) for key in labels(prompt.items("parts"))}
        given[lane] = {key: number for key, number in found.items() if number is not None}
        over = sum(given[lane].values()) - total
        if over > 0:
            said = _("Together they are %(over)d more than %(total)d. Take %(over)d away.")
            typed.errors[_name(lane, list(given[lane])[-1])] = said % {"over": over, "total": total}
    return given


def lanes(prompt: Prompt) -> dict[str, str]:
    """What each lane is called."""
    return {"now": prompt.word("now", _("Now")), "wish": prompt.word("wish", _("Wished"))}


def unit(prompt: Prompt) -> str:
    """What is shared out: "half-days", or nothing."""
    return prompt.word("unit", str(prompt.settings.get("unit", "")))


def still_left(count: int | str) -> str:
    """ "2 left"; the script that counts along puts its number in place of a sign."""
    return _("%(count)s left") % {"count": count}


def too_many(count: int | str) -> str:
    """ "1 too many"."""
    return _("%(count)s too many") % {"count": count}


def _name(lane: str, part: str) -> str:
    return f"{PREFIX}-{lane}-{part}"


def _as_sent(value: Value | None) -> dict[str, str]:
    if value is None:
        return {}
    numbers = {_name(lane, part): str(n) for lane in LANES for part, n in value[lane].items()}
    return {TOTAL: str(value["total"]), **numbers}


def _portion(prompt: Prompt, typed: Typed, given: Mapping[str, Any], part: dict[str, Any]) -> Portion:
    fields = tuple(
        typed.field(_name(lane, part["key"]), f"{part['label']}, {name}", title=name, lane=lane)
        for lane, name in lanes(prompt).items()
    )
    lengths = (100 * given[field.lane].get(part["key"], 0) / given["total"] for field in fields)
    bars = tuple((field, f"{min(length, 100):.4g}") for field, length in zip(fields, lengths, strict=True))
    return Portion(part["label"], str(part.get("note", "")), fields, bars)
