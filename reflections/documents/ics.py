"""Days as an iCalendar file (RFC 5545), for whatever calendar somebody lives by."""

import datetime as dt
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from icalendar import Calendar, Event
from icalendar.prop import vDuration

AGAIN = dt.timedelta(hours=12)
"""How often a calendar that follows a feed is asked to come back."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a calendar. `key` stays the same when the day moves; `changed` is when it was last written."""

    key: str
    day: dt.date
    title: str
    changed: dt.datetime
    words: str = ""
    url: str = ""


def to_ics(name: str, days: Iterable[Day]) -> bytes:
    """The days as whole-day events that keep nobody from being invited elsewhere; `name`: the calendar's own."""
    calendar = Calendar()
    calendar.add("prodid", "-//Untold//dates//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _sayable(name))
    calendar.add("refresh-interval", vDuration(AGAIN), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", vDuration(AGAIN))
    for day in days:
        calendar.add_component(_event(day))
    return calendar.to_ical()


def _event(day: Day) -> Event:
    event = Event()
    event.add("uid", day.key)
    event.add("dtstamp", day.changed)
    event.add("last-modified", day.changed)
    event.add("dtstart", day.day)
    event.add("dtend", day.day + dt.timedelta(days=1))
    event.add("summary", _sayable(day.title))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    for name, said in (("description", day.words), ("url", day.url)):
        if said:
            event.add(name, _sayable(said))
    return event


def _sayable(text: str) -> str:
    """Words on one line, without the signs a calendar could choke on: controls, and halves of characters."""
    return "".join("\ufffd" if unicodedata.category(sign) in {"Cc", "Cs"} else sign for sign in " ".join(text.split()))
