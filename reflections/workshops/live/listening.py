"""Bells that other processes ring: one line to PostgreSQL a process, which comes back by itself."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection

log = logging.getLogger(__name__)

CHANNEL = "untold_room"
AGAIN = 1
"""Seconds before a line that broke is tried again."""
ALIVE = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}
"""A line that silently died is noticed after some 25 seconds."""


async def listen(heard: Callable[[UUID], None], connected: Callable[[], None]) -> None:
    """For ever: call `heard` with the room of each bell, and `connected` when bells may have been missed before."""
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(**_where(), autocommit=True) as line:
                await line.execute(f"LISTEN {CHANNEL}")
                connected()
                async for bell in line.notifies():
                    heard(UUID(bell.payload))
        except (psycopg.Error, OSError) as why:
            log.warning("the line for bells broke: %s", type(why).__name__)
        await asyncio.sleep(AGAIN)


def _where() -> dict[str, Any]:
    """Where the database is, as Django knows it."""
    given = connection.get_connection_params()
    return {**ALIVE, **{name: given[name] for name in given if name not in {"cursor_factory", "context"}}}
