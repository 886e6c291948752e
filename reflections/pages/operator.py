"""What whoever runs this place may know of it: how it fares, in numbers; not one word of anybody, and no name."""

import datetime as dt
import platform
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import django
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from reflections.pages.readiness import Readiness, disk_left, migrations, readiness
from reflections.pages.runs import LONGEST, last_runs
from reflections.people.models import Person
from reflections.workshops.models import Workshop

ROUND = 10
"""Counts of people are rounded to these: nobody who comes or goes is seen in them."""
NAMES = {
    "database": _("Database"),
    "migrations": _("Tables"),
    "guide": _("Guide"),
    "keys": _("Keys"),
    "cache": _("Limits"),
    "disk": _("Disk"),
    "files": _("Making files"),
}
WORDS = {
    "ok": _("in order"),
    "unreachable": _("does not answer"),
    "cannot be written": _("answers, and takes nothing"),
    "pending": _("not up to date: restart the service"),
    "not loaded": _("not loaded: restart the service"),
    "do not open": _("do not open what is stored: bring the right ones"),
    "low": _("less than 1 GB left"),
    "full": _("less than 100 MB left"),
    "failing": _("the last one took the render process with it"),
    "unknown": _("not known while the above is so"),
}


@dataclass(frozen=True)
class LastRun:
    """When a command last came to its end, and whether it should have come again by now."""

    command: str
    ended_at: dt.datetime | None
    late: bool


@dataclass(frozen=True)
class Sizes:
    """How much there is: people rounded, bytes as they are."""

    accounts: int
    guests: int
    rooms: int
    database: int
    disk: int


def checks_of(found: Readiness) -> list[tuple[object, object, bool]]:
    """Each check in words: its name, what it says, and whether that is good."""
    return [(NAMES[name], WORDS[word], word == "ok") for name, word in found.checks.items()]


def standing() -> dict[str, object]:
    """All that the operator's page shows, in a constant number of statements; less while the database is away."""
    found = readiness()
    facts: dict[str, object] = {
        "status": found.status,
        "checks": checks_of(found),
        "versions": versions(),
        "mail": bool(settings.EMAIL_URL),
        "keys": len(settings.UNTOLD_ENCRYPTION_KEYS),
        "newest": max(name for app, name in migrations() if app == "reflections"),
    }
    try:
        applied = set(MigrationRecorder(connection).applied_migrations())
        return {**facts, "pending": len(migrations() - applied), "runs": runs(found.overdue), "sizes": sizes()}
    except DatabaseError:
        return facts


def runs(late: list[str]) -> list[LastRun]:
    """The commands that come regularly."""
    ended = last_runs()
    return [LastRun(command, ended.get(command), command in late) for command in LONGEST]


def sizes() -> Sizes:
    """People and rooms, the database and the disk."""
    people = Person.objects.aggregate(all=Count("pk"), named=Count("username"))
    return Sizes(
        accounts=rounded(people["named"]),
        guests=rounded(people["all"] - people["named"]),
        rooms=Workshop.objects.filter(state=Workshop.State.OPEN, rehearsal_of=None).count(),
        database=_database_size(),
        disk=disk_left(),
    )


def rounded(count: int) -> int:
    """To the nearest ten."""
    return (count + ROUND // 2) // ROUND * ROUND


def versions() -> dict[str, str]:
    """What runs here, and in which version."""
    ours = {"Untold": _own_version(), "Django": django.get_version(), "Python": platform.python_version()}
    with suppress(DatabaseError):
        ours[connection.display_name] = ".".join(map(str, connection.get_database_version()))
    return ours


@cache
def _own_version() -> str:
    return str(tomllib.loads(Path(settings.BASE_DIR, "pyproject.toml").read_text("utf-8"))["project"]["version"])


def _database_size() -> int:
    size = "pg_database_size(current_database())"
    if connection.vendor == "sqlite":
        size = "page_count * page_size FROM pragma_page_count(), pragma_page_size()"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {size}")
        return int(cursor.fetchone()[0])
