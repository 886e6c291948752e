"""Places one could go to: where each stands on lines one cares about, and how one knows: lived, heard, guessed.

Never a winner, never a score: nothing here adds marks up.
"""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reflections.documents.document import Part
from reflections.kinds import pooling, room
from reflections.kinds.base import Asks, Data, Earlier, Kind, Prompt, Share, Unreadable, Value
from reflections.kinds.inputs import is_key
from reflections.kinds.listing import are_rows
from reflections.kinds.places_form import AT, BY, NAME, TYPE, Sent, places_form, read
from reflections.kinds.places_lines import ENDS, most, most_own, steps
from reflections.kinds.places_parts import drawn, moved
from reflections.kinds.typed import Typed, TypedForm

GUESSED = "guessed"
"""The source that is no more than a guess."""


class Places(Kind):
    """Value: ``{places: [{key, name, type, cells: {line: {at, by}}}], own: [{key, start, end}]}``; unset is absent.

    `own` holds the words of the person's own lines, wherever they added them, so that the answer stays readable.
    """

    key = "places"
    sends = ("picture",)
    script = "places.js"

    def uses(self, prompt: Prompt) -> tuple[str, ...]:
        """The prompt that says what is wished on these lines."""
        return (prompt.settings["from"]["prompt"],) if prompt.settings.get("from") else ()

    def form(
        self,
        prompt: Prompt,
        value: Value | None = None,
        earlier: Earlier | None = None,
        mode: str = "first",
        data: Data | None = None,
    ) -> TypedForm:
        """The places with their lines, and blank ones to go on with."""
        return places_form(prompt, value, earlier, data)

    def clean(self, prompt: Prompt, data: Data, earlier: Earlier | None = None) -> Value:
        """The places in which anything was set, as the row button pressed leaves them."""
        sent = Sent(prompt, Typed(data), earlier or {})
        given = read(sent)
        sent.typed.check()
        return {"kind": self.key, "v": self.v, **given}

    def upgrade(self, value: Value) -> Value:
        """The value if it is whole."""
        value = super().upgrade(value)
        places, own = value.get("places", ()), value.get("own", ())
        if set(value) != {"kind", "v", "places", "own"} or not _are_keyed(places) or not _are_keyed(own):
            raise Unreadable(self.key)
        if not all(map(_is_place, places)) or not all(map(_is_line, own)):
            raise Unreadable(self.key)
        return value

    def check(self, prompt: Prompt, value: Value) -> None:
        """Marks are on the prompt's steps."""
        cells = (cell for place in value["places"] for cell in place["cells"].values())
        if any(cell.get(AT, 1) > steps(prompt) for cell in cells):
            raise Unreadable(self.key)

    def is_empty(self, value: Value) -> bool:
        """Whether no place and no line was named or marked."""
        return not value["places"] and not value["own"]

    def words(self, value: Value) -> list[str]:
        """Names of places, and the ends of one's own lines."""
        found = [place[NAME] for place in value["places"]] + [line[end] for line in value["own"] for end in ENDS]
        return [words for words in found if words]

    def passages(self, prompt: Prompt, value: Value) -> tuple[Part, ...]:
        """The places alone; beside the wish they stand in the summary, which knows both answers."""
        return drawn(prompt, value)

    def compare(self, prompt: Prompt, old: Value, new: Value) -> tuple[Part, ...]:
        """Which marks moved, of which one knows otherwise now, and which places came and went."""
        return moved(prompt, old, new)

    def suggests(self, value: Value) -> list[Asks]:
        """What was guessed about each place that has a name."""
        own = {line["key"]: " – ".join(line[end] for end in ENDS if line[end]) for line in value["own"]}
        found = []
        for place in value["places"]:
            lines = {line: own.get(line, "") for line, cell in place["cells"].items() if _is_guess(cell)}
            found += [Asks(place[NAME], lines)] if lines and place[NAME] else []
        return found

    def shareable(self, prompt: Prompt, value: Value) -> list[Share]:
        """How many of the marks are guesses: neither places nor lines."""
        guesses, cells = counted(value)
        part = {"kind": self.key, "v": self.v, "guesses": guesses, "cells": cells}
        return [Share(part, self.said(prompt, part))] if 0 < cells <= _bound(prompt) else []

    def clean_part(self, prompt: Prompt, data: Data) -> Any:
        """Two numbers that can be."""
        part = room.read_part(self.key, self.v, data)
        guesses, cells = part.get("guesses"), part.get("cells")
        if set(part) != {"kind", "v", "guesses", "cells"} or type(guesses) is not int or type(cells) is not int:
            raise room.refused()
        if not 0 <= guesses <= cells <= _bound(prompt) or not cells:
            raise room.refused()
        return part

    def pool(self, prompt: Prompt, parts: Sequence[Any], least: int) -> Part | None:
        """How many people guessed how much, in four steps."""
        sent = [{"count": [_share(part["guesses"], part["cells"])]} for part in parts]
        return pooling.counted(prompt, sent, _shares(), _asked(), least)

    def said(self, prompt: Prompt, part: Mapping[str, Any]) -> str:
        """How many are guesses, of how many."""
        words = ngettext(
            "%(guesses)d of %(cells)d cell is a guess.", "%(guesses)d of %(cells)d cells are guesses.", part["cells"]
        )
        return words % part

    def made_up(self, prompt: Prompt, want: str, chance: Random) -> dict[str, Any] | None:
        """Some guesses."""
        if want not in self.sends:
            return None
        cells = chance.randint(1, min(_bound(prompt), 12))
        return {"kind": self.key, "v": self.v, "guesses": chance.randint(0, cells), "cells": cells}

    def hands(self, prompt: Prompt) -> dict[str, str]:
        """The four steps."""
        return _shares()

    def by_hands(self, prompt: Prompt, counts: Mapping[str, int]) -> Part | None:
        """How many raised a hand for each."""
        return pooling.raised_for(prompt, counts, _shares(), _asked())


