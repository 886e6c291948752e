"""A server with people in it, commands beside it, and people who write all the while."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import psycopg

from tests.browser import ROOT, Server
from tests.killing import PATIENCE, WRITERS, Clock, Writer


@dataclass(frozen=True)
class Ended:
    """A command that has ended: its exit code and all that it said."""

    code: int
    said: str


class Place:
    """A server's database, and commands that run on it."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.more: dict[str, str] = {}

    def start(self, *command: str, answer: str = "") -> subprocess.Popen[str]:
        """Start a command and go on; `answer` is what is typed when it asks."""
        call = [sys.executable, "manage.py", *command]
        env = {**self.server.env(), **self.more}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        run = subprocess.Popen(call, cwd=ROOT, env=env, text=True, **pipes)
        run.stdin.write(answer)
        run.stdin.close()
        run.stdin = None
        return run

    def run(self, *command: str, answer: str = "") -> Ended:
        """Run a command to its end."""
        run = self.start(*command, answer=answer)
        said, _ = run.communicate(timeout=600)
        return Ended(run.returncode, said)

    def do(self, *command: str, answer: str = "") -> str:
        """Run a command that has to end well; what it said."""
        ended = self.run(*command, answer=answer)
        assert ended.code == 0, ended.said
        return ended.said

    def script(self, lines: str) -> str:
        """Run some lines of Python with all models at hand; what they print."""
        return self.do("shell", "--verbosity", "0", "-c", lines).strip()

    def ask(self, expression: str) -> str:
        """What an expression is, with all models at hand."""
        return self.script(f"print({expression})")

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """The rows of a statement, past the server."""
        with closing(connect(self.server.database)) as line:
            return line.execute(statement).fetchall()

    def copies(self) -> list[str]:
        """What a backup or a restore may have left beside the database."""
        if self.server.database.startswith("sqlite"):
            ends = (".part", ".scratch", ".copy", "-journal")
            return [file.name for file in self.server.folder.iterdir() if file.name.endswith(ends)]
        server, _slash, name = self.server.database.rpartition("/")
        # Asked elsewhere: a restore refuses while others are connected.
        with closing(connect(f"{server}/postgres")) as line:
            rows = line.execute("SELECT datname FROM pg_database WHERE datname = %s", [f"{name}_scratch"])
            return [found for (found,) in rows]

    def drop_kept(self) -> None:
        """Drop what restores kept on PostgreSQL; files go with their folder."""
        if self.server.database.startswith("sqlite"):
            return
        with closing(connect(self.server.database)) as line:
            line.autocommit = True
            like = f"{urlsplit(self.server.database).path[1:]}_before_%"
            for (name,) in line.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [like]).fetchall():
                line.execute(f'DROP DATABASE "{name}"')


def connect(database: str) -> Any:
    """A database itself, by its address."""
    return (
        sqlite3.connect(urlsplit(database).path, timeout=20)
        if database.startswith("sqlite")
        else psycopg.connect(database)
    )


@contextmanager
def people_writing(server: Server) -> Iterator[tuple[Clock, list[Writer]]]:
    """Sixteen people save one text after the other for as long as the block; none may be refused."""
    clock = Clock()
    writers = [Writer(number, server, clock) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    try:
        clock.wait_for(acknowledged=WRITERS)
        yield clock, writers
    finally:
        clock.say(over=True)
        for writer in writers:
            writer.join(PATIENCE)
    assert clock.wrong == []


def on_postgres() -> bool:
    """Whether servers of these tests run on PostgreSQL."""
    return bool(os.environ.get("UNTOLD_TEST_SERVER_DATABASE"))
