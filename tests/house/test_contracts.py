"""The walls hold: the contracts pass as the house stands, and were seen to refuse what they are there for."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import HOUSE

LINE = "The packages stand in a line"
JOURNAL = "Journal and workshops never meet"
SUMMARY = "Summary and workshops never meet"
CONFIG = "Config stands on top, commands above it"
TABLES = "The list of tables is imported by nobody"

BAD = [
    ("reflections.journal", "reflections.workshops", {LINE, JOURNAL}),
    ("reflections.workshops", "reflections.journal", {LINE, JOURNAL}),
    ("reflections.summary", "reflections.workshops", {SUMMARY}),
    ("reflections.workshops", "reflections.summary", {LINE, SUMMARY}),
    ("reflections.people", "reflections.documents", {LINE}),
    ("reflections.documents", "reflections.people", {LINE}),
    ("reflections.documents", "reflections.kinds", {LINE}),
    ("reflections.kinds", "reflections.guide", {LINE}),
    ("reflections.guide", "reflections.journal", {LINE}),
    ("reflections.guide", "reflections.workshops", {LINE}),
    ("reflections.journal", "reflections.summary", {LINE}),
    ("reflections.summary", "reflections.pages", {LINE}),
    ("reflections.pages", "reflections.management", {LINE}),
    ("reflections.pages", "config.settings", {CONFIG}),
    ("reflections.journal", "reflections.models", {LINE, JOURNAL, TABLES}),
    ("config", "reflections.models", {TABLES}),
]


@pytest.fixture(scope="session")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code alone, to be spoilt."""
    folder = tmp_path_factory.mktemp("house")
    for package in ("config", "reflections"):
        shutil.copytree(HOUSE / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(HOUSE / "pyproject.toml", folder)
    return folder


def verdicts(folder: Path) -> dict[str, str]:
    """What the linter says of each contract: KEPT or BROKEN."""
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)
    found = (line.rsplit(maxsplit=1) for line in done.stdout.splitlines() if line.endswith((" KEPT", " BROKEN")))
    said = dict(found)
    assert said, done.stdout + done.stderr
    assert (done.returncode == 0) == ("BROKEN" not in said.values())
    return said


def test_the_house_keeps_its_contracts(copy):
    assert verdicts(copy) == dict.fromkeys([LINE, JOURNAL, SUMMARY, CONFIG, TABLES], "KEPT")


@pytest.mark.parametrize(("where", "what", "broken"), BAD, ids=lambda value: value if isinstance(value, str) else "")
def test_a_bad_import_is_refused(copy, where, what, broken):
    bad = copy.joinpath(*where.split("."), "bad.py")
    bad.write_text(f"import {what}\n")
    try:
        said = verdicts(copy)
    finally:
        bad.unlink()
    assert {contract for contract, verdict in said.items() if verdict == "BROKEN"} == broken


def test_a_package_outside_the_line_is_refused(copy):
    stray = copy / "reflections" / "stray"
    stray.mkdir()
    (stray / "__init__.py").touch()
    try:
        assert verdicts(copy)[LINE] == "BROKEN"
    finally:
        shutil.rmtree(stray)
