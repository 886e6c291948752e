"""Commitments: what one does already, what one will start, and what not now; for a start, when and what."""

from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from django.utils.translation import gettext as _

from reflections.documents.document import Own, Paragraph, Part, Role, Table, Words
from reflections.documents.drawings import OPEN, Chosen, Tally, card
from reflections.kinds import made_up, pooling, room
from reflections.kinds.base import Data, Earlier, Kind, Prompt, Share, Unreadable, Value
from reflections.kinds.commitments_form import DO, START, commitments_form, read, stands
from reflections.kinds.inputs import is_key, labels
from reflections.kinds.interim import cells, is_interim
from reflections.kinds.listing import Said, are_rows, side_by_side
from reflections.kinds.typed import Typed, TypedForm

type One = Mapping[str, str]

FIELDS = ("key", "words", "stand", "when", "will")
ROLES: Mapping[str, Role] = {DO: "now", START: "wish"}
"""What of it may go to a room, and how it is drawn there."""
INTERIM = ("behaviour", "stand", "when", "will")
"""Columns of the rows this was asked as before."""


class Commitments(Kind):
    """Value: ``{chosen: [{key, words, stand, when, will}]}`` in the order of the page.

    `key` is a listed one's or ``own-…``; `words` is one's own, or remembers what the page said (empty if it was rows).
    `stand` is ``do``, ``start``, ``not-now`` or empty; `when` and `will` may be empty.
    """

    key = "commitments"
    sends = ("picture",)

    def uses(self, prompt: Prompt) -> tuple[str, ...]:
        """Itself: what was answered stays on the page, even when the prompt lists it no longer."""
        return ("",)

    def form(
        self,
        prompt: Prompt,
        value: Value | None = None,
        earlier: Earlier | None = None,
        mode: str = "first",
        data: Data | None = None,
    ) -> TypedForm:
        """What is listed, and lines for one's own."""
        return commitments_form(prompt, value, (earlier or {}).get(""), data)

    def clean(self, prompt: Prompt, data: Data, earlier: Earlier | None = None) -> Value:
        """The commitments of which something was said."""
        typed = Typed(data)
        chosen = read(prompt, typed, (earlier or {}).get(""))
        typed.check()
        return {"kind": self.key, "v": self.v, "chosen": chosen}

    def upgrade(self, value: Value) -> Value:
        """The value if it is whole; rows from before this kind was there become commitments."""
        if is_interim(value):
            value = {"kind": self.key, "v": self.v, "chosen": _from_rows(cells(value, INTERIM))}
        value = super().upgrade(value)
        if set(value) != {"kind", "v", "chosen"} or not are_rows(value["chosen"], _is_one):
            raise Unreadable(self.key)
        return value

    def is_empty(self, value: Value) -> bool:
        """Whether nothing was said of any."""
        return not value["chosen"]

    def words(self, value: Value) -> list[str]:
        """One's own commitments, when and what; the words of a listed one are ours."""
        found: list[str] = []
        for one in value["chosen"]:
            own = [one["words"]] if _is_own(one) else []
            found += [text for text in (*own, one["when"], one["will"]) if text.strip()]
        return found

    def passages(self, prompt: Prompt, value: Value) -> tuple[Part, ...]:
        """What one does and starts, on a card to cut out; then what is not for now or not decided."""
        carried = [_chosen(prompt, one) for one in value["chosen"] if one["stand"] in (DO, START)]
        left = [one for one in value["chosen"] if one["stand"] not in (DO, START)]
        parts: list[Part] = []
        if carried:
            parts.append(card(prompt.title, carried, {"do": stands()[DO], "start": stands()[START]}))
        if left:
            where = {"": _("not decided"), **stands()}
            cells = [(where[one["stand"]], _own(one["when"]), _own(one["will"])) for one in left]
            rows = tuple((_said(prompt, one), *said) for one, said in zip(left, cells, strict=True))
            parts.append(Table(_("Not on the card"), (_("What"), _("Where it stands"), _("When"), _("I will")), rows))
        return tuple(parts)

    def compare(self, prompt: Prompt, old: Value, new: Value) -> tuple[Part, ...]:
        """How many of each then and now; then which of them moved."""
        moved = side_by_side(prompt.title, _in_words(prompt, old), _in_words(prompt, new))
        if not moved:
            return ()
        then, now = (Counter(one["stand"] for one in value["chosen"]) for value in (old, new))
        counts = (
            _("%(stand)s: then %(then)d, now %(now)d.") % {"stand": label, "then": then[key], "now": now[key]}
            for key, label in stands().items()
        )
        return Paragraph(" ".join(counts)), *moved

    def shareable(self, prompt: Prompt, value: Value) -> list[Share]:
        """Which of the listed ones one does and starts; never when, what, or one's own."""
        stand = {one["key"]: one["stand"] for one in value["chosen"]}
        listed = _listed(prompt)
        chosen = {key: [one for one in listed if stand.get(one) == key] for key in (DO, START)}
        part = {"kind": self.key, "v": self.v, "chosen": chosen}
        return [Share(part, self.said(prompt, part))] if any(chosen.values()) else []

    def clean_part(self, prompt: Prompt, data: Data) -> Any:
        """Listed commitments that are done or started, each once and in their order."""
        part = room.read_part(self.key, self.v, data)
        chosen = part.get("chosen")
        if set(part) != {"kind", "v", "chosen"} or not isinstance(chosen, dict) or set(chosen) != {DO, START}:
            raise room.refused()
        sent = [*chosen[DO], *chosen[START]] if all(isinstance(keys, list) for keys in chosen.values()) else []
        listed = list(_listed(prompt))
        in_order = [[key for key in listed if key in chosen[stand]] for stand in (DO, START)] if sent else []
        if not sent or [chosen[DO], chosen[START]] != in_order or len(set(sent)) < len(sent):
            raise room.refused()
        return part

    def pool(self, prompt: Prompt, parts: Sequence[Any], least: int) -> Part | None:
        """How many do each, and how many will start."""
        sent = [{role: part["chosen"][stand] for stand, role in ROLES.items()} for part in parts]
        return pooling.counted(prompt, sent, _listed(prompt), _asked(), least)

    def said(self, prompt: Prompt, part: Mapping[str, Any]) -> str:
        """What one does, and what one starts."""
        chosen = {stand: room.labelled(_listed(prompt), part["chosen"][stand]) for stand in ROLES}
        return " · ".join(f"{stands()[stand]}: {', '.join(found)}" for stand, found in chosen.items() if found)

    def made_up(self, prompt: Prompt, want: str, chance: Random) -> dict[str, Any] | None:
        """One or two that are done, and one or two to start."""
        listed = list(_listed(prompt)) if want == "picture" else []
        if not listed:
            return None
        chosen = made_up.some(listed, 3, chance)
        started = [key for key in chosen if chance.random() < made_up.leaning(f"{START} {key}")]
        done = [key for key in chosen if key not in started]
        return {"kind": self.key, "v": self.v, "chosen": {DO: done, START: started}}

    def hands(self, prompt: Prompt) -> dict[str, str]:
        """Each twice: who does it, who will start."""
        named = stands()
        return {
            f"{stand}-{key}": f"{label}: {named[stand]}" for key, label in _listed(prompt).items() for stand in ROLES
        }

    def by_hands(self, prompt: Prompt, counts: Mapping[str, int]) -> Part | None:
        """How many raised a hand for each."""
        given = {key: counts[key] for key in self.hands(prompt) if key in counts}
        rows = [
            Tally(label, {role: given.get(f"{stand}-{key}", 0) for stand, role in ROLES.items()})
            for key, label in _listed(prompt).items()
            if any(f"{stand}-{key}" in given for stand in ROLES)
        ]
        return pooling.raised(prompt, given, rows, _asked())


