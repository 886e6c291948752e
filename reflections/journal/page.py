"""The page of one prompt: where it stands on the way, what was written, and how a refusal looks."""

import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from reflections.guide.library import Guide, guide
from reflections.journal.actions import current_round, states
from reflections.journal.models import Answer, Round
from reflections.journal.reading import sealed_until
from reflections.kinds import Prompt, Value, kind
from reflections.kinds.base import Earlier


@dataclass(frozen=True)
class Way:
    """Where a prompt stands among those of the path: what is before and after it, and how far one is."""

    prompts: tuple[Prompt, ...]
    here: int
    path: Any = None

    @property
    def number(self) -> int:
        """Place on the way, from 1."""
        return self.here + 1

    def url(self, prompt: Prompt) -> str:
        """Address of a prompt on this way."""
        query = f"?{urlencode({'path': self.path.key})}" if self.path else ""
        return reverse("write", args=[prompt.key]) + query

    @property
    def onward_url(self) -> str:
        """Where the way goes on: the next prompt, and the summary after the last."""
        return self.url(self.onward) if self.onward else reverse("summary")

    @property
    def back(self) -> Prompt | None:
        """The prompt before this one."""
        return self.prompts[self.here - 1] if self.here > 0 else None

    @property
    def back_url(self) -> str:
        """Where the way came from: the prompt before, and the guide before the first."""
        return self.url(self.back) if self.back else reverse("guide")

    @property
    def onward(self) -> Prompt | None:
        """The next prompt that can be answered today."""
        return next((prompt for prompt in self.prompts[self.here + 1 :] if not prompt.coming), None)


def way(prompt: Prompt, path: str) -> Way:
    """The way through the guide on which `prompt` stands: the path asked for, else the whole guide."""
    book: Guide = guide()
    chosen = book.paths.get(path)
    if chosen and prompt in chosen.prompts and len(chosen.prompts) < len(book.prompts):
        return Way(chosen.prompts, chosen.prompts.index(prompt), chosen)
    everything = tuple(book.prompts.values())
    return Way(everything, everything.index(prompt))


@dataclass
class Desk:
    """What lies before somebody who writes: their round, the answer that stands there, and its neighbours."""

    prompt: Prompt
    round: Round | None
    states: dict[str, str]
    answer: Answer | None
    earlier: Earlier

    @property
    def value(self) -> Value | None:
        """The stored value in today's shape."""
        return self.earlier.get("")


def desk(person: Any, prompt: Prompt) -> Desk:
    """All that the page of a prompt needs of the database, in a fixed number of statements."""
    this = current_round(person)
    if this is None:
        return Desk(prompt, None, {}, None, {})
    keys = [prompt.key, *kind(prompt.kind).uses(prompt)]
    rows = {row.prompt: row for row in this.answers.filter(prompt__in=keys)}
    earlier = {key: _upgraded(row, key) for key, row in rows.items() if row.value_sealed and key != prompt.key}
    if prompt.key in rows and rows[prompt.key].value_sealed:
        earlier[""] = _upgraded(rows[prompt.key], prompt.key)
    return Desk(prompt, this, states(this), rows.get(prompt.key), earlier)


def _upgraded(row: Answer, key: str) -> Value:
    known = guide().prompts[key]
    return kind(known.kind).upgrade(row.value)


STATE_CLASSES = {"written": "w", "skipped": "k"}


def index(on: Way, at: Desk) -> list[dict[str, Any]]:
    """The index beside the sheet: chapters, the one at hand with its pages; on a path, its pages alone."""
    states = at.states
    if on.path:
        return [_entry(prompt, at, on, number) for number, prompt in enumerate(on.prompts, 1)]
    rows = []
    for chapter in guide().chapters:
        here = chapter.key == at.prompt.chapter
        rows.append(
            {
                "number": chapter.number or "",
                "title": chapter.title,
                "url": reverse("chapter", args=[chapter.key]),
                "here": here,
                "total": len(chapter.prompts),
                "written": sum(states.get(prompt.key) == "written" for prompt in chapter.prompts),
                "pages": [_entry(prompt, at, on, prompt.number) for prompt in chapter.prompts] if here else [],
            }
        )
    return rows


def _entry(prompt: Prompt, at: Desk, on: Way, number: int) -> dict[str, Any]:
    """One page in the index; its state stands in words beside the cell."""
    state = at.states.get(prompt.key, "")
    return {
        "number": number,
        "title": prompt.title,
        "url": on.url(prompt),
        "here": prompt.key == at.prompt.key,
        "state": Answer.State(state).label if state else _("coming") if prompt.coming else "",
        "mark": STATE_CLASSES.get(state, ""),
    }


def context(request: HttpRequest, at: Desk, *, data: Any = None, **more: Any) -> dict[str, Any]:
    """What the template of a prompt's page is given; with `data`, what was typed is shown again."""
    path = request.GET.get("path") or (data or {}).get("path") or (at.round.path if at.round else "")
    on = way(at.prompt, path)
    mode = "return" if at.value and sealed_until(at.value) else "first"
    return {
        "section": "guide",
        "prompt": at.prompt,
        "form": kind(at.prompt.kind).form(at.prompt, at.value, at.earlier, mode, data),
        "way": on,
        "path": path if on.path else "",
        "chapter": next(chapter for chapter in guide().chapters if chapter.key == at.prompt.chapter),
        "index": index(on, at),
        "pages": len(guide().prompts),
        "round": at.round,
        "answer": at.answer,
        "aside": data.get("aside", "") if data is not None else (at.answer.aside or "" if at.answer else ""),
        "base": more.pop("base", at.answer.version if at.answer else 0),
        "key": uuid.uuid4(),
        "owner": owner(request.user),
        "ask_consent": at.round is None,
        "typed": data is not None,
        **more,
    }


def owner(person: Any) -> str:
    """A name under which a browser keeps this person's unsent text: stable, and it tells nobody who they are."""
    return salted_hmac("drafts", str(person.pk), algorithm="sha256").hexdigest()[:16] if person.is_authenticated else ""
