"""The form of a scale, in its two shapes: statements with one's own, or places with the same statements."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from reflections.kinds.base import Data, Prompt, new_key
from reflections.kinds.inputs import AnswerForm, Choice, Line, Number, Shown, keys_in, labels, offered, posted

MAX_OWN = 5


def lanes(prompt: Prompt) -> tuple[str, ...]:
    """The lanes of each statement: ``now``, or ``now`` and ``wish``."""
    return tuple(prompt.settings.get("lanes", ("now",)))


def bounds(prompt: Prompt) -> tuple[int, int]:
    """The first and the last number."""
    return int(prompt.settings.get("from", 0)), int(prompt.settings.get("to", 10))


def lane_words(prompt: Prompt) -> dict[str, str]:
    """What each lane is called."""
    named = {"now": prompt.word("now", _("Today")), "wish": prompt.word("wish", _("Wished"))}
    return {lane: named[lane] for lane in lanes(prompt)}


def answers() -> dict[str, str]:
    """The answers to the closing question (setting `yes`)."""
    return {"yes": _("yes"), "not-yet": _("not yet")}


@dataclass(frozen=True)
class Group:
    """One statement on the page: its label or the line for it, and its lanes."""

    label: str
    lanes: list[Shown]
    words: Shown | None = None


@dataclass(frozen=True)
class Place:
    """One place on the page; `open` when there is something in it."""

    name: Shown
    statements: list[Shown]
    open: bool


class ScaleForm(AnswerForm):
    """Statements, each with a lane or two."""

    template_name = "kinds/scale/form.html"
    own_keys: list[str]

    def groups(self) -> Iterator[Group]:
        """Statements in the order of the page, the person's own last."""
        for key, label in labels(self.prompt.items("items")).items():
            yield Group(label, self._lanes(key))
        for key in self.own_keys:
            yield Group(self.prompt.word("own", _("Your own")), self._lanes(key), self.shown(f"words-{key}"))

    def _lanes(self, key: str) -> list[Shown]:
        return [self.shown(f"{lane}-{key}") for lane in lanes(self.prompt)]

    @property
    def low(self) -> str:
        """What the first number means."""
        return self.prompt.word("low")

    @property
    def high(self) -> str:
        """What the last number means."""
        return self.prompt.word("high")

    @property
    def lane_names(self) -> dict[str, str]:
        """What this page calls its lanes."""
        return lane_words(self.prompt)

    @property
    def range(self) -> str:
        """What the numbers mean, in words."""
        first, last = bounds(self.prompt)
        if not self.low or not self.high:
            return _("From %(first)d to %(last)d.") % {"first": first, "last": last}
        words = {"first": first, "low": self.low, "last": last, "high": self.high}
        return _("From %(first)d, %(low)s, to %(last)d, %(high)s.") % words

    @property
    def two_lanes(self) -> bool:
        """Whether each statement has a wished place too."""
        return len(lanes(self.prompt)) > 1

    @property
    def asks_yes(self) -> Shown | None:
        """The closing question, if this prompt has one."""
        return self.shown("yes") if "yes" in self.fields else None

    def yes_options(self) -> list[tuple[str, str]]:
        """Its answers, the last unsets it."""
        return [*answers().items(), ("", _("leave it open"))]

    def chosen(self) -> dict[str, Any]:
        """The value's own part, once the form is clean; what was left open is absent."""
        items = {key: marks for key in labels(self.prompt.items("items")) if (marks := self._marks(key))}
        own = [{"key": key, "words": self.cleaned_data[f"words-{key}"], **self._marks(key)} for key in self.own_keys]
        return {"items": items, "own": [one for one in own if one["words"] or len(one) > 2], **self._yes()}

    def _marks(self, key: str) -> dict[str, int]:
        marks = {lane: self.cleaned_data[f"{lane}-{key}"] for lane in lanes(self.prompt)}
        return {lane: number for lane, number in marks.items() if number is not None}

    def _yes(self) -> dict[str, str]:
        return {"yes": self.cleaned_data["yes"]} if self.cleaned_data.get("yes") else {}


class PlacesForm(ScaleForm):
    """Places, each with all statements."""

    template_name = "kinds/scale/places.html"

    def places(self) -> Iterator[Place]:
        """The places named or filled, then empty ones; the first is always open."""
        for number, key in enumerate(self.own_keys):
            name = self.shown(f"name-{key}")
            statements = [self.shown(f"mark-{key}-{item}") for item in labels(self.prompt.items("items"))]
            filled = any(field["value"] for field in (name, *statements))
            yield Place(name, statements, not number or filled)

    def chosen(self) -> dict[str, Any]:
        """The value's own part; places left empty are absent."""
        typed, places = self.cleaned_data, []
        for key in self.own_keys:
            marks = {item: typed[f"mark-{key}-{item}"] for item in labels(self.prompt.items("items"))}
            marks = {item: number for item, number in marks.items() if number is not None}
            if marks or typed[f"name-{key}"]:
                places.append({"key": key, "name": typed[f"name-{key}"], "marks": marks})
        return {"places": places, **self._yes()}


def scale_form(prompt: Prompt, value: Mapping[str, Any], mode: str, data: Data | None) -> ScaleForm | PlacesForm:
    """The form with `value` in it, or what was typed."""
    data = None if data is None else posted(data)
    make = _places if prompt.settings.get("places") else _statements
    form_class, keys, fields, initial = make(prompt, value, data)
    if prompt.settings.get("yes"):
        fields["yes"] = Choice(prompt.word("yes", _("I leave with one dated next step")), answers())
        initial["yes"] = value.get("yes", "")
    form = form_class(prompt, fields, initial, data, mode)
    form.own_keys = keys
    return form


type Made = tuple[type[ScaleForm], list[str], dict[str, forms.Field], dict[str, Any]]


def _statements(prompt: Prompt, value: Mapping[str, Any], data: Data | None) -> Made:
    own = value.get("own", [])
    stored = [one["key"] for one in own]
    keys = offered(stored, data, "words-", 1, MAX_OWN) if prompt.settings.get("own") else []
    first, last = bounds(prompt)
    fields: dict[str, forms.Field] = {f"words-{key}": Line(prompt.word("own", _("Your own"))) for key in keys}
    for key in (*labels(prompt.items("items")), *keys):
        for lane, name in lane_words(prompt).items():
            fields[f"{lane}-{key}"] = Number(name, first=first, last=last, lane=lane)
    initial: dict[str, Any] = {f"words-{one['key']}": one["words"] for one in own}
    for key, marks in (*value.get("items", {}).items(), *((one["key"], one) for one in own)):
        initial |= {f"{lane}-{key}": marks.get(lane) for lane in lanes(prompt)}
    return ScaleForm, keys, fields, initial


def _places(prompt: Prompt, value: Mapping[str, Any], data: Data | None) -> Made:
    stored, most = value.get("places", []), int(prompt.settings["places"])
    keys = [one["key"] for one in stored] + [new_key() for _n in range(most - len(stored))]
    if data is not None:
        keys = keys_in(data, "name-", "")[:most]
    first, last = bounds(prompt)
    fields: dict[str, forms.Field] = {}
    initial: dict[str, Any] = {}
    for key in keys:
        fields[f"name-{key}"] = Line(prompt.word("place", _("A name only you know")))
        for item, label in labels(prompt.items("items")).items():
            fields[f"mark-{key}-{item}"] = Number(label, first=first, last=last, lane="now")
    for one in stored:
        initial[f"name-{one['key']}"] = one["name"]
        initial |= {f"mark-{one['key']}-{item}": number for item, number in one["marks"].items()}
    return PlacesForm, keys, fields, initial
