"""Several processes on PostgreSQL: a bell crosses them."""

import os
import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pytest

from tests.browser import ROOT
from tests.driven import Driven, driven_server
from tests.workshops.ears import Ear

pytestmark = pytest.mark.skipif(
    not os.environ.get("UNTOLD_TEST_SERVER_DATABASE"), reason="SQLite has one process; on PostgreSQL this runs"
)


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driven]:
    """A server of two processes; rooms are moved by a third."""
    with driven_server(tmp_path_factory.mktemp("several"), "untold_several", processes=2) as server:
        yield server


def children(server: Driven) -> list[int]:
    """Its processes that have streams: those with a line that listens for bells."""
    with psycopg.connect(server.database) as database:
        rows = database.execute("SELECT pid FROM pg_stat_activity WHERE query = 'LISTEN untold_room'")
        return [row[0] for row in rows]


def listen(server: Driven, room: dict) -> list[Ear]:
    """Streams until both processes have some."""
    ears = []
    while len(children(server)) < 2 or len(ears) < 40:
        ears.append(Ear(server, f"/w/{room['code']}/events/", room["cookies"][len(ears)]))
        ears[-1].ring()
    return ears


def test_a_bell_reaches_the_streams_of_every_process(several):
    room = several.do("room", seats=400)
    ears = listen(several, room)
    several.do("move", room=room["room"], phase="share")
    assert {ear.ring()["phase"] for ear in ears} == {"share"}


def test_a_bell_that_a_command_rings_arrives(several):
    room = several.do("room", seats=400)
    ears = listen(several, room)
    code = f"import django; django.setup(); from tests.orders import move; move({room['room']!r}, phase='share')"
    env = {**several.env(), "DJANGO_SETTINGS_MODULE": "config.settings"}
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, check=True)
    assert {ear.ring()["phase"] for ear in ears} == {"share"}


def test_a_line_that_broke_comes_back_and_nothing_was_missed(several):
    room = several.do("room", seats=400)
    ears = listen(several, room)
    with psycopg.connect(several.database, autocommit=True) as database:
        for pid in children(several):
            database.execute("SELECT pg_terminate_backend(%s)", [pid])
    several.do("move", room=room["room"], phase="share")
    assert {ear.ring()["phase"] for ear in ears} == {"share"}


def test_a_move_that_is_taken_back_rings_nothing(several):
    room = several.do("room", seats=400)
    [ear, *_] = listen(several, room)
    with pytest.raises(KeyError):
        several.do("move_and_fail", room=room["room"])["tick"]
    several.do("move", room=room["room"], phase="share")
    assert (ear.ring()["tick"], ear.last["phase"]) == (2, "share")
