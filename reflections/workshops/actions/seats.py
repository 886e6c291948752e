"""Taking a seat. It has no name, no person and no time; there is nothing to say of who took it."""

import uuid
from collections.abc import Collection

from django.db import transaction

from reflections.workshops.actions.sharing import take_all_back
from reflections.workshops.models import JoinCode, Seat, Workshop

MOST = 5_000
"""Seats in a workshop, however they were taken: a machine at the door does not fill the house."""


class DoorClosed(Exception):
    """The code opens nothing: not yet, no more, or the doors were locked a moment ago."""


class RoomFull(Exception):
    """No more seats are given."""


def take_seat(*, code: JoinCode) -> Seat:
    """A new seat in the room of `code`, if that opens now. Raises `DoorClosed` and `RoomFull`. It rings no bell."""
    with transaction.atomic():
        there = _held(code)
        if there is None or not opens(there):
            raise DoorClosed
        if Seat.objects.filter(workshop=there.workshop).count() >= MOST:
            raise RoomFull
        return Seat.objects.create(workshop=there.workshop)


def there(keys: Collection[uuid.UUID]) -> int:
    """How many of these seats there still are."""
    return Seat.objects.filter(pk__in=keys).count()


def give_up(keys: Collection[uuid.UUID]) -> None:
    """These seats go, and with them what they sent to a step that has not made its picture yet."""
    with transaction.atomic():
        theirs = Seat.objects.filter(pk__in=keys)
        take_all_back(theirs)
        theirs.delete()


def opens(code: JoinCode) -> bool:
    """Whether a code opens the door now."""
    room: Workshop = code.workshop
    return code.ended_at is None and room.is_open and not room.locked and room.rehearsal_of_id is None


def _held(code: JoinCode) -> JoinCode | None:
    """The code as it is now. Until the transaction ends its room is neither closed nor locked, nor the code reset."""
    Workshop.objects.select_for_update(no_key=True).filter(pk=code.workshop_id).first()
    return JoinCode.objects.select_related("workshop").filter(pk=code.pk).first()
