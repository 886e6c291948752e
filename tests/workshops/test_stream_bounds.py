"""What a stream may cost: no thread, no connection, no other reader's time."""

import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from reflections.workshops.live.hub import READ_AGAIN, STREAMS
from reflections.workshops.live.room import BEATS
from tests.driven import Driven, driven_server
from tests.workshops.ears import Ear, ask

SOON = 5
"""Seconds; what is promised to be at once is far quicker."""


@pytest.fixture(scope="module")
def bent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driven]:
    """A server that may be bent, filled and killed."""
    with driven_server(tmp_path_factory.mktemp("own"), "untold_own") as server:
        yield server


@pytest.fixture
def own(bent: Driven) -> Driven:
    """It runs, and has the bounds of the product."""
    if bent.process and bent.process.poll() is not None:
        bent.start()
    bent.do("bounds", STREAMS=STREAMS, BEATS=BEATS, READ_AGAIN=READ_AGAIN)
    return bent


def listen(server: Driven, room: dict, count: int, **headers: str) -> list[Ear]:
    """Each seat's stream, once it has rung."""
    ears = [Ear(server, f"/w/{room['code']}/events/", cookie, **headers) for cookie in room["cookies"][:count]]
    for ear in ears:
        ear.ring()
    return ears


def held(server: Driven) -> tuple[int, int]:
    """Threads of the server, and its connections to the database."""
    place = Path(f"/proc/{server.process.pid}")
    threads = len(list((place / "task").iterdir()))
    if not server.database.startswith("sqlite"):
        with psycopg.connect(server.database) as database:
            count = (
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            return threads, database.execute(count).fetchone()[0]
    links = [link.readlink() for link in (place / "fd").iterdir() if link.exists()]
    return threads, sum(link.name == "untold.sqlite3" for link in links)


def test_a_stream_holds_no_thread_and_no_connection(driven):
    room = driven.do("room", seats=60)
    first = listen(driven, room, 1)
    ask(driven, f"/w/{room['code']}/now/", room["cookies"][0])
    before = held(driven)
    more = listen(driven, room, 60)
    driven.do("move", room=room["room"])
    assert {ear.ring()["tick"] for ear in first + more} == {2}
    assert held(driven) == before


def test_the_fifth_stream_of_a_seat_ends_the_first(driven):
    room = driven.do("room", seats=2)
    other = listen(driven, room, 2)[1]
    ears = [listen(driven, room, 1)[0] for _ in range(5)]
    driven.do("move", room=room["room"])
    assert [ear.ring()["tick"] for ear in [*ears[1:], other]] == [2] * 5


def test_the_first_of_five_is_told_goodbye(driven):
    room = driven.do("room")
    first, *others = [listen(driven, room, 1)[0] for _ in range(5)]
    assert first.ends() == [""]
    assert not any(ear.answer.isclosed() for ear in others)


def test_a_full_process_says_when_to_come_again(own):
    own.do("bounds", STREAMS=2)
    room = own.do("room", seats=3)
    ears = listen(own, room, 2)
    status, headers, _ = ask(own, f"/w/{room['code']}/events/", room["cookies"][2])
    assert (status, headers["Retry-After"]) == (503, "5")
    assert ask(own, f"/w/{room['code']}/now/", room["cookies"][2])[0] == 200
    ears[0].close()
    until = time.monotonic() + SOON  # the place of one who left is free at once
    while (ear := Ear(own, f"/w/{room['code']}/events/", room["cookies"][2])).status != 200:
        assert time.monotonic() < until
    assert ear.ring()["tick"] == 1


def test_a_slow_reader_holds_up_nobody_and_then_hears_the_latest(driven):
    room = driven.do("room", seats=3)
    slow, *quick = listen(driven, room, 3)
    driven.do("shout", room=room["room"], size=20_000_000)
    for ear in quick:
        while next(iter(ear)) != ": done":
            pass
    for tick in range(2, 40):
        begun = time.monotonic()
        driven.do("move", room=room["room"])
        assert [ear.ring()["tick"] for ear in quick] == [tick, tick]
        assert time.monotonic() - begun < SOON
    assert slow.ring()["tick"] == 39


def test_a_heartbeat_comes(own):
    own.do("bounds", BEATS=1)
    ear = listen(own, own.do("room"), 1)[0]
    assert next(line for line in ear if line.startswith(":")) == ": still here"


def test_a_bell_that_nobody_carried_is_late_and_not_lost(own):
    own.do("bounds", READ_AGAIN=1)
    room = own.do("room")
    ear = listen(own, room, 1)[0]
    own.do("move", room=room["room"], phase="share", quiet=True)
    assert ear.ring()["phase"] == "share"


def test_a_server_that_is_told_to_stop_stops_at_once(own):
    ears = listen(own, own.do("room", seats=30), 30)
    begun = time.monotonic()
    own.stop()
    assert time.monotonic() - begun < 3
    assert [ear.ends() for ear in ears] == [[""]] * 30


def test_after_a_killed_server_everybody_is_at_the_right_step(own):
    room = own.do("room", seats=20)
    listen(own, room, 20)
    own.do("move", room=room["room"], step=3, phase="share")
    own.kill()
    own.start()
    begun = time.monotonic()
    again = [Ear(own, f"/w/{room['code']}/events/", cookie, **{"Last-Event-ID": "1"}) for cookie in room["cookies"]]
    assert [(ear.ring()["number"], ear.last["phase"]) for ear in again] == [(3, "share")] * 20
    assert time.monotonic() - begun < SOON
