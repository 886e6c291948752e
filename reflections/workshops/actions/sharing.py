"""Sending to the room: while a step takes parts, and the moment it stops. Nothing here asks who anybody is.

While sending is open a step has a key, and each contribution the HMAC of its seat under that key. Closing pools what
was sent, and deletes contributions and key: what is left is the picture, or the lines in an order of chance.
"""

import hashlib
import hmac
import random
import secrets
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import translation

from reflections.documents.stored import pack
from reflections.kinds import Prompt, kind
from reflections.people.prepared import Prepared
from reflections.workshops.live.bells import ring
from reflections.workshops.models import Contribution, Phase, Seat, Step, StepKey, Workshop
from reflections.workshops.questions import asked

WALL = 12
"""As many lines stand on a wall at most."""
_chance = random.SystemRandom()


class StepClosed(Exception):
    """The step takes nothing: not yet, or no more, or it is not the room's step."""


class Outdated(Exception):
    """The same seat did something later, a take-back perhaps, that has arrived before."""


def open_sharing(step: Step) -> None:
    """From now on a step takes parts; one that was closed never does again. Raises `StepClosed`.

    What the guide has called tender since this was planned is tender from now on.
    """
    if step.closed:
        raise StepClosed
    prompt = asked(step)
    if prompt and prompt.tender and not step.tender:
        step.tender = True
        step.save(update_fields=["tender"])
    StepKey.objects.get_or_create(step=step, defaults=_new_key())


def _new_key() -> dict[str, Any]:
    key = StepKey()
    key.secret = secrets.token_hex(32)
    return {"id": key.id, "secret_sealed": key.secret_sealed}


def takes_parts(workshop: Workshop, step: Step) -> bool:
    """Whether a part for `step` is taken now."""
    here = workshop.is_open and workshop.step_id == step.pk
    return here and workshop.phase == Phase.SHARE and not step.closed and bool(step.part)


def send_to_room(*, seat: Seat, workshop: Workshop, step: Step, part: Any, turn: int) -> None:
    """Put `part` (cleaned by its kind) in the place of what `seat` sent before; `turn` counts what that seat did.

    Raises `StepClosed`, and `Outdated` when a later turn is there already.
    """
    _put(seat, workshop, step, part, turn)
    if not (step.enough or step.tender) and _sent(step) >= step.least:
        _say_enough(step)


def take_back(*, seat: Seat, workshop: Workshop, step: Step, turn: int) -> None:
    """Nothing of `seat` is counted in `step`, whatever older send still arrives. Raises as `send_to_room` does."""
    _put(seat, workshop, step, None, turn)


def take_all_back(seats: Iterable[Seat]) -> None:
    """What these seats sent goes, where a step still takes parts; in two statements, within a transaction."""
    seats = list(seats)
    keys = StepKey.objects.filter(step__workshop__in=[seat.workshop_id for seat in seats])
    slots = [_slot(key, seat) for key in keys for seat in seats]
    Contribution.objects.filter(key__in=keys, slot__in=slots).delete()


def sent_by(seat: Seat, step: Step) -> Contribution | None:
    """What a seat sent, or its empty trace once it was taken back; nothing when the step takes nothing."""
    key = StepKey.objects.filter(step=step).first()
    return Contribution.objects.filter(key=key, slot=_slot(key, seat)).first() if key else None


def _put(seat: Seat, workshop: Workshop, step: Step, part: Any, turn: int) -> None:
    if not takes_parts(workshop, step):
        raise StepClosed
    try:
        _write(seat, step, part, turn, first=turn == 1)
    except IntegrityError:
        # Something of this seat is there already, or the key went while this was written: the second look says which.
        _write(seat, step, part, turn)


def _write(seat: Seat, step: Step, part: Any, turn: int, *, first: bool = False) -> None:
    """`first`: most seats send once, so that nothing is looked for; the table refuses a second row of a seat.

    All is made ready before the transaction begins: a thousand phones wait for each other there. That the key is
    still there is checked by the database when it commits.
    """
    key = _key_of(step)
    slot = _slot(key, seat)
    there = None if first else Contribution.objects.filter(key=key, slot=slot).first()
    row = there or Contribution(step=step, key=key, slot=slot)
    row.part = part
    with transaction.atomic():
        if there is None:
            row.turn = turn
            row.save(force_insert=True)
        elif not _replace(row, turn):
            raise Outdated if _key_of(step) == key else StepClosed


def _replace(row: Contribution, turn: int) -> int:
    """Put what `row` has now in its place, unless something later is there, or the row went; whether it was done."""
    before = Contribution.objects.filter(pk=row.pk, key=row.key_id, turn__lt=turn)
    return before.update(part_sealed=row.part_sealed, turn=turn)


def _key_of(step: Step) -> StepKey:
    """The key of a step that takes parts; raises `StepClosed`."""
    key = next(iter(_keys.objects(step.pk)), None)
    if key is None:
        raise StepClosed
    return key


_keys: Prepared[StepKey] = Prepared(lambda step: StepKey.objects.filter(step_id=step))


def _slot(key: StepKey, seat: Seat) -> str:
    return hmac.new(bytes.fromhex(key.secret), seat.pk.bytes, hashlib.sha256).hexdigest()


def _sent(step: Step) -> int:
    return Contribution.objects.filter(step=step).exclude(part_sealed="").count()


def _say_enough(step: Step) -> None:
    """The one bell that a contribution rings."""
    with transaction.atomic():
        # The room before its step, in the order in which whoever runs it holds them.
        Workshop.objects.select_for_update().filter(pk=step.workshop_id).first()
        if Step.objects.filter(pk=step.pk, enough=False).update(enough=True):
            Workshop.objects.filter(pk=step.workshop_id).update(tick=F("tick") + 1)
            ring(step.workshop_id)


def close_sharing(step: Step) -> None:
    """The step takes nothing any more; what was sent becomes its picture, or its lines, or nothing. Within a
    transaction of its caller, who rings. Closing twice changes nothing.
    """
    key = StepKey.objects.select_for_update().filter(step=step).first()
    if key is None and step.closed:
        return
    rows = list(Contribution.objects.select_for_update().filter(step=step))
    parts = [row.part for row in rows if row.part_sealed]
    _chance.shuffle(parts)
    _pool(step, parts)
    step.closed = True
    step.save(update_fields=["closed", "result_sealed", "lines_sealed"])
    Contribution.objects.filter(step=step).delete()
    StepKey.objects.filter(step=step).delete()


def _pool(step: Step, parts: list[Any]) -> None:
    """Put into `step` what the room may see of `parts`, in the workshop's language."""
    prompt = asked(step)
    if prompt is None:
        return
    if step.part == Step.Shared.LINE:
        step.lines = _lines(prompt, [part["line"] for part in parts], step.least)
        return
    with translation.override(step.workshop.language):
        pooled = kind(prompt.kind).pool(prompt, parts, step.least)
    step.result = pack([pooled]) if pooled else None


def _lines(prompt: Prompt, words: list[str], least: int) -> list[dict[str, Any]] | None:
    """Lines to look at before any stands on the wall; none when too few came, or (tender) all are alike."""
    if len(words) < least or (prompt.tender and len({line.casefold() for line in words}) == 1):
        return None
    return [{"words": line, "state": "new"} for line in words]
