"""The page of one prompt: where it stands on the way, what was written, and how a refusal looks."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from reflections.guide.library import guide
from reflections.journal.models import Answer, Round
from reflections.journal.prepared import Prepared
from reflections.journal.reading import sealed_until
from reflections.journal.stencil import fill
from reflections.journal.way import Way, index, way
from reflections.kinds import Prompt, Value, kind
from reflections.kinds.base import Earlier
from reflections.people.reader import frame


@dataclass(frozen=True)
class Desk:
    """What lies before somebody who writes: their round, the answer that stands there, and its neighbours."""

    prompt: Prompt
    round: UUID | None = None
    path: str = ""
    states: Mapping[str, str] = field(default_factory=dict)
    answer: Answer | None = None
    earlier: Earlier = field(default_factory=dict)

    @property
    def value(self) -> Value | None:
        """The stored value in today's shape."""
        return self.earlier.get("")


_rounds = Prepared(
    lambda person: (
        Round.objects.filter(journal__person=person, archived_at=None)
        .order_by("-begun_at")
        .values_list("id", "path", "answers__prompt", "answers__state")
    )
)


@cache
def _answers(keys: tuple[str, ...]) -> Prepared[Answer]:
    return Prepared(lambda this: Answer.objects.filter(round=this, prompt__in=keys))


OWN = (
    *("csrf_token", "answer_form", "index", "aside", "round", "base", "key", "last", "owner"),
    *("saved_iso", "saved_time"),
)
"""What differs from reader to reader on the page of a prompt; all else follows from the key in `show`."""


def desk(person: Any, prompt: Prompt) -> Desk:
    """All that the page of a prompt needs of the database: two statements, however much was written."""
    rounds = _rounds.rows(person.pk) if person.is_authenticated else []
    if not rounds:
        return Desk(prompt)
    this, path = rounds[0][:2]
    states = {key: state for each, _, key, state in rounds if each == this and state not in {None, "blank"}}
    keys = (prompt.key, *(key for key in kind(prompt.kind).uses(prompt) if key))
    rows = {row.prompt: row for row in _answers(keys).objects(this)}
    earlier = {key: _upgraded(row, key) for key, row in rows.items() if row.value_sealed and key != prompt.key}
    if prompt.key in rows and rows[prompt.key].value_sealed:
        earlier[""] = _upgraded(rows[prompt.key], prompt.key)
    return Desk(prompt, this, path, states, rows.get(prompt.key), earlier)


def _upgraded(row: Answer, key: str) -> Value:
    known = guide().prompts[key]
    return kind(known.kind).upgrade(row.value)


def context(request: HttpRequest, at: Desk, *, data: Any = None, **more: Any) -> dict[str, Any]:
    """What the template of a prompt's page is given; with `data`, what was typed is shown again."""
    on = way(at.prompt, request.GET.get("path") or (data or {}).get("path") or at.path)
    this = kind(at.prompt.kind)
    mode = "return" if at.value and sealed_until(at.value) else "first"
    form = this.form(at.prompt, at.value, at.earlier, mode, data)
    return {
        "section": "guide",
        "prompt": at.prompt,
        "wide": getattr(form, "wide", False),
        "script": this.script,
        "way": on,
        "path": on.path.key if on.path else "",
        "chapter": guide().chapter(at.prompt.chapter),
        "pages": len(guide().prompts),
        "answer": at.answer is not None,
        "state": "saved" if at.answer else "unsaved",
        "written": at.states.get(at.prompt.key) == "written",
        "ask_consent": at.round is None,
        "typed": data is not None,
        **own(request, at, on, form, data),
        **more,
    }


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
        "owner": owner(request.user),
        **saved_at(at.answer),
    }


def show(request: HttpRequest, at: Desk) -> str:
    """The page as it is asked for: with what is saved, and nothing to complain about."""
    given = context(request, at)
    if "messages" in request.COOKIES:  # what is said once, to one reader, goes into no stencil
        return render_to_string("journal/write.html", given, request)
    pieces = {name: given.get(name, "") for name in OWN}
    sees = (given["answer"], given["written"], given["ask_consent"], given["has_aside"], given["wide"])
    key = (at.prompt.version, given["path"], frame(request), *sees)
    return fill(request, "journal/write.html", {**given, "messages": ()}, pieces, key)


def saved_at(answer: Answer | None) -> dict[str, str]:
    """When an answer was saved, for machines and for people; nothing before the first save."""
    if answer is None:
        return {}
    when = answer.saved_at.astimezone(dt.UTC)
    return {
        "saved_iso": when.isoformat(timespec="seconds"),
        "saved_time": _("%(time)s UTC") % {"time": f"{when:%H:%M}"},
    }


def owner(person: Any) -> str:
    """A name under which a browser keeps this person's unsent text: stable, and it tells nobody who they are."""
    return salted_hmac("drafts", str(person.pk), algorithm="sha256").hexdigest()[:16] if person.is_authenticated else ""
