"""The summary as a `Document`: marked phrases first, then ways of working, then chapter by chapter.

It holds what was written and nothing else: an open prompt leaves no gap, a sealed letter shows its envelope.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from reflections.documents.document import Document, Passage, Ref, Section
from reflections.guide.library import guide
from reflections.journal.models import Round
from reflections.journal.reading import Answered, answers
from reflections.summary.parts import aside_of, page, parts_of, source, stands
from reflections.summary.ways import LEADING, side_by_side


@dataclass(frozen=True)
class Shown:
    """The answers that go in, by prompt key in the guide's order, and whether their asides do."""

    answers: Mapping[str, Answered]
    asides: bool


def build_summary(this: Round | None, leave: Collection[str] = (), *, asides: bool = False) -> Document:
    """What `this` round says, without the prompts in `leave`. One statement, however many answers."""
    return build_from(answers(this), this, leave, asides=asides)


def build_from(
    said: Mapping[str, Answered], this: Round | None, leave: Collection[str] = (), *, asides: bool = False
) -> Document:
    """The same from answers that were read already."""
    kept = {key: each for key, each in said.items() if key not in leave and stands(each, asides)}
    shown = Shown(kept, asides)
    sections = (*_marked(shown), *_leading(shown), *_chapters(shown), *_no_longer_asked(shown))
    return Document(_("What your pages say"), get_language() or "en", _subtitle(this, len(kept)), sections)


def _subtitle(this: Round | None, count: int) -> str:
    begun = "" if this is None else date_format(this.begun_at, "j F Y")
    held = ngettext("%(count)d answer", "%(count)d answers", count) % {"count": count}
    return " · ".join(filter(None, (this.name if this else "", begun, held)))


def _marked(shown: Shown) -> Iterator[Section]:
    """The phrases the writer marked, each with the page it is from."""
    parts = tuple(
        Passage(phrase, (phrase,), Ref(page(each.prompt), source(each.prompt)))
        for each in shown.answers.values()
        for phrase in each.marks
    )
    if parts:
        yield Section("marked", _("What you marked"), parts=parts)


def _leading(shown: Shown) -> Iterator[Section]:
    parts = tuple(_answer(shown, shown.answers[key]) for key in LEADING if key in shown.answers)
    if parts:
        yield Section("ways-of-working", _("How you want to work"), parts=parts)


def _chapters(shown: Shown) -> Iterator[Section]:
    for chapter in guide().chapters:
        keys = [prompt.key for prompt in chapter.prompts if prompt.key not in LEADING]
        parts = tuple(_answer(shown, shown.answers[key]) for key in keys if key in shown.answers)
        if parts:
            yield Section(f"chapter-{chapter.key}", chapter.title, parts=parts)


def _no_longer_asked(shown: Shown) -> Iterator[Section]:
    """Answers to prompts that were retired since: what was written stays."""
    gone = (each for key, each in shown.answers.items() if key not in guide().prompts and key not in LEADING)
    parts = tuple(_answer(shown, each) for each in gone)
    if parts:
        yield Section("no-longer-asked", _("No longer asked"), parts=parts)


def _answer(shown: Shown, answered: Answered) -> Section:
    prompt = answered.prompt
    said = side_by_side(answered) if prompt.key == "admired" else parts_of(answered)
    parts = (*said, *(aside_of(answered) if shown.asides else ()))
    return Section(f"page-{prompt.key}", prompt.title, page(prompt), parts, source(prompt))
