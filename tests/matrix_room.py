"""What a seat in a room, a co-organiser and a mentor get at which address: as a table, what differs from others."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.core.cache import cache
from django.test import Client

from reflections.people.actions import make_account
from reflections.workshops.actions.organisers import accept
from reflections.workshops.actions.planning import make_workshop
from reflections.workshops.actions.running import open_doors
from reflections.workshops.models import Phase
from tests.conftest import PASSWORD, signed_in
from tests.matrix import TABLE
from tests.matrix_rows import Cast, Outcome
from tests.summary.sharing.cast import mentor
from tests.workshops.acts import act, on_to
from tests.workshops.seated import sit

LIKE = {"seat": 0, "elsewhere": 0, "mentor": 0, "organiser": 3}
"""Whom of `matrix.ROLES` each is like where the table says nothing: nobody at all, or somebody with an account."""


@dataclass(frozen=True)
class More:
    """What one role gets at an address, where that is not what others get."""

    get: Outcome | None = None
    post: Outcome | None = None


SEAT = {
    "phone": More(200),
    "phone_now": More(200),
    "phone_mine": More(200),
    "own_step": More(404),  # the room is still there
    "send": More(post=409),  # nothing was sent along
    "take_back": More(post=409),
    "find_group": More(post=409),
}
ORGANISER = {
    **{name: More(200) for name in ("report", "sheet", "workshop", "organisers", "console", "screen", "step_preview")},
    "report_file": More(404),  # there is none before the end
    "keep_report": More(post="/workshops/"),
    "workshop_details": More(200, 422),
    "workshop_duplicate": More(200, 422),
    "workshop_delete": More(404, 404),  # the owner alone
    "step_new": More(200, 200),
    "step": More(200, 422),
    "step_move": More(post="/workshops/"),
    "step_delete": More(200, "/workshops/"),
    "organisers": More(200, 404),  # the owner alone takes somebody out, and invites
    "organiser_leave": More(200, "/workshops/"),
    "invitation": More(404, 404),  # it was used
    "run": More(post=303),
    "sift": More(post=303),
    "hands": More(200, 422),
    "doors": More(200, 303),
    "rehearse": More(200, 303),
    "workshop_close": More(200, 303),
}
ROOM = {"seat": SEAT, "elsewhere": {}, "organiser": ORGANISER, "mentor": {}}


def due(role: str, name: str, method: str) -> Outcome:
    """What a role gets at the address `name` with a method."""
    row, more = TABLE[name], ROOM[role].get(name, More())
    said = {"GET": more.get, "HEAD": more.get, "POST": more.post}.get(method)
    others = {"GET": row.get, "HEAD": row.get, "POST": row.post}.get(method, row.other)
    return others[LIKE[role]] if said is None else said


@pytest.fixture
def room_cast(cast: Cast) -> Iterator[Cast]:
    """A seat in the owner's open room and one in another, a co-organiser, a mentor who opened the owner's link."""
    friend = make_account(username="friend", password=PASSWORD)
    accept(person=friend, token=cast.invited)
    title = {"title": "Another hour", "starts_at": cast.workshop.starts_at, "language": "en"}
    other = make_workshop(person=friend, agenda="twenty-five", **title)
    clients = {"seat": Client(), "elsewhere": Client(), "organiser": signed_in(friend)}
    for workshop, role in ((cast.workshop, "seat"), (other, "elsewhere")):
        sit(clients[role], on_to(act(workshop, open_doors), Phase.SHARE))
    clients["mentor"] = mentor(f"/shared/{cast.shared}/")
    yield dataclasses.replace(cast, clients=clients)
    cache.clear()
