"""Reminders: asked for and stopped on pages, by the link of an e-mail, and by a mail program."""

import datetime as dt
import re
import uuid

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from reflections.journal.actions import ask_for_reminders, stop_reminders
from reflections.journal.actions.reminders import stop_token
from reflections.journal.models import Journal, Reminder
from reflections.people.logs import hide
from reflections.people.models import Person
from reflections.people.zones import last_morning, zones

pytestmark = pytest.mark.django_db
PAGE = "/journal/reminders/"
ONE_CLICK = "List-Unsubscribe=One-Click"


@pytest.fixture(autouse=True)
def sends_mail(settings) -> None:
    settings.EMAIL_URL = "smtp://mail.example.org"


@pytest.fixture
def address(ada: Person) -> str:
    EmailAddress.objects.create(user=ada, email="second@example.org", verified=True)
    EmailAddress.objects.create(user=ada, email="ada@example.org", primary=True, verified=True)
    return "ada@example.org"


@pytest.fixture
def reminder(ada: Person, address: str) -> Reminder:
    return ask_for_reminders(person=ada, time_zone="Europe/Paris")


def page(client: Client, path: str = PAGE) -> str:
    return " ".join(client.get(path).content.decode().split())


def test_asked_for_in_a_time_zone_and_stopped(ada: Person, as_ada: Client, address: str):
    assert "Off, unless you ask" in page(as_ada) and address in page(as_ada)
    assert as_ada.post(PAGE, {"time_zone": "Asia/Tokyo"}, follow=True).redirect_chain == [(PAGE, 302)]
    ada.refresh_from_db()
    assert ada.time_zone == "Asia/Tokyo"
    assert 'value="Asia/Tokyo" selected' in page(as_ada) and "Stop the reminders" in page(as_ada)
    as_ada.post(PAGE, {"then": "stop"})
    assert not Reminder.objects.exists()
    assert "Off, unless you ask" in page(as_ada)


def test_to_ask_twice_moves_the_time_zone_alone(ada: Person, as_ada: Client, reminder: Reminder):
    Reminder.objects.update(told_until=dt.date(2026, 1, 2))
    as_ada.post(PAGE, {"time_zone": "Asia/Tokyo"})
    again = Reminder.objects.get()
    assert (again.pk, again.told_until) == (reminder.pk, dt.date(2026, 1, 2))


@pytest.mark.parametrize(
    ("zone", "words"),
    [("", "Choose a place where it is as late"), ("Mars/Base", "This is no time zone"), ("GMT+1", "no time zone")],
)
def test_a_time_zone_that_is_none_is_said(as_ada: Client, address: str, zone: str, words: str):
    answer = as_ada.post(PAGE, {"time_zone": zone}).content.decode()
    assert words in answer and "<title>Error:" in answer
    assert not Reminder.objects.exists()


def test_a_site_without_mail_says_so_and_still_stops(as_ada: Client, reminder: Reminder, settings):
    settings.EMAIL_URL = ""
    assert "This site sends no e-mail" in page(as_ada)
    as_ada.post(PAGE, {"time_zone": "Asia/Tokyo"})
    assert Person.objects.get(username="ada").time_zone == "Europe/Paris"
    as_ada.post(PAGE, {"then": "stop"})
    assert not Reminder.objects.exists()


def test_a_guest_is_shown_the_way_to_an_address(as_guest: Client):
    assert 'href="/account/keep/"' in page(as_guest)
    as_guest.post(PAGE, {"time_zone": "Asia/Tokyo"})
    assert not Reminder.objects.exists()


def test_an_address_that_was_not_shown_to_be_theirs_is_not_used(ada: Person, as_ada: Client):
    EmailAddress.objects.create(user=ada, email="ada@example.org", primary=True)
    assert 'href="/account/email/"' in page(as_ada)
    as_ada.post(PAGE, {"time_zone": "Asia/Tokyo"})
    assert not Reminder.objects.exists()


