"""Somebody who sits in a room: their browser, and where the room goes."""

from collections.abc import Callable
from typing import Any

from django.db.models import F
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reflections.workshops import door
from reflections.workshops.actions.sharing import open_sharing
from reflections.workshops.models import Phase, Seat, Workshop

ROOM = "/w/48291356/"
JSON = {"Accept": "application/json"}
WAYS = {"kind": "choice", "v": 1, "chosen": ["intuitions"]}
LINE = {"kind": "text", "v": 1, "line": "I wrote it twice"}
type Post = Callable[..., HttpResponse]


def sit(client: Client, workshop: Workshop) -> Seat:
    """A seat of `workshop` in this browser, as taking one leaves it."""
    seat = Seat.objects.create(workshop=workshop)
    answer = HttpResponse()
    door.remember_seat(answer, seat)
    client.cookies.update(answer.cookies)
    return seat


def moved(workshop: Workshop, **to: Any) -> Workshop:
    """The room stands there now."""
    Workshop.objects.filter(pk=workshop.pk).update(tick=F("tick") + 1, **to)
    workshop.refresh_from_db()
    return workshop


def sharing(workshop: Workshop) -> Workshop:
    """The room's step takes parts now."""
    open_sharing(workshop.step)
    return moved(workshop, phase=Phase.SHARE)


def statements(asked: CaptureQueriesContext) -> list[str]:
    """What was asked of the database, without the marks of transactions."""
    return [each["sql"] for each in asked if each["sql"].split()[0] not in {"BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"}]
