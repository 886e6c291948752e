"""What must be true before a page is answered: keys that seal and open, a database that is ours, all up to date."""

import fcntl
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection

from config.disks import network_disk_of
from config.prepare import bring_up_to_date
from reflections.guide.files import GuideError
from reflections.journal.models import Answer
from reflections.people.seal import SealBroken, seal

ON_DISK = ("fsync", "full_page_writes", "synchronous_commit")
"""Settings of PostgreSQL without which a power cut loses what was acknowledged."""


class CannotStart(Exception):
    """What stands in the way and what to do about it, in one line."""


def get_ready(processes: int) -> IO[str] | None:
    """All that must be true before a page is answered; what it returns is held while serving."""
    try:
        _try_sealing()
        lock = _alone(processes)
        see_that_it_syncs()
        bring_up_to_date()
        try_opening()
        connection.close()  # pages have connections of their own
    except DatabaseError as why:
        reason = " ".join(str(why).split())
        raise CannotStart(f"The database refuses ({reason}): see that it runs and that DATABASE_URL names it.") from why
    except OSError as why:
        raise CannotStart(f"Cannot write to {why.filename} ({why.strerror}): make that place yours.") from why
    except GuideError as why:
        raise CannotStart(f"The guide in fixtures/guide cannot be loaded: {' · '.join(why.problems)}") from why
    return lock


def _alone(processes: int) -> IO[str] | None:
    """A lock on the SQLite file that a second server meets; PostgreSQL needs none."""
    if connection.vendor != "sqlite":
        return None
    if processes > 1:
        raise CannotStart("SQLite serves one process: leave out --processes, or set DATABASE_URL to a PostgreSQL.")
    database = Path(settings.DATABASES["default"]["NAME"])
    if network := network_disk_of(database.parent):
        raise CannotStart(
            f"{database} lies on a network disk ({network}), where SQLite loses what was saved: "
            "move it to a disk of this machine, or set DATABASE_URL to a PostgreSQL."
        )
    return lock_of(database)


def lock_of(database: Path) -> IO[str]:
    """The lock on a SQLite file that a second server meets, and whoever puts a backup back. Raises `CannotStart`."""
    lock = database.with_suffix(".lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise CannotStart(f"Another server already serves {database}: stop it first.") from None
    return lock


def see_that_it_syncs() -> None:
    """PostgreSQL says that it has something once that is on its disk, unless it was told otherwise: then refuse.

    SQLite is told with each connection (`config/services.py`).
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_settings WHERE setting = 'off' AND name = ANY(%s)", [list(ON_DISK)])
        off = ", ".join(f"{name} = off" for (name,) in cursor.fetchall())
    if off:
        raise CannotStart(f"PostgreSQL runs with {off} and may lose what it said it has: set that to on.")


def _try_sealing() -> None:
    """Seal something: better refused now than to whoever writes first."""
    try:
        seal("", "start")
    except (ValueError, ImproperlyConfigured) as why:
        raise CannotStart("UNTOLD_ENCRYPTION_KEYS: each key is 32 bytes in base64 (docs/hosting.md).") from why


def try_opening() -> None:
    """Open something that was sealed: a database that came without its keys is said now, too."""
    answer = Answer.objects.exclude(value_sealed="").first()
    try:
        _ = answer and answer.value
    except SealBroken as why:
        raise CannotStart(
            "UNTOLD_ENCRYPTION_KEYS does not open the journals in this database: bring their key."
        ) from why
