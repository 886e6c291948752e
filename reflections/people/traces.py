"""Deleted means gone from the disk as well: pages of the database that nothing refers to any more are emptied.

On SQLite the `secure_delete` of every connection overwrites what is deleted; the write-ahead log is what may still
hold it. On PostgreSQL only a VACUUM gives such pages free to be overwritten.
"""

from django.apps import apps
from django.db import connection

PATIENCE_MS = 1_000
"""Writers wait while the log is emptied, and that waits for whoever still reads from it: not for long."""


def empty_log() -> bool:
    """Move SQLite's write-ahead log into its file and cut it to nothing; elsewhere there is none.

    False when somebody was reading from it: the next one empties it. Not within a transaction.
    """
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        usual = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {usual}")
    return not busy


def empty_pages() -> None:
    """Empty the log, or on PostgreSQL vacuum our tables, as far as this role may. Not within a transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA optimize")
        else:
            tables = (model._meta.db_table for model in apps.get_app_config("reflections").get_models())
            # A table of somebody else's is passed over with a notice.
            cursor.execute(f"VACUUM (ANALYZE) {', '.join(map(connection.ops.quote_name, tables))}")
    empty_log()
