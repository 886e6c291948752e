"""A scale: statements, each with a number now and one wished; or the same statements for several places."""

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import Any

from django.utils.translation import gettext as _

from reflections.documents.document import Heading, Own, Paragraph, Part
from reflections.kinds import made_up, room
from reflections.kinds.base import Data, Earlier, Kind, Prompt, Share, Unreadable, Value
from reflections.kinds.inputs import is_key, labels
from reflections.kinds.scale_form import ScaleForm, answers, bounds, lane_words, lanes, scale_form
from reflections.kinds.scale_parts import drawn, moved, paired, place_rows, rows, said
from reflections.kinds.scale_room import pooled, raised, raised_numbers


class Scale(Kind):
    """Value: ``{items: {key: {now, wish}}, own: [{key, words, now, wish}]}``, or with the setting `places`
    ``{places: [{key, name, marks: {key: number}}]}``; either with ``yes`` ("yes" or "not-yet"). Unset is absent.
    """

    key = "scale"
    sends = ("picture",)
    script = "ranges.js"

    def form(
        self,
        prompt: Prompt,
        value: Value | None = None,
        earlier: Earlier | None = None,
        mode: str = "first",
        data: Data | None = None,
    ) -> ScaleForm:
        """Radios for each statement and lane, or for each place and statement."""
        return scale_form(prompt, value or {}, mode, data)

    def clean(self, prompt: Prompt, data: Data, earlier: Earlier | None = None) -> Value:
        """The numbers chosen."""
        form = scale_form(prompt, {}, "first", data)
        form.checked()
        return {"kind": self.key, "v": self.v, **form.chosen()}

    def upgrade(self, value: Value) -> Value:
        """The value if it is whole."""
        value = super().upgrade(value)
        if not _whole(value):
            raise Unreadable(self.key)
        return value

    def check(self, prompt: Prompt, value: Value) -> None:
        """Numbers are within the prompt's bounds; places only where it asks for some."""
        first, last = bounds(prompt)
        rows = [*value.get("items", {}).values(), *value.get("own", []), *(p["marks"] for p in value.get("places", []))]
        numbers = [number for row in rows for number in row.values() if isinstance(number, int)]
        if not all(first <= number <= last for number in numbers):
            raise Unreadable(self.key)
        if ("places" in value) != bool(prompt.settings.get("places")):
            raise Unreadable(self.key)

    def is_empty(self, value: Value) -> bool:
        """Whether nothing was set or named."""
        return not (value.get("places") or value.get("items") or value.get("own") or value.get("yes"))

    def words(self, value: Value) -> list[str]:
        """Names of places, and statements of one's own."""
        found = [place["name"] for place in value.get("places", [])] + [own["words"] for own in value.get("own", [])]
        return [words for words in found if words]

    def passages(self, prompt: Prompt, value: Value) -> tuple[Part, ...]:
        """A row of dots for each statement (and place), never a score."""
        parts: list[Part] = []
        for number, place in enumerate(value.get("places", []), 1):
            title = _("Place %(number)d") % {"number": number}
            parts.append(_place_heading(title, place))
            parts += drawn(prompt, title, place_rows(prompt, place))
        parts += drawn(prompt, prompt.title, rows(prompt, value))
        if value.get("yes"):
            parts.append(Paragraph(f"{prompt.word('yes')}: {answers()[value['yes']]}."))
        return tuple(parts)

    def compare(self, prompt: Prompt, old: Value, new: Value) -> tuple[Part, ...]:
        """What moved, from where to where, and a picture with grey dots for before."""
        parts: list[Part] = []
        for number, (then, now) in enumerate(paired(old.get("places", []), new.get("places", [])), 1):
            title = _("Place %(number)d") % {"number": number}
            parts.append(_place_heading(title, now or then))
            parts += moved(prompt, title, place_rows(prompt, then), place_rows(prompt, now))
        parts += moved(prompt, prompt.title, rows(prompt, old), rows(prompt, new))
        if old.get("yes") or new.get("yes"):
            then, now = (answers().get(value.get("yes", ""), _("left open")) for value in (old, new))
            words = {"question": prompt.word("yes"), "then": then, "now": now}
            parts.append(Paragraph(_("%(question)s: then %(then)s, now %(now)s.") % words))
        return tuple(parts)

    def shareable(self, prompt: Prompt, value: Value) -> list[Share]:
        """The numbers: of the listed statements, or of one place without its name."""
        listed, shares = labels(prompt.items("items")), []
        for place in value.get("places", []):
            marks = {key: number for key, number in place["marks"].items() if key in listed}
            if marks:
                part = {"kind": self.key, "v": self.v, "marks": marks}
                shares.append(Share(part, self.said(prompt, part)))
        items = {key: dict(marks) for key, marks in value.get("items", {}).items() if key in listed}
        if items:
            part = {"kind": self.key, "v": self.v, "items": items}
            shares.append(Share(part, self.said(prompt, part)))
        return shares

    def clean_part(self, prompt: Prompt, data: Data) -> Any:
        """Numbers within bounds for statements of this prompt."""
        part = room.read_part(self.key, self.v, data)
        name = "marks" if prompt.settings.get("places") else "items"
        numbers = part.get(name)
        if set(part) != {"kind", "v", name} or not isinstance(numbers, dict) or not numbers:
            raise room.refused()
        listed, (first, last) = labels(prompt.items("items")), bounds(prompt)
        sent = [{"now": n} for n in numbers.values()] if name == "marks" else list(numbers.values())
        if not numbers.keys() <= listed.keys() or not all(_fits(one, lanes(prompt), first, last) for one in sent):
            raise room.refused()
        return part

    def pool(self, prompt: Prompt, parts: Sequence[Any], least: int) -> Part | None:
        """How many chose each number, by statement; a statement with too few answers is left out."""
        sent = {
            key: {lane: [n for part in parts if (n := _sent(part, key, lane)) is not None] for lane in lanes(prompt)}
            for key in labels(prompt.items("items"))
        }
        return pooled(prompt, sent, len(parts), least)

    def said(self, prompt: Prompt, part: Mapping[str, Any]) -> str:
        """Each statement with its numbers."""
        marks = part.get("marks", {})
        return said(prompt, {key: {"now": number} for key, number in marks.items()} or part["items"])

    def made_up(self, prompt: Prompt, want: str, chance: Random) -> dict[str, Any] | None:
        """A number, or two, for each statement."""
        if want not in self.sends:
            return None
        first, last = bounds(prompt)
        numbers, keys = range(first, last + 1), labels(prompt.items("items"))
        if prompt.settings.get("places"):
            marks = {key: made_up.number(key, numbers, chance) for key in keys}
            return {"kind": self.key, "v": self.v, "marks": marks} if marks else None
        items = {key: made_up.marks(key, lane_words(prompt), numbers, chance) for key in keys}
        return {"kind": self.key, "v": self.v, "items": items} if items else None

    def hands(self, prompt: Prompt) -> dict[str, str]:
        """Each number, where there is one statement with one lane."""
        return raised_numbers(prompt)

    def by_hands(self, prompt: Prompt, counts: Mapping[str, int]) -> Part | None:
        """How many raised a hand for each number."""
        return raised(prompt, counts)


