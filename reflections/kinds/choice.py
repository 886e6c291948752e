"""A choice: some of the options offered, or of an earlier answer, or one's own; for each a moment it happened."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from django.utils.translation import gettext as _

from reflections.documents.document import Own, Paragraph, Part, Table
from reflections.documents.document import Words as Cell
from reflections.kinds import made_up, pooling, room
from reflections.kinds.base import Data, Earlier, Kind, Prompt, Share, Unreadable, Value
from reflections.kinds.choice_form import ChoiceForm, choice_form, is_theirs
from reflections.kinds.inputs import labels


class Choice(Kind):
    """Value: ``{chosen: [{key, words, moment}]}`` in the order of the page.

    `key` is a listed option's, ``own-…`` for the person's own words, or ``from-…`` for a row of an earlier answer;
    `words` remembers what it said, so that nothing is lost when the option or the row is gone.
    """

    key = "choice"
    sends = ("picture", "line")

    def uses(self, prompt: Prompt) -> tuple[str, ...]:
        """The prompt whose rows are options here."""
        return (prompt.settings["from"]["prompt"],) if prompt.settings.get("from") else ()

    def form(
        self,
        prompt: Prompt,
        value: Value | None = None,
        earlier: Earlier | None = None,
        mode: str = "first",
        data: Data | None = None,
    ) -> ChoiceForm:
        """Boxes to tick, lines of one's own, and a moment for each."""
        stored = value or (earlier or {}).get("") or {}
        return choice_form(prompt, stored.get("chosen", []), earlier or {}, mode, data)

    def clean(self, prompt: Prompt, data: Data, earlier: Earlier | None = None) -> Value:
        """What was ticked and written."""
        form = self.form(prompt, earlier=earlier, data=data)
        form.checked()
        return {"kind": self.key, "v": self.v, "chosen": form.chosen()}

    def upgrade(self, value: Value) -> Value:
        """The value if it is whole."""
        value = super().upgrade(value)
        chosen = value.get("chosen")
        if set(value) != {"kind", "v", "chosen"} or not isinstance(chosen, list):
            raise Unreadable(self.key)
        for one in chosen:
            if not isinstance(one, dict) or set(one) != {"key", "words", "moment"}:
                raise Unreadable(self.key)
            if not all(isinstance(words, str) for words in one.values()):
                raise Unreadable(self.key)
        return value

    def is_empty(self, value: Value) -> bool:
        """Whether nothing was chosen."""
        return not value["chosen"]

    def words(self, value: Value) -> list[str]:
        """Own words and moments; the words of a listed option are ours."""
        found: list[str] = []
        for one in value["chosen"]:
            found += [one["words"]] if is_theirs(one["key"]) else []
            found += [one["moment"]] if one["moment"].strip() else []
        return found

    def passages(self, prompt: Prompt, value: Value) -> tuple[Part, ...]:
        """What was chosen, with its moments beside it."""
        chosen = value["chosen"]
        if not chosen:
            return ()
        if not any(one["moment"].strip() for one in chosen):
            return (Table(prompt.title, (_("Chosen"),), tuple((_said(prompt, one),) for one in chosen)),)
        head = (_("Chosen"), prompt.word("moment", _("A moment it happened")))
        return (Table(prompt.title, head, tuple((_said(prompt, one), _moment(one)) for one in chosen)),)

    def compare(self, prompt: Prompt, old: Value, new: Value) -> tuple[Part, ...]:
        """What stayed, what came and what went."""
        then, now = ({_same(one): one for one in value["chosen"]} for value in (old, new))
        every = {**then, **now}
        if not every:
            return ()
        yes, no = _("chosen"), "–"
        rows = [
            (_said(prompt, one), yes if key in then else no, yes if key in now else no) for key, one in every.items()
        ]
        counts = {"kept": len(then.keys() & now), "new": len(now.keys() - then), "gone": len(then.keys() - now)}
        moved = _("%(kept)d chosen both times, %(new)d new, %(gone)d no longer.") % counts
        return Paragraph(moved), Table(prompt.title, (_("Option"), _("Then"), _("Now")), tuple(rows))

    def shareable(self, prompt: Prompt, value: Value) -> list[Share]:
        """The listed options in one part; own words as lines, one by one. Never a moment."""
        listed = _options(prompt)
        keys = [one["key"] for one in value["chosen"] if one["key"] in listed]
        shares = []
        if keys:
            part = {"kind": self.key, "v": self.v, "chosen": keys}
            shares.append(Share(part, self.said(prompt, part)))
        for one in value["chosen"]:
            if is_theirs(one["key"]):
                line = room.for_wall(one["words"])
                shares.append(Share({"kind": self.key, "v": self.v, "line": line}, line))
        return shares

    def clean_part(self, prompt: Prompt, data: Data) -> Any:
        """Listed options, each once and not too many; or one line."""
        part = room.read_part(self.key, self.v, data)
        if "line" in part:
            return room.read_line(self.key, self.v, data)
        keys = part.get("chosen")
        if set(part) != {"kind", "v", "chosen"} or not isinstance(keys, list) or not keys:
            raise room.refused()
        listed = _options(prompt)
        known = [key for key in listed if key in [one for one in keys if isinstance(one, str)]]
        if len(known) != len(keys) or len(keys) > prompt.settings.get("most", len(listed)):
            raise room.refused()
        return {**part, "chosen": known}

    def pool(self, prompt: Prompt, parts: Sequence[Any], least: int) -> Part | None:
        """How many chose each listed option. Lines are not for a picture: somebody looks at them first."""
        sent = [{"count": part["chosen"]} for part in parts if "chosen" in part]
        return pooling.counted(prompt, sent, _options(prompt), _asked(), least)

    def said(self, prompt: Prompt, part: Mapping[str, Any]) -> str:
        """The options, or the line."""
        return super().said(prompt, part) or " · ".join(room.labelled(_options(prompt), part["chosen"]))

    def made_up(self, prompt: Prompt, want: str, chance: Random) -> dict[str, Any] | None:
        """A few options, or a way of one's own."""
        if want == "line":
            return made_up.line(self.key, self.v, made_up.ways(), chance)
        options = list(_options(prompt))
        most = int(prompt.settings.get("most", 3))
        chosen = made_up.some(options, most, chance) if options and want == "picture" else []
        return {"kind": self.key, "v": self.v, "chosen": chosen} if chosen else None

    def hands(self, prompt: Prompt) -> dict[str, str]:
        """The listed options."""
        return _options(prompt)

    def by_hands(self, prompt: Prompt, counts: Mapping[str, int]) -> Part | None:
        """How many raised a hand for each."""
        return pooling.raised_for(prompt, counts, _options(prompt), _asked())


def _options(prompt: Prompt) -> dict[str, str]:
    return labels(prompt.items("options"))


def _asked() -> pooling.Asked:
    return pooling.Asked(_("Option"), _("How many chose each."), pooling.how_many())


def _same(one: Mapping[str, str]) -> str:
    """What makes two choices of two rounds the same: the listed key, or else the words."""
    return f"own {one['words'].casefold()}" if is_theirs(one["key"]) else one["key"]


def _said(prompt: Prompt, one: Mapping[str, str]) -> Cell:
    """Our words for a listed option as this version puts it, else the person's."""
    if is_theirs(one["key"]):
        return Own(one["words"])
    return _options(prompt).get(one["key"], one["words"])


def _moment(one: Mapping[str, str]) -> Cell:
    return Own(one["moment"]) if one["moment"].strip() else _("left open")


KIND = Choice()
