"""Whoever deletes everything gives up the seats that their browser holds; no row could say that they are theirs."""

import pytest

from reflections.workshops.actions.sharing import send_to_room
from reflections.workshops.door import seat_cookie
from reflections.workshops.models import Contribution, Seat
from tests.accounts.conftest import body
from tests.workshops.seated import WAYS, sharing, sit

pytestmark = pytest.mark.django_db


def test_seats_are_counted_and_go_with_all_that_is_still_to_be_counted(guest, as_guest, room, seats):
    """What this browser's seat sent to an open step is taken back; what others sent, and their seats, stay."""
    workshop = sharing(room(("ways", "picture")))
    mine, other = sit(as_guest, workshop), seats(workshop, 1)[0]
    for seat in (mine, other):
        send_to_room(seat=seat, workshop=workshop, step=workshop.step, part=WAYS, turn=1)
    assert "1 seat in a workshop" in body(as_guest.get("/account/privacy/"))
    assert "1 seat in a workshop" in body(as_guest.get("/account/delete/"))
    gone = as_guest.post("/account/delete/", {"sure": "on"})
    assert list(Seat.objects.all()) == [other] and Contribution.objects.count() == 1
    assert gone.cookies[seat_cookie(workshop.pk)].value == ""
    assert gone.cookies["known"].value == ""


def test_a_seat_that_is_gone_is_not_counted(as_guest, room):
    workshop = room(("ways", "picture"))
    sit(as_guest, workshop)
    Seat.objects.all().delete()
    assert "0 seats in workshops" in body(as_guest.get("/account/privacy/"))


def test_a_forged_seat_is_nobody_s(as_guest, room, seats):
    workshop = room(("ways", "picture"))
    (other,) = seats(workshop, 1)
    as_guest.cookies[seat_cookie(workshop.pk)] = f"{workshop.pk.hex}.{other.pk.hex}:forged"
    as_guest.post("/account/delete/", {"sure": "on"})
    assert Seat.objects.get() == other