def _place_heading(title: str, place: Mapping[str, Any]) -> Heading:
    return Heading(1, Own(place["name"]) if place["name"] else title)


def _fits(row: Any, known: Iterable[str], first: int, last: int) -> bool:
    """Whether `row` is a lane or more with whole numbers within bounds."""
    if not isinstance(row, dict) or not row or not row.keys() <= set(known):
        return False
    return all(type(number) is int and first <= number <= last for number in row.values())


def _sent(part: Mapping[str, Any], key: str, lane: str) -> int | None:
    number = part["marks"].get(key) if "marks" in part else part["items"].get(key, {}).get(lane)
    return number if isinstance(number, int) else None


def _whole(value: Value) -> bool:
    """Whether a value has one of the two shapes."""
    names = set(value) - {"kind", "v", "yes"}
    if names not in ({"items", "own"}, {"places"}) or ("yes" in value and value["yes"] not in answers()):
        return False
    items, own, places = value.get("items", {}), value.get("own", []), value.get("places", [])
    if not isinstance(items, dict) or not isinstance(own, list) or not isinstance(places, list):
        return False
    numbers = all(_fits(row, ("now", "wish"), -1000, 1000) for row in items.values())
    return numbers and all(map(_own_whole, own)) and all(map(_place_whole, places))


def _own_whole(own: Any) -> bool:
    if not isinstance(own, dict) or not {"key", "words"} <= own.keys() <= {"key", "words", "now", "wish"}:
        return False
    marks = {lane: own[lane] for lane in ("now", "wish") if lane in own}
    named = isinstance(own["key"], str) and isinstance(own["words"], str)
    return named and (not marks or _fits(marks, marks, -1000, 1000))


def _place_whole(place: Any) -> bool:
    if not isinstance(place, dict) or place.keys() != {"key", "name", "marks"} or not isinstance(place["marks"], dict):
        return False
    named = isinstance(place["key"], str) and is_key(place["key"]) and isinstance(place["name"], str)
    return named and (not place["marks"] or _fits(place["marks"], place["marks"], -1000, 1000))


KIND = Scale()
