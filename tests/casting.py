"""The cast of the matrices, each in their browser; and what the tests of both ask and compare."""

import datetime as dt
import uuid
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import models
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from reflections.journal.actions import Draft, Save, make_return_link, save_note
from reflections.journal.models import Revision
from reflections.people.actions import give_consent
from reflections.people.models import Person
from reflections.workshops.actions.organisers import invite
from reflections.workshops.actions.planning import make_workshop
from tests.conftest import Write, signed_in
from tests.matrix import TABLE
from tests.matrix_rows import ROLES, Cast
from tests.summary.sharing.cast import share

OWN_WORDS = ("the first sentence", "the second sentence", "a note of the owner")


@pytest.fixture
def cast(ada: Person, guest: Person, stranger: Person, write: Write) -> Iterator[Cast]:
    for person in (ada, guest):
        give_consent(person=person, purpose="writing", version="1")
        write(person, "topic", OWN_WORDS[0])
        write(person, "topic", OWN_WORDS[1], keep_old=True)
    words, save = Draft(OWN_WORDS[2], dt.date(2026, 3, 1)), Save(key=uuid.uuid4())
    save_note(person=ada, note=uuid.uuid4(), draft=words, save=save)
    clients = dict(zip(ROLES, (Client(), *map(signed_in, (guest, ada, stranger))), strict=True))
    cache.clear()
    revision = Revision.objects.get(answer__round__journal__person=ada)
    shared = share(ada, "topic").split("/")[2]
    title, when = "Newcomers’ hour", timezone.now() + dt.timedelta(days=3)
    workshop = make_workshop(person=ada, agenda="twenty-five", title=title, starts_at=when, language="en")
    yield Cast(clients, ada, revision, make_return_link(guest), shared, workshop, invite(workshop=workshop))
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
