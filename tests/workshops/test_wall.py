"""The wall between a room and a journal, in the tables and in the files: no way leads from one to the other."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Field, Model

from reflections.people.models import Person
from tests.house import HOUSE

PACKAGES = HOUSE / "reflections"
WRITING = ("journal", "summary")


def package_of(model: type[Model]) -> str:
    """Which package a table belongs to: `reflections.<package>.…`."""
    return model.__module__.split(".")[1] if model.__module__.startswith("reflections.") else model._meta.app_label


def tables(*packages: str) -> list[type[Model]]:
    """The tables of these packages."""
    return [model for model in apps.get_models() if package_of(model) in packages]


def leads_to(model: type[Model]) -> set[type[Model]]:
    """Every table that a row of this one can be followed to, by whichever columns."""
    found: set[type[Model]] = set()
    ahead = [model]
    while ahead:
        for field in ahead.pop()._meta.get_fields():
            other = field.related_model if isinstance(field, Field) and field.is_relation else None
            if isinstance(other, type) and other not in found:
                found.add(other)
                ahead.append(other)
    return found


def test_a_seat_leads_to_nobody():
    rooms = {model.__name__: model for model in tables("workshops")}
    for name in ("Seat", "StepKey", "Contribution", "Group", "Step", "JoinCode", "Workshop"):
        assert {package_of(model) for model in leads_to(rooms[name])} <= {"workshops"}, name
    assert leads_to(rooms["Organiser"]) >= {Person}  # the look would see it


def test_nothing_written_leads_to_a_room():
    for model in tables(*WRITING):
        assert "workshops" not in {package_of(other) for other in leads_to(model)}, model


def test_nothing_leads_back_across_the_wall():
    """`related_name="+"`: a person has no way to a workshop but by asking for organisers."""
    for relation in Person._meta.get_fields():
        if relation.auto_created and isinstance(relation.related_model, type):
            assert package_of(relation.related_model) != "workshops", relation


def test_a_seat_and_what_was_sent_have_no_time_and_no_order():
    rooms = {model.__name__: model for model in tables("workshops")}
    for name in ("Seat", "StepKey", "Contribution", "Group"):
        kinds = {field.get_internal_type() for field in rooms[name]._meta.fields}
        assert not kinds & {"DateTimeField", "DateField", "TimeField"}, name
    for name in ("Seat", "StepKey", "Contribution"):
        assert rooms[name]._meta.pk.get_internal_type() == "UUIDField", name


def texts(folder: Path, ending: str) -> dict[str, str]:
    """The files below a folder."""
    return {str(file.relative_to(HOUSE)): file.read_text() for file in folder.rglob(f"*{ending}") if file.is_file()}


def test_no_table_is_fetched_by_name():
    for file, text in texts(PACKAGES, ".py").items():
        assert "get_model(" not in text, file


@pytest.mark.parametrize(
    ("folder", "others"),
    [("workshops", (*WRITING, "sharing")), ("journal", ("workshops",)), ("summary", ("workshops",))],
)
def test_templates_include_none_of_the_other_side(folder: str, others: tuple[str, ...]):
    found = texts(HOUSE / "templates" / folder, "")
    assert found
    for file, text in found.items():
        for name in re.findall(r"""{%\s*(?:include|extends)\s+["']([^"']+)""", text):
            assert name.partition("/")[0] not in others, f"{file} includes {name}"
