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
        self.made: dict[str, tuple[Any, ...]] = {}

    def rows(self, wanted: uuid.UUID) -> list[Any]:
        """The rows for one id, with the types of the queryset's columns."""
        if connection.vendor not in self.made:
            self.made[connection.vendor] = self._make()
        sql, params, hole, compiler, converters, _ = self.made[connection.vendor]
        value = _ID.get_db_prep_value(wanted, connection)
        with connection.cursor() as cursor:
            cursor.execute(sql, [value if param == hole else param for param in params])
            found = cursor.fetchall()
        return list(compiler.apply_converters(found, converters)) if converters else found

    def objects(self, wanted: uuid.UUID) -> list[Row]:
        """The rows for one id as objects of the queryset's model."""
        rows = self.rows(wanted)
        *_, (model, names) = self.made[connection.vendor]
        return [model.from_db(connection.alias, names, row) for row in rows]

    def _make(self) -> tuple[Any, ...]:
        """SQL, its parameters, what stands for the hole, what turns columns into values, and the model they make."""
        queryset = self.build(HOLE)
        compiler = queryset.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([column for column, *_ in compiler.select])
        names = [field.attname for field in queryset.model._meta.concrete_fields]
        return sql, params, _ID.get_db_prep_value(HOLE, connection), compiler, converters, (queryset.model, names)
