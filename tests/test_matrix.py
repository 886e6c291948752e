"""Every address × role × method. An address that is not in the table fails; a GET that changes a row fails."""

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import models, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from reflections.journal.actions import Draft, Save, make_return_link, save_note
from reflections.journal.models import Revision
from reflections.people.actions import give_consent
from reflections.people.middleware import PUBLIC_URLS
from reflections.people.models import Person
from tests.conftest import Write, signed_in
from tests.matrix import ROLES, TABLE, WITHOUT_TOKEN, Cast, Outcome

pytestmark = pytest.mark.django_db


def patterns(resolver: Any = None, space: str = "", route: str = "/") -> Iterator[str]:
    """The key in the table of every pattern there is: its name, or its route where it has none."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLPattern):
            yield f"{space}{each.name}" if each.name else f"{route}{each.pattern}"
        else:
            yield from patterns(each, f"{each.namespace}:" if each.namespace else space, f"{route}{each.pattern}")


@pytest.fixture
def cast(ada: Person, guest: Person, stranger: Person, write: Write) -> Iterator[Cast]:
    for person in (ada, guest):
        give_consent(person=person, purpose="writing", version="1")
        write(person, "topic", "the first sentence")
        write(person, "topic", "the second sentence", keep_old=True)
    words, save = Draft("a note of the owner", dt.date(2026, 3, 1)), Save(key=uuid.uuid4())
    save_note(person=ada, note=uuid.uuid4(), draft=words, save=save)
    clients = dict(zip(ROLES, (Client(), *map(signed_in, (guest, ada, stranger))), strict=True))
    cache.clear()
    yield Cast(clients, ada, Revision.objects.get(answer__round__journal__person=ada), make_return_link(guest))
    cache.clear()


def address(name: str, cast: Cast) -> str:
    if name.startswith("/"):
        return name.split("(")[0].split("<")[0] + "nothing/"
    return reverse(name, args=TABLE[name].args(cast))


def rows(model: type[models.Model]) -> list[str]:
    """The rows of a table, each as a text."""
    return sorted(map(repr, model._base_manager.order_by().values_list()))


def everything() -> dict[str, list[str]]:
    """Every row of every table."""
    return {model._meta.label: rows(model) for model in apps.get_models(include_auto_created=True)}


def belongings(person: Person) -> list[str]:
    """What hangs on a person: a stranger's request must not touch it."""
    mine = [*Person.objects.filter(pk=person.pk).values_list(), *person.consents.values_list()]
    mine += person.journal.notes.values_list()
    for this in person.journal.rounds.all():
        for answer in this.answers.all():
            mine += [*this.answers.values_list(), *answer.revisions.values_list()]
    return sorted(map(repr, mine))


def ask(client: Client, method: str, path: str) -> HttpResponse:
    """One request, after which the database is as it was."""
    cookies = client.cookies.copy()
    try:
        return client.generic(method, path)
    finally:
        client.cookies = cookies


def check(name: str, role: str, method: str, reply: HttpResponse, wanted: Outcome) -> None:
    got: Outcome = reply.url if reply.status_code in (301, 302) else reply.status_code
    fits = got.startswith(wanted) if isinstance(got, str) and isinstance(wanted, str) else got == wanted
    assert fits, f"{method} {name} as {role}: {got}, not {wanted}"
    if role != "anonymous" or name not in PUBLIC_URLS:
        assert "no-store" in reply.headers["Cache-Control"], f"{method} {name} as {role} may be kept by a cache"


def test_the_table_knows_every_address_and_no_other():
    assert sorted(patterns()) == sorted(TABLE)


@pytest.mark.parametrize("name", TABLE)
def test_reading(name: str, cast: Cast):
    path, before = address(name, cast), everything()
    for role, wanted in zip(ROLES, TABLE[name].get, strict=True):
        for method in ("GET", "HEAD"):
            check(name, role, method, ask(cast.clients[role], method, path), wanted)
    changed = [table for table, there in everything().items() if there != before[table]]
    assert not changed, f"GET {name} changes {changed}"


@pytest.mark.parametrize("name", TABLE)
def test_acting(name: str, cast: Cast):
    path, mine = address(name, cast), belongings(cast.owner)
    others = dict.fromkeys(("PUT", "PATCH", "DELETE"), TABLE[name].other)
    for method, row in {"POST": TABLE[name].post, **others}.items():
        for role, wanted in zip(ROLES, row, strict=True):
            with transaction.atomic():
                check(name, role, method, ask(cast.clients[role], method, path), wanted)
                if role != "owner" and method == "POST":
                    assert belongings(cast.owner) == mine, f"{method} {name} as {role} changes what the owner has"
                transaction.set_rollback(True)


@pytest.mark.parametrize("name", TABLE)
def test_acting_without_a_token_changes_nothing(name: str, cast: Cast):
    path, before = address(name, cast), everything()
    wanted = 200 if name in WITHOUT_TOKEN else 403
    for role in ROLES:
        client = Client(enforce_csrf_checks=True)
        client.cookies = cast.clients[role].cookies.copy()
        assert ask(client, "POST", path).status_code == wanted, f"POST {name} as {role} without a token"
    assert everything() == before
