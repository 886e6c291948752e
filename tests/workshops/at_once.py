"""Two who act at once, each on a connection of their own: so as PostgreSQL lets them, one in the midst of the other."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

import pytest
from django.db import connection, connections, transaction

PATIENCE = 20
"""Seconds: a busy machine is no failure; what never comes is."""
together = pytest.mark.skipif(
    connection.vendor != "postgresql",
    reason="A database in memory has one connection; the gate runs this on PostgreSQL.",
)


def at_once(*works: Callable[[], None]) -> list[Exception | None]:
    """Do all of `works` together, each on a connection of its own; what each raised."""
    start, ends = threading.Barrier(len(works)), [None] * len(works)

    def do(number: int) -> None:
        try:
            start.wait(timeout=PATIENCE)
            works[number]()
        except Exception as error:
            ends[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=do, args=(number,)) for number in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends


class Other:
    """Somebody else, who acts on a connection of their own once they are told to."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self.work = work
        self.raised: Exception | None = None
        self.thread = threading.Thread(target=self._do)

    def _do(self) -> None:
        try:
            self.work()
        except Exception as error:
            self.raised = error
        finally:
            connections.close_all()

    def begin(self) -> None:
        """Returns once they are done, or wait for what this connection holds."""
        self.thread.start()
        end = monotonic() + PATIENCE
        while self.thread.is_alive() and not waits():
            assert monotonic() < end

    def end(self) -> Exception | None:
        """What they raised, once they are done."""
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()
        return self.raised


def waits() -> bool:
    """Whether somebody waits for a lock in this database."""
    query = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(query)
        return cursor.fetchone() is not None


def while_holding(work: Callable[[], Any], other: Callable[[], Any]) -> Exception | None:
    """Do `work` in a transaction that ends once `other` waits for it, or is done; what `other` raised."""
    second = Other(other)
    with transaction.atomic():
        work()
        second.begin()
    return second.end()


@contextmanager
def before(statement: str, other: Callable[[], Any]) -> Iterator[Other]:
    """Let `other` act right before this connection executes a statement that begins so."""
    second = Other(other)

    def execute(run: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if sql.startswith(statement) and second.thread.ident is None:
            second.begin()
        return run(sql, params, many, context)

    with connection.execute_wrapper(execute):
        yield second
    second.end()
