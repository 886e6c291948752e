"""How long people are kept who do not come back: guests for some days, accounts too where the host has set it.

An account is warned first. The message goes out and is noted then: whoever is killed in between sends it once more at
the next run, and by its Message-ID, which follows from the person and their last visit, it is known as the same.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from reflections.journal.models import Date
from reflections.pages.holdings import forget_everything
from reflections.people.links import absolute
from reflections.people.mail import send, verified_address
from reflections.people.models import Person
from reflections.people.zones import here
from reflections.workshops.models import Organiser

AFTER_A_DATE = dt.timedelta(days=60)
"""Whoever set a date is kept this long beyond the last one, however long ago the last visit was."""
NOTICE = dt.timedelta(days=30)
"""Between the warning and the end of an account."""
EVERYWHERE = dt.timedelta(days=1)
"""The day that was said has to be over in every time zone."""
BATCH = 200


@dataclass
class Warned:
    """How many accounts were told that they end, how many cannot be told, and how many are tried again."""

    told: int = 0
    silent: int = 0
    failed: int = 0


def end_guests(today: dt.date) -> int:
    """Delete guests who were not here for `UNTOLD_GUEST_DAYS`; how many."""
    return _end(_away(settings.UNTOLD_GUEST_DAYS, today).filter(username=None))


def end_accounts(today: dt.date) -> int:
    """Delete accounts that were warned and did not come; how many."""
    return _end(_due(today).filter(warned_on__lt=today - NOTICE - EVERYWHERE))


def warn(now: dt.datetime) -> Warned:
    """Tell accounts that were not here for `UNTOLD_ACCOUNT_DAYS` when they end; raises `NoMailServer`.

    Who cannot be told has the same time from today. Statements: four at most, and one for each who is told.
    """
    result, today = Warned(), timezone.localdate(now)
    Person.objects.exclude(warned_on=None).exclude(pk__in=_due(today).values("pk")).update(warned_on=None)
    theirs = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True).order_by("-primary", "pk")
    new = _due(today).filter(warned_on=None)
    reached = Exists(theirs) if settings.EMAIL_URL else Exists(EmailAddress.objects.none())
    _tell(new.filter(reached, is_active=True).annotate(address=Subquery(theirs.values("email")[:1])), now, result)
    result.silent += new.exclude(reached, is_active=True).update(warned_on=today)
    return result


def is_told(person: Person) -> bool:
    """Whether an e-mail would reach `person` before their account ends."""
    return bool(settings.EMAIL_URL and verified_address(person))


def last_day(person: Person) -> dt.date | None:
    """The day after which all of `person` goes if they do not come back; None for whom it never does."""
    if person.is_guest:
        return person.last_seen + dt.timedelta(days=settings.UNTOLD_GUEST_DAYS)
    if person.is_staff or not settings.UNTOLD_ACCOUNT_DAYS:
        return None
    return person.last_seen + dt.timedelta(days=settings.UNTOLD_ACCOUNT_DAYS) + NOTICE


def _away(days: int, today: dt.date) -> QuerySet[Person]:
    """Who was not here for so many days; but for staff, and whoever has a date or a workshop to come."""
    dated = Date.objects.filter(day__gte=today - AFTER_A_DATE).values("answer__round__journal__person")
    planned = Organiser.objects.filter(workshop__starts_at__date__gte=today).values("person")
    last = today - dt.timedelta(days=days)
    return Person.objects.filter(is_staff=False, last_seen__lt=last).exclude(pk__in=dated).exclude(pk__in=planned)


def _due(today: dt.date) -> QuerySet[Person]:
    """Accounts that have been away for too long; none where the host has not said how long that is."""
    days = settings.UNTOLD_ACCOUNT_DAYS
    return _away(days, today).exclude(username=None) if days else Person.objects.none()


def _end(gone: QuerySet[Person]) -> int:
    """Delete these people, a few in one transaction, in which none of them can come back; how many."""
    count = 0
    while True:
        with transaction.atomic():
            some = list(gone.select_for_update()[:BATCH])
            forget_everything(*some)
        count += len(some)
        if len(some) < BATCH:
            return count


def _tell(people: Iterable[Any], now: dt.datetime, result: Warned) -> None:
    """Send each of these people, who have an `address`, their message; note it unless they came meanwhile.

    An address that takes nothing for as long as the notice lasts is as good as none.
    """
    mailer, today = mailers.default, timezone.localdate(now)
    long_due = today - dt.timedelta(days=settings.UNTOLD_ACCOUNT_DAYS) - NOTICE
    for person in list(people):
        told = send(mailer, message(person, person.address, now))
        result.told += told
        result.failed += not told
        if told or person.last_seen < long_due:
            Person.objects.filter(pk=person.pk, last_seen=person.last_seen).update(warned_on=today)
    mailer.close()


def message(person: Person, address: str, now: dt.datetime) -> EmailMessage:
    """What `person` is told: until when, how to keep the account, how to take a copy."""
    name = salted_hmac("account ends", f"{person.pk.hex} {person.last_seen}", algorithm="sha256").hexdigest()[:32]
    words = {
        "last": person.last_seen,
        "day": here(now, person.time_zone).date() + NOTICE,
        "sign_in": absolute("account_login"),
        "copy": absolute("account_privacy"),
    }
    headers = {
        "Message-ID": f"<{name}@{urlsplit(settings.UNTOLD_BASE_URL).hostname}>",
        "Auto-Submitted": "auto-generated",
    }
    with translation.override(settings.LANGUAGE_CODE):
        body = render_to_string("account/ends.txt", words)
        return EmailMessage(_("Your account in Untold"), body, to=[address], headers=headers)
