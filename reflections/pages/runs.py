"""Commands that have to come regularly: when each last came to its end, and which are overdue."""

import datetime as dt

from django.conf import settings
from django.db.models import Min
from django.utils import timezone

from reflections.journal.models import Reminder
from reflections.pages.models import Run
from reflections.people.models import Person

LONGEST = {"remind": dt.timedelta(hours=26), "tidy": dt.timedelta(hours=50), "backup": dt.timedelta(hours=50)}
"""How long each may stay away: it comes hourly or daily, and a day may be missed by a little."""


def ran(command: str) -> None:
    """Note that a command has done its work to the end."""
    Run.objects.update_or_create(command=command, defaults={"ended_at": timezone.now()})


def last_runs() -> dict[str, dt.datetime]:
    """When each command last came to its end."""
    return dict(Run.objects.values_list("command", "ended_at"))


def overdue() -> list[str]:
    """Commands that stayed away for too long, though there is work for them; at most three statements."""
    ended, now = last_runs(), timezone.now()
    since = {
        "remind": _latest(_asked_first(), ended.get("remind")),
        "tidy": ended.get("tidy") or _came_first(),
        "backup": ended.get("backup"),  # who never made one with our command has their own way
    }
    return [command for command, moment in since.items() if moment and now - moment > LONGEST[command]]


def _latest(asked: dt.datetime | None, ended: dt.datetime | None) -> dt.datetime | None:
    """Since when nobody has been reminded; None while nobody is to be."""
    return max(asked, ended or asked) if asked else None


def _asked_first() -> dt.datetime | None:
    """When reminders were asked for, of those that still stand the first."""
    return Reminder.objects.aggregate(first=Min("asked_at"))["first"] if settings.EMAIL_URL else None


def _came_first() -> dt.datetime | None:
    return Person.objects.aggregate(first=Min("date_joined"))["first"]
