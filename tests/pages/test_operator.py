"""The operator's page: how the place fares, for its staff; for everybody else there is no such page."""

import re
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reflections.guide.models import GuideState
from reflections.pages import readiness
from reflections.pages.operator import rounded
from reflections.people.actions import make_guest
from reflections.people.models import Person
from tests.conftest import Write, signed_in

ADDRESS = "/operator/"


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    readiness._keys.cache_clear()


@pytest.fixture
def as_staff(db: None) -> Client:
    """Whoever runs the place."""
    return signed_in(Person.objects.create_superuser("keeper", password="x"))


def shown(client: Client) -> dict[str, str]:
    """The rows of the page's tables."""
    page = client.get(ADDRESS)
    assert page.status_code == 200
    rows = re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td>', page.content.decode())
    return {name: re.sub("<[^>]+>", "", said) for name, said in rows}


@pytest.mark.parametrize("method", ["get", "head", "post", "put", "delete", "options"])
def test_for_everybody_else_there_is_no_such_page(
    method: str, client: Client, as_guest: Client, as_ada: Client
) -> None:
    assert {getattr(each, method)(ADDRESS).status_code for each in (client, as_guest, as_ada)} == {404}


def test_it_is_only_read(as_staff: Client) -> None:
    assert as_staff.post(ADDRESS).status_code == 405


def test_how_the_place_fares(as_staff: Client) -> None:
    call_command("tidy")
    said = shown(as_staff)
    assert [said[name] for name in ("Database", "Tables", "Guide", "Keys")][1:] == ["in order"] * 3
    assert re.search(r"20\d\d, \d\d:\d\d", said["tidy"]) and said["backup"] == "not yet"
    assert said["Rooms open now"] == "0" and said["Keys that open"] == "1"
    assert re.fullmatch(r"\d{4}_\w+", said["Newest migration"])
    assert said["Untold"] and said["Django"] and said["Python"]


def test_people_are_counted_to_the_nearest_ten(as_staff: Client) -> None:
    for _ in range(16):
        make_guest()
    said = shown(as_staff)
    assert (said["Guests"], said["People with an account"]) == ("about 20", "fewer than five")
    assert [rounded(count) for count in (0, 4, 5, 14, 15)] == [0, 0, 10, 10, 20]


def test_no_name_and_nothing_written(as_staff: Client, ada: Person, write: Write) -> None:
    write(ada, "topic", "what draws me is how cells decide")
    page = as_staff.get(ADDRESS).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert not [word for word in ("ada", "keeper", "cells", "topic") if re.search(rf"\b{word}\b", main)]


def test_what_is_wrong_stands_there(as_staff: Client) -> None:
    GuideState.objects.all().delete()
    assert "not loaded" in shown(as_staff)["Guide"]
    assert "people may not be able to write" in as_staff.get(ADDRESS).content.decode()


def test_the_page_comes_when_the_database_takes_nothing(as_staff: Client) -> None:
    as_staff.get(ADDRESS)

    def copy(execute: Any, sql: str, *args: Any) -> Any:
        if sql.startswith("UPDATE"):
            raise OperationalError("read-only")
        return execute(sql, *args)

    with connection.execute_wrapper(copy):
        assert "takes nothing" in as_staff.get(ADDRESS).content.decode()


def test_it_costs_the_same_with_more_people(
    as_staff: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    as_staff.get(ADDRESS)
    for _ in range(3):
        make_guest()
    with django_assert_max_num_queries(17):
        as_staff.get(ADDRESS)
