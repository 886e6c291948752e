"""All of a file, checked before a row is written: rounds with what is in them, and notes, as plain data."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from reflections.documents.anchors import Anchor
from reflections.documents.following import settle
from reflections.journal.forms import MOST_MARKS
from reflections.journal.marks import whole
from reflections.journal.models import Answer, Date
from reflections.kinds import Prompt, Value, kind
from reflections.kinds.base import MAX_LINE
from reflections.summary.exports.envelopes import Closed, open_envelope
from reflections.summary.exports.pieces import MOST_THINGS
from reflections.summary.imports.parts import Part, Refused
from reflections.summary.imports.reading import too_deep
from reflections.summary.imports.wordings import NotAsked, Wordings, asked_as, wordings

MOST_TAGS = 150


@dataclass(frozen=True)
class Said:
    """A value with the row of the wording it replied to, when, and the aside beside it."""

    prompt: Prompt
    value: Value | None
    aside: str
    saved_at: dt.datetime


@dataclass(frozen=True)
class NewAnswer:
    """An answer to come in; `closed`: a sealed letter that this site cannot open, of which nothing comes in."""

    key: str
    said: Said
    state: str = Answer.State.BLANK
    version: int = 0
    marks: tuple[Anchor, ...] = ()
    dates: tuple[tuple[str, str, dt.date], ...] = ()
    earlier: tuple[Said, ...] = ()
    closed: bool = False


@dataclass(frozen=True)
class NewRound:
    """A round to come in. `name_here`: what it is called in this file and no other."""

    name_here: str
    name: str
    path: str
    begun_at: dt.datetime
    archived_at: dt.datetime | None
    answers: tuple[NewAnswer, ...]


@dataclass(frozen=True)
class NewNote:
    """A note to come in."""

    name_here: str
    day: dt.date
    prompt: str
    version: int
    saved_at: dt.datetime
    text: str
    tags: tuple[str, ...]


@dataclass
class Journal:
    """What is in a file, all of it checked; `left_out`: how many answers this site never asked for."""

    rounds: list[NewRound] = field(default_factory=list)
    notes: list[NewNote] = field(default_factory=list)
    left_out: int = 0


def check_file(file: Part, *, leave: bool) -> Journal:
    """What is in `file`; raises `Refused` at the first thing that is wrong.

    With `leave`, an answer to what this site never asked is left out; without, it is refused.
    """
    found = Journal()
    try:
        known = wordings(file)
        for each in file["rounds"].each(MOST_THINGS):
            found.rounds.append(_round(each, list(_answers(each, known, found if leave else None))))
        found.notes = [_note(each) for each in file.get("notes", []).each(MOST_THINGS)]
    except RecursionError:
        raise Refused(too_deep()) from None
    return found


def _round(part: Part, answers: Sequence[NewAnswer]) -> NewRound:
    archived = part["archived_at"]
    return NewRound(
        name_here=_name_here(part),
        name=part["name"].text(MAX_LINE),
        path=_key_or_none(part["path"]),
        begun_at=part["begun_at"].moment(),
        archived_at=None if archived.it is None else archived.moment(),
        answers=tuple(answers),
    )


def _name_here(part: Part) -> str:
    """Id and digest of a round or a note: the same for the same thing from the same file, brought in how often ever.

    An envelope looks different each time it is closed, whatever is in it.
    """
    this, answers = part["id"].id(), [each.it for each in part.get("answers", []).each()]
    answers = [{**each, "envelope": ""} if isinstance(each, dict) else each for each in answers]
    text = json.dumps({**part.it, "answers": answers}, sort_keys=True)
    return f"{this} {hashlib.sha256(text.encode()).hexdigest()}"


def _key_or_none(part: Part) -> str:
    return "" if part.it == "" else part.key()


def _answers(part: Part, known: Wordings, left: Journal | None) -> Iterator[NewAnswer]:
    """The answers of a round; what this site never asked is counted in `left`, or refused where that is None."""
    seen: set[str] = set()
    for each in part["answers"].each():
        key = each["prompt"].key()
        if key in seen:
            raise each["prompt"].refused(_("This round answers the same page twice."))
        seen.add(key)
        try:
            found = _answer(each, key, known)
        except NotAsked:
            if left is None:
                raise each["prompt"].refused(_not_asked(key)) from None
            left.left_out += 1
        else:
            yield found


def _not_asked(key: str) -> str:
    words = _("This site does not ask “%(prompt)s”. Tick “%(tick)s”, and the rest comes in.")
    return words % {"prompt": key, "tick": _("Leave out what this site does not ask")}


def _answer(part: Part, key: str, known: Wordings) -> NewAnswer:
    each = part
    try:
        sealed = each["sealed"].flag() and open_envelope(each.it)
    except Closed:
        return NewAnswer(key, _said(each, key, known, Part(None)), closed=True)
    if sealed:
        if each["value"].it is not None:
            raise each["value"].refused(_("A sealed letter shows its text here."))
        each = replace(each, it={**each.it, **sealed})
    said = _said(each, key, known, each["value"])
    return NewAnswer(
        key=key,
        said=said,
        state=_state(each, said),
        version=each["version"].number(),
        marks=tuple(_marks(each["marks"], said)),
        dates=tuple(_dates(each["dates"], said)),
        earlier=tuple(_earlier(each.get("revisions", []), key, known)),
    )


def _said(part: Part, key: str, known: Wordings, value: Part, *, earlier: bool = False) -> Said:
    number = part["prompt_version"].number(1)
    prompt, found = known.place(key, number, value, earlier=earlier)
    return Said(prompt, found, part["aside"].text(), part["saved_at"].moment())


def _state(part: Part, said: Said) -> str:
    """What stands in the file, unless what was written says otherwise."""
    state = part["state"].option(*Answer.State.values)
    if said.aside or (said.value and not kind(said.value["kind"]).is_empty(said.value)):
        return Answer.State.WRITTEN
    return Answer.State.BLANK if state == Answer.State.WRITTEN else state


def _marks(part: Part, said: Said) -> Iterator[Anchor]:
    """The marked phrases, each where it stands; those of older files where their words first stand."""
    found: str | None = None
    for each in part.each(MOST_MARKS):
        try:
            anchor = Anchor.read(each.it)
        except ValueError:
            raise each.refused(_("This is no mark.")) from None
        if not (anchor.at or anchor.asleep):
            found = whole(asked_as(said.prompt), said.value) if found is None else found
            anchor = settle(anchor, found)
        yield anchor


def _dates(part: Part, said: Said) -> Iterator[tuple[str, str, dt.date]]:
    """Days that the answer asks for and that were not put away."""
    asked = [(due.key, due.what, due.day) for due in kind(said.value["kind"]).dates(said.value)] if said.value else []
    for each in part.each():
        date = each["row"].string(), each["what"].option(*Date.What.values), each["day"].day()
        if date not in asked:
            raise each.refused(_("The answer asks for no such day, or the same day stands here twice."))
        asked.remove(date)
        yield date


def _earlier(part: Part, key: str, known: Wordings) -> Sequence[Said]:
    return [_said(each, key, known, each["value"], earlier=True) for each in part.each()]


def _note(part: Part) -> NewNote:
    return NewNote(
        name_here=_name_here(part),
        day=part["day"].day(),
        prompt=_key_or_none(part["prompt"]),
        version=part["version"].number(1),
        saved_at=part["saved_at"].moment(),
        text=part["text"].text(),
        tags=tuple(each.text(MAX_LINE) for each in part["tags"].each(MOST_TAGS) if _is_tag(each)),
    )


def _is_tag(part: Part) -> bool:
    return bool(part.text(MAX_LINE).strip())
