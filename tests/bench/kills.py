"""SIGKILLs while sixteen people write: what was lost, how soon it is back, what was synced before its answer."""

import argparse
import os
import statistics
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import psycopg

from tests.bench.cluster import Cluster, WithDatabase
from tests.bench.served import SECRETS
from tests.browser import Server
from tests.killing import WRITERS, write_while_killed
from tests.tracing import synced

TRACED = 200


def kills(folder: Path, options: argparse.Namespace) -> None:
    """Print a line for each database there is."""
    os.environ.update(SECRETS)
    print(f"| killed while {WRITERS} write | kills | acknowledged | unanswered | lost | synced before | ready, s |")
    print("|---|---|---|---|---|---|---|", flush=True)
    for number, (what, serving) in enumerate(places(options.postgres).items()):
        own = folder / str(number)
        own.mkdir()
        with serving(own) as server:
            before = synced(server, own, TRACED)
            outcome = write_while_killed(server, kills=options.kills, saves=options.saves)
        ready = f"{statistics.median(outcome.ready):.2f} (worst {max(outcome.ready):.2f})"
        print(
            f"| {what} | {options.kills} | {outcome.acknowledged:,} | {outcome.unanswered} | {len(outcome.lost)} "
            f"| {before} of {TRACED} | {ready} |",
            *outcome.lost,
            sep="\n",
            flush=True,
        )


class One(Server):
    """The server in its one process."""

    end = Server.kill


type Serving = Callable[[Path], AbstractContextManager[Server]]


def places(postgres: str) -> dict[str, Serving]:
    """What may be killed here, and how it is served in a folder."""
    found: dict[str, Serving] = {"the server, on SQLite": running(One)}
    if Cluster.possible():
        found["the server, every second time with its PostgreSQL"] = running(WithDatabase)
    elif postgres:
        found["the server, on PostgreSQL"] = partial(beside, postgres)
    return found


def running(kind: Callable[[Path], Any]) -> Serving:
    """Start it, and kill it at the end."""

    @contextmanager
    def serving(folder: Path) -> Iterator[Server]:
        server = kind(folder)
        try:
            server.start()
            yield server
        finally:
            server.end()

    return serving


@contextmanager
def beside(postgres: str, folder: Path) -> Iterator[Server]:
    """On a database of its own, beside those of a PostgreSQL that others use."""
    with psycopg.connect(postgres, autocommit=True) as database:
        database.execute("DROP DATABASE IF EXISTS untold_kills WITH (FORCE)")
        database.execute("CREATE DATABASE untold_kills")
        with running(partial(One, database=f"{postgres.rpartition('/')[0]}/untold_kills"))(folder) as server:
            yield server
        database.execute("DROP DATABASE untold_kills WITH (FORCE)")
