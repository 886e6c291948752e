"""Acknowledged means on the disk: the server is killed again and again while sixteen people write."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from config.starting import CannotStart, see_that_it_syncs
from tests.browser import Server
from tests.killing import write_while_killed
from tests.tracing import judged, synced
from tests.wire import own_server

KILLS = 20
"""`make bench ARGS="--only kills"` kills a hundred times over 20,000 saves."""
SAVES = 20


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[Server]:
    """A server that may be killed."""
    with own_server(tmp_path, "untold_killed") as server:
        yield server


def test_killed_at_random_moments_no_acknowledged_text_is_lost(mortal):
    outcome = write_while_killed(mortal, kills=KILLS)
    assert outcome.lost == []
    assert outcome.unanswered >= KILLS, "each kill came while somebody was writing"


@pytest.mark.skipif(not shutil.which("strace") or os.geteuid() != 0, reason="strace looks into other processes as root")
def test_each_save_is_on_the_disk_before_its_answer(mortal, tmp_path):
    assert synced(mortal, tmp_path, SAVES) == SAVES


ASKED, ANSWERED = (
    '1 read(9<socket:[1]>, "POST /write/topi"..., 9) = 9',
    '1 write(9<socket:[1]>, "HTTP/1.1 200 OK\\r"..., 9) = 9',
)
WROTE, SYNCED = '2 pwrite64(7</u.sqlite3-wal>, ""..., 24, 8) = 24', "2 fdatasync(7</u.sqlite3-wal>) = 0"
OTHER = WROTE.replace("2 ", "3 ", 1)
BEGAN, ENDED = "2 fdatasync(7</u.sqlite3-wal> <unfinished ...>", "2 <... fdatasync resumed>) = 0"


@pytest.mark.parametrize(
    ("between", "good"),
    [
        ([WROTE, SYNCED], True),
        ([WROTE, BEGAN, ENDED], True),
        ([WROTE], False),
        ([SYNCED, WROTE], False),
        ([WROTE, BEGAN], False),
        ([WROTE, SYNCED, WROTE], False),
        ([WROTE, SYNCED, OTHER], True),
        ([], False),
    ],
)
def test_a_trace_without_a_sync_is_seen(between, good):
    assert list(judged([ASKED, *between, ANSWERED], writers={"1", "2"})) == [good]


@pytest.mark.django_db
def test_the_database_is_told_to_sync():
    """SQLite with each connection; PostgreSQL does by itself."""
    ask = {"sqlite": ("PRAGMA synchronous", 2), "postgresql": ("SHOW synchronous_commit", "on")}
    statement, told = ask[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.fetchone() == (told,)
    see_that_it_syncs()


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="nobody but us tells SQLite")
def test_a_postgresql_that_was_told_not_to_sync_is_refused():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")
    with pytest.raises(CannotStart, match="synchronous_commit = off"):
        see_that_it_syncs()
