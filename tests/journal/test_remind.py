"""Who is told of which days, when it is morning where they are, once, and in words that say nothing."""

import datetime as dt
import logging
import re
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reflections.journal.actions import ask_for_reminders, stop_reminders
from reflections.journal.models import Date, Reminder, Round
from reflections.journal.reminders import Told, remind
from reflections.pages.models import Run
from reflections.people.actions import make_account
from reflections.people.mail import NoMailServer
from reflections.people.models import Person
from reflections.people.zones import here, zones
from tests.conftest import Write
from tests.journal.smtp import Refusing

pytestmark = pytest.mark.django_db
DAY = dt.date(2027, 3, 28)
"""In Paris the clocks are put forward that night."""
NOON = dt.datetime(2027, 3, 28, 12, tzinfo=dt.UTC)
HOST = "https://untold.example.org"


@pytest.fixture(autouse=True)
def _mail(settings) -> None:
    settings.EMAIL_URL = "smtp://mail.example.org"
    settings.UNTOLD_BASE_URL = HOST
    settings.MAILERS = {"default": {"BACKEND": "tests.journal.smtp.Refusing"}}


type Asks = Callable[..., Reminder]


@pytest.fixture
def asks(write: Write) -> Asks:
    """Somebody who set days and asked to be reminded of them in some time zone."""

    def come(name: str, *days: dt.date, zone: str = "UTC", what: str = "due") -> Reminder:
        person = make_account(username=name, password="x")
        EmailAddress.objects.create(user=person, email=f"{name}@example.org", primary=True, verified=True)
        answer = write(person, "tried", "what nobody is to read")
        Date.objects.bulk_create(Date(answer=answer, day=day, what=what) for day in days)
        reminder = ask_for_reminders(person=person, time_zone=zone)
        Reminder.objects.filter(pk=reminder.pk).update(told_until=DAY - dt.timedelta(days=10))
        return reminder

    return come


def due_now(asks: Asks, name: str) -> None:
    """Somebody who lives where it is morning, and for whom a day came yesterday."""
    now = timezone.now()
    zone = next(name for name in zones() if 8 <= here(now, name).hour < 20)
    yesterday = here(now, zone).date() - days(1)
    asks(name, yesterday, zone=zone)
    Reminder.objects.update(told_until=yesterday - days(1))


def days(number: int) -> dt.timedelta:
    return dt.timedelta(days=number)


def test_told_in_the_morning_of_the_day_and_once(asks: Asks):
    asks("lou", DAY)
    assert remind(NOON - days(1)).told == 0
    assert remind(NOON).told == 1
    assert remind(NOON).told == remind(NOON + days(1)).told == 0
    assert [each.to for each in mail.outbox] == [["lou@example.org"]]


def test_the_message_says_that_there_is_a_date_and_nothing_else(asks: Asks):
    asks("lou", DAY, DAY, what="opens")
    remind(NOON)
    (sent,) = mail.outbox
    assert sent.subject == "A date you set in Untold"
    assert sent.body.startswith("2 dates you set in your journal are today.\n")
    assert "https://untold.example.org/journal/" in sent.body
    for said in (sent.subject, sent.body):
        assert "nobody" not in said and "lou" not in said and "tried" not in said
    assert sent.content_subtype == "plain" and not sent.attachments
    stop = re.search(r"https://untold.example.org/reminders/stop/\S+/", sent.body)[0]
    assert sent.extra_headers["List-Unsubscribe"] == f"<{stop}>"
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent.message()["Message-ID"] == sent.extra_headers["Message-ID"]


