"""Telling people by e-mail of days they set: whom, in which morning, in which words; never what it is about.

A message goes out first and is noted then. Whoever is killed in between sends it once more at the next run, and by its
Message-ID, which follows from the reminder and the last day told, it is known as the same.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from email.policy import default
from typing import Any
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from reflections.journal.actions.reminders import note_told, stop_token
from reflections.journal.models import Date, Reminder
from reflections.people.links import absolute
from reflections.people.mail import send, verified_address
from reflections.people.zones import MORNING, here

PATIENCE = dt.timedelta(days=3)
"""How long a message that cannot be delivered is tried again."""


class Unfolded(EmailMessage):
    """A message whose lines stay as they are: folded at 78 letters, the address that stops it would be encoded."""

    def message(self, *, policy: Any = default) -> Any:
        """The message as it is sent, with lines as long as mail may have them."""
        return super().message(policy=policy.clone(max_line_length=998))


@dataclass
class Told:
    """How many were told, how many could not be, and how many of those are not tried again."""

    told: int = 0
    failed: int = 0
    given_up: int = 0

    def count(self, sent: bool, given_up: bool) -> None:
        """One more message, sent or not."""
        self.told += sent
        self.failed += not sent
        self.given_up += given_up


def remind(now: dt.datetime) -> Told:
    """Tell everybody whose morning has come of the days since they were told last; raises `NoMailServer`.

    Statements: five at most, and four for each who is told. One who fails stops nobody else.
    """
    result = Told()
    mailer = mailers.default
    for today, zones in mornings(now):
        asked = Reminder.objects.filter(journal__person__time_zone__in=zones, told_until__lt=today)
        for pk in list(asked.filter(_news(today)).values_list("pk", flat=True)):
            _tell(pk, today, mailer, result)
        asked.exclude(_news(today)).update(told_until=today)
    mailer.close()
    return result


def mornings(now: dt.datetime) -> Iterator[tuple[dt.date, list[str]]]:
    """Each day that has dawned somewhere, with the time zones of those who asked and have their morning behind them."""
    awake = defaultdict(list)
    for (zone,) in Reminder.objects.values_list("journal__person__time_zone").distinct():
        local = here(now, zone)
        if local.hour >= MORNING:
            awake[local.date()].append(zone)
    yield from sorted(awake.items())


def _news(today: dt.date) -> Q:
    """Reminders of which something is to be told, to somebody who can be."""
    dates = _dates(OuterRef("journal"), OuterRef("told_until"), today)
    shown = EmailAddress.objects.filter(user=OuterRef("journal__person"), user__is_active=True, verified=True)
    return Q(Exists(dates)) & Q(Exists(shown))


def _dates(journal: Any, after: Any, until: dt.date) -> QuerySet[Date]:
    rounds = {"answer__round__journal": journal, "answer__round__archived_at": None}
    return Date.objects.filter(**rounds, day__gt=after, day__lte=until).order_by("day")


def _tell(pk: uuid.UUID, today: dt.date, mailer: Any, result: Told) -> None:
    """Send one person their message and note it; what was stopped or taken back in the meantime is left alone."""
    reminder = Reminder.objects.select_related("journal__person").filter(pk=pk, told_until__lt=today).first()
    address = verified_address(reminder.journal.person) if reminder else ""
    if not reminder or not address:
        return
    days = list(_dates(reminder.journal, reminder.told_until, today).values_list("day", flat=True))
    if days:
        sent = send(mailer, message(reminder.pk, address, days, today))
        given_up = not sent and days[0] <= today - PATIENCE
        result.count(sent, given_up)
        if sent or given_up:
            note_told(reminder=reminder, until=today)


def message(reminder: uuid.UUID, address: str, days: list[dt.date], today: dt.date) -> EmailMessage:
    """The message about `days`: plain text, in the language of this place, with a link that ends it in one act."""
    stop = absolute("stop_reminders", stop_token(reminder))
    name = salted_hmac("reminder", f"{reminder.hex} {days[-1]}", algorithm="sha256").hexdigest()[:32]
    words = {
        "today": days.count(today),
        "earlier": sorted({day for day in days if day < today}),
        "journal": absolute("journal"),
        "stop": stop,
    }
    headers = {
        "Message-ID": f"<{name}@{urlsplit(settings.UNTOLD_BASE_URL).hostname}>",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    with translation.override(settings.LANGUAGE_CODE):
        body = render_to_string("journal/reminder.txt", words)
        return Unfolded(_("A date you set in Untold"), body, to=[address], headers=headers)
