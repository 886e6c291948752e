"""Whether all is there that pages need: a database one can write to, its tables, the guide, keys, cache and disk.

Each answer is one of a few words, so that `/readyz` tells a stranger nothing. Each question ends within some seconds,
whatever does not answer.
"""

import shutil
import time
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.cache import cache as shared
from django.db import DatabaseError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from redis.exceptions import RedisError

from reflections.documents.pdf import process
from reflections.guide.models import GuideState
from reflections.journal.models import Answer
from reflections.pages.models import Run
from reflections.pages.runs import overdue
from reflections.people.seal import SealBroken

LEAST, LITTLE = 100_000_000, 1_000_000_000
"""Bytes left on a disk: below the first nothing more is taken in, below the second somebody should look."""
SECONDS = 5
"""How long PostgreSQL may take over one statement here; SQLite gives up after the ten of its own."""
FRESH = 60
"""Seconds for which it is known that the keys open what is stored."""
YELLOW = frozenset({("disk", "low"), ("files", "failing")})
"""What is the matter and keeps nobody from writing."""


@dataclass(frozen=True)
class Readiness:
    """What each check says, and the commands that are overdue (not asked while something is wrong)."""

    checks: dict[str, str]
    overdue: list[str]

    @property
    def status(self) -> str:
        """green, yellow (it works, and somebody should look) or red."""
        wrong = {(name, word) for name, word in self.checks.items() if word != "ok"}
        if wrong - YELLOW:
            return "red"
        return "yellow" if wrong or self.overdue else "green"


def readiness() -> Readiness:
    """All checks, in a constant number of statements; no row is changed."""
    found = {**_database(), "cache": _cache(), "disk": _disk(), "files": "ok" if process.works() else "failing"}
    so_far = Readiness(found, [])
    return so_far if so_far.status == "red" else Readiness(found, overdue())


def _database() -> dict[str, str]:
    found = {"database": "unreachable", "migrations": "unknown", "guide": "unknown", "keys": "unknown"}
    try:
        applied = set(MigrationRecorder(connection).applied_migrations())
        if not migrations() <= applied:
            return {**found, "database": "ok", "migrations": "pending"}
        found |= {"database": "cannot be written", "migrations": "ok"}
        _write_nothing()
        loaded = GuideState.objects.exists()
        keys = _keys(tuple(settings.UNTOLD_ENCRYPTION_KEYS), int(time.monotonic() // FRESH))
    except DatabaseError:
        return found
    return {**found, "database": "ok", "guide": "ok" if loaded else "not loaded", "keys": keys}


def _write_nothing() -> None:
    """A write that changes no row: on SQLite it waits for its turn to write, on PostgreSQL a copy refuses it."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL statement_timeout = '{SECONDS}s'")
        Run.objects.filter(command="").update(ended_at=timezone.now())


@lru_cache(maxsize=1)
def _keys(configured: tuple[str, ...], minute: int) -> str:
    """Whether the newest answer opens; asked once a minute, since it has to be looked for."""
    answer = Answer.objects.exclude(value_sealed="").order_by("-saved_at").first()
    try:
        _ = answer and answer.value
    except SealBroken:
        return "do not open"
    return "ok"


def _cache() -> str:
    """Redis counts limits for all machines: without it nobody could sign in."""
    if not settings.REDIS_URL:
        return "ok"
    try:
        shared.set("ready", 1, FRESH)
        return "ok" if shared.get("ready") == 1 else "unreachable"
    except (RedisError, OSError):
        return "unreachable"


def _disk() -> str:
    left = disk_left()
    return "full" if left < LEAST else "low" if left < LITTLE else "ok"


def disk_left() -> int:
    """Bytes left where this process writes: beside the SQLite file, and in var/; the smaller of both."""
    places = [Path(settings.STATIC_ROOT).parent]
    if connection.vendor == "sqlite" and Path(connection.settings_dict["NAME"]).is_file():
        places.append(Path(connection.settings_dict["NAME"]).parent)
    there = [next(folder for folder in (place, *place.parents) if folder.exists()) for place in places]
    return min(shutil.disk_usage(folder).free for folder in there)


@cache
def migrations() -> set[tuple[str, str]]:
    """App and name of every migration this code came with, read from the names of the files once."""
    return {
        (app.label, file.stem)
        for app in apps.get_app_configs()
        for file in Path(app.path, "migrations").glob("*.py")
        if file.stem != "__init__"
    }
