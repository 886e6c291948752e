"""The dates as a file to take along."""

from django.http import HttpRequest

from reflections.people.who import me
from reflections.summary.calendar.dates import calendar_of, days_of
from reflections.summary.exports.made import File, NothingToTake

MIME = "text/calendar; charset=utf-8"


def calendar_file(request: HttpRequest) -> File:
    """The dates as iCalendar, discreet unless `?titles=own`. Raises `NothingToTake` where there is none."""
    person, discreet = me(request), request.GET.get("titles") != "own"
    if not any(days_of(person, discreet=discreet)):
        raise NothingToTake
    return File(calendar_of(person, discreet=discreet), MIME)
