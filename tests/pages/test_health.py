"""For machines: alive, and ready."""

import datetime as dt
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import InternalError, OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from config.limits import counting
from reflections.documents.pdf import process
from reflections.guide.models import GuideState
from reflections.journal.actions import ask_for_reminders
from reflections.journal.models import Reminder
from reflections.pages import readiness
from reflections.pages.models import Run
from reflections.people.actions import make_account
from reflections.people.models import Person
from tests.conftest import Write

BOUND = int(connection.vendor == "postgresql")
"""PostgreSQL is told how long the write may take, in a statement of its own."""
HERE = {"cache": "ok", "disk": "ok", "files": "ok"}
FINE = {"database": "ok", "migrations": "ok", "guide": "ok", "keys": "ok", **HERE}


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test asks anew, on a machine with room on its disk, on which no file was ever made."""
    readiness._keys.cache_clear()
    monkeypatch.setattr(process, "_of_loop", type(process._of_loop)())
    room(monkeypatch, readiness.LITTLE)
    yield
    readiness._keys.cache_clear()


def room(monkeypatch: pytest.MonkeyPatch, free: int) -> None:
    """So many bytes are left on every disk."""
    monkeypatch.setattr("shutil.disk_usage", lambda folder: SimpleNamespace(free=free))


def test_alive_without_a_database(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.django_db
def test_alive_without_a_session(as_ada: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        as_ada.get("/healthz")


@pytest.mark.django_db
def test_ready(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(9 + BOUND):  # with the savepoint of the write that changes nothing
        answer = client.get("/readyz")
    with django_assert_num_queries(8 + BOUND):
        client.get("/readyz")
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
    unknown = {"database": "unreachable", "migrations": "unknown", "guide": "unknown", "keys": "unknown", **HERE}
    assert answer.json() == {"ready": False, "status": "red", **unknown, "overdue": []}


@pytest.mark.django_db
def test_not_ready_when_the_database_takes_nothing(client: Client) -> None:
    def copy(execute: Any, sql: str, *args: Any) -> Any:
        if sql.startswith("UPDATE"):
            raise InternalError("cannot execute UPDATE in a read-only transaction")
        return execute(sql, *args)

    with connection.execute_wrapper(copy):
        answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["database"]) == (503, "cannot be written")


@pytest.mark.django_db(transaction=True)
def test_asking_changes_no_row(client: Client) -> None:
    def rows() -> dict[str, int]:
        return {model.__name__: model._default_manager.count() for model in apps.get_models()}

    before = rows()
    client.get("/readyz")
    assert rows() == before


def test_not_ready_with_keys_that_open_nothing(client: Client, ada: Person, write: Write, settings: Settings) -> None:
    write(ada, "topic", "a line that is sealed")
    assert client.get("/readyz").json()["keys"] == "ok"
    settings.UNTOLD_ENCRYPTION_KEYS = ["YW5vdGhlci1rZXktb2YtMzItYnl0ZXMtZm9yLXRlc3Q="]
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["keys"]) == (503, "do not open")


@pytest.mark.django_db
def test_not_ready_when_redis_is_gone(client: Client, settings: Settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    settings.CACHES = {"default": counting(settings.REDIS_URL, {})}
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["cache"]) == (503, "unreachable")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("free", "word", "status"),
    [
        (readiness.LITTLE, "ok", "green"),
        (readiness.LITTLE - 1, "low", "yellow"),
        (readiness.LEAST - 1, "full", "red"),
    ],
)
def test_a_disk_fills(client: Client, monkeypatch: pytest.MonkeyPatch, free: int, word: str, status: str) -> None:
    room(monkeypatch, free)
    answer = client.get("/readyz")
    assert (answer.json()["disk"], answer.json()["status"]) == (word, status)
    assert answer.status_code == (503 if status == "red" else 200)


@pytest.mark.django_db
def test_yellow_after_the_render_process_died(client: Client) -> None:
    with monkey_render("import sys; sys.exit()"):
        with pytest.raises(process.Failed):
            process.render_now(b"a job")
        answer = client.get("/readyz")
        assert (answer.status_code, answer.json()["status"], answer.json()["files"]) == (200, "yellow", "failing")
    assert client.get("/readyz").json()["files"] == "ok"


@contextmanager
def monkey_render(code: str) -> Iterator[None]:
    """The render process of tests runs something else."""
    loop = process._own_loop()
    kept = process._of_loop.pop(loop, None)
    process._of_loop[loop] = process.RenderProcess((sys.executable, "-c", code))
    try:
        yield
    finally:
        del process._of_loop[loop]
        if kept:
            process._of_loop[loop] = kept


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


@pytest.mark.parametrize(("hours", "late"), [(49.9, []), (50.1, ["backup"])])
def test_backup_is_overdue_where_there_was_one(client: Client, db: None, hours: float, late: list[str]) -> None:
    assert overdue(client) == [], "whoever never used our command has their own way"
    Run.objects.create(command="backup", ended_at=hours_ago(hours))
    assert overdue(client) == late


@pytest.mark.django_db
def test_what_is_overdue_costs_the_same_with_more_people(
    client: Client, settings: Settings, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    settings.EMAIL_URL = "smtp://mail.example.org"
    for number in range(3):
        ask_for_reminders(person=make_account(username=f"person {number}", password="x"), time_zone="UTC")
    with django_assert_max_num_queries(10 + BOUND):
        client.get("/readyz")


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_only_reading(address: str, client: Client) -> None:
    assert client.post(address).status_code == 405
