"""Bringing an installation up to date: tables, guide, static files. What did not change costs next to nothing."""

import fcntl
import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from psycopg.errors import LockNotAvailable

from config.limits import make_table
from reflections.guide.actions import load_guide
from reflections.pages.readiness import migrations

NUMBER = crc32(b"untold prepare")
"""Under which PostgreSQL knows that somebody brings this database up to date."""
WAIT = "2s"
PAUSES = (1, 2, 4, 8, 16, 32)
"""Seconds between two tries to migrate: somebody's long statement may be in the way."""


def bring_up_to_date() -> None:
    """Migrate, load the guide and collect static files where the code brought something new."""
    with _one_at_a_time():
        if not migrations() <= set(MigrationRecorder(connection).applied_migrations()):
            _migrate()
        make_table()
        load_guide(settings.BASE_DIR / "fixtures" / "guide")
    _collect_static_files()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Of several servers that start at once on one PostgreSQL, one works; the others wait, and find nothing to do."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [NUMBER])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [NUMBER])


def _migrate() -> None:
    """Migrate while others write: who waits for a table makes everybody behind wait too, so it steps back in time.

    Each migration is a transaction of its own; a further try goes on where the last one stopped.
    """
    for seconds in (*PAUSES, None):
        try:
            with _short_waits():
                call_command("migrate", verbosity=0, interactive=False)
        except OperationalError as why:
            if seconds is None or not isinstance(why.__cause__, LockNotAvailable):
                raise
            time.sleep(seconds)
        else:
            return


@contextmanager
def _short_waits() -> Iterator[None]:
    """On PostgreSQL, no table is waited for longer than `WAIT`."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{WAIT}'")
        try:
            yield
        finally:
            cursor.execute("RESET lock_timeout")


def _collect_static_files() -> None:
    """Collect static files when any of them, or the way they are bundled, is not what it was.

    Old ones stay: a page that was opened before goes on with them. The lock is for two servers that start at once.
    """
    root = Path(settings.STATIC_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    with root.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp, state = root.with_suffix(".stamp"), _state_of_static_files()
        if not stamp.exists() or stamp.read_text() != state or not (root / "staticfiles.json").exists():
            call_command("collectstatic", verbosity=0, interactive=False)
            stamp.write_text(state)


def _state_of_static_files() -> str:
    """A digest of every static file's name, size and time, and of the code that bundles them."""
    files = [Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list(ignore_patterns=[])]
    files += (settings.BASE_DIR / "config").glob("*.py")
    states = sorted(f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files)
    return hashlib.sha256("\n".join(states).encode()).hexdigest()