def counted(value: Value) -> tuple[int, int]:
    """How many marks are guesses, and how many there are."""
    cells = [cell for place in value["places"] for cell in place["cells"].values() if AT in cell]
    return sum(map(_is_guess, cells)), len(cells)


def _is_guess(cell: Mapping[str, Any]) -> bool:
    return AT in cell and cell.get(BY) == GUESSED


def _bound(prompt: Prompt) -> int:
    """How many marks there can be: own lines are added here and with the wish."""
    return most(prompt) * (len(prompt.items("lines")) + 2 * most_own(prompt))


def _shares() -> dict[str, str]:
    """How much is guessed, in four steps."""
    return {"none": _("none"), "few": _("fewer than half"), "many": _("half or more"), "all": _("all")}


def _asked() -> pooling.Asked:
    said = _("How many of the marks on one’s places are guesses.")
    return pooling.Asked(_("Guesses"), said, pooling.how_many(), sort=False)


def _share(guesses: int, cells: int) -> str:
    if guesses in {0, cells}:
        return "all" if guesses else "none"
    return "few" if 2 * guesses < cells else "many"


def _are_keyed(rows: Any) -> bool:
    """Whether these are things with a row's key each."""
    return are_rows(rows, lambda row: isinstance(row, dict) and is_key(row.get("key")))


def _is_place(place: dict[str, Any]) -> bool:
    if set(place) != {"key", NAME, TYPE, "cells"} or not isinstance(place["cells"], dict):
        return False
    return all(isinstance(place[name], str) for name in (NAME, TYPE)) and all(map(_is_cell, place["cells"].values()))


def _is_line(line: dict[str, Any]) -> bool:
    return set(line) == {"key", *ENDS} and all(isinstance(line[end], str) for end in ENDS)


def _is_cell(cell: Any) -> bool:
    if not isinstance(cell, dict) or not cell or not cell.keys() <= {AT, BY}:
        return False
    at, by = cell.get(AT, 1), cell.get(BY, GUESSED)
    return type(at) is int and 1 <= at <= 1000 and isinstance(by, str) and bool(by)


KIND = Places()
