"""Which wording here an answer from a file replied to: the same one under any number, or the nearest of its prompt."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from reflections.guide.library import guide, prompt_at
from reflections.guide.models import PromptVersion
from reflections.kinds import Prompt, Unreadable, Value, kinds
from reflections.kinds.bounds import checked
from reflections.summary.exports.data import WORDING, wording_of
from reflections.summary.imports.parts import Part

type Wording = tuple[str, int]
"""A prompt's key and the number of its wording, as the file has them."""


class NotAsked(Exception):
    """This site never asked this, or never so that this value could be an answer."""


@dataclass
class Wordings:
    """The wordings in a file (`theirs`), found again among ours."""

    theirs: Mapping[Wording, Mapping[str, Any]]
    language: str
    found: dict[Wording, int | None] = field(default_factory=dict)

    def place(self, key: str, number: int, value: Part, *, earlier: bool = False) -> tuple[Prompt, Value | None]:
        """The wording that this replied to, and the value in today's shape; None where nothing is said.

        An `earlier` text is read as it was asked then, an answer as `reading` does. Raises `NotAsked`, and `Refused`
        for a value that the wording it names could not have had.
        """
        if key not in self.ours:
            raise NotAsked(key)
        as_asked: Callable[[Prompt], Prompt] = (lambda then: then) if earlier else asked_as
        same = self._same(key, number)
        if same is None:
            return self._nearest(key, number, value, as_asked)
        prompt = self._at(same)
        return prompt, None if value.it is None else _read(as_asked(prompt), value)

    @cached_property
    def ours(self) -> dict[str, dict[int, int]]:
        """Row of each wording by number, by key of its prompt; retired prompts are among them."""
        rows: dict[str, dict[int, int]] = defaultdict(dict)
        for pk, key, number in PromptVersion.objects.values_list("pk", "prompt__key", "number").order_by("number"):
            rows[key][number] = pk
        return dict(rows)

    def _at(self, pk: int) -> Prompt:
        return prompt_at(pk, self.language)

    def _same(self, key: str, number: int) -> int | None:
        """Our row of the same wording: under its number if it can be, else of the same kind and settings."""
        wanted = (key, number)
        if wanted not in self.found:
            self.found[wanted] = self._look(key, number)
        return self.found[wanted]

    def _look(self, key: str, number: int) -> int | None:
        theirs, rows = self.theirs.get((key, number)), self.ours[key]
        if theirs is None:
            return None
        first = [rows[number]] if number in rows else []
        alike = {pk: wording_of(self._at(pk)) for pk in (*first, *reversed(rows.values()))}
        for names in (WORDING, ("kind", "settings")):
            same = [pk for pk, ours in alike.items() if all(ours[name] == theirs.get(name) for name in names)]
            if same:
                return same[0]
        return None

    def _nearest(
        self, key: str, number: int, value: Part, as_asked: Callable[[Prompt], Prompt]
    ) -> tuple[Prompt, Value | None]:
        """Nobody here was asked so: the value stands under our wording of that number, or the newest that it fits."""
        rows = self.ours[key]
        for pk in dict.fromkeys([*([rows[number]] if number in rows else []), *reversed(rows.values())]):
            prompt = self._at(pk)
            try:
                return prompt, None if value.it is None else checked(as_asked(prompt), value.it)
            except Unreadable:
                continue
        raise NotAsked(key)


def wordings(whole: Part) -> Wordings:
    """The wordings a file brings along; raises `Refused`."""
    theirs = {}
    for each in whole["prompts"].each():
        key, number = each["key"].key(), each["version"].number(1)
        theirs[key, number] = {name: each[name].it for name in WORDING}
    language = whole["language"].string()
    known = dict(settings.LANGUAGES)
    return Wordings(theirs, language if language in known else settings.LANGUAGE_CODE)


def asked_as(then: Prompt) -> Prompt:
    """The wording in which an answer is read: today's where the prompt has become one of another kind since."""
    now = guide().prompts.get(then.key)
    return now if now and now.kind != then.kind else then


def _read(prompt: Prompt, value: Part) -> Value:
    try:
        return checked(prompt, value.it)
    except Unreadable:
        raise value.refused(_why(prompt, value.it)) from None


def _why(prompt: Prompt, it: Any) -> str:
    """What is wrong with a value, as far as that can be said without its words."""
    theirs = kinds().get(it["kind"]) if isinstance(it, dict) and isinstance(it.get("kind"), str) else None
    if theirs is None:
        return _("This is no answer of a kind that is known here.")
    if type(it.get("v")) is int and it["v"] > theirs.v:
        return _("This answer was written with a newer Untold, in a shape that is not known here.")
    return _("This is no answer that the page “%(title)s” could have.") % {"title": prompt.title}
