"""Who guesses gets few tries, and a whole room behind one address gets in."""

import random
import time
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from reflections.people.limits import count, counted
from reflections.workshops import join_views, limits
from reflections.workshops.actions import seats as seating
from reflections.workshops.models import Seat
from tests.workshops.conftest import Room

pytestmark = pytest.mark.django_db
CODE, SECRET = "48291356", "a-secret-that-is-long-enough-for-a-QR"
HERE, THERE = "203.0.113.7", "198.51.100.9"


@pytest.fixture(autouse=True)
def _no_tries(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """None is counted yet, and the time in which they are counted has just begun."""
    cache.clear()
    yield
    cache.clear()


_house = Client().handler


def phone(address: str = HERE) -> Client:
    """Somebody new. All ask one house: to build one for each of 500 takes longer than to answer them."""
    this = Client(REMOTE_ADDR=address)
    this.handler = _house
    return this


def guess(client: Client, chance: random.Random) -> int:
    return client.get(f"/join/{chance.randrange(10**7):08}/").status_code


def comes_in(client: Client, way: str = CODE) -> bool:
    """Look at the page as people do, then take a seat."""
    return client.get(f"/join/{way}/").status_code == 200 and client.post(f"/join/{way}/").status_code == 302


@pytest.mark.parametrize("early", [False, True], ids=["now and then", "all typos first"])
def test_five_hundred_phones_behind_one_address_all_get_in(early: bool, room: Room):
    room(("ways", "picture"))
    chance = random.Random(5)
    wrong = set(range(25)) if early else set(chance.sample(range(500), 25))
    if early:
        assert {guess(phone(), chance) for _ in wrong} == {404}
    for number in range(500):
        this = phone()
        if number in wrong and not early:
            assert guess(this, chance) == 404
        assert this.post(f"/join/{CODE}/").status_code == 302, number
    assert Seat.objects.count() == 500


def test_a_guesser_gets_few_tries_and_learns_nothing_more(room: Room):
    room(("ways", "picture"))
    chance = random.Random(7)
    told = [guess(phone(), chance) for _ in range(200)]
    assert told.count(404) == limits.WRONG_BY_ADDRESS and told[30:] == [429] * 170
    right, wrong = (phone().get(f"/join/{code}/") for code in (CODE, "11111111"))
    assert right.status_code == wrong.status_code == 429 and right.content == wrong.content
    assert phone().post(f"/join/{CODE}/").status_code == 429
    assert comes_in(phone(THERE)) and comes_in(phone(), SECRET)


def test_one_browser_has_fewer_tries_wherever_it_is(room: Room):
    room(("ways", "picture"))
    chance, this = random.Random(3), phone()
    assert [guess(this, chance) for _ in range(11)] == [404] * 10 + [429]
    this.defaults["REMOTE_ADDR"] = THERE
    assert this.get(f"/join/{CODE}/").status_code == 429
    assert comes_in(phone(THERE)) and comes_in(this, SECRET)


def test_a_cookie_of_ones_own_making_counts_for_nothing(room: Room):
    room(("ways", "picture"))
    this = phone()
    this.cookies["tries"] = "somebody-else:forged"
    assert guess(this, random.Random(1)) == 404
    assert this.cookies["tries"].value != "somebody-else:forged"


def test_nobody_shuts_a_room_out_by_typing_nonsense_beside_it(room: Room):
    """Somebody sat down here with this code: from here it works on."""
    room(("ways", "picture"))
    assert comes_in(phone())
    chance = random.Random(2)
    assert 429 in [guess(phone(), chance) for _ in range(40)]
    assert comes_in(phone())
    assert 429 in [guess(phone(), chance) for _ in range(3)]


def test_networks_of_the_new_kind_are_one_address(room: Room):
    room(("ways", "picture"))
    chance = random.Random(4)
    told = [guess(phone(f"2001:db8:0:1::{number:x}"), chance) for number in range(1, 40)]
    assert told.count(404) == limits.WRONG_BY_ADDRESS
    assert comes_in(phone("2001:db8:0:2::1"))


def test_after_a_while_one_may_try_again(room: Room, monkeypatch: pytest.MonkeyPatch):
    room(("ways", "picture"))
    chance = random.Random(6)
    reply = [phone().get(f"/join/{chance.randrange(10**7):08}/") for _ in range(32)][-1]
    html = reply.content.decode()
    assert reply.status_code == 429 and 60 <= int(reply["Retry-After"]) <= limits.WINDOW
    for words in ("Use the square on the screen.", "minute", "Or ask the organiser."):
        assert words in html
    now = time.time
    monkeypatch.setattr(time, "time", lambda: now() + limits.WINDOW)
    assert comes_in(phone())


def test_a_code_gives_so_many_seats_a_minute_and_the_square_goes_on(room: Room, monkeypatch: pytest.MonkeyPatch):
    room(("ways", "picture"))
    monkeypatch.setattr(limits, "SEATS_A_MINUTE", 3)
    assert [comes_in(phone()) for _ in range(4)] == [True, True, True, False]
    assert comes_in(phone(), SECRET)


def test_a_room_is_full_one_day(room: Room, monkeypatch: pytest.MonkeyPatch):
    room(("ways", "picture"))
    monkeypatch.setattr(seating, "MOST", 2)
    assert comes_in(phone()) and comes_in(phone(), SECRET)
    for way in (CODE, SECRET):
        reply = phone().post(f"/join/{way}/")
        assert reply.status_code == 429 and "This room is full" in reply.content.decode()
    assert Seat.objects.count() == 2


def test_many_browsers_do_not_make_the_house_forget():
    """The cache keeps more than Django's 300 entries: with those, each guess would push the count of others out."""
    for number in range(2_000):
        count(f"join:device:{number}", limits.WINDOW)
    assert counted("join:device:0", limits.WINDOW) == 1


def test_eight_digits_are_no_secret():
    assert not join_views._typed(SECRET) and join_views._typed(CODE)
