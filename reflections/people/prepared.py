"""SQL that is made once. On the two hottest requests, making it costs several times what running it does."""

import inspect
import uuid
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet, UUIDField

_ID = UUIDField()
HOLES = tuple(uuid.UUID(int=0xFACADE + number) for number in range(3))
"""Stand in a queryset where ids come in each time it is run."""


class Prepared[Row: Model]:
    """A queryset that depends on ids and words alone; `build` is asked for it once a database, with `HOLES` in it."""

    def __init__(self, build: Callable[..., QuerySet[Row, Any]]) -> None:
        self.build = build
        self.holes = HOLES[: len(inspect.signature(build).parameters)]
        self.made: dict[str, tuple[Any, ...]] = {}

    def rows(self, *wanted: uuid.UUID | str) -> list[Any]:
        """The rows for these ids or words, with the types of the queryset's columns."""
        if connection.vendor not in self.made:
            self.made[connection.vendor] = self._make()
        sql, params, compiler, converters, _ = self.made[connection.vendor]
        ids = dict(map(_filled, self.holes, wanted))
        with connection.cursor() as cursor:
            cursor.execute(sql, [ids.get(param, param) for param in params])
            found = cursor.fetchall()
        return list(compiler.apply_converters(found, converters)) if converters else found

    def objects(self, *wanted: uuid.UUID | str) -> list[Row]:
        """The rows for these ids or words as objects of the queryset's model."""
        rows = self.rows(*wanted)
        *_, (model, names) = self.made[connection.vendor]
        return [model.from_db(connection.alias, names, row) for row in rows]

    def _make(self) -> tuple[Any, ...]:
        """SQL, its parameters, what turns columns into values, and the model they make."""
        queryset = self.build(*self.holes)
        compiler = queryset.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([column for column, *_ in compiler.select])
        names = [field.attname for field in queryset.model._meta.concrete_fields]
        return sql, params, compiler, converters, (queryset.model, names)


def _filled(hole: uuid.UUID, wanted: uuid.UUID | str) -> tuple[Any, Any]:
    """What stands in the SQL for a hole, and what comes in its place: a column of words was given the hole as words."""
    if isinstance(wanted, str):
        return str(hole), wanted
    raw, given = _raw((hole, wanted))
    return raw, given


def _raw(ids: tuple[uuid.UUID, ...]) -> tuple[Any, ...]:
    """Ids as this database takes them."""
    return tuple(_ID.get_db_prep_value(each, connection) for each in ids)


def replace_row(row: Model, version: int) -> bool:
    """Write a row over the one with its id, if that still has `version`: looked at and changed in one statement.

    Whether it had. The row's table has a column `version`, which the new row counts up.
    """
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    name = connection.ops.quote_name
    columns = ", ".join(f"{name(str(field.column))} = %s" for field in fields)
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    sql = f"UPDATE {name(row._meta.db_table)} SET {columns} WHERE id = %s AND version = %s"  # noqa: S608 - only column names
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, *_raw((row.pk,)), version])
        return cursor.rowcount == 1