def test_the_link_asks_and_its_button_stops(reminder: Reminder):
    path = f"/reminders/stop/{stop_token(reminder.pk)}/"
    assert "Stop the reminders?" in page(Client(), path)
    assert Reminder.objects.exists()
    assert "have stopped" in Client().post(path).content.decode()
    assert not Reminder.objects.exists()
    assert "have stopped" in page(Client(), path)


def test_a_mail_program_stops_them_at_once_and_may_ask_twice(reminder: Reminder):
    """RFC 8058: no cookies, no token of a form, no way round by another address."""
    path = f"/reminders/stop/{stop_token(reminder.pk)}/"
    for _twice in range(2):
        program = Client(enforce_csrf_checks=True)
        answer = program.post(path, ONE_CLICK, content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 200 and "session" not in answer.cookies
        assert not Reminder.objects.exists()


def test_a_link_dies_with_its_row(ada: Person, reminder: Reminder):
    old = f"/reminders/stop/{stop_token(reminder.pk)}/"
    stop_reminders(person=ada)
    ask_for_reminders(person=ada, time_zone="Europe/Paris")
    assert Client().post(old).status_code == 200
    assert Reminder.objects.exists()


@pytest.mark.parametrize("change", [lambda token: token[:-1], lambda token: f"x{token}", lambda token: "nothing"])
def test_a_link_that_was_not_made_here_stops_nothing(reminder: Reminder, change):
    path = f"/reminders/stop/{change(stop_token(reminder.pk))}/"
    assert Client().get(path).status_code == Client().post(path).status_code == 404
    assert Reminder.objects.exists()


def test_a_link_is_in_no_log(reminder: Reminder):
    token = stop_token(reminder.pk)
    assert hide(f"Not Found: /reminders/stop/{token}/") == "Not Found: /reminders/stop/…/"


def test_what_is_due_on_the_day_one_asks_is_told_if_it_is_still_night(ada: Person, address: str):
    now = timezone.now()
    for zone in ("Pacific/Kiritimati", "America/Los_Angeles", "UTC"):
        stop_reminders(person=ada)
        assert ask_for_reminders(person=ada, time_zone=zone).told_until == last_morning(now, zone)


def test_last_morning():
    noon = dt.datetime(2026, 3, 29, 12, tzinfo=dt.UTC)
    assert last_morning(noon, "Pacific/Kiritimati") == dt.date(2026, 3, 29)  # 02:00 of the 30th
    assert last_morning(noon + dt.timedelta(hours=5), "Pacific/Kiritimati") == dt.date(2026, 3, 30)
    assert last_morning(noon, "America/Los_Angeles") == dt.date(2026, 3, 28)  # 05:00
    assert last_morning(noon, "nowhere") == last_morning(noon, "") == dt.date(2026, 3, 29)
    summer = dt.datetime(2026, 3, 29, 5, tzinfo=dt.UTC)  # in Paris the clocks were put forward four hours ago
    assert last_morning(summer, "Europe/Paris") == dt.date(2026, 3, 29)
    assert last_morning(summer - dt.timedelta(days=1), "Europe/Paris") == dt.date(2026, 3, 27)


def test_time_zones_are_places():
    assert {"Europe/Paris", "Asia/Kolkata", "America/Argentina/Ushuaia", "UTC"} <= set(zones())
    assert not {"Europe", "GMT+1", "US/Eastern", "Factory"} & set(zones())


def test_deleting_the_journal_takes_the_reminder_along(ada: Person, reminder: Reminder):
    Journal.objects.filter(person=ada).delete()
    assert not Reminder.objects.exists()


def test_reminders_are_held_and_can_be_found(as_ada: Client, reminder: Reminder):
    held = as_ada.get("/account/privacy/").content.decode()
    assert re.search(rf'<a href="{PAGE}">Reminders by e-mail that you asked for</a></th><td>1</td>', held)
    for path in ("/journal/", "/guide/"):
        assert f'href="{PAGE}"' in as_ada.get(path).content.decode()


def test_tokens_are_unlike():
    assert stop_token(uuid.uuid4()) != stop_token(uuid.uuid4())
