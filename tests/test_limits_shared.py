"""Limits count over all processes: on PostgreSQL in a table, without Redis."""

import os
import random
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from django.core.cache.backends.base import BaseCache
from django.core.management import call_command

from config.limits import TABLE, Table, counting
from reflections.workshops.limits import WRONG_BY_ADDRESS
from tests.browser import Server
from tests.wire import Caller, own_server

pytestmark = pytest.mark.skipif(
    not os.environ.get("UNTOLD_TEST_SERVER_DATABASE"), reason="SQLite has one process; on PostgreSQL this runs"
)


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Server]]:
    """Two servers on one database that nobody else uses, without Redis."""
    monkeypatch.setenv("REDIS_URL", "")
    (tmp_path / "other").mkdir()
    with own_server(tmp_path, "untold_limits") as one:
        other = Server(tmp_path / "other", one.database)
        other.start()
        yield [one, other]
        other.stop()


def guess(server: Server) -> int:
    """What somebody new is told who types a wrong code."""
    return Caller(server.url).get(f"/join/{random.randrange(10**8):08}/").status


def test_a_guesser_gets_no_more_tries_by_asking_two_processes(two: list[Server]):
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(guess, two * WRONG_BY_ADDRESS))
    # Each of the four may stand at the door when the last try is taken.
    assert WRONG_BY_ADDRESS <= told.count(404) < WRONG_BY_ADDRESS + 4 and set(told) == {404, 429}
    assert [guess(server) for server in two] == [429, 429]


def test_the_table_names_nobody_and_is_not_worth_a_log(two: list[Server]):
    assert {guess(server) for server in two} == {404}
    with psycopg.connect(two[0].database) as database:
        rows = database.execute("SELECT cache_key, value FROM limits").fetchall()
        [(kept,)] = database.execute("SELECT relpersistence FROM pg_class WHERE relname = 'limits'").fetchall()
    assert len(rows) >= 3 and all(re.fullmatch("[0-9a-f]{64}", key) for key, _value in rows)
    assert all(re.fullmatch("[0-9]+", value) for _key, value in rows)
    assert kept == "u"


@pytest.mark.django_db
class TestTable:
    """The cache itself, on the database of the tests."""

    @pytest.fixture
    def table(self) -> BaseCache:
        call_command("createcachetable", TABLE)
        return Table(TABLE, {"TIMEOUT": 300, "KEY_FUNCTION": "config.limits.digest"})

    def test_it_keeps_what_limits_keep(self, table: BaseCache):
        for value in (3, True, 1.5, [1.5, 2.5], "words"):
            table.set("a", value, 60)
            assert table.get("a") == value and table.get_many(["a", "b"]) == {"a": value}
        assert table.get("b", 7) == 7 and table.delete("a") and not table.delete("a")
        table.set("a", 1, 60)
        table.delete_many(["a", "b"])
        assert table.get("a") is None
        table.set("a", 1)
        table.clear()
        assert table.get("a") is None

    def test_only_the_first_adds(self, table: BaseCache):
        assert table.add("a", 1, 60) and not table.add("a", 2, 60) and table.get("a") == 1
        table.set("a", 1, -1)
        assert table.get("a") is None and table.add("a", 3, 60) and table.get("a") == 3

    def test_it_counts_on_for_as_long_as_was_said(self, table: BaseCache):
        table.add("a", 0, 60)
        assert [table.incr("a"), table.incr("a", 2)] == [1, 3]
        table.set("a", 3, -1)
        for key in ("a", "b"):
            with pytest.raises(ValueError):
                table.incr(key)

    def test_what_is_over_is_swept(self, table: BaseCache, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr("config.limits.SWEEP", 1)
        table.set("over", 1, -1)
        table.add("a", 1, 60)
        assert table._run("SELECT count(*) FROM {}") == [(1,)]


def test_without_redis_it_is_a_table_on_postgresql_and_memory_on_sqlite():
    postgres, sqlite = ({"ENGINE": f"django.db.backends.{name}"} for name in ("postgresql", "sqlite3"))
    found = [counting("", postgres), counting("", sqlite), counting("redis://localhost", postgres)]
    assert [each["BACKEND"].rpartition(".")[2] for each in found] == ["Table", "LocMemCache", "RedisCache"]
    assert {each["KEY_FUNCTION"] for each in found} == {"config.limits.digest"}
