"""Then and now: two answers to one prompt side by side, and two rounds. It says what moved, never what that means."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from reflections.documents.document import (
    Beside,
    Document,
    Drawing,
    Heading,
    Note,
    Paragraph,
    Part,
    Section,
    Table,
    Words,
)
from reflections.documents.marking import with_marks
from reflections.guide.library import guide
from reflections.journal.reading import Answered
from reflections.kinds import Prompt, kind

DAYS_OF_MONTHS = 60
"""From so many days on, a time is counted in months."""
DAYS_OF_MONTH = 30.44


@dataclass(frozen=True)
class Names:
    """What the two sides are called: "May" and "November"."""

    then: str
    now: str


@dataclass(frozen=True)
class Comparison:
    """Two rounds: what stands in both, and the prompts that stand in one. `moved`: each prompt with its sentence."""

    document: Document
    moved: tuple[tuple[Prompt, str], ...]
    only_then: tuple[Prompt, ...]
    only_now: tuple[Prompt, ...]


def names(then: dt.date, now: dt.date) -> Names:
    """As short as tells them apart: months, with their years where those differ, else days."""
    shape = "F" if then.year == now.year else "F Y"
    if (then.year, then.month) == (now.year, now.month):
        shape = "j F"
    if then == now:
        return Names(_("Then"), _("Now"))
    return Names(date_format(then, shape), date_format(now, shape))


def apart(then: dt.date, now: dt.date) -> str:
    """How long lies between two days, as a title."""
    days = abs((now - then).days)
    if days >= DAYS_OF_MONTHS:
        months = round(days / DAYS_OF_MONTH)
        return ngettext("%(count)d month apart", "%(count)d months apart", months) % {"count": months}
    if days:
        return ngettext("%(count)d day apart", "%(count)d days apart", days) % {"count": days}
    return _("Two rounds of one day")


def stands(answered: Answered) -> bool:
    """Whether an answer has something to lay beside another: words, figures, an envelope; or cannot be read."""
    value = answered.value
    return (
        answered.opens is not None
        or answered.lost
        or (value is not None and not kind(answered.prompt.kind).is_empty(value))
    )


def side_by_side(old: Answered, new: Answered, called: Names) -> tuple[Part, ...]:
    """Two answers to one prompt, with what moved; what may not be read stays closed on either side."""
    parts = _both(old, new) or _one_by_one(old, new, called)
    asked = old.prompt.ask if old.prompt.ask != new.prompt.ask else ""
    note = (Note(_("The earlier answer replied to: %(ask)s") % {"ask": asked}),) if asked else ()
    return tuple(_named(part, called) for part in (*parts, *note))


def shown(answered: Answered) -> tuple[Part, ...]:
    """One answer by itself, with its marks; of a sealed letter the envelope."""
    if answered.lost:
        return (Note(_("This answer could not be read just now. Nothing was changed, and nothing was lost.")),)
    if answered.opens is not None:
        day = date_format(answered.opens, "j F Y")
        return (Note(_("Written and sealed. It opens on %(day)s.") % {"day": day}, "letter"),)
    parts = kind(answered.prompt.kind).passages(answered.prompt, answered.value) if answered.value else ()
    return with_marks(parts, answered.anchors)


def compare_rounds(then: Mapping[str, Answered], now: Mapping[str, Answered], called: Names, title: str) -> Comparison:
    """Two rounds, chapter by chapter; each given as answers by prompt key, in the guide's order."""
    then, now = ({key: each for key, each in side.items() if stands(each)} for side in (then, now))
    pages = {key: side_by_side(then[key], each, called) for key, each in now.items() if key in then}
    prompts = {key: now[key].prompt for key in pages}
    return Comparison(
        Document(title, get_language() or "en", sections=tuple(_chapters(prompts, pages))),
        tuple((prompts[key], said) for key, parts in pages.items() if (said := _sentence(parts))),
        tuple(each.prompt for key, each in then.items() if key not in now),
        tuple(each.prompt for key, each in now.items() if key not in then),
    )


def _both(old: Answered, new: Answered) -> tuple[Part, ...]:
    if old.value is None or new.value is None or old.prompt.kind != new.prompt.kind:
        return ()
    return kind(new.prompt.kind).compare(new.prompt, old.value, new.value)


def _one_by_one(old: Answered, new: Answered, called: Names) -> tuple[Part, ...]:
    """Where the two cannot be laid over each other: one below the other."""
    sides = ((called.then, shown(old)), (called.now, shown(new)))
    return tuple(
        part for head, parts in sides for part in (Heading(1, head), *(parts or (Paragraph(_("Left open.")),)))
    )


def _chapters(prompts: Mapping[str, Prompt], pages: Mapping[str, tuple[Part, ...]]) -> Iterator[Section]:
    chapters = [(each.key, each.title, [prompt.key for prompt in each.prompts]) for each in guide().chapters]
    gone = [key for key in pages if key not in guide().prompts]
    for key, title, asked in [*chapters, ("gone", _("No longer asked"), gone)]:
        sections = tuple(_page(prompts[one], pages[one]) for one in asked if one in pages)
        if sections:
            yield Section(f"chapter-{key}", title, parts=sections)


def _page(prompt: Prompt, parts: tuple[Part, ...]) -> Section:
    asked = prompt.key in guide().prompts
    note = _("Page %(number)s") % {"number": prompt.number} if asked else ""
    url = reverse("write", args=[prompt.key]) if asked else ""
    return Section(f"page-{prompt.key}", prompt.title, note, parts, url)


def _sentence(parts: Iterable[Part]) -> str:
    """The first sentence of ours: kinds begin with what moved."""
    return next((part.text for part in parts if isinstance(part, Paragraph)), "")


def _named(part: Part, called: Names) -> Part:
    """A part in which the sides bear their names. Kinds know a then and a now, and no months."""
    then, now = called.then, called.now
    words = {_("Then"): then, _("Before"): then, _("Now"): now, _("Today"): now}
    words[_("Wished before")] = _("Wished, %(month)s") % {"month": then}
    words[_("Wished")] = _("Wished, %(month)s") % {"month": now}
    match part:
        case Beside(head):
            return replace(part, head=(words.get(head[0], head[0]), words.get(head[1], head[1])))
        case Table():
            return _named_table(part, words)
        case Drawing():
            rows = tuple(
                replace(
                    row, strips=tuple(replace(strip, name=words.get(strip.name, strip.name)) for strip in row.strips)
                )
                for row in part.rows
            )
            key = tuple((role, words.get(name, name)) for role, name in part.key)
            return replace(part, rows=rows, key=key, twin=_named_table(part.twin, words))
    return part


def _named_table(table: Table, words: Mapping[str, str]) -> Table:
    return replace(table, head=tuple(_word(cell, words) for cell in table.head))


def _word(cell: Words, words: Mapping[str, str]) -> Words:
    return words.get(cell, cell) if isinstance(cell, str) else cell
