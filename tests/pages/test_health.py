"""For machines: alive, and ready."""

import sqlite3
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reflections.guide.models import GuideState


def test_alive_without_a_database(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.django_db
def test_alive_without_a_session(as_ada: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        as_ada.get("/healthz")


@pytest.mark.django_db
def test_ready(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(3):
        answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "database": "ok", "migrations": "ok", "guide": "ok"}
    assert "Set-Cookie" not in answer.headers


@pytest.mark.django_db
def test_not_ready_without_a_guide(client: Client) -> None:
    GuideState.objects.all().delete()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "database": "ok", "migrations": "ok", "guide": "not loaded"}


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
    assert answer.json() == {"ready": False, "database": "unreachable", "migrations": "unknown", "guide": "unknown"}


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_only_reading(address: str, client: Client) -> None:
    assert client.post(address).status_code == 405
