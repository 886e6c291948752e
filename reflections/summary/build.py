"""The summary as a `Document`: marked phrases first, then a glance, then ways of working, then chapter by chapter.

It holds what was written, and what can be counted of it: an open prompt leaves no gap, a sealed letter shows its
envelope.
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
from reflections.summary.glance import Glance, at_a_glance
from reflections.summary.parts import HERE, Places, aside_of, round_name, stands
from reflections.summary.pictures import pictured
from reflections.summary.ways import LEADING


@dataclass(frozen=True)
class Shown:
    """The answers that go in, by prompt key in the guide's order; whether asides do; where each leads back to.

    `leading`: keys of the prompts that stand ahead of the chapters, and not in them.
    """

    answers: Mapping[str, Answered]
    asides: bool
    places: Places
    leading: Collection[str] = LEADING


def build_summary(this: Round | None, leave: Collection[str] = (), *, asides: bool = False) -> Document:
    """What `this` round says, without the prompts in `leave`. Two statements, however many answers."""
    return build_from(answers(this), this, leave, asides=asides)


def build_from(
    said: Mapping[str, Answered],
    this: Round | None,
    leave: Collection[str] = (),
    *,
    asides: bool = False,
    glance: Glance | None = None,
    places: Places = HERE,
    leading: Collection[str] = LEADING,
) -> Document:
    """The same from answers that were read already, and from what was counted of them if it was."""
    kept = going_in(said, leave, asides=asides)
    shown = Shown(kept, asides, places, leading)
    seen = at_a_glance(kept, this, places) if glance is None else glance
    sections = (*_marked(shown), *seen.sections(), *_leading(shown), *_chapters(shown), *_no_longer_asked(shown))
    return Document(_("What your pages say"), get_language() or "en", _subtitle(this, len(kept)), sections)


def going_in(said: Mapping[str, Answered], leave: Collection[str], *, asides: bool) -> dict[str, Answered]:
    """The answers that have something to show, without those in `leave`."""
    return {key: each for key, each in said.items() if key not in leave and stands(each, asides)}


def _subtitle(this: Round | None, count: int) -> str:
    begun = "" if this is None else date_format(this.begun_at, "j F Y")
    held = ngettext("%(count)d answer", "%(count)d answers", count) % {"count": count}
    return " · ".join(filter(None, (round_name(this), begun, held)))


def _marked(shown: Shown) -> Iterator[Section]:
    """The phrases the writer marked, each with the page it is from."""
    parts = tuple(
        Passage(phrase, ((0, len(phrase)),), Ref(*shown.places.named(each.prompt)))
        for each in shown.answers.values()
        for phrase in each.marks
    )
    if parts:
        yield Section("marked", _("What you marked"), parts=parts)


def _leading(shown: Shown) -> Iterator[Section]:
    parts = tuple(_answers(shown, shown.leading))
    if parts:
        yield Section("ways-of-working", _("How you want to work"), parts=parts)


def _chapters(shown: Shown) -> Iterator[Section]:
    for chapter in guide().chapters:
        parts = tuple(_answers(shown, [prompt.key for prompt in chapter.prompts if prompt.key not in shown.leading]))
        if parts:
            yield Section(f"chapter-{chapter.key}", chapter.title, parts=parts)


def _no_longer_asked(shown: Shown) -> Iterator[Section]:
    """Answers to prompts that were retired since: what was written stays."""
    asked = {*guide().prompts, *shown.leading}
    parts = tuple(_answers(shown, [key for key in shown.answers if key not in asked]))
    if parts:
        yield Section("no-longer-asked", _("No longer asked"), parts=parts)


def _answers(shown: Shown, keys: Collection[str]) -> Iterator[Section]:
    """A section for each answer there is; none for one that stands in another's picture."""
    for key in keys:
        if key not in shown.answers:
            continue
        each = shown.answers[key]
        parts = (*pictured(each, shown.answers), *(aside_of(each) if shown.asides else ()))
        if parts:
            words, url = shown.places.of(each.prompt)
            yield Section(f"page-{key}", each.prompt.title, words, parts, url)
