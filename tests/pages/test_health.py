"""For machines: alive, and ready."""

import datetime as dt
import sqlite3
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from reflections.guide.models import GuideState
from reflections.journal.actions import ask_for_reminders
from reflections.journal.models import Reminder
from reflections.pages.models import Run
from reflections.people.actions import make_account
from reflections.people.models import Person

FINE = {"database": "ok", "migrations": "ok", "guide": "ok"}


def test_alive_without_a_database(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.django_db
def test_alive_without_a_session(as_ada: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        as_ada.get("/healthz")


@pytest.mark.django_db
def test_ready(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(5):
        answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "status": "green", **FINE, "overdue": []}
    assert "Set-Cookie" not in answer.headers


@pytest.mark.django_db
def test_not_ready_without_a_guide(client: Client) -> None:
    GuideState.objects.all().delete()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "status": "red", **FINE, "guide": "not loaded", "overdue": []}


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_pending(client: Client) -> None:
    MigrationRecorder(connection).record_unapplied("reflections", "0001_initial")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["migrations"] == "pending"


@pytest.mark.django_db
def test_not_ready_without_a_database(client: Client) -> None:
    def broken(*args: Any) -> None:
        raise OperationalError("no database at secret-host:5432") from sqlite3.OperationalError()

    with connection.execute_wrapper(broken):
        answer = client.get("/readyz")
    assert answer.status_code == 503
    unknown = {"database": "unreachable", "migrations": "unknown", "guide": "unknown"}
    assert answer.json() == {"ready": False, "status": "red", **unknown, "overdue": []}


def hours_ago(hours: float) -> dt.datetime:
    return timezone.now() - dt.timedelta(hours=hours)


def overdue(client: Client) -> list[str]:
    """The commands that are overdue, as a monitor sees it: the site is ready all the same."""
    answer = client.get("/readyz")
    said = answer.json()
    assert (answer.status_code, said["ready"]) == (200, True)
    assert said["status"] == ("yellow" if said["overdue"] else "green")
    return said["overdue"]


@pytest.mark.parametrize(("hours", "late"), [(49.9, []), (50.1, ["tidy"])])
def test_tidy_is_overdue_after_two_days(client: Client, ada: Person, hours: float, late: list[str]) -> None:
    Person.objects.update(date_joined=hours_ago(hours))
    assert overdue(client) == late, "it never ran, and there has been somebody for so long"
    Person.objects.update(date_joined=hours_ago(9_000))
    Run.objects.create(command="tidy", ended_at=hours_ago(hours))
    assert overdue(client) == late
    call_command("tidy")
    assert overdue(client) == []


@pytest.mark.parametrize(("hours", "late"), [(25.9, []), (26.1, ["remind"])])
def test_remind_is_overdue_after_a_day(
    client: Client, ada: Person, settings: Settings, hours: float, late: list[str]
) -> None:
    settings.EMAIL_URL = "smtp://mail.example.org"
    Run.objects.create(command="remind", ended_at=hours_ago(9_000))
    assert overdue(client) == [], "nobody asked for reminders"
    ask_for_reminders(person=ada, time_zone="Europe/Paris")
    assert overdue(client) == [], "it may take its time to the first one"
    Reminder.objects.update(asked_at=hours_ago(hours))
    assert overdue(client) == late
    settings.EMAIL_URL = ""
    assert overdue(client) == [], "there is no e-mail here"
    settings.EMAIL_URL = "smtp://mail.example.org"
    call_command("remind")
    assert overdue(client) == []


@pytest.mark.django_db
def test_what_is_overdue_costs_the_same_with_more_people(
    client: Client, settings: Settings, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    settings.EMAIL_URL = "smtp://mail.example.org"
    for number in range(3):
        ask_for_reminders(person=make_account(username=f"person {number}", password="x"), time_zone="UTC")
    with django_assert_max_num_queries(6):
        client.get("/readyz")


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_only_reading(address: str, client: Client) -> None:
    assert client.post(address).status_code == 405
