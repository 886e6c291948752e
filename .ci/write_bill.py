"""Write the software bill of materials: what runs Untold, as CycloneDX says it, from uv.lock by uv; then check it.

`write_bill.py` writes var/untold.cdx.json, `write_bill.py FILE` another. It needs the packages of `make check`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import tomllib
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

sys.dont_write_bytecode = True
from get_uv import HOUSE, Stop, fetch, find  # noqa: E402 - it lies beside this file
from prepare import uv_environment  # noqa: E402 - and so does this

RUNS = ("--no-dev", "--all-extras")
"""Not the tools of those who work on it."""


def write(file: Path) -> int:
    """The bill in `file`; how many packages are in it. Raises `Stop` when it cannot be written, or is not right."""
    export = ["export", "--frozen", "--quiet", "--preview-features", "sbom-export", "--format", "cyclonedx1.5", *RUNS]
    uv = find() or fetch()
    done = subprocess.run([uv, *export], capture_output=True, text=True, env=uv_environment(), cwd=HOUSE, check=False)
    if done.returncode:
        raise Stop(f"uv wrote no bill of materials: {done.stderr.strip()}")
    if wrong := problem(done.stdout):
        raise Stop(f"The bill of materials is not right: {wrong}")
    file.parent.mkdir(exist_ok=True)
    file.write_text(done.stdout, encoding="utf-8")
    return len(json.loads(done.stdout)["components"])


def problem(bill: str) -> str:
    """What is wrong with a bill, or nothing: its shape, or a package that is not the locked one."""
    if error := JsonStrictValidator(SchemaVersion.V1_5).validate_str(bill):
        return str(error)
    locked = tomllib.loads((HOUSE / "uv.lock").read_text(encoding="utf-8"))["package"]
    known = {(each["name"], each["version"]) for each in locked}
    listed = {(each["name"], each["version"]) for each in json.loads(bill)["components"]}
    wanted = {each["name"] for each in next(each for each in locked if each["name"] == "untold")["dependencies"]}
    if others := listed - known:
        return f"not in uv.lock: {sorted(others)}"
    if missing := wanted - {name for name, _version in listed}:
        return f"not in it: {sorted(missing)}"
    return ""


if __name__ == "__main__":
    try:
        where = Path(sys.argv[1]) if len(sys.argv) > 1 else HOUSE / "var" / "untold.cdx.json"
        print(f"{write(where)} packages stand in the bill of materials, {where}")
    except Stop as why:
        sys.exit(str(why))
