"""Reading what was written. One function decides what is readable, for every page, search and export."""

import datetime as dt
import logging
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils import timezone

from reflections.documents.anchors import Anchor
from reflections.guide.library import guide, prompt_at
from reflections.journal.marks import anchors_of
from reflections.journal.models import Answer, Round
from reflections.kinds import Prompt, Value, kind
from reflections.people.prepared import Prepared
from reflections.people.seal import SealBroken

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answered:
    """One answer, upgraded to today's shape. `value` is None while it may not be read (a sealed letter).

    `marks` are the marked phrases in the order of the answer; `anchors` say where they are, and hold those asleep.
    `lost`: it could not be read, because its seal or its shape is broken; then nothing of it is here.
    """

    id: uuid.UUID
    prompt: Prompt
    value: Value | None
    marks: tuple[str, ...]
    aside: str
    saved_at: dt.datetime
    state: str
    opens: dt.date | None = None
    lost: bool = False
    anchors: tuple[Anchor, ...] = ()


def sealed_until(value: Value) -> dt.date | None:
    """The day until which a value stays closed to every reader, its writer included; None when it may be read."""
    opens = [due.day for due in kind(value["kind"]).dates(value) if due.what == "opens"]
    if not opens:
        return None
    today = timezone.localdate()
    return next((day for day in opens if day > today), None)


def read(answer: Answer) -> Answered:
    """An answer with the wording it replied to."""
    prompt, stored = wording(answer), answer.value
    value = kind(prompt.kind).upgrade(stored) if stored else None
    opens = sealed_until(value) if value else None
    anchors = () if opens else anchors_of(answer.marks, prompt, value)
    return Answered(
        id=answer.pk,
        prompt=prompt,
        value=None if opens else value,
        marks=tuple(each.text for each in anchors if not each.asleep),
        aside=answer.aside or "",
        saved_at=answer.saved_at,
        state=answer.state,
        opens=opens,
        anchors=anchors,
    )


def read_if_whole(answer: Answer) -> Answered:
    """The same for a page that shows the rest: what cannot be read is `lost`, and the log has the type of error."""
    try:
        return read(answer)
    except (SealBroken, ValueError) as error:
        log.error("an answer could not be read: %s", type(error).__name__)
        return Answered(answer.pk, wording(answer), None, (), "", answer.saved_at, answer.state, lost=True)


def wording(answer: Answer) -> Prompt:
    """The wording an answer replied to; today's where the prompt has become one of another kind since."""
    then, now = prompt_at(answer.prompt_version_id), guide().prompts.get(answer.prompt)
    return now if now and now.kind != then.kind else then


def answers(this: Round | None, reader: Callable[[Answer], Answered] = read) -> dict[str, Answered]:
    """All that a round says, by prompt key, in the order of the guide."""
    if this is None:
        return {}
    return in_order(_ANSWERS.objects(this.pk), reader)


_ANSWERS: Prepared[Answer] = Prepared(
    lambda this: Answer.objects.filter(round_id=this).exclude(state=Answer.State.BLANK)
)


def in_order(rows: Iterable[Answer], reader: Callable[[Answer], Answered] = read) -> dict[str, Answered]:
    """Answers by prompt key in the guide's order, retired prompts last."""
    found = {row.prompt: reader(row) for row in rows}
    order = {key: number for number, key in enumerate(guide().prompts)}
    return {key: found[key] for key in sorted(found, key=lambda key: order.get(key, len(order)))}


def latest_first(this: Round) -> list[Answer]:
    """All that was written or left open in a round, what was touched last at the front; without asides and marks."""
    rows = this.answers.exclude(state=Answer.State.BLANK).order_by("-saved_at")
    return list(rows.defer("aside_sealed", "marks_sealed"))
