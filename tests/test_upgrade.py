"""An upgrade while people write: the newest migration comes to a database of the version before it, in use."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from config.services import database
from tests.browser import ROOT

BESIDE = os.environ.get("UNTOLD_TEST_SERVER_DATABASE", "")
WRITERS, AFTERWARDS = 8 if BESIDE else 1, 20
"""On SQLite no server writes while another starts; a command may."""
PREPARE = "import django; django.setup(); from config.prepare import bring_up_to_date; bring_up_to_date()"


@contextmanager
def own_database(folder: Path) -> Iterator[str]:
    """The address of a database that nobody else uses."""
    if not BESIDE:
        yield f"sqlite://{folder / 'untold.sqlite3'}"
        return
    with psycopg.connect(BESIDE, autocommit=True) as here:
        here.execute("DROP DATABASE IF EXISTS untold_upgraded WITH (FORCE)")
        here.execute("CREATE DATABASE untold_upgraded")
        yield f"{BESIDE.rpartition('/')[0]}/untold_upgraded"
        here.execute("DROP DATABASE untold_upgraded WITH (FORCE)")


def run(url: str, *arguments: str) -> subprocess.Popen[str]:
    """Python, in an environment that names this database."""
    env = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings"}
    return subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True)


def done(process: subprocess.Popen[str]) -> None:
    """It came to its end, and nothing went wrong."""
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said


def versions() -> tuple[str, str]:
    """The newest migration, and the one before it."""
    graph = MigrationLoader(None).graph
    [newest] = graph.leaf_nodes("reflections")
    return newest[1], max(name for app, name in graph.node_map[newest].parents if app == "reflections")


class Old:
    """The code of the version before: its tables as it knew them."""

    def __init__(self, url: str) -> None:
        known = connections.configure_settings({"default": database(url), "old": database(url)})
        connections.databases["old"] = known["old"]
        apps = MigrationLoader(None).project_state(("reflections", versions()[1])).apps
        self.person, self.journal, self.round, self.note = (
            apps.get_model("reflections", name).objects.using("old") for name in ("Person", "Journal", "Round", "Note")
        )

    def write(self) -> None:
        """What somebody new leaves: each row as the old code inserts it."""
        journal = self.journal.create(person=self.person.create())
        self.round.create(journal=journal)
        note = self.note.create(journal=journal, text_sealed="sealed")
        self.note.filter(pk=note.pk).update(text_sealed="sealed again")


class Writer(threading.Thread):
    """Writes as the old code does, until told to stop."""

    def __init__(self, old: Old, written: threading.Semaphore, over: threading.Event) -> None:
        super().__init__(daemon=True)
        self.old, self.written, self.over = old, written, over
        self.count, self.wrong = 0, ""

    def run(self) -> None:
        try:
            while not self.over.is_set():
                self.old.write()
                self.count += 1
                self.written.release()
        except Exception as problem:
            self.wrong = repr(problem)
            self.written.release(1_000)
        finally:
            connections["old"].close()


def apart[T](work: Callable[[], T]) -> T:
    """Do it in a thread of its own: a browser leaves a loop in this one, in which Django asks no database."""

    def do() -> T:
        try:
            return work()
        finally:
            connections["old"].close()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(do).result()


@pytest.fixture
def before(tmp_path: Path, django_db_blocker: Any) -> Iterator[tuple[str, Old]]:
    """A database of the version before, with rows, and its code."""
    with own_database(tmp_path) as url, django_db_blocker.unblock():
        done(run(url, "manage.py", "migrate", "--verbosity=0"))
        done(run(url, "manage.py", "migrate", "--verbosity=0", "reflections", versions()[1]))
        old = Old(url)
        apart(lambda: [old.write() for _ in range(50)])
        yield url, old
        del connections.databases["old"]


def test_the_newest_migration_comes_while_the_old_code_writes(before: tuple[str, Old]):
    url, old = before
    written, over = threading.Semaphore(0), threading.Event()
    writers = [Writer(old, written, over) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    done(run(url, "-c", PREPARE))
    for _ in range(AFTERWARDS):
        written.acquire()
    over.set()
    for writer in writers:
        writer.join(60)
    assert [writer.wrong for writer in writers if writer.wrong] == []
    there, newest = apart(lambda: (list(old.note.values_list("text_sealed", flat=True)), applied(versions()[0])))
    assert there == ["sealed again"] * (50 + sum(writer.count for writer in writers))
    assert newest == 1


def applied(migration: str) -> int:
    """How often a migration of ours is said to have been applied."""
    with connections["old"].cursor() as cursor:
        asked = "SELECT count(*) FROM django_migrations WHERE app = 'reflections' AND name = %s"
        return int(cursor.execute(asked, [migration]).fetchone()[0])


@pytest.mark.skipif(not BESIDE, reason="SQLite has one process; on PostgreSQL this runs")
def test_several_servers_that_start_at_once_migrate_once(before: tuple[str, Old]):
    url, _old = before
    for each in [run(url, "-c", PREPARE) for _ in range(3)]:
        done(each)


@pytest.mark.skipif(not BESIDE, reason="SQLite has one process; on PostgreSQL this runs")
def test_who_waits_for_a_table_lets_others_write_meanwhile(before: tuple[str, Old]):
    """Somebody reads for long. The migration waits for them, and must not make writers wait behind it for as long."""
    url, old = before
    with psycopg.connect(url) as reader:
        reader.execute("SELECT count(*) FROM reflections_person")  # its lock stands until this transaction ends
        migrating = run(url, "-c", PREPARE)
        with psycopg.connect(url, autocommit=True) as watch:
            waits = (
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
            )
            while not watch.execute(waits).fetchone()[0]:
                assert migrating.poll() is None, "it did not wait for anybody"
            apart(old.write)
        assert migrating.poll() is None
    done(migrating)
