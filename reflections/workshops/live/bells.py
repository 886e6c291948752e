"""Ringing the bell of a room."""

import uuid

from django.db import connection, transaction

from reflections.workshops.live.hub import tell_hubs
from reflections.workshops.live.listening import CHANNEL


def ring(workshop_id: uuid.UUID) -> None:
    """Tell every phone, screen and console of a room that it moved (or is gone), once what moved it is committed.

    PostgreSQL carries it to every process: a notification belongs to its transaction, and is heard when that is
    committed. SQLite has one process, which is told directly; a command beside it is heard when the room is read again.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(workshop_id)])
    else:
        transaction.on_commit(lambda: tell_hubs(workshop_id))
