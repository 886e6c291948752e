"""One run of a command at a time, wherever it is started; whoever is killed lets go."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

from django.db import connection


@contextmanager
def alone(command: str) -> Iterator[bool]:
    """Whether no other run of `command` is under way on this database, which then holds for as long as the block."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [crc32(f"untold {command}".encode())])
            mine = cursor.fetchone()[0]
            yield mine
            if mine:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [crc32(f"untold {command}".encode())])
    elif not Path(connection.settings_dict["NAME"]).is_file():
        yield True  # in memory, where nobody else is
    else:
        with Path(f"{connection.settings_dict['NAME']}.{command}").open("w") as file:
            yield _locked(file.fileno())


def _locked(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
