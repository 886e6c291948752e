"""Guests go after their days; accounts where the host has said so, and only after they were told."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reflections.journal.models import Date
from reflections.pages.models import Run
from reflections.pages.retention import AFTER_A_DATE, EVERYWHERE, NOTICE, end_accounts, end_guests, warn
from reflections.people.actions import make_account, make_guest
from reflections.people.mail import NoMailServer
from reflections.people.models import Deletion, Person
from reflections.workshops.actions.planning import make_workshop
from tests.accounts.conftest import body
from tests.conftest import signed_in
from tests.journal.smtp import Refusing

pytestmark = pytest.mark.django_db
DAYS = 700
NOON = dt.datetime(2027, 3, 28, 12, tzinfo=dt.UTC)
TODAY = NOON.date()
A_DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _host(settings) -> None:
    settings.EMAIL_URL = "smtp://mail.example.org"
    settings.UNTOLD_BASE_URL = "https://untold.example.org"
    settings.UNTOLD_ACCOUNT_DAYS = DAYS
    settings.MAILERS = {"default": {"BACKEND": "tests.journal.smtp.Refusing"}}


def away(*people: Person, days: int = DAYS + 1, today: dt.date = TODAY) -> None:
    """They were here last so many days before `today`."""
    Person.objects.filter(pk__in=[each.pk for each in people]).update(last_seen=today - dt.timedelta(days=days))


def with_address(person: Person, verified: bool = True) -> Person:
    EmailAddress.objects.create(user=person, email=f"{person.username}@example.org", primary=True, verified=verified)
    return person


def warned(person: Person) -> dt.date | None:
    return Person.objects.get(pk=person.pk).warned_on


def test_guests_go_after_their_days_and_nobody_else_does(ada, guest, settings):
    just, account = make_guest(), ada
    away(guest, account, days=settings.UNTOLD_GUEST_DAYS + 1)
    away(just, days=settings.UNTOLD_GUEST_DAYS)
    assert end_guests(TODAY) == 1
    assert set(Person.objects.all()) == {account, just}
    assert Deletion.objects.get().row == guest.pk


def test_many_guests_go_a_few_at_a_time(guest, settings, monkeypatch):
    monkeypatch.setattr("reflections.pages.retention.BATCH", 2)
    away(guest, *(make_guest() for _ in range(4)), days=settings.UNTOLD_GUEST_DAYS + 1)
    assert end_guests(TODAY) == 5 == Deletion.objects.count()
    assert not Person.objects.exists()


def test_an_account_is_told_once_then_goes(ada):
    away(with_address(ada), days=DAYS)
    assert warn(NOON).told == 0, "not a day too early"
    away(ada)
    assert (warn(NOON).told, warn(NOON).told) == (1, 0)
    assert (len(mail.outbox), warned(ada)) == (1, TODAY)
    assert end_accounts(TODAY + NOTICE + EVERYWHERE) == 0
    assert end_accounts(TODAY + NOTICE + EVERYWHERE + A_DAY) == 1
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("zone", "day"), [("", "27 April"), ("Pacific/Kiritimati", "28 April"), ("Pacific/Niue", "27 April")]
)
def test_what_the_message_says(ada, zone, day):
    Person.objects.update(time_zone=zone)
    away(with_address(ada))
    warn(NOON)
    (sent,) = mail.outbox
    assert sent.to == ["ada@example.org"]
    words = " ".join(sent.body.split())
    for part in (
        f"after {day} 2027",
        "26 April 2025",
        "/account/login/",
        "/account/privacy/",
        "https://untold.example.org",
    ):
        assert part in words
    assert "ada" not in words and "&" not in sent.body
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"


def test_a_message_sent_twice_is_known_as_the_same(ada, stranger):
    for person in (ada, stranger):
        away(with_address(person))
    warn(NOON)
    Person.objects.update(warned_on=None)  # killed before it was noted
    warn(NOON + A_DAY)
    names = [sent.extra_headers["Message-ID"] for sent in mail.outbox]
    assert len(names) == 4 and len(set(names)) == 2


def test_a_visit_is_enough_to_stay(ada):
    away(with_address(ada), today=timezone.localdate())
    warn(timezone.now())
    assert warned(ada)
    assert signed_in(ada).get("/journal/").status_code == 200
    assert warned(ada) is None
    assert end_accounts(timezone.localdate() + NOTICE + EVERYWHERE + A_DAY) == 0


def test_the_visit_costs_no_more_than_it_did(ada, as_ada):
    Person.objects.update(warned_on=TODAY, last_seen=TODAY)
    with CaptureQueriesContext(connection) as seen:
        as_ada.get("/account/privacy/")
    assert len([each for each in seen if each["sql"].startswith('UPDATE "reflections_person"')]) == 1


def test_whoever_cannot_be_told_has_as_long(ada, stranger, settings):
    locked = with_address(make_account(username="locked", password="x"))
    Person.objects.filter(pk=locked.pk).update(is_active=False)
    away(ada, with_address(stranger, verified=False), locked)
    assert (warn(NOON).silent, mail.outbox) == (3, [])
    assert end_accounts(TODAY + NOTICE + EVERYWHERE) == 0
    assert end_accounts(TODAY + NOTICE + EVERYWHERE + A_DAY) == 3


def test_without_mail_nobody_is_told_and_all_have_as_long(ada, settings):
    settings.EMAIL_URL = ""
    away(with_address(ada))
    assert (warn(NOON).silent, warned(ada), mail.outbox) == (1, TODAY, [])


def test_an_address_that_refuses_is_tried_for_a_month(ada, stranger, monkeypatch):
    monkeypatch.setattr(Refusing, "refuses", frozenset({"ada@example.org"}))
    away(with_address(ada), with_address(stranger))
    result = warn(NOON)
    assert (result.told, result.failed, warned(ada)) == (1, 1, None)
    assert warn(NOON + NOTICE).failed == 1 and warned(ada) == TODAY + NOTICE


def test_a_mail_server_that_is_away_ends_nothing(ada, monkeypatch, settings):
    monkeypatch.setattr(Refusing, "there", False)
    away(with_address(ada), today=timezone.localdate())
    with pytest.raises(NoMailServer):
        warn(timezone.now())
    with pytest.raises(CommandError, match="nobody was warned"):
        call_command("tidy")
    assert warned(ada) is None and not Run.objects.exists()


def test_staff_and_whoever_has_something_to_come_are_spared(ada, guest, stranger, write, settings):
    staff = Person.objects.create_superuser("operator", password="x")
    for person in (stranger, guest):
        answer = write(person, "topic", "words")
        Date.objects.create(answer=answer, day=TODAY - AFTER_A_DATE)
    make_workshop(person=ada, title="To come", starts_at=NOON, language="en")
    away(staff, stranger, ada, guest, days=DAYS * 3)
    assert warn(NOON).silent == 0 == end_guests(TODAY)
    later = NOON + A_DAY
    assert warn(later).silent == 2 and end_guests(later.date()) == 1
    assert not warned(staff)


def test_without_the_setting_accounts_stay_and_no_warning_stands(ada, settings):
    away(with_address(ada))
    warn(NOON)
    settings.UNTOLD_ACCOUNT_DAYS = 0
    assert end_accounts(TODAY + 10 * NOTICE) == 0
    warn(NOON + A_DAY)
    assert warned(ada) is None, "set again, the time begins again"


def test_more_people_cost_no_more_statements(ada):
    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            warn(NOON)
        return len(seen)

    away(ada)
    few = count()
    away(*(make_account(username=f"person {number}", password="x") for number in range(5)))
    assert count() == few <= 4


def test_pages_say_it_where_it_is_set(ada, as_ada, settings, client: Client):
    def said(browser: Client, path: str) -> str:
        return " ".join(body(browser.get(path)).split())

    assert "no confirmed e-mail address" in said(as_ada, "/account/privacy/")
    assert "With an address that you confirm you are told before" in said(client, "/account/signup/")
    assert "signed in for 700 days" in said(client, "/privacy/")
    with_address(ada)
    assert "An e-mail tells you 30 days before" in said(as_ada, "/account/privacy/")
    day = timezone.localdate() + dt.timedelta(days=DAYS) + NOTICE
    assert f"deleted after {day.day} {day:%B} {day.year}" in said(as_ada, "/account/privacy/")
    settings.UNTOLD_ACCOUNT_DAYS = 0
    assert "It is kept until you delete it." in said(as_ada, "/account/privacy/")
    assert "Kept until you delete it" in said(client, "/account/signup/")
    assert "With an account: until you delete it.</li>" in said(client, "/privacy/")
    assert "told before" not in said(client, "/account/signup/")