def _listed(prompt: Prompt) -> dict[str, str]:
    return labels(prompt.items("behaviours"))


def _asked() -> pooling.Asked:
    lanes = {role: stands()[stand] for stand, role in ROLES.items()}
    return pooling.Asked(_("What"), _("How many do this already, and how many will start."), lanes)


def _is_own(one: One) -> bool:
    return one["key"].startswith("own-")


def _said(prompt: Prompt, one: One) -> Words:
    """What it is called: as this prompt puts it, as it was put when it was answered, or in one's own words."""
    if _is_own(one):
        return Own(one["words"]) if one["words"].strip() else _("Something of my own")
    return _listed(prompt).get(one["key"]) or one["words"] or one["key"]


def _own(text: str) -> Words:
    return Own(text) if text.strip() else OPEN


def _chosen(prompt: Prompt, one: One) -> Chosen:
    when, will = (Own(one[name]) if one[name].strip() else "" for name in ("when", "will"))
    return Chosen(_said(prompt, one), "do" if one["stand"] == DO else "start", when, will)


def _in_words(prompt: Prompt, value: Value) -> dict[str, Said]:
    head = {"stand": _("Where I stand"), "when": _("When"), "will": _("I will")}
    return {
        one["key"]: Said(
            _said(prompt, one),
            {
                head["stand"]: stands().get(one["stand"], OPEN),
                head["when"]: _own(one["when"]),
                head["will"]: _own(one["will"]),
            },
        )
        for one in value["chosen"]
    }


def _from_rows(rows: Sequence[tuple[str, Mapping[str, Any]]]) -> list[dict[str, str]]:
    """Each row under the commitment it chose; a second row of the same one, and one's own, under the row's key."""
    chosen: dict[str, dict[str, str]] = {}
    for row, old in rows:
        behaviour = old.get("behaviour", "")
        listed = behaviour not in {"", "own", *chosen}
        words = "" if listed or behaviour in {"", "own"} else behaviour.replace("-", " ")
        key = behaviour if listed else f"own-{row}"
        chosen[key] = {"key": key, "words": words, **{name: old.get(name, "") for name in ("stand", "when", "will")}}
    return list(chosen.values())


def _is_one(one: Any) -> bool:
    if not isinstance(one, dict) or set(one) != set(FIELDS) or not all(isinstance(text, str) for text in one.values()):
        return False
    named = is_key(one["key"].removeprefix("own-")) if _is_own(one) else bool(one["key"])
    return named and one["stand"] in {"", *stands()}


KIND = Commitments()
