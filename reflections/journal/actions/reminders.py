"""Reminders: asked for, stopped, and what was told is noted."""

import datetime as dt
import uuid

from django.core import signing
from django.db import transaction
from django.utils import timezone

from reflections.journal.models import Journal, Reminder
from reflections.people.models import Person
from reflections.people.zones import last_morning

SALT = "reminders"


class NoSuchLink(Exception):
    """This is no link that stops reminders, or a part of it is missing."""


def ask_for_reminders(*, person: Person, time_zone: str) -> Reminder:
    """From now on `person` is told of days that come, in the mornings of `time_zone`; asked twice, only that moves."""
    with transaction.atomic():
        person.time_zone = time_zone
        person.save(update_fields=["time_zone"])
        journal, _ = Journal.objects.get_or_create(person=person)
        until = last_morning(timezone.now(), time_zone)
        return Reminder.objects.get_or_create(journal=journal, defaults={"told_until": until})[0]


def stop_reminders(*, person: Person) -> None:
    """Nothing more is sent; the links of earlier e-mails have nothing left to stop."""
    Reminder.objects.filter(journal__person=person).delete()


def stop_token(reminder: uuid.UUID) -> str:
    """What stands in the link that stops this reminder and no other."""
    return signing.dumps(reminder.hex, salt=SALT)


def reminder_of(token: str) -> uuid.UUID:
    """Which reminder a link stops, whether it still stands or not; raises `NoSuchLink`."""
    try:
        return uuid.UUID(signing.loads(token, salt=SALT))
    except signing.BadSignature:
        raise NoSuchLink from None


def stop_by_link(token: str) -> None:
    """Stop the reminder of a link; a second time changes nothing. Raises `NoSuchLink`."""
    Reminder.objects.filter(pk=reminder_of(token)).delete()


def note_told(*, reminder: Reminder, until: dt.date) -> None:
    """Days up to `until` have been told, unless somebody noted more since `reminder` was read."""
    Reminder.objects.filter(pk=reminder.pk, told_until=reminder.told_until).update(told_until=until)
