"""A seat on another device: by a link of a day and a button, and never by looking."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from reflections.workshops.actions.closing import close_workshop
from reflections.workshops.door import seat_token
from reflections.workshops.models import JoinCode, Seat
from tests.workshops.conftest import Room

pytestmark = pytest.mark.django_db
CODE = "48291356"
LINK = f"/w/{CODE}/link/"


@pytest.fixture
def sitting(room: Room, client: Client) -> Client:
    """Somebody who sits in the room."""
    room(("ways", "picture"))
    client.post(f"/join/{CODE}/")
    return client


def made(client: Client) -> str:
    """A link, as its page shows it."""
    html = client.post(LINK).content.decode()
    assert '<svg role="img"' in html
    return re.search(r'value="http://[^/"]+(/w/[^"]+)"', html)[1]


def test_the_page_says_which_link_is_for_what_and_makes_none_by_looking(sitting: Client):
    html = sitting.get(LINK).content.decode()
    assert 'href="/journal/return/"' in html and "The link to the seat" in html and "The link to the notebook" in html
    assert "/link/" not in html.replace(f'href="/w/{CODE}/link/"', "")


def test_a_link_opens_the_same_seat_by_a_button(sitting: Client):
    link, other = made(sitting), Client()
    page = other.get(link)
    assert page.status_code == 200 and "Newcomers’ hour" in page.content.decode()
    assert not [name for name in other.cookies if name.startswith("seat-")]
    reply = other.post(link)
    assert reply.url == f"/w/{CODE}/"
    [name] = [name for name in reply.cookies if name.startswith("seat-")]
    assert reply.cookies[name].value == sitting.cookies[name].value
    assert other.get(reply.url).status_code == 200
    assert Seat.objects.count() == 1


def test_a_link_is_good_for_a_day(sitting: Client, monkeypatch: pytest.MonkeyPatch):
    link = made(sitting)
    now = timezone.now().timestamp()
    for hours, status in ((23, 200), (25, 404)):
        monkeypatch.setattr("django.core.signing.time.time", lambda hours=hours: now + hours * 3_600)
        assert Client().get(link).status_code == status


def test_what_opens_no_seat_tells_nothing_of_rooms(sitting: Client, room: Room):
    seat, mine = Seat.objects.get(), JoinCode.objects.filter(code=CODE)
    mine.update(code="11112222", secret="another")
    room(("ways", "picture"), title="Another")
    token = seat_token(seat)
    wrong = [f"{LINK}nothing/", "/w/99999999/link/nothing/", f"{LINK}{token}/", f"/w/11112222/link/{token}x/"]
    said = {Client().get(path).content for path in wrong} | {
        Client(enforce_csrf_checks=False).post(p).content for p in wrong
    }
    assert len(said) == 1 and "This link opens no seat" in said.pop().decode()
    assert all(Client().get(path).status_code == 404 for path in wrong)


def test_a_link_goes_on_after_a_new_code_and_ends_with_the_room(sitting: Client):
    link = made(sitting)
    JoinCode.objects.update(ended_at=timezone.now())
    assert Client().get(link).status_code == 200
    here = Seat.objects.get().workshop
    close_workshop(workshop=here, tick=here.tick)
    assert Client().get(link).status_code == Client().post(link).status_code == 404
    assert "its seats are gone" in sitting.get(LINK).content.decode()
    assert "its seats are gone" in sitting.post(LINK).content.decode()


def test_without_a_seat_there_is_no_link(sitting: Client, as_ada: Client):
    """Not for the organiser either."""
    for who in (Client(), as_ada):
        for ask in (who.get, who.post):
            reply: Any = ask(LINK)
            assert reply.status_code == 404
