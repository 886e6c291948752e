"""Which of the two databases this place has, and Django's way to the one that a backup was restored into."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from reflections.management.backups.postgres import Postgres
from reflections.management.backups.sqlite import Sqlite


def engine() -> Sqlite | Postgres:
    """How the served database is copied and put back."""
    return Sqlite() if connection.vendor == "sqlite" else Postgres()


@contextmanager
def at(place: str) -> Iterator[None]:
    """For the block Django's connection leads to another database of the same server."""
    served = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = place
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = served
