"""A migration is applied while people write, and for a while the old code writes to the new tables: so some are unsafe.

From the fifth on: what the old code needs is neither taken away nor renamed, a new column needs nothing from it, and no
large table stands still. What must be done all the same stands in `ANYHOW` with its reason; docs/hosting.md says how an
upgrade goes.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

FIRST = "0005"
LARGE = {"answer", "revision", "note", "date", "contribution", "seat", "person", "round", "journal", "consent"}
"""Tables that grow with people: building an index on one of them stops all that is written to it."""
TAKEN_AWAY = (
    migrations.RemoveField,
    migrations.DeleteModel,
    migrations.RenameField,
    migrations.RenameModel,
    migrations.AlterModelTable,
)
BY_HAND = (migrations.RunSQL, migrations.RunPython, migrations.SeparateDatabaseAndState)
ANYHOW: dict[tuple[str, str], str] = {}
"""Migration and operation, as `describe` says it: why it may be done."""


def ours() -> Iterator[tuple[str, migrations.Migration, ProjectState]]:
    """Our migrations from `FIRST` on, each with the state before it."""
    loader = MigrationLoader(None)
    for app, name in loader.graph.forwards_plan(loader.graph.leaf_nodes("reflections")[0]):
        if app == "reflections" and name >= FIRST:
            yield name, loader.disk_migrations[app, name], loader.project_state((app, name), at_end=False)


def unsafe(operation: Operation, before: ProjectState, made: set[str]) -> str:
    """Why an operation must not be applied while people write; "" when it may. `made`: tables of the same migration."""
    if isinstance(operation, TAKEN_AWAY):
        return "the old code still asks for it"
    if isinstance(operation, BY_HAND):
        return "what it does is not known"
    if getattr(operation, "model_name", "").lower() in made:
        return ""
    if isinstance(operation, migrations.AddField | migrations.AlterField):
        return unsafe_field(operation, before)
    if isinstance(operation, migrations.AddIndex | migrations.AddConstraint) and is_large(operation):
        return "everybody waits while it is built: AddIndexConcurrently, or a constraint that is not validated at once"
    return ""


def unsafe_field(operation: Any, before: ProjectState) -> str:
    """The same for a column that comes or changes."""
    field, empty = operation.field, operation.field.null or operation.field.has_db_default()
    if isinstance(operation, migrations.AddField):
        if not (empty or field.many_to_many):
            return "the old code inserts rows without it: give it a db_default"
        return "its index is built while everybody waits" if is_large(operation) and indexed(field) else ""
    old = before.models["reflections", operation.model_name_lower].fields[operation.name]
    if old.null and not field.null:
        return "rows without it may be there, and the old code still writes them"
    if type(old) is not type(field) or (old.max_length or 0) > (field.max_length or 0):
        return "the table may have to be written anew"
    return "its index is built while everybody waits" if is_large(operation) and indexed(field) > indexed(old) else ""


def indexed(field: models.Field) -> bool:
    return bool(field.db_index or field.unique)


def is_large(operation: Any) -> bool:
    return operation.model_name.lower() in LARGE and not type(operation).__name__.endswith("Concurrently")


def found() -> dict[tuple[str, str], str]:
    """All that is unsafe."""
    problems = {}
    for name, migration, state in ours():
        made = {each.name.lower() for each in migration.operations if isinstance(each, migrations.CreateModel)}
        for operation in migration.operations:
            if why := unsafe(operation, state, made):
                problems[name, operation.describe()] = why
            operation.state_forwards("reflections", state)
    return problems


def test_no_migration_stops_those_who_write():
    assert {where: why for where, why in found().items() if where not in ANYHOW} == {}


def test_what_may_be_unsafe_still_is():
    assert set(ANYHOW) <= set(found()), "an exemption that is no longer needed goes"
    assert all(ANYHOW.values())


def nothing(**more: Any) -> Any:
    return models.CharField(max_length=9, **more)


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        (migrations.RemoveField("person", "time_zone"), "still asks"),
        (migrations.RenameField("person", "time_zone", "zone"), "still asks"),
        (migrations.DeleteModel("Note"), "still asks"),
        (migrations.RunSQL("SELECT 1"), "not known"),
        (migrations.AddField("person", "nick", nothing(default="")), "db_default"),
        (migrations.AddField("person", "nick", nothing(db_default="")), ""),
        (migrations.AddField("person", "nick", nothing(null=True)), ""),
        (migrations.AddField("person", "nick", nothing(null=True, db_index=True)), "index"),
        (migrations.AddField("run", "nick", nothing(null=True, db_index=True)), ""),
        (migrations.AddField("fresh", "nick", nothing()), ""),
        (migrations.AlterField("person", "username", nothing()), "rows without it"),
        (migrations.AlterField("person", "time_zone", nothing()), "written anew"),
        (migrations.AlterField("person", "time_zone", models.CharField(max_length=99)), ""),
        (migrations.AddIndex("answer", models.Index(fields=["state"], name="x")), "Concurrently"),
        (migrations.AddIndex("run", models.Index(fields=["ended_at"], name="x")), ""),
    ],
    ids=lambda value: value.describe() if isinstance(value, Operation) else "",
)
def test_what_is_unsafe_is_found(operation: Operation, words: str):
    state = MigrationLoader(None).project_state(("reflections", "0004_live_workshop"))
    said = unsafe(operation, state, {"fresh"})
    assert (words in said) if words else said == "", said
