"""Querysets whose SQL is made once. On the page of a prompt, making it costs several times what running it does."""

import uuid
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet, UUIDField

_ID = UUIDField()
HOLE = uuid.UUID(int=0xFACADE)
"""Stands in the queryset where an id comes in each time it is run."""


class Prepared[Row: Model]:
    """A queryset that depends on one id; `build` is asked for it once a database, with `HOLE` for the id."""

    def __init__(self, build: Callable[[uuid.UUID], QuerySet[Row, Any]]) -> None:
        self.build = build
        self.made: dict[str, tuple[QuerySet[Row, Any], str, tuple[Any, ...]]] = {}

    def _filled(self, wanted: uuid.UUID) -> tuple[QuerySet[Row, Any], str, list[Any]]:
        if connection.vendor not in self.made:
            queryset = self.build(HOLE)
            self.made[connection.vendor] = (queryset, *queryset.query.sql_with_params())
        queryset, sql, params = self.made[connection.vendor]
        hole, value = (_ID.get_db_prep_value(each, connection) for each in (HOLE, wanted))
        return queryset, sql, [value if param == hole else param for param in params]

    def rows(self, wanted: uuid.UUID) -> list[tuple[Any, ...]]:
        """The rows for one id, as the database gives them."""
        _, sql, params = self._filled(wanted)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()

    def objects(self, wanted: uuid.UUID) -> list[Row]:
        """The rows for one id as objects of the queryset's model."""
        queryset, sql, params = self._filled(wanted)
        return list(queryset.model._default_manager.raw(sql, params))
