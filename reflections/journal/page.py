"""The page of one prompt: where it stands on the way, what was written, and how a refusal looks."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reflections.guide.library import guide
from reflections.journal.models import Answer, Round
from reflections.journal.prepared import Prepared
from reflections.journal.reading import sealed_until
from reflections.journal.way import index, way
from reflections.kinds import Prompt, Value, kind
from reflections.kinds.base import Earlier


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
    stored = at.answer.aside if at.answer else ""
    aside = data.get("aside", "") if data is not None else stored or ""
    form = this.form(at.prompt, at.value, at.earlier, mode, data)
    return {
        "section": "guide",
        "place": f"{get_language()} {at.prompt.version} {on.path.key if on.path else ''}",
        "prompt": at.prompt,
        "form": form,
        "wide": getattr(form, "wide", False),
        "script": this.script,
        "way": on,
        "path": on.path.key if on.path else "",
        "chapter": guide().chapter(at.prompt.chapter),
        "index": index(on, at.prompt, at.states),
        "pages": len(guide().prompts),
        "round": str(at.round or ""),
        "answer": at.answer,
        "state": "saved" if at.answer else "unsaved",
        **saved_at(at.answer),
        "written": at.states.get(at.prompt.key) == "written",
        "aside": aside,
        "has_aside": bool(aside),
        "base": str(at.answer.version if at.answer else 0),
        "key": str(uuid4()),
        "owner": owner(request.user),
        "ask_consent": at.round is None,
        "typed": data is not None,
        # A name that a template does not find costs more than one it finds empty.
        **{"errors": {}, "words": "", "there": None, **more},
    }


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
