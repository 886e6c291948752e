"""A backup is put back: restored beside, compared row for row, brought up to date, and only then served instead."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from reflections.journal.models import Answer
from reflections.management.backups import Refused
from reflections.management.backups.contents import Database, Manifest, compare, found, opened
from reflections.management.backups.engines import at, engine
from reflections.management.backups.envelope import read
from reflections.management.backups.postgres import Postgres
from reflections.management.backups.sqlite import Sqlite
from reflections.pages.holdings import repeat_deletions
from reflections.pages.readiness import migrations
from reflections.people.models import Deletion, Person

PEOPLE, ANSWERS, DELETIONS = (model._meta.db_table for model in (Person, Answer, Deletion))


@dataclass(frozen=True)
class Replaced:
    """What a restore would put away: how much of it, and the deletions it remembers."""

    people: int
    answers: int
    deletions: list[Deletion]


@dataclass(frozen=True)
class Restored:
    """What was put back: how many rows were deleted again, where the old database is, and how that is deleted."""

    manifest: Manifest
    repeated: int
    kept: str
    farewell: str


type Agree = Callable[[Manifest, Replaced | None], bool]
"""Asked before anything is changed, with what comes and what goes."""


def restore_backup(path: Path, agree: Agree) -> Restored | None:
    """Serve what a backup holds from the next start on; nothing when it was not agreed to. Raises `Refused`."""
    base = engine()
    connection.close()
    with base.alone():
        manifest, content = opened(read(path))
        _fits(manifest, base)
        with base.restored(content) as place:
            with base.reading(place) as database:
                compare(manifest, found(database))
            replaced = _replaced(base)
            if not agree(manifest, replaced):
                return None
            with at(place):
                repeated = _bring_up_to_date(replaced.deletions if replaced else [])
            kept = base.adopt(place, f"before_{timezone.now():%Y%m%d_%H%M%S}")
    return Restored(manifest, repeated, kept if replaced else "", base.farewell(kept))


def _fits(manifest: Manifest, base: Sqlite | Postgres) -> None:
    """Raises `Refused` for a backup of the other database, or of a newer version."""
    if manifest.engine != base.engine:
        raise Refused(
            f"This backup is of a {manifest.engine} database, and DATABASE_URL names one of {base.engine}: "
            "set it to one of the same kind."
        )
    ours = {f"{app}.{name}" for app, name in migrations()}
    # Other packages may drop old migrations; ours all stay.
    newer = [name for name in manifest.migrations if name.startswith("reflections.") and name not in ours]
    if newer:
        raise Refused(f"This backup is of a newer Untold ({newer[-1]}): install that one, then restore.")


def _replaced(base: Sqlite | Postgres) -> Replaced | None:
    """What is served now, or nothing where nothing is."""
    if not base.exists():
        return None
    with base.reading(base.place) as database:
        deletions = []
        if DELETIONS in database.tables():
            rows = database.rows(f'SELECT "row", "table", "day" FROM {DELETIONS}')  # noqa: S608 - our table
            deletions = [Deletion(row=row, table=table, day=day) for row, table, day in rows]
        return Replaced(_count(database, PEOPLE), _count(database, ANSWERS), deletions)


def _count(database: Database, table: str) -> int:
    if table not in database.tables():
        return 0
    return int(next(iter(database.rows(f"SELECT count(*) FROM {table}")))[0])  # noqa: S608 - our tables


def _bring_up_to_date(deletions: list[Deletion]) -> int:
    """The tables as this version has them, and without what was deleted since; how many rows that were."""
    call_command("migrate", verbosity=0, interactive=False)
    unique, update = ["row"], ["table", "day"]
    Deletion.objects.bulk_create(deletions, 500, update_conflicts=True, unique_fields=unique, update_fields=update)
    return repeat_deletions()
