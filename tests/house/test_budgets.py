"""The budgets of the house. A number that must give way is changed here, in the same commit, with its reason."""

import ast
import gzip
from collections.abc import Iterator
from pathlib import Path

from config.bundles import BUNDLES, bundle
from tests.house import HOUSE

FILE, FUNCTION, SHORT, VIEW = 250, 40, 20, 20
TEMPLATE, STYLE = 150, 200
ALL_STYLE_GZIP, ALL_SCRIPT = 13 * 1024, 24 * 1024
"""Of what is served: a comment for the next reader costs no one a byte."""
PAGE_SCRIPT = 20 * 1024
"""8 KB was the plan. A page that saves by itself needs one save at a time, keys, versions, a draft that outlives the
tab, sending what other pages left, and choosing between two texts: 7 KB for that alone. Marking words is 2 KB; rows
that are added, moved, undone, gone through by keyboard and made from pasted lines are 5. Gzipped it is under 8 KB."""

LONGER: dict[str, tuple[int, str]] = {}
"""Files and functions that may be longer: path or path::name, to how long, and why."""


def test_python_files_are_short():
    assert not over({name(file): lines(file) for file in python()}, FILE)


def test_functions_are_short():
    assert not over(dict(functions()), FUNCTION)


def test_nine_functions_in_ten_are_very_short():
    lengths = [length for where, length in functions()]
    long = [length for length in lengths if length > SHORT]
    assert len(long) <= len(lengths) / 10, f"{len(long)} of {len(lengths)} functions have more than {SHORT} lines"


def test_views_find_act_and_answer():
    views = {where: length for where, length in functions() if where.partition("::")[0].endswith("views.py")}
    assert views
    assert not over(views, VIEW)


def test_templates_are_short():
    assert not over({name(file): lines(file) for file in (HOUSE / "templates").rglob("*.*")}, TEMPLATE)


def test_styles_are_short_and_light():
    styles = sorted((HOUSE / "static" / "css").rglob("*.css"))
    assert not over({name(file): lines(file) for file in styles}, STYLE)
    weight = len(gzip.compress(bundle("untold.css", HOUSE / "static").encode(), 9))
    assert weight <= ALL_STYLE_GZIP, f"our style sheet weighs {weight} bytes gzipped"


def test_scripts_are_light():
    weights = {name(file): file.stat().st_size for file in (HOUSE / "static" / "js").rglob("*.js")}
    assert sum(weights.values()) <= ALL_SCRIPT, f"our scripts weigh {sum(weights.values())} bytes: {weights}"


def test_no_page_carries_much_script():
    weights = {name: weight_of(name) for name in BUNDLES if name.endswith(".js")}
    of_kinds = max(weight for name, weight in weights.items() if name not in {"untold.js", "write.js"})
    heaviest = weights["untold.js"] + weights["write.js"] + of_kinds
    assert heaviest <= PAGE_SCRIPT, f"the heaviest page carries {heaviest} bytes of script: {weights}"


def test_what_may_be_longer_still_is():
    """An exemption that is no longer needed goes."""
    lengths = {name(file): lines(file) for file in python()} | dict(functions())
    for where, (limit, reason) in LONGER.items():
        assert reason
        assert lengths[where] > (FUNCTION if "::" in where else FILE), f"{where} is short again"
        assert lengths[where] <= limit


def python() -> list[Path]:
    """Our Python files; migrations are Django's."""
    files = (file for folder in ("config", "reflections", "tests", ".ci") for file in (HOUSE / folder).rglob("*.py"))
    return [file for file in files if "migrations" not in file.parts]


def functions() -> Iterator[tuple[str, int]]:
    """Every function of the product as ``path::name`` with its lines, without decorators and docstring."""
    for file in python():
        if "tests" in file.relative_to(HOUSE).parts:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{name(file)}::{node.name}", node.end_lineno - node.lineno + 1 - docstring(node)


def docstring(node: ast.AST) -> int:
    if ast.get_docstring(node) is None:
        return 0
    words = node.body[0]
    return words.end_lineno - words.lineno + 1


def over(lengths: dict[str, int], limit: int) -> dict[str, int]:
    """Those that are longer than they may be."""
    return {where: long for where, long in lengths.items() if long > LONGER.get(where, (limit,))[0]}


def weight_of(bundle: str) -> int:
    return sum((HOUSE / "static" / part).stat().st_size for part in BUNDLES[bundle])


def lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def name(file: Path) -> str:
    return str(file.relative_to(HOUSE))
