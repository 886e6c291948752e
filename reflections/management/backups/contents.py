"""What is in a backup: every table but what must not outlive its moment, with digests by which it is verified."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from reflections.management.backups import Refused
from reflections.workshops.models import Contribution, StepKey

EMPTIED = (StepKey._meta.db_table, Session._meta.db_table, UserSession._meta.db_table, "limits")
"""Tables of which a backup holds no row: what led from a seat to its contribution, who was signed in, and limits."""
ROOM = Contribution._meta.db_table
BLANKED = {ROOM: ("key_id", "slot")}
"""Columns that are NULL in a backup: in one, no contribution can be found by its seat."""


@dataclass(frozen=True)
class Manifest:
    """What a backup says about itself, before its content."""

    engine: str
    made_at: str
    migrations: list[str]
    tables: dict[str, list[Any]]

    def as_line(self) -> bytes:
        """The first line of the content."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @property
    def day(self) -> dt.datetime:
        """When it was made."""
        return dt.datetime.fromisoformat(self.made_at)

    def rows(self, table: str) -> int:
        """How many rows of a table it holds."""
        return int(self.tables.get(table, [0])[0])


class Parts:
    """The content of a backup as it comes: so many bytes, a line, then all that follows."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.pieces = iter(pieces)
        self.waiting = b""

    def take(self, count: int) -> bytes:
        """The next `count` bytes, or as many as there are."""
        while len(self.waiting) < count and (piece := next(self.pieces, b"")):
            self.waiting += piece
        taken, self.waiting = self.waiting[:count], self.waiting[count:]
        return taken

    def line(self) -> bytes:
        """The next line."""
        while b"\n" not in self.waiting and (piece := next(self.pieces, b"")):
            self.waiting += piece
        line, _, self.waiting = self.waiting.partition(b"\n")
        return line

    def __iter__(self) -> Iterator[bytes]:
        """All that follows."""
        yield self.waiting
        yield from self.pieces


def opened(content: Iterable[bytes]) -> tuple[Manifest, Parts]:
    """What a backup says of itself, and its content after that. What `envelope.read` raises comes through."""
    parts = Parts(content)
    return Manifest(**json.loads(parts.line())), parts


class Database(Protocol):
    """A database as it is read for a digest, past Django: the served one at one moment, or a scratch copy."""

    def tables(self) -> list[str]:
        """The names of all tables."""

    def columns(self, table: str) -> list[str]:
        """The names of a table's columns, in their order."""

    def rows(self, statement: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a statement, a few at a time."""


@dataclass(frozen=True)
class Snapshot:
    """A database at one moment: to be read, and as the content of a backup."""

    database: Database
    content: Iterator[bytes]


def expected(database: Database) -> dict[str, list[Any]]:
    """Counts and digests of what a backup of this database is to hold, by table."""
    nothing = digest([])
    return {
        table: nothing if table in EMPTIED else digest(database.rows(kept(database, table)))
        for table in database.tables()
    }


def found(database: Database) -> dict[str, list[Any]]:
    """Counts and digests of what is in a database, by table."""
    return {table: digest(database.rows(f'SELECT * FROM "{table}"')) for table in database.tables()}  # noqa: S608 - its own names


def kept(database: Database, table: str) -> str:
    """The statement that reads a table as a backup holds it."""
    blank = BLANKED.get(table, ())
    columns = ", ".join("NULL" if name in blank else f'"{name}"' for name in database.columns(table))
    return f'SELECT {columns} FROM "{table}"'  # noqa: S608 - a name that the database itself gave


def digest(rows: Iterable[tuple[Any, ...]]) -> list[Any]:
    """How many rows there are, and the sum of their SHA-256 digests, in which their order does not count."""
    count = total = 0
    for row in rows:
        count += 1
        total += int.from_bytes(hashlib.sha256(repr(row).encode()).digest())
    return [count, f"{total % 2**256:064x}"]


def compare(manifest: Manifest, there: dict[str, list[Any]]) -> None:
    """Raises `Refused` unless every table of the backup is there, row for row, and no other."""
    tables = sorted(set(manifest.tables) | set(there))
    wrong = [table for table in tables if manifest.tables.get(table) != there.get(table)]
    if wrong:
        raise Refused(f"What came out is not what went in ({', '.join(wrong)}): this backup is not to be used.")
