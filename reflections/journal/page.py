"""The page of one prompt: where it stands on the way, what was written, and how a refusal looks."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from django.db.models import CharField
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from reflections.guide.library import guide
from reflections.journal.actions import room_round
from reflections.journal.before import month, told_before
from reflections.journal.marking import page_ticks
from reflections.journal.models import Answer, Round
from reflections.journal.reading import sealed_until
from reflections.journal.room import Visit, visit_of
from reflections.journal.stencil import fill
from reflections.journal.way import Way, index, way
from reflections.kinds import Prompt, Value, kind
from reflections.kinds.base import Earlier
from reflections.people.models import Person
from reflections.people.prepared import Prepared
from reflections.people.reader import frame
from reflections.people.who import agreed, owner

PURPOSE = "writing"
"""What one agrees to before the first save."""


@dataclass(frozen=True)
class Desk:
    """What lies before somebody who writes: their round, the answer that stands there, and its neighbours.

    `asks`: whether they have to agree before anything is kept. `before`: the day on which an earlier round last
    said something to this prompt, and not a word of it.
    """

    prompt: Prompt
    round: UUID | None = None
    path: str = ""
    states: Mapping[str, str] = field(default_factory=dict)
    answer: Answer | None = None
    earlier: Earlier = field(default_factory=dict)
    asks: bool = False
    before: str = ""

    @property
    def value(self) -> Value | None:
        """The stored value in today's shape."""
        return self.earlier.get("")


_rounds = Prepared(
    lambda person: (
        Round.objects.filter(journal__person=person)
        .order_by("-begun_at")
        # Times as text: most readers need none of them, and each would be parsed.
        .annotate(archived=Cast("archived_at", CharField()), saved=Cast("answers__saved_at", CharField()))
        .values_list("id", "path", "archived", "answers__prompt", "answers__state", "saved")
    )
)


@cache
def _answers(keys: tuple[str, ...]) -> Prepared[Answer]:
    return Prepared(lambda this: Answer.objects.filter(round=this, prompt__in=keys))


OWN = (
    *("csrf_token", "answer_form", "index", "aside", "round", "base", "key", "last", "owner"),
    *("saved_iso", "saved_time", "before", "marks", "action", "back_url"),
)
"""What differs from reader to reader on the page of a prompt; all else follows from the key in `show`."""
SEEN = (
    *("template", "answer", "written", "ask_consent", "has_before", "has_aside", "wide"),
    *("sends", "covered"),
)
"""What of the context is in that key, beside prompt, path and frame."""


def desk(person: Any, prompt: Prompt, asked: str = "") -> Desk:
    """All that the page of a prompt needs of the database: two statements, however much was written.

    `asked`: another round of theirs than the newest, for a page that was open when a newer one was begun.
    """
    rounds = _rounds.rows(person.pk) if person.is_authenticated else []
    this, path = _round(rounds, asked) or (None, "")
    before = told_before(rounds, prompt.key, this)
    if this is None:
        return Desk(prompt, asks=not rounds and not agreed(person, PURPOSE), before=before)
    states = {row[3]: row[4] for row in rounds if row[0] == this and row[4] not in {None, "blank"}}
    return _laid(Desk(prompt, this, path, states, before=before), this)


def sheet(person: Any, prompt: Prompt, asked: str = "") -> Desk:
    """The same for somebody in a room: the round of today or, blank, the one to come. Nothing of an older one.

    `asked`: the round of theirs that the page goes on from.
    """
    this = room_round(person)
    if asked and person.is_authenticated and asked != str(this and this.pk):
        this = next((row for row in Round.objects.filter(journal__person=person) if str(row.pk) == asked), this)
    if this is None:
        return Desk(prompt, asks=not (person.is_authenticated and has_agreed(person)))
    at = _laid(Desk(prompt, this.pk), this.pk)
    return replace(at, states={prompt.key: at.answer.state} if at.answer else {})


def has_agreed(person: Person) -> bool:
    """Somebody with a round, put away or not, was asked once; so was somebody who deleted them all."""
    return Round.objects.filter(journal__person=person).exists() or agreed(person, PURPOSE)


def _laid(at: Desk, this: UUID) -> Desk:
    """The desk with what the round says on it."""
    prompt = at.prompt
    keys = (prompt.key, *(key for key in kind(prompt.kind).uses(prompt) if key))
    rows = {row.prompt: row for row in _answers(keys).objects(this)}
    earlier = {key: _upgraded(row, key) for key, row in rows.items() if row.value_sealed and key != prompt.key}
    if prompt.key in rows and rows[prompt.key].value_sealed:
        earlier[""] = _upgraded(rows[prompt.key], prompt.key)
    return replace(at, answer=rows.get(prompt.key), earlier=earlier)


