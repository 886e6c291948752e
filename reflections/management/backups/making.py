"""A backup is made: what there is at one moment, encrypted, read back, restored beside and compared row for row."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from reflections.management.backups import Refused
from reflections.management.backups.contents import Manifest, Snapshot, compare, expected, found, opened
from reflections.management.backups.engines import engine
from reflections.management.backups.envelope import read, write
from reflections.management.backups.postgres import MayNotCreate, Postgres
from reflections.management.backups.sqlite import Sqlite


@dataclass(frozen=True)
class Made:
    """A backup that stands: what is in it, and why it was not verified by restoring, or ""."""

    manifest: Manifest
    unverified: str


def make_backup(path: Path, *, force: bool = False) -> Made:
    """Write a backup to `path`, whole or not at all; an older file there is replaced by `force` alone.

    Raises `Refused`.
    """
    if path.exists() and not force:
        raise Refused(f"{path} is there already: give another name, or --force to replace it.")
    base = engine()
    with _whole_or_not(path) as part:
        with base.snapshot() as snapshot:
            manifest = _manifest(base, snapshot)
            write(part, _content(manifest, snapshot))
        unverified = _verify(base, part)
    return Made(manifest, unverified)


def _manifest(base: Sqlite | Postgres, snapshot: Snapshot) -> Manifest:
    applied = snapshot.database.rows("SELECT app, name FROM django_migrations")
    return Manifest(
        engine=base.engine,
        made_at=timezone.now().isoformat(timespec="seconds"),
        migrations=[f"{app}.{name}" for app, name in applied],
        tables=expected(snapshot.database),
    )


def _content(manifest: Manifest, snapshot: Snapshot) -> Iterator[bytes]:
    yield manifest.as_line()
    yield from snapshot.content


def _verify(base: Sqlite | Postgres, path: Path) -> str:
    """Restore what was written, from the disk, and compare it; why that could not be done, or "". Raises `Refused`."""
    manifest, content = opened(read(path))
    try:
        with base.restored(content) as place, base.reading(place) as database:
            compare(manifest, found(database))
    except MayNotCreate as why:
        for _piece in content:  # at least that every piece decrypts
            pass
        return str(why)
    return ""


@contextmanager
def _whole_or_not(path: Path) -> Iterator[Path]:
    """A file beside `path` that takes its name once the block has come to its end."""
    part = path.with_name(f"{path.name}.part")
    try:
        yield part
        part.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
    finally:
        part.unlink(missing_ok=True)
