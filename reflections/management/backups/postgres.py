"""PostgreSQL: pg_dump in a snapshot that others keep writing beside; put back as a new database that takes the name."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection
from psycopg import sql
from psycopg.conninfo import make_conninfo

from reflections.management.backups import Refused
from reflections.management.backups.contents import EMPTIED, ROOM, Parts, Snapshot, kept
from reflections.management.backups.envelope import PIECE
from reflections.management.backups.programs import reading_from, writing_to

OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid() "
    "AND backend_type = 'client backend'"  # a vacuum that runs by itself gives way
)
LIKE_OURS = "SELECT datcollate, datctype FROM pg_database WHERE datname = current_database()"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
COLUMNS = """
SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum
"""
MAKE = "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE {} LC_CTYPE {}"


class MayNotCreate(Refused):
    """This role may make no database, so that nothing can be restored beside the served one."""


class Reading:
    """A database, read past Django within a transaction."""

    def __init__(self, line: psycopg.Connection[Any]) -> None:
        self.line = line

    def tables(self) -> list[str]:
        """The names of all tables."""
        return [name for (name,) in self.line.execute(TABLES)]

    def columns(self, table: str) -> list[str]:
        """The names of a table's columns."""
        return [name for (name,) in self.line.execute(COLUMNS, [table])]

    def rows(self, statement: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a statement, fetched a thousand at a time."""
        with self.line.cursor("rows") as cursor:
            cursor.itersize = 1_000
            yield from cursor.execute(statement.encode())


class Postgres:
    """The database that is served; a restored one stands beside it. What a killed run left, the next removes."""

    engine = "postgresql"

    def __init__(self) -> None:
        self.settings = connection.settings_dict
        self.place = str(self.settings["NAME"])
        self.scratch = f"{self.place}_scratch"

    def exists(self) -> bool:
        """Whether there is anything that a restore would replace."""
        with self.reading(self.place) as database:
            return bool(database.tables())

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """The database as it is now, to be read and as the content of a backup. No writer waits for it."""
        with self._line(self.place) as line:
            line.execute("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield Snapshot(Reading(line), self._content(line))

    def _content(self, line: psycopg.Connection[Any]) -> Iterator[bytes]:
        """The length of the room's table, that table as text without what is blanked, and a dump of all others."""
        with line.cursor().copy(f"COPY ({kept(Reading(line), ROOM)}) TO STDOUT".encode()) as copy:
            room = b"".join(copy)
        yield len(room).to_bytes(8)
        yield room
        (name,) = line.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        without = [f"--exclude-table-data={table}" for table in (*EMPTIED, ROOM)]
        call = self._call("pg_dump", self.place, "--format=custom", f"--snapshot={name}", *without)
        with reading_from(*call) as dump:
            while piece := dump.read(PIECE):
                yield piece

    @contextmanager
    def restored(self, content: Iterable[bytes]) -> Iterator[str]:
        """A database made of a backup's content; its name. It goes unless it is adopted."""
        self._remove()
        self._create()
        try:
            self._load(Parts(content))
            yield self.scratch
        finally:
            self._remove()

    def _load(self, content: Parts) -> None:
        room = content.take(int.from_bytes(content.take(8)))
        with writing_to(*self._call("pg_restore", self.scratch, "--exit-on-error")) as load:
            load.writelines(content)
        with self._line(self.scratch) as line, line.cursor().copy(f"COPY {ROOM} FROM STDIN".encode()) as copy:
            copy.write(room)

    @contextmanager
    def reading(self, place: str) -> Iterator[Reading]:
        """A database to be read."""
        with self._line(place) as line, line.transaction():
            yield Reading(line)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else uses the database; whoever comes later is in the way of `adopt`. Raises `Refused`."""
        with self._line(self.place) as line:
            (others,) = line.execute(OTHERS, [self.place]).fetchone() or (0,)
        if others:
            raise Refused(f"Others are connected to {self.place}: stop the server and every other manage.py first.")
        yield

    def adopt(self, place: str, kept_as: str) -> str:
        """Serve `place` from now on; the name under which the database that was served until now is kept."""
        kept = f"{self.place}_{kept_as}"
        names = ((self.place, kept), (place, self.place))
        try:
            with self._line("postgres") as line, line.transaction():
                for old, new in names:
                    line.execute(
                        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(old), sql.Identifier(new))
                    )
        except psycopg.Error as why:
            raise Refused(f"PostgreSQL does not give the database its name: {_first_line(why)}.") from None
        return kept

    def farewell(self, kept: str) -> str:
        """How the database that was replaced is deleted."""
        return f"dropdb {kept}"

    def _create(self) -> None:
        """A database with nothing in it that sorts like the served one. Raises `MayNotCreate`."""
        with self._line(self.place) as line:
            locale = line.execute(LIKE_OURS).fetchone() or ()
            try:
                line.execute(sql.SQL(MAKE).format(sql.Identifier(self.scratch), *map(sql.Literal, locale)))
            except psycopg.errors.InsufficientPrivilege:
                role = line.info.user
                raise MayNotCreate(
                    f"The role {role} may not make a database beside its own. Allow it: ALTER ROLE {role} CREATEDB"
                ) from None

    def _remove(self) -> None:
        with self._line(self.place) as line:
            line.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(self.scratch)))

    @contextmanager
    def _line(self, name: str) -> Iterator[psycopg.Connection[Any]]:
        given = {"user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
        own = {option: str(self.settings[key]) for option, key in given.items() if self.settings[key]}
        with psycopg.connect(make_conninfo(dbname=name, **own), autocommit=True) as line:
            yield line

    def _call(self, program: str, place: str, *more: str) -> tuple[list[str], dict[str, str]]:
        """A program of PostgreSQL's on a database of this server; the password goes by the environment."""
        given = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
        env = {variable: str(self.settings[key]) for variable, key in given.items() if self.settings[key]}
        return [program, f"--dbname={place}", "--no-owner", "--no-privileges", *more], env


def _first_line(why: psycopg.Error) -> str:
    return str(why).partition("\n")[0]