def _round(rounds: list[Any], asked: str) -> tuple[UUID, str] | None:
    """The round that is asked for, else the newest that is not put away, with its path."""
    named = (row for row in rounds if str(row[0]) == asked) if asked else iter(())
    found = next(named, None) or next((row for row in rounds if row[2] is None), None)
    return found[:2] if found else None


def _upgraded(row: Answer, key: str) -> Value:
    known = guide().prompts[key]
    return kind(known.kind).upgrade(row.value)


def context(request: HttpRequest, at: Desk, *, data: Any = None, **more: Any) -> dict[str, Any]:
    """What the template of a prompt's page is given; with `data`, what was typed is shown again."""
    on, visit = way(at.prompt, request.GET.get("path") or (data or {}).get("path") or at.path), visit_of(request)
    form = _form(at, "" if visit else request.GET.get("row", ""), data)
    row = getattr(form, "row", "")
    written = at.states.get(at.prompt.key) == "written"
    return {
        "template": "journal/room.html" if visit else "journal/look_back.html" if row else "journal/write.html",
        "row": row,
        "title": getattr(form, "title", ""),
        "section": "guide",
        "prompt": at.prompt,
        "wide": getattr(form, "wide", False),
        "script": kind(at.prompt.kind).script,
        "way": on,
        "path": on.path.key if on.path else "",
        "chapter": guide().chapter(at.prompt.chapter),
        "pages": len(guide().prompts),
        "answer": at.answer is not None,
        "state": "saved" if at.answer else "unsaved",
        "written": written,
        "ask_consent": at.asks,
        "has_before": bool(at.before),
        "typed": data is not None,
        "sends": visit is not None and visit.sends,
        "covered": visit is not None and written and data is None,
        **own(request, at, on, form, data),
        **_of_room(visit, at.prompt),
        **more,
    }


def _of_room(visit: Visit | None, prompt: Prompt) -> dict[str, str]:
    """Where a page of somebody in a room sends its words, and the way back."""
    return {"action": visit.url("write", prompt), "back_url": visit.back_url} if visit else {}


def _form(at: Desk, row: str, data: Any) -> Any:
    """The form of the one `row` to look back on, where the address names it (``?row=``), else of the whole."""
    this = kind(at.prompt.kind)
    back = this.look_back(at.prompt, at.value, row, data) if row and at.value else None
    mode = "return" if at.value and sealed_until(at.value) else "first"
    return back or this.form(at.prompt, at.value, at.earlier, mode, data)


def own(request: HttpRequest, at: Desk, on: Way, form: Any, data: Any = None) -> dict[str, Any]:
    """The pieces of the page that are one reader's: what they wrote, and what their next save is made of."""
    aside = data.get("aside", "") if data is not None else (at.answer.aside or "" if at.answer else "")
    return {
        "csrf_token": get_token(request),
        "answer_form": SafeString(render_to_string(form.template_name, {"form": form, "prompt": at.prompt})),
        "index": index(on, at.prompt, at.states),
        "aside": aside,
        "has_aside": bool(aside),
        "round": str(at.round or ""),
        "base": str(at.answer.version if at.answer else 0),
        "key": str(uuid4()),
        "last": str(at.answer.last_key) if at.answer else "",
        # What was typed stays whose it was, also where somebody else is signed in by now.
        "owner": (data or {}).get("owner") or owner(request.user),
        "before": month(at.before),
        "marks": page_ticks(at.prompt, at.answer, at.value, data),
        **saved_at(at.answer),
    }


def show(request: HttpRequest, at: Desk) -> str:
    """The page as it is asked for: with what is saved, and nothing to complain about."""
    given = context(request, at)
    # What is said once, to one reader, goes into no stencil; nor does what is read once in weeks.
    if "messages" in request.COOKIES or given["row"]:
        return render_to_string(given["template"], given, request)
    pieces = {name: given.get(name, "") for name in OWN}
    key = (at.prompt.version, given["path"], frame(request), *(given[name] for name in SEEN))
    return fill(request, given["template"], {**given, "messages": ()}, pieces, key)


def saved_at(answer: Answer | None) -> dict[str, str]:
    """When an answer was saved, for machines and for people; nothing before the first save."""
    if answer is None:
        return {}
    when = answer.saved_at.astimezone(dt.UTC)
    return {
        "saved_iso": when.isoformat(timespec="seconds"),
        "saved_time": _("%(time)s UTC") % {"time": f"{when:%H:%M}"},
    }


def of_another(request: HttpRequest) -> bool:
    """Whether what is posted was written by somebody else than who is signed in now."""
    return request.POST.get("owner", "") not in {"", owner(request.user)}
