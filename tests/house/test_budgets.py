"""The budgets of the house. A number that must give way is changed here, in the same commit, with its reason."""

import ast
import gzip
from collections.abc import Iterator
from pathlib import Path

from config.bundles import BUNDLES, REMARK, bundle
from tests.house import HOUSE

PHONE = ("untold.js", "write.js", "room.js", "phone.js")
FILE, FUNCTION, SHORT, VIEW = 250, 40, 20, 20
TEMPLATE, STYLE = 150, 200
ALL_STYLE_GZIP, ALL_SCRIPT = 13 * 1024, 47 * 1024
"""Of what is served: a comment for the next reader costs no one a byte. 24 KB of script was the plan before there was
a room: a stream that heals, a timer and a page-clicker are 7 more; a phone that fetches its questions ahead, moves none
while somebody writes, and sends, changes and takes back, is 9. Text that outlives the network is 8: a database in
the browser, an outbox, other forms that keep theirs, the worker and its pages."""
PAGE_SCRIPT = 25 * 1024
"""8 KB was the plan. A page that saves by itself needs one save at a time, keys, versions, a draft that outlives the
tab, sending what other pages left, and choosing between two texts: 7 KB for that alone. Marking words is 2 KB; rows
that are added, moved, undone, gone through by keyboard and made from pasted lines are 5. Every page sends what others
left unsent, in order and never into another journal: 4 KB with the database it lies in. A page kept for times without a
network is as dark as the others, and the page of a link that ended shows what its reader had typed: half a KB. Gzipped
it is under 9 KB."""
PHONE_SCRIPT, PHONE_GZIP = 41 * 1024, 15 * 1024
"""A phone in a room is one page for all questions of the day, on a network that may go at any moment: it comes with
what any kind of answer needs, and with save, stream and clock. It is fetched once, by each phone. 39 KB, until what one
person left unsent had to be told from another's; one more for answers that come late, and may neither swap the box
nor take the focus of somebody who goes on writing."""

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
    weights = {name(file): served(file) for file in (HOUSE / "static" / "js").rglob("*.js")}
    assert sum(weights.values()) <= ALL_SCRIPT, f"our scripts weigh {sum(weights.values())} bytes: {weights}"


def test_no_page_carries_much_script():
    weights = {name: weight_of(name) for name in BUNDLES if name.endswith(".js")}
    of_kinds = max(weight for name, weight in weights.items() if name not in {*PHONE, "room.js"})
    heaviest = weights["untold.js"] + weights["write.js"] + of_kinds
    assert heaviest <= PAGE_SCRIPT, f"the heaviest page carries {heaviest} bytes of script: {weights}"


def test_a_phone_carries_no_more_than_it_needs_without_a_network():
    assert sum(map(weight_of, PHONE)) <= PHONE_SCRIPT
    packed = sum(len(gzip.compress(bundle(name, HOUSE / "static").encode(), 9)) for name in PHONE)
    assert packed <= PHONE_GZIP, f"a phone fetches {packed} bytes of script"


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
    return sum(served(HOUSE / "static" / part) for part in BUNDLES[bundle])


def served(script: Path) -> int:
    """Bytes of a script as it is served: a comment for the next reader costs no one a byte."""
    return len(REMARK.sub("", script.read_text(encoding="utf-8")).encode())


def lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def name(file: Path) -> str:
    return str(file.relative_to(HOUSE))
