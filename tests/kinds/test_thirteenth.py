"""A thirteenth kind, made as a copy of another: the contract refuses it, piece by piece, until it is whole."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reflections import kinds
from tests.house import HOUSE

NEEDED = ("config", "fixtures", "reflections", "static", "templates", "tests", "manage.py", "pyproject.toml")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """The project, to be changed."""
    for name in NEEDED:
        take = shutil.copytree if (HOUSE / name).is_dir() else shutil.copy
        take(HOUSE / name, tmp_path / name)
    return tmp_path


def copy(house: Path, old: str, new: str, *changes: tuple[str, str]) -> None:
    """One file of the kind `text` becomes one of the kind `thirteenth`."""
    text = (house / old).read_text("utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    (house / new).parent.mkdir(exist_ok=True)
    (house / new).write_text(text, "utf-8")


def contract(house: Path) -> str:
    """What the contract says of it; nothing when it is content."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "--tb=short", "tests/kinds/test_contract.py"]
    wanted = ["tests/kinds/test_contract_room.py", "-k", "thirteenth or every_kind"]
    env = {**os.environ, "DATABASE_URL": f"sqlite:///{house}/contract.sqlite3", "REDIS_URL": ""}
    run = subprocess.run([*command, *wanted], cwd=house, env=env, capture_output=True, text=True)
    if run.returncode == 0:
        assert "passed" in run.stdout
    return run.stdout + run.stderr if run.returncode else ""


def test_a_copy_of_another_fails_until_it_is_whole(house: Path) -> None:
    kind, examples = "reflections/kinds/thirteenth.py", "tests/kinds/thirteenth.py"
    copy(house, "reflections/kinds/text.py", kind)
    assert "kinds/thirteenth.py holds the kind 'text'" in contract(house), "its key is another's"

    copy(house, "reflections/kinds/text.py", kind, ('key = "text"', 'key = "thirteenth"'))
    assert "test_every_kind_has_examples" in contract(house), "nothing shows what it takes and gives"

    copy(
        house,
        "tests/kinds/text.py",
        examples,
        ('"kind": "text"', '"kind": "thirteenth"'),
        ('prompt("text"', 'prompt("thirteenth"'),
    )
    assert "test_its_templates_are_its_own" in contract(house), "its form is another's"

    copy(
        house,
        "reflections/kinds/text.py",
        kind,
        ('key = "text"', 'key = "thirteenth"'),
        ("kinds/text/", "kinds/thirteenth/"),
    )
    assert "TemplateDoesNotExist" in contract(house)

    copy(house, "templates/kinds/text/form.html", "templates/kinds/thirteenth/form.html")
    assert contract(house) == ""


def test_there_are_twelve() -> None:
    assert len(kinds.kinds()) == 12
