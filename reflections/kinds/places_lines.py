"""The lines on which places stand: listed ones, and the person's own, added here or with the wish."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reflections.kinds.base import Prompt, Value

ENDS = ("start", "end")


@dataclass(frozen=True, slots=True)
class Line:
    """A line on which places stand, and where one wished to be on it. `own`: its ends are the person's words.

    `named`: its ends are named here, not in the answer with the wish. `blank`: the number of a line with no name yet.
    """

    key: str
    start: str
    end: str
    wish: int | None = None
    weight: int | None = None
    own: bool = False
    named: bool = False
    blank: int = 0


def steps(prompt: Prompt) -> int:
    """How many steps a line has."""
    return int(prompt.settings.get("steps", 7))


def most(prompt: Prompt) -> int:
    """How many places there may be."""
    return int(prompt.settings.get("most", 5))


def most_own(prompt: Prompt) -> int:
    """How many lines one may add, here and with the wish each."""
    return int(prompt.settings.get("own", 0))


def statements(prompt: Prompt) -> dict[str, list[str]]:
    """What the talk said, by type; nothing for the others."""
    said: dict[str, list[str]] = {}
    for one in prompt.items("statements"):
        said.setdefault(one["type"], []).append(one["label"])
    return said


def lines_of(prompt: Prompt, own: Sequence[Mapping[str, Any]], want: Value | None) -> list[Line]:
    """The listed lines, those added to the wish (`want`, if answered), and others of one's own (`own`)."""
    # The answer with the wish may be of any kind: only one with such lines says anything here.
    given, added = (want or {}).get("lines", {}), (want or {}).get("own", [])
    given = given if isinstance(given, dict) else {}
    added = [line for line in added if {*ENDS} <= line.keys()][: most_own(prompt)]
    found = [_line(line, given.get(line["key"], {})) for line in prompt.items("lines")]
    found += [_line(line, line, own=True) for line in added]
    taken = {line.key for line in found}
    return [*found, *(_line(line, {}, own=True, named=True) for line in own if line["key"] not in taken)]


def _line(line: Mapping[str, Any], marks: Mapping[str, Any], **more: Any) -> Line:
    return Line(line["key"], line["start"], line["end"], marks.get("wish"), marks.get("weight"), **more)
