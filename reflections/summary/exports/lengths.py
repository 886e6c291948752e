"""How much of a round a file holds: a card, a page or a book. Nothing in it tells how much stayed out."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from reflections.documents.document import Document, Length, Paragraph, Part, Passage, Section
from reflections.guide.library import guide
from reflections.journal.models import Note, Round
from reflections.journal.reading import Answered
from reflections.summary.build import build_from, going_in
from reflections.summary.exports.card import card_of
from reflections.summary.exports.choice import Choice
from reflections.summary.exports.made import NothingToTake
from reflections.summary.glance import Glance, at_a_glance
from reflections.summary.parts import Places, round_name
from reflections.summary.ways import LEADING

type Said = Mapping[str, Answered]


def compose(this: Round | None, said: Said, chosen: Choice, length: Length, notes: Iterable[Note] = ()) -> Document:
    """What is chosen of what `this` round says, as long as asked for. Raises `NothingToTake` where that is nothing.

    A card has what to do next; a page the marked phrases, as many sentences at a glance as stand there at once, and
    what is chosen; a book all chapters in their order and `notes` after them. Nothing in it leads to this site. The
    pages of the guide have their numbers in a whole book only.
    """
    return _card(this, said, chosen) if length == "card" else _pages(this, said, chosen, length, notes)


def _card(this: Round | None, said: Said, chosen: Choice) -> Document:
    card = card_of({key: each for key, each in said.items() if key not in chosen.leave})
    if not card.sections:
        raise NothingToTake(card=True)
    whole = card.holds == card_of(said).holds
    return _document(_("What comes next"), _subtitle(this, len(card.holds), whole=whole), card.sections)


def _pages(this: Round | None, said: Said, chosen: Choice, length: Length, notes: Iterable[Note]) -> Document:
    kept = going_in(said, chosen.leave, asides=chosen.asides)
    written = tuple(_notes(notes))
    if not kept and not written:
        raise NothingToTake
    asides = chosen.asides or not any(each.aside for each in kept.values())
    whole = asides and len(kept) == len(going_in(said, (), asides=True))
    book = length == "book"
    places = Places(read_only=True, numbered=book and whole)
    glance = at_a_glance(kept, this, places)
    seen = glance if book else Glance(tuple(glance.first))
    leading = () if book else LEADING
    built = build_from(kept, this, asides=chosen.asides, glance=seen, places=places, leading=leading)
    sections = (*built.sections, *([Section("notes", _("Notes"), parts=written)] if written else []))
    title = _("My notebook") if book else _("What my pages say")
    return _document(title, _subtitle(this, len(kept), whole=whole), sections)


def _document(title: str, subtitle: str, sections: tuple[Section, ...]) -> Document:
    return Document(title, get_language() or "en", subtitle, sections)


def _subtitle(this: Round | None, count: int, *, whole: bool) -> str:
    """Which round, which day, whether these are chosen parts (never how many are not), how many answers."""
    held = ngettext("%(count)d answer", "%(count)d answers", count) % {"count": count}
    return " · ".join(filter(None, (*_called(this), "" if whole else _("chosen parts"), held)))


def _called(this: Round | None) -> tuple[str, ...]:
    """The name of a round, or the day it was begun; and today."""
    today = date_format(timezone.localdate(), "j F Y")
    begun = date_format(timezone.localtime(this.begun_at), "j F Y") if this else today
    name = round_name(this) or (_("Begun %(day)s") % {"day": begun} if begun != today else "")
    return name, today


def _notes(notes: Iterable[Note]) -> Iterator[Section]:
    """Each note under its day, with the page it belongs to and its tags."""
    for number, note in enumerate(notes, 1):
        text, tags, prompt = note.text or "", note.tags or (), guide().prompts.get(note.prompt)
        if text.strip():
            more: tuple[Part, ...] = (Paragraph(_("Tags:")), Passage(", ".join(tags))) if tags else ()
            day = date_format(note.day, "j F Y")
            yield Section(f"note-{number}", day, prompt.title if prompt else "", (Passage(text), *more))
