"""Days as they are where somebody lives."""

import datetime as dt
from typing import Any

from django.utils import timezone

from reflections.people.zones import here

AROUND = 3
"""How many days before and after count as the same week."""
YEARS = 10
"""How many years back one looks."""


def today(person: Any) -> dt.date:
    """The day it is in this person's time zone; in UTC when they named none."""
    return here(timezone.now(), getattr(person, "time_zone", "")).date()


def week_ago(day: dt.date, years: int) -> tuple[dt.date, dt.date]:
    """First and last day of the week around the same day, so many years ago; 29 February counts as the 28th."""
    middle = dt.date(day.year - years, day.month, min(day.day, 28) if day.month == 2 else day.day)
    return middle - dt.timedelta(days=AROUND), middle + dt.timedelta(days=AROUND)


def years_back(then: dt.date, day: dt.date) -> int:
    """How many years ago the week around `day` held `then`; 0 when it is another week."""
    return next((n for n in range(1, YEARS + 1) if week_ago(day, n)[0] <= then <= week_ago(day, n)[1]), 0)
