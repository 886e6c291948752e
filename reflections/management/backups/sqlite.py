"""SQLite: a copy by its own backup call, while people write; put back by one file in place of another."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connection

from config.starting import CannotStart, lock_of
from reflections.management.backups import Refused
from reflections.management.backups.contents import BLANKED, EMPTIED, Snapshot
from reflections.management.backups.envelope import PIECE


class Reading:
    """A SQLite file, read past Django."""

    def __init__(self, line: sqlite3.Connection) -> None:
        self.line = line

    def tables(self) -> list[str]:
        """The names of all tables but SQLite's own."""
        named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        return [name for (name,) in self.line.execute(named)]

    def columns(self, table: str) -> list[str]:
        """The names of a table's columns."""
        return [name for (name,) in self.line.execute("SELECT name FROM pragma_table_info(?)", [table])]

    def rows(self, statement: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a statement."""
        yield from self.line.execute(statement)


class Sqlite:
    """The file that is served; copies lie beside it, where the same people may read. What a killed run left, the
    next removes.
    """

    engine = "sqlite"

    def __init__(self) -> None:
        self.path = Path(connection.settings_dict["NAME"])
        self.whole = self.path.with_name(f"{self.path.name}.copy")
        self.scratch = self.path.with_name(f"{self.path.name}.scratch")

    @property
    def place(self) -> str:
        """What Django calls the served database."""
        return str(self.path)

    def exists(self) -> bool:
        """Whether there is anything that a restore would replace."""
        return self.path.exists()

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """The database as it is now, to be read and as the content of a backup. No writer waits for it."""
        with _line(self.path) as line, _gone_after(self.whole, self.scratch):
            line.execute("BEGIN")
            line.execute("SELECT count(*) FROM sqlite_master").fetchone()  # from here on it stands still
            yield Snapshot(Reading(line), self._content(line))

    def _content(self, line: sqlite3.Connection) -> Iterator[bytes]:
        _make(self.whole)
        _make(self.scratch)
        with _line(self.whole) as copy:
            line.backup(copy)
            _leave_out(copy)
            copy.execute("VACUUM INTO ?", [str(self.scratch)])  # of what was left out, no page comes along
        self.whole.unlink()
        with self.scratch.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece

    @contextmanager
    def restored(self, content: Iterable[bytes]) -> Iterator[str]:
        """A database made of a backup's content, found whole; what Django calls it. It goes unless it is adopted."""
        with _gone_after(self.scratch):
            _make(self.scratch)
            with self.scratch.open("wb") as file:
                file.writelines(content)
            with _line(self.scratch) as line:
                (said,) = line.execute("PRAGMA integrity_check").fetchone()
            if said != "ok":
                raise Refused("SQLite finds the database in this backup damaged: take an earlier one.")
            yield str(self.scratch)

    @contextmanager
    def reading(self, place: str) -> Iterator[Reading]:
        """A database to be read."""
        with _line(Path(place)) as line:
            yield Reading(line)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody serves the database, and for the block nobody can. Raises `Refused`."""
        try:
            lock = lock_of(self.path)
        except CannotStart as why:
            raise Refused(str(why)) from None
        with lock:
            yield

    def adopt(self, place: str, kept_as: str) -> str:
        """Serve `place` from now on; where the database that was served until now is kept."""
        kept = self.path.with_name(f"{self.path.name}.{kept_as}")
        _into_one_file(Path(place))
        if self.path.exists():
            _into_one_file(self.path)
            os.link(self.path, kept)
            _belongs_like(Path(place), self.path.stat())
        Path(place).replace(self.path)
        _sync(self.path.parent)
        return str(kept)

    def farewell(self, kept: str) -> str:
        """How the database that was replaced is deleted."""
        return f"rm {kept}"


@contextmanager
def _line(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, timeout=10, isolation_level=None)) as line:
        yield line


def _leave_out(copy: sqlite3.Connection) -> None:
    """Take out of a copy what belongs in no backup, without a journal of it."""
    copy.execute("PRAGMA journal_mode = OFF")
    there = Reading(copy).tables()
    for table, columns in BLANKED.items():
        copy.execute(f"UPDATE {table} SET {', '.join(f'{column} = NULL' for column in columns)}")  # noqa: S608 - our tables
    for table in EMPTIED:
        if table in there:
            copy.execute(f"DELETE FROM {table}")  # noqa: S608 - our tables


def _into_one_file(path: Path) -> None:
    """What still lies in the log moves into the file. Raises `Refused` when somebody has it open."""
    try:
        with _line(path) as line:
            line.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError:
        raise Refused(f"Somebody has {path} open: end every other manage.py, then try again.") from None
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _belongs_like(path: Path, old: os.stat_result) -> None:
    """Whoever restores as another user leaves the file to the one who serves."""
    path.chmod(old.st_mode & 0o777)
    os.chown(path, old.st_uid, old.st_gid)


def _make(path: Path) -> None:
    """An empty file that only its owner may read."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _sync(folder: Path) -> None:
    line = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(line)
    finally:
        os.close(line)


@contextmanager
def _gone_after(*paths: Path) -> Iterator[None]:
    """Files that stand for the block alone; neither before nor after is there anything of them."""
    _remove(*paths)
    try:
        yield
    finally:
        _remove(*paths)


def _remove(*paths: Path) -> None:
    for path in paths:
        for end in ("", "-wal", "-shm", "-journal"):
            path.with_name(path.name + end).unlink(missing_ok=True)
