"""Dates for a calendar: a file and a private address, read back by a library of calendars."""

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from reflections.documents.ics import Day, to_ics
from reflections.journal.actions import put_away_date
from reflections.journal.actions.rounds import archive_round
from reflections.journal.models import Date, Round
from reflections.people.logs import hide
from reflections.people.models import Person
from reflections.summary.calendar.dates import calendar_of
from reflections.summary.models import Feed
from tests.kinds.experiments import card, value
from tests.summary.cast import LETTER, letter
from tests.summary.full import in_days, rows

pytestmark = pytest.mark.django_db
PAGE, FILE = "/summary/calendar/", "/summary/untold.ics"
WHAT = "Show a half-done figure; נסה, «once»"


@pytest.fixture
def dated(ada: Person, write: Any) -> Person:
    """Ada, with an experiment that ends, a person to ask, and a sealed letter."""
    write(ada, "experiments", value=value(card("0a0a0a0a", what=WHAT, ends=in_days(9), begun=in_days(0))))
    write(ada, "ask-whom", value=rows({"who": "Marta", "by": in_days(20)}, by="date"))
    write(ada, "letter", value=letter(90))
    return ada


def events(data: bytes) -> list[Any]:
    calendar = Calendar.from_ical(data)
    assert not calendar.errors
    return list(calendar.walk("VEVENT"))


def titles(data: bytes) -> list[str]:
    return [str(each["summary"]) for each in events(data)]


def address(client: Client, titles: str = "discreet") -> str:
    page = client.post(PAGE, {"titles": titles}).content.decode()
    found = re.search(r'value="http://testserver(/calendar/[^"]+\.ics)"', page)
    assert found
    return found[1]


def test_the_file_says_discreetly_that_there_are_dates(dated: Person, as_ada: Client):
    answer = as_ada.get(FILE, {"titles": "discreet"})
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert titles(answer.content) == ["Untold: a date you set"] * 3
    assert not any(words in answer.content.decode() for words in ("figure", "Marta", LETTER))


def test_in_ones_own_words_a_sealed_letter_still_says_nothing(dated: Person, as_ada: Client):
    answer = as_ada.get(FILE, {"titles": "own"})
    assert titles(answer.content) == [f"Untold: {WHAT}", "Untold: Marta", "Untold: a letter opens"]
    assert LETTER not in answer.content.decode()


def test_days_are_whole_private_and_free(dated: Person):
    first = events(calendar_of(dated, discreet=True))[0]
    assert first.decoded("dtstart") == dt.date.fromisoformat(in_days(9))
    assert first.decoded("dtend") == dt.date.fromisoformat(in_days(10))
    assert (str(first["class"]), str(first["transp"])) == ("PRIVATE", "TRANSPARENT")
    assert str(first["url"]).endswith("/journal/")


def test_a_day_that_moves_stays_the_same_event(dated: Person, write: Any):
    before = [(str(each["uid"]), each.decoded("dtstart")) for each in events(calendar_of(dated, discreet=True))]
    write(dated, "experiments", value=value(card("0a0a0a0a", what=WHAT, ends=in_days(12), begun=in_days(0))))
    after = [(str(each["uid"]), each.decoded("dtstart")) for each in events(calendar_of(dated, discreet=True))]
    assert [key for key, _day in before] == [key for key, _day in after]
    assert before[0][1] != after[0][1] and before[1:] == after[1:]


def test_what_was_put_away_is_not_in_it(dated: Person):
    put_away_date(person=dated, date=Date.objects.order_by("day")[0].pk)
    assert len(events(calendar_of(dated, discreet=True))) == 2
    archive_round(this=Round.objects.get())
    assert not events(calendar_of(dated, discreet=True))


def test_without_a_date_there_is_no_file_but_a_word(as_ada: Client):
    assert as_ada.get(FILE).status_code == 302
    assert "There is no date yet" in as_ada.get(PAGE).content.decode()


def test_the_private_address_is_shown_once_and_opens_without_a_session(dated: Person, as_ada: Client, client: Client):
    path = address(as_ada, "own")
    answer = client.get(path)
    assert titles(answer.content)[0] == f"Untold: {WHAT}"
    assert "no-store" in answer.headers["Cache-Control"] and answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Referrer-Policy"] == "no-referrer" and not answer.cookies
    assert path not in as_ada.get(PAGE).content.decode()
    assert Feed.objects.get().digest not in path


def test_a_new_address_ends_the_one_before_and_stopping_ends_it_all(dated: Person, as_ada: Client, client: Client):
    first = address(as_ada)
    second = address(as_ada)
    assert client.get(first).status_code == 404
    assert titles(client.get(second).content) == ["Untold: a date you set"] * 3
    as_ada.post(PAGE, {"then": "stop"})
    assert client.get(second).status_code == 404


def test_a_guest_has_both(guest: Person, as_guest: Client, write: Any, client: Client):
    write(guest, "letter", value=letter(90))
    assert len(events(as_guest.get(FILE).content)) == 1
    assert len(events(client.get(address(as_guest)).content)) == 1


def test_whoever_was_shut_out_or_is_gone_has_no_feed(dated: Person, as_ada: Client, client: Client):
    path = address(as_ada)
    Person.objects.update(is_active=False)
    assert client.get(path).status_code == 404
    dated.delete()
    assert client.get(path).status_code == 404


def test_more_dates_cost_no_more_statements(dated: Person, as_ada: Client, client: Client, write: Any):
    path = address(as_ada)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    write(dated, "collaboration-goals", value=rows(*({"goal": "x", "by": in_days(n)} for n in range(1, 12)), by="date"))
    with CaptureQueriesContext(connection) as many:
        assert len(events(client.get(path).content)) == 14
    assert len(many) == len(few) == 2


HOSTILE = ("a\r\nEND:VEVENT\nATTENDEE:mailto:x@y.example", "a;b,c\\n\\", "\0\x1b[31m\ud800", "\u202eabc", "x" * 20_000)


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_was_written_stays_one_title(words: str):
    day = Day("k", dt.date(2026, 12, 1), words, dt.datetime(2026, 11, 1, tzinfo=dt.UTC), words)
    data = to_ics("Untold", [day])
    assert [each.name for each in Calendar.from_ical(data).walk()] == ["VCALENDAR", "VEVENT"]
    assert len(events(data)) == 1 and set(events(data)[0]) <= {
        "UID", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND", "SUMMARY", "CLASS", "TRANSP", "DESCRIPTION",
    }  # fmt: skip
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_no_log_holds_the_secret():
    assert hide("GET /calendar/abcDEF.ics 200") == "GET /calendar/… 200"
