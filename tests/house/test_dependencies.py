"""Every dependency has its line in docs/dependencies.md, and every line its dependency."""

import re
import tomllib

from tests.house import HOUSE


def test_each_dependency_says_whom_it_serves():
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text())
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    names = {re.match(r"[\w-]+", line)[0] for line in wanted}
    rows = re.findall(r"^\| ([a-zA-Z][^|]+) \|", (HOUSE / "docs" / "dependencies.md").read_text(), re.MULTILINE)
    listed = {name.lower() for row in rows for name in re.findall(r"[\w-]+", re.sub(r"\(.*?\)", "", row))}
    assert listed - {"package"} == names
