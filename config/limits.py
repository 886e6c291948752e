"""Where limits are counted, so that all processes count together, and what stands there of whoever is counted."""

import datetime as dt
import json
import secrets
from collections.abc import Iterable
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import BaseDatabaseCache
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

TABLE = "limits"
SWEEP = 500
"""Once in so many new counts, those whose time is over are deleted."""
PUT = (
    "INSERT INTO {} AS old (cache_key, value, expires) VALUES (%s, %s, %s)"
    " ON CONFLICT (cache_key) DO UPDATE SET value = EXCLUDED.value, expires = EXCLUDED.expires"
)


def counting(redis_url: str, database: dict[str, Any]) -> dict[str, Any]:
    """Django's settings of the cache: Redis, else a table on PostgreSQL, else (SQLite: one process) memory."""
    key = {"KEY_FUNCTION": "config.limits.digest"}
    if redis_url:
        soon = {"socket_connect_timeout": 3, "socket_timeout": 3}
        backend = "django.core.cache.backends.redis.RedisCache"
        return {"BACKEND": backend, "LOCATION": redis_url, "OPTIONS": soon, **key}
    if database["ENGINE"] == "django.db.backends.postgresql":
        return {"BACKEND": "config.limits.Table", "LOCATION": TABLE, **key}
    # With Django's 300 entries, 300 browsers would make it forget who tried too often.
    return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 100_000}, **key}


def digest(key: str, prefix: str, version: int) -> str:
    """What a count is kept under: no name and no address can be read from it, or tried without the secret."""
    return salted_hmac("limits", f"{prefix}:{version}:{key}", algorithm="sha256").hexdigest()


class Table(BaseDatabaseCache):
    """A cache in a table of PostgreSQL: each call is one statement, so `add` and `incr` are exact whoever else counts.

    Django's own counts by reading and writing back, and reads pickles, which let whoever writes the table run code.
    """

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """What is kept there."""
        return self.get_many([key], version).get(key, default)

    def get_many(self, keys: Iterable[str], version: int | None = None) -> dict[str, Any]:
        """What is kept, by key, of those that are kept."""
        names = {self._name(key, version): key for key in keys}
        rows = self._run("SELECT cache_key, value FROM {} WHERE cache_key = ANY(%s) AND expires >= now()", list(names))
        return {names[name]: json.loads(value) for name, value in rows}

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep `value`, a thing of JSON, for `timeout` seconds."""
        self._run(f"{PUT} RETURNING 1", self._name(key, version), json.dumps(value), self._until(timeout))

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """The same if nothing is kept there; whether it was."""
        if secrets.randbelow(SWEEP) == 0:
            self._run("DELETE FROM {} WHERE expires < now() RETURNING 1")
        put = f"{PUT} WHERE old.expires < now() RETURNING 1"
        return bool(self._run(put, self._name(key, version), json.dumps(value), self._until(timeout)))

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Count on, for as long as was said when the count began; raises ValueError when there is none."""
        more = "UPDATE {} SET value = (value::bigint + %s)::text WHERE cache_key = %s AND expires >= now()"
        for (value,) in self._run(f"{more} RETURNING value", delta, self._name(key, version)):
            return int(value)
        raise ValueError(key)

    def delete(self, key: str, version: int | None = None) -> bool:
        """Keep nothing there; whether something was kept."""
        return bool(self._run("DELETE FROM {} WHERE cache_key = %s RETURNING 1", self._name(key, version)))

    def delete_many(self, keys: Iterable[str], version: int | None = None) -> None:
        """Keep nothing under any of these keys."""
        self._run("DELETE FROM {} WHERE cache_key = ANY(%s) RETURNING 1", [self._name(key, version) for key in keys])

    def clear(self) -> None:
        """Keep nothing at all."""
        self._run("DELETE FROM {} RETURNING 1")

    def _run(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(statement.format(connection.ops.quote_name(TABLE)), values)
            return cursor.fetchall()

    def _name(self, key: str, version: int | None) -> str:
        return self.make_and_validate_key(key, version=version)

    def _until(self, timeout: Any) -> dt.datetime:
        seconds: float = (self.default_timeout or 0) if timeout is DEFAULT_TIMEOUT else timeout
        return timezone.now() + dt.timedelta(seconds=seconds)


def make_table() -> None:
    """Make the table where it is asked for and is not there: counts are worth neither a log nor a backup."""
    if connection.vendor != "postgresql" or TABLE in connection.introspection.table_names():
        return
    call_command("createcachetable", verbosity=0)
    if TABLE in connection.introspection.table_names():  # not with Redis
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {TABLE} SET UNLOGGED")