def test_the_link_of_the_message_stops_it(asks: Asks, client):
    asks("lou", DAY, DAY + days(1))
    remind(NOON)
    client.post(mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>").removeprefix(HOST))
    assert remind(NOON + days(1)).told == 0


def test_days_that_were_missed_are_told_late_and_once(asks: Asks):
    asks("lou", DAY - days(5), DAY - days(5), DAY - days(2), DAY)
    assert remind(NOON).told == 1
    body = mail.outbox[0].body
    assert body.startswith("A date you set in your journal is today.\nA date you set was due on 23 March 2027.\n")
    assert body.count("was due on") == 2
    assert remind(NOON).told == 0


@pytest.mark.parametrize(
    ("zone", "first"),
    [
        ("UTC", "2027-03-28T07:00Z"),
        ("", "2027-03-28T07:00Z"),
        ("Nowhere/Atall", "2027-03-28T07:00Z"),
        ("Pacific/Kiritimati", "2027-03-27T17:00Z"),
        ("America/Los_Angeles", "2027-03-28T14:00Z"),
        ("Europe/Paris", "2027-03-28T05:00Z"),
        ("Asia/Kolkata", "2027-03-28T01:30Z"),
    ],
)
def test_morning_is_where_somebody_lives(asks: Asks, zone: str, first: str):
    asks("lou", DAY, zone=zone)
    moment = dt.datetime.fromisoformat(first)
    assert remind(moment - dt.timedelta(minutes=1)).told == 0
    assert remind(moment).told == 1
    assert "is today" in mail.outbox[0].body


def test_a_day_that_is_set_after_it_has_passed_is_not_told(asks: Asks):
    lou = asks("lou")
    remind(NOON)
    assert Reminder.objects.get(pk=lou.pk).told_until == DAY
    Date.objects.create(answer=lou.journal.rounds.get().answers.get(), day=DAY - days(2))
    assert remind(NOON + days(1)).told == 0


def test_what_went_away_is_not_told(asks: Asks):
    gone, away, silent, closed, unproved = (asks(name, DAY) for name in ("gone", "away", "silent", "closed", "fresh"))
    gone.journal.rounds.get().answers.all().delete()
    Round.objects.filter(journal=away.journal).update(archived_at=timezone.now())
    stop_reminders(person=silent.journal.person)
    Person.objects.filter(pk=closed.journal.person_id).update(is_active=False)
    EmailAddress.objects.filter(user=unproved.journal.person).update(verified=False)
    assert remind(NOON) == Told()
    assert mail.outbox == []


def test_one_who_fails_stops_nobody_and_is_tried_for_three_days(asks: Asks, monkeypatch, caplog):
    for name in ("ada", "lou", "zoe"):
        asks(name, DAY)
    monkeypatch.setattr(Refusing, "refuses", frozenset({"lou@example.org"}))
    with caplog.at_level(logging.INFO):
        assert remind(NOON) == Told(told=2, failed=1)
    assert "OSError" in caplog.text and "lou" not in caplog.text and "@" not in caplog.text
    assert remind(NOON + days(2)) == Told(failed=1)
    monkeypatch.setattr(Refusing, "refuses", frozenset())
    assert remind(NOON + days(2)) == Told(told=1)
    assert len(mail.outbox) == 3


def test_after_three_days_it_is_given_up(asks: Asks, monkeypatch):
    asks("lou", DAY)
    monkeypatch.setattr(Refusing, "refuses", frozenset({"lou@example.org"}))
    assert [remind(NOON + days(after)) for after in (2, 3, 4)] == [Told(0, 1), Told(0, 1, 1), Told()]


def test_without_a_mail_server_nobody_is_given_up(asks: Asks, monkeypatch):
    asks("lou", DAY - days(8))
    monkeypatch.setattr(Refusing, "there", False)
    with pytest.raises(NoMailServer, match="ConnectionRefusedError"):
        remind(NOON)
    monkeypatch.setattr(Refusing, "there", True)
    assert remind(NOON).told == 1


def test_the_same_message_has_the_same_name(asks: Asks):
    """Whoever was killed between sending and noting sends once more; mail programs see that they have it already."""
    lou = asks("lou", DAY)
    asks("zoe", DAY)
    remind(NOON)
    Reminder.objects.filter(pk=lou.pk).update(told_until=DAY - days(1))
    remind(NOON + days(1))
    first, second, again = (each.extra_headers["Message-ID"] for each in sorted(mail.outbox, key=lambda m: m.to))
    assert first == second != again
    assert re.fullmatch(r"<[0-9a-f]{32}@untold\.example\.org>", first)


def test_statements_grow_with_those_who_are_told_alone(asks: Asks):
    def cost() -> int:
        mail.outbox.clear()
        with CaptureQueriesContext(connection) as seen:
            remind(NOON)
        return len(seen) - 4 * len(mail.outbox)

    asks("first", DAY, DAY - days(1), DAY - days(2))
    alone = cost()
    for number in range(30):
        asks(f"quiet{number}", DAY + days(40))
        if number % 3 == 0:
            asks(f"due{number}", DAY)
    assert cost() == alone
    assert len(mail.outbox) == 10


def test_the_command_says_how_many_and_is_recorded(asks: Asks, capsys, monkeypatch):
    for name in ("lou", "zoe"):
        due_now(asks, name)
    monkeypatch.setattr(Refusing, "refuses", frozenset({"lou@example.org"}))
    with pytest.raises(CommandError, match="Reminders: 1 sent, 1 failed, 0 of them given up"):
        call_command("remind")
    assert Run.objects.filter(command="remind").exists()
    monkeypatch.setattr(Refusing, "refuses", frozenset())
    call_command("remind")
    assert capsys.readouterr().out == "Reminders: 1 sent, 0 failed, 0 of them given up.\n"


def test_the_command_fails_when_the_mail_server_is_away(asks: Asks, monkeypatch):
    due_now(asks, "lou")
    monkeypatch.setattr(Refusing, "there", False)
    with pytest.raises(CommandError, match="cannot be reached"):
        call_command("remind")
    assert not Run.objects.exists()


def test_without_mail_the_command_says_so(asks: Asks, settings, capsys):
    settings.EMAIL_URL = ""
    call_command("remind")
    assert capsys.readouterr().out == "No reminders: no e-mail is set up here (UNTOLD_EMAIL_URL).\n"
    assert not Run.objects.exists()
