"""A workshop of Ada's, its steps, and seats in it."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page

from reflections.people.models import Person
from reflections.workshops.models import JoinCode, Organiser, Seat, Step, Workshop
from tests.browser import NewVisitor, Server
from tests.driven import Driven, driven_server
from tests.wire import Caller
from tests.workshops.hall import Hall, live, organiser
from tests.workshops.seated import JSON, ROOM, WAYS, Post, sharing, sit

type Room = Callable[..., Workshop]


@pytest.fixture
def room(ada: Person) -> Room:
    """Makes an open workshop of Ada's: room(("ways", "picture"), ("cv", "line")) has a step for each, at the first."""

    def make(*parts: tuple[str, str], tender: bool = False, **more: object) -> Workshop:
        now = timezone.now()
        made = Workshop.objects.create(
            **{"title": "Newcomers’ hour", "starts_at": now, "state": Workshop.State.OPEN, "opened_at": now, **more}
        )
        Organiser.objects.create(workshop=made, person=ada, is_owner=True)
        JoinCode.objects.create(workshop=made, code="48291356", secret="a-secret-that-is-long-enough-for-a-QR")
        for number, (prompt, part) in enumerate(parts, 1):
            asked = {"kind": Step.Kind.PROMPT, "prompt": prompt, "part": part, "tender": tender, "title": prompt}
            Step.objects.create(workshop=made, position=number, **asked)
        made.step = made.steps.first()
        made.phase = made.step.phases[0] if made.step else ""
        made.ends_at = now + dt.timedelta(minutes=3)
        made.save()
        return made

    return make


@pytest.fixture
def seats() -> Callable[[Workshop, int], list[Seat]]:
    """So many seats in a workshop."""
    return lambda workshop, count: [Seat.objects.create(workshop=workshop) for _ in range(count)]


@pytest.fixture(scope="session")
def driven(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driven]:
    """A server in whose process rooms can be moved."""
    with driven_server(tmp_path_factory.mktemp("driven"), "untold_driven") as server:
        yield server


@pytest.fixture
def account(server: Server) -> Caller:
    """An organiser who comes without a browser."""
    return organiser(server)


@pytest.fixture
def hall(server: Server) -> Hall:
    """A room on the running server, whose people come in."""
    return Hall(server)


@pytest.fixture
def phone(hall: Hall, visitor: NewVisitor) -> Page:
    """Somebody who sits in the hall, hearing the bell."""
    return live(hall.sit(visitor()))


@pytest.fixture
def workshop(room: Room) -> Workshop:
    """A room in which ways of working are sent."""
    return sharing(room(("ways", "picture"), ("topic", "line")))


@pytest.fixture
def seat(client: Client, workshop: Workshop) -> Seat:
    """The seat of the one who sends."""
    return sit(client, workshop)


@pytest.fixture
def post(client: Client, seat: Seat, workshop: Workshop) -> Post:
    """Sends: what is not said is as a page of ours would send it."""

    def put(part: Any = WAYS, to: str = "send", **more: Any) -> HttpResponse:
        fields = {"step": str(workshop.step_id), "phase": "share", "turn": "1", "part": json.dumps(part), **more}
        return client.post(f"{ROOM}{to}/", fields, headers=JSON)

    return put
