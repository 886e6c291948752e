"""Delete what has outlived its time."""

import datetime as dt
from typing import Any

from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand
from django.utils import timezone

from reflections.journal.models import Date
from reflections.pages.runs import ran
from reflections.people.actions import expire_guests

AFTER_A_DATE = dt.timedelta(days=60)
"""A guest who set a date keeps the notebook this long beyond the last one, however long ago the last visit was."""


class Command(BaseCommand):
    """`manage.py tidy`: guests who did not come back, and sessions that have ended."""

    help = "Delete guests who did not come back, and sessions that have ended. Run it once a day."

    def handle(self, *args: Any, **options: Any) -> None:
        """Tidy, and say in one line what went."""
        today = timezone.localdate()
        dated = Date.objects.filter(day__gte=today - AFTER_A_DATE).values("answer__round__journal__person")
        guests = expire_guests(spared=dated, today=today)
        sessions, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
        ran("tidy")
        self.stdout.write(f"Deleted: {guests} guests who did not come back, {sessions} ended sessions.")
