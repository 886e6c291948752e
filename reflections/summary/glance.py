"""The summary at a glance: what was counted from the answers, without what its reader put away."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from reflections.documents.document import Ref, Remark, Remarks, Section
from reflections.journal.models import Round
from reflections.journal.reading import Answered
from reflections.people.prepared import Prepared
from reflections.summary.models import Dismissal
from reflections.summary.observations import Observation, observe
from reflections.summary.parts import HERE, Places

AT_ONCE = 9
"""So many sentences stand there, each chapter's first before any chapter's second; the others are behind "more"."""


@dataclass(frozen=True)
class Sentence:
    """An observation as a page shows it."""

    observation: Observation
    remark: Remark
    chapter: str

    @cached_property
    def key(self) -> str:
        """What it is put away by."""
        return self.observation.key


@dataclass(frozen=True)
class Glance:
    """The sentences of a round: those that stand there, and those that were put away."""

    shown: tuple[Sentence, ...] = ()
    away: tuple[Sentence, ...] = ()

    @cached_property
    def first(self) -> list[Sentence]:
        """What stands there at once."""
        return [each for each, at_once in zip(self.shown, self._at_once, strict=True) if at_once]

    @cached_property
    def more(self) -> list[Sentence]:
        """What comes after that."""
        return [each for each, at_once in zip(self.shown, self._at_once, strict=True) if not at_once]

    @cached_property
    def _at_once(self) -> list[bool]:
        """Whether each has its turn: how many of its chapter come before it, then where it stands."""
        before: Counter[str] = Counter()
        turns = []
        for at, each in enumerate(self.shown):
            turns.append((before[each.chapter], at))
            before[each.chapter] += 1
        chosen = set(sorted(turns)[:AT_ONCE])
        return [turn in chosen for turn in turns]

    def sections(self) -> Iterator[Section]:
        """As a section of a document, if anything is shown."""
        if self.shown:
            remarks = Remarks(tuple(each.remark for each in self.shown))
            yield Section(KEY, _("At a glance"), _("Counted from your answers. Not advice."), (remarks,))


KEY = "glance"
"""The key of its section."""
_AWAY: Prepared[Dismissal] = Prepared(
    lambda journal: Dismissal.objects.filter(journal=journal).values_list("rule", "about")
)


def at_a_glance(said: Mapping[str, Answered], this: Round | None, places: Places = HERE) -> Glance:
    """What is noticed in `said`, which is a choice of what `this` round says. One statement."""
    if this is None:
        return Glance()
    away = set(_AWAY.rows(this.journal_id))
    found = observe(said, timezone.localdate())
    sentences = [_sentence(each, said, places) for each in found]
    shown = [each for each in sentences if (each.observation.rule, each.observation.about) not in away]
    return Glance(tuple(shown), tuple(each for each in sentences if each not in shown))


def _sentence(found: Observation, said: Mapping[str, Answered], places: Places) -> Sentence:
    prompts = [said[key].prompt for key in found.rests_on]
    return Sentence(found, Remark(found.words, tuple(Ref(*places.link(each)) for each in prompts)), prompts[0].chapter)
