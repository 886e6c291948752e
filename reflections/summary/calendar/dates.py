"""Somebody's dates as days of a calendar: by their own words, or discreetly."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from reflections.documents.ics import Day, to_ics
from reflections.journal.due import dated
from reflections.journal.models import Date
from reflections.kinds import Prompt, Value, kind
from reflections.kinds.listing import short
from reflections.people.links import absolute

MOST = 500
"""So many dates are in a calendar, the earliest first."""


def calendar_of(person: Any, *, discreet: bool) -> bytes:
    """The dates of all rounds that are not put away, as an iCalendar file. One statement."""
    return to_ics("Untold", days_of(person, discreet=discreet))


def days_of(person: Any, *, discreet: bool) -> Iterator[Day]:
    """The same as days. `discreet`: no title says what a day is about."""
    for date, prompt, value in dated(person, MOST):
        yield Day(
            key=f"{uuid.uuid5(date.answer_id, f'{date.what}:{date.row}')}@untold",
            day=date.day,
            title=_("Untold: a date you set") if discreet else _title(date, prompt, value),
            changed=date.answer.saved_at,
            words="" if discreet else prompt.title,
            url=absolute("journal"),
        )


def _title(date: Date, prompt: Prompt, value: Value | None) -> str:
    """The first words of the row, or what happens on that day. A sealed letter says nothing of itself."""
    if date.what == Date.What.OPENS:
        return _("Untold: a letter opens")
    words = kind(value["kind"]).row(value, date.row)[1] if value else ""
    return _("Untold: %(what)s") % {"what": short(words) or prompt.title}
