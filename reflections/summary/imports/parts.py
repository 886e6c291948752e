"""A file from outside, looked at part by part. What is wrong is refused with the place where it stands."""

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from reflections.kinds.base import MAX_TEXT, tidy_text
from reflections.kinds.typed import is_day

KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
"""The key of a prompt or a path."""
MOST_SAVES = 1_000_000_000
"""As often as anything can have been saved."""
A_DAY = dt.timedelta(days=1)
"""How far the clock of another site may go wrong."""


class Refused(Exception):
    """The file cannot be brought in: `words` say why, `place` says where (empty: the file as a whole)."""

    def __init__(self, words: str, place: str = "") -> None:
        super().__init__(place)
        self.words, self.place = words, place


@dataclass(frozen=True, slots=True)
class Part:
    """Some part of the file, `it`, with the way to it. What a method reads from it is what it says, or `Refused`."""

    it: Any
    way: tuple[str | int, ...] = ()

    def refused(self, words: str) -> Refused:
        """The refusal of this part."""
        return Refused(words, place(self.way))

    def __getitem__(self, name: str) -> "Part":
        """The part called `name`; refused where there is none."""
        if not isinstance(self.it, dict):
            raise self.refused(_("Something else stands here than a group of named things."))
        if name not in self.it:
            raise self.refused(_("“%(name)s” is missing here.") % {"name": name})
        return Part(self.it[name], (*self.way, name))

    def get(self, name: str, otherwise: Any) -> "Part":
        """The same for a part that need not be there."""
        return self[name] if isinstance(self.it, dict) and name in self.it else Part(otherwise, (*self.way, name))

    def each(self, most: int | None = None) -> Iterator["Part"]:
        """The parts of a list, of which there may be `most`."""
        if not isinstance(self.it, list):
            raise self.refused(_("A list belongs here."))
        if most is not None and len(self.it) > most:
            raise self.refused(_("There are more than %(most)d here.") % {"most": most})
        for number, it in enumerate(self.it):
            yield Part(it, (*self.way, number))

    def text(self, most: int = MAX_TEXT) -> str:
        """Words somebody wrote."""
        try:
            return tidy_text(self.string(), most)
        except ValueError as error:
            raise self.refused(str(error)) from None

    def string(self) -> str:
        """Any text."""
        if not isinstance(self.it, str):
            raise self.refused(_("A text belongs here."))
        return self.it

    def key(self) -> str:
        """The key of something: small letters, digits and dashes."""
        if not KEY.fullmatch(self.string()):
            raise self.refused(_("A short name of small letters, digits and dashes belongs here."))
        return self.string()

    def option(self, *allowed: str) -> str:
        """One of a few words."""
        if self.string() not in allowed:
            raise self.refused(_("One of these belongs here: %(allowed)s.") % {"allowed": ", ".join(allowed)})
        return self.string()

    def flag(self) -> bool:
        """Yes or no."""
        if not isinstance(self.it, bool):
            raise self.refused(_("“true” or “false” belongs here."))
        return self.it

    def number(self, least: int = 0) -> int:
        """A whole number."""
        if type(self.it) is not int or not least <= self.it <= MOST_SAVES:
            raise self.refused(_("A whole number from %(least)d belongs here.") % {"least": least})
        return self.it

    def id(self) -> str:
        """The id of something, in its one spelling."""
        try:
            return str(uuid.UUID(self.string()[:60]))
        except ValueError:
            raise self.refused(_("An id of 32 hexadecimal digits belongs here.")) from None

    def day(self) -> dt.date:
        """A day of the calendar."""
        if not is_day(self.string()):
            raise self.refused(_("A day such as 2027-03-15 belongs here."))
        return dt.date.fromisoformat(self.it)

    def moment(self) -> dt.datetime:
        """A point in time that is not to come."""
        try:
            found = dt.datetime.fromisoformat(self.string()[:40])
        except ValueError:
            found = dt.datetime.min
        if found.tzinfo is None or not is_day(found.date().isoformat()):
            raise self.refused(_("A moment such as 2026-11-24T10:00:00.000Z belongs here."))
        if found > timezone.now() + A_DAY:
            raise self.refused(_("This moment is still to come."))
        return found


def place(way: tuple[str | int, ...]) -> str:
    """A place in the file as one reads it: "round 2, answer 5, value"."""
    said = {
        "rounds": _("round %(number)d"),
        "answers": _("answer %(number)d"),
        "revisions": _("earlier text %(number)d"),
        "marks": _("mark %(number)d"),
        "dates": _("date %(number)d"),
        "notes": _("note %(number)d"),
        "tags": _("tag %(number)d"),
        "prompts": _("prompt %(number)d"),
    }
    steps = []
    for step, after in zip(way, (*way[1:], ""), strict=True):
        if isinstance(step, str) and isinstance(after, int) and step in said:
            steps.append(said[step] % {"number": after + 1})
        elif isinstance(step, str):
            steps.append(step)
    return ", ".join(steps)
