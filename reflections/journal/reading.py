"""Reading what was written. One function decides what is readable, for every page, search and export."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from reflections.guide.library import guide, prompt_at
from reflections.journal.models import Answer, Date, Round
from reflections.kinds import Prompt, Value, kind


@dataclass(frozen=True)
class Answered:
    """One answer, upgraded to today's shape. `value` is None while it may not be read (a sealed letter)."""

    id: uuid.UUID
    prompt: Prompt
    value: Value | None
    marks: tuple[str, ...]
    aside: str
    saved_at: dt.datetime
    state: str
    opens: dt.date | None = None


def sealed_until(value: Value) -> dt.date | None:
    """The day until which a value stays closed to every reader, its writer included; None when it may be read."""
    today = timezone.localdate()
    dates = kind(value["kind"]).dates(value)
    return next((due.day for due in dates if due.what == "opens" and due.day > today), None)


def read(answer: Answer) -> Answered:
    """An answer with the wording it replied to."""
    prompt = wording(answer)
    value = kind(prompt.kind).upgrade(answer.value) if answer.value else None
    opens = sealed_until(value) if value else None
    return Answered(
        id=answer.pk,
        prompt=prompt,
        value=None if opens else value,
        marks=() if opens else tuple(answer.marks or ()),
        aside=answer.aside or "",
        saved_at=answer.saved_at,
        state=answer.state,
        opens=opens,
    )


def wording(answer: Answer) -> Prompt:
    """The wording an answer replied to; today's where the prompt has become one of another kind since."""
    then, now = prompt_at(answer.prompt_version_id), guide().prompts.get(answer.prompt)
    return now if now and now.kind != then.kind else then


def answers(this: Round | None) -> dict[str, Answered]:
    """All that a round says, by prompt key, in the order of the guide."""
    if this is None:
        return {}
    return in_order(this.answers.exclude(state=Answer.State.BLANK))


def in_order(rows: Iterable[Answer]) -> dict[str, Answered]:
    """Answers by prompt key in the guide's order, retired prompts last."""
    found = {row.prompt: read(row) for row in rows}
    order = {key: number for number, key in enumerate(guide().prompts)}
    return {key: found[key] for key in sorted(found, key=lambda key: order.get(key, len(order)))}


def latest_first(this: Round) -> list[tuple[str, str]]:
    """Prompt and state of all that was written or left open in a round, what was touched last at the front."""
    return list(this.answers.exclude(state=Answer.State.BLANK).order_by("-saved_at").values_list("prompt", "state"))


def coming_dates(this: Round, most: int = 12) -> list[tuple[Date, Prompt]]:
    """The next dates of a round from today on, each with the prompt it was set on."""
    rows = Date.objects.filter(answer__round=this, day__gte=timezone.localdate()).order_by("day")
    rows = rows.select_related("answer").defer("answer__value_sealed", "answer__aside_sealed", "answer__marks_sealed")
    prompts = guide().prompts
    return [(row, prompts[row.answer.prompt]) for row in rows[:most] if row.answer.prompt in prompts]
