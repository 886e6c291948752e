"""What Untold is made of: every package pinned by its hash, from one index, and written into a bill of materials."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.house import HOUSE

FILES = "https://files.pythonhosted.org/packages/"


def locked() -> list[dict]:
    return tomllib.loads((HOUSE / "uv.lock").read_text())["package"]


def test_every_package_is_pinned_by_its_hash():
    for package in locked():
        files = [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]
        assert files or package["source"] == {"virtual": "."}, package["name"]
        for file in files:
            assert re.fullmatch("sha256:[0-9a-f]{64}", file["hash"]) and file["url"].startswith(FILES), file


def test_all_come_from_one_index():
    sources = {tuple(package["source"].items()) for package in locked()}
    assert sources == {(("registry", "https://pypi.org/simple"),), (("virtual", "."),)}


def bill(file: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(HOUSE / ".ci" / "write_bill.py"), str(file)], capture_output=True, text=True, check=False
    )


def test_the_bill_names_what_runs_and_is_what_it_says(tmp_path: Path):
    done = bill(file := tmp_path / "untold.cdx.json")
    assert done.returncode == 0, done.stderr
    assert JsonStrictValidator(SchemaVersion.V1_5).validate_str(file.read_text()) is None
    parts = {part["name"]: part for part in json.loads(file.read_text())["components"]}
    assert {"django", "cryptography", "uvicorn", "manimgx-fonts-cjk"} <= set(parts) and "pytest" not in parts
    versions = {package["name"]: package["version"] for package in locked()}
    assert {name: part["version"] for name, part in parts.items()} == {name: versions[name] for name in parts}
    for name, part in parts.items():
        assert part["purl"] == f"pkg:pypi/{name}@{versions[name]}"
        assert any(place.get("hashes") for place in part["externalReferences"]), name


def test_a_bill_that_is_not_right_is_not_written(monkeypatch):
    monkeypatch.syspath_prepend(str(HOUSE / ".ci"))
    import write_bill

    whole = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "components": []}
    assert "not in it" in write_bill.problem(json.dumps(whole))
    stray = {"type": "library", "name": "stray", "version": "1"}
    assert "not in uv.lock" in write_bill.problem(json.dumps({**whole, "components": [stray]}))
    assert write_bill.problem(json.dumps({**whole, "components": [{"type": "nonsense", "name": "stray"}]}))
