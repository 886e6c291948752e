"""What a kind needs to read the part a browser carried to a room, and to show lines; `pooling` counts the rest.

A part is small JSON with ``kind``, ``v`` and one thing more. It travels as the field ``part``; a line may be
rewritten on its way, in the field ``line``. Lines never follow the order in which people sent.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from reflections.documents.document import Own, Table
from reflections.kinds.base import Data, Invalid, Prompt, tidy_text
from reflections.kinds.inputs import one_line

PART, LINE = "part", "line"
MAX_PART = 4_000
MAX_WALL = 140
"""Longest line on a wall, in characters: four such lines can be read from the last row."""


def carried(part: Mapping[str, Any]) -> str:
    """A part as the field ``part`` carries it."""
    return json.dumps(part, ensure_ascii=False, sort_keys=True)


def read_part(kind: str, v: int, data: Data) -> dict[str, Any]:
    """The part in `data`, of this kind and version; raises `Invalid`. What is in it is for the kind to judge."""
    try:
        text = str(data.get(PART) or "")
        part = json.loads(text) if len(text) <= MAX_PART else None
    except (ValueError, RecursionError):
        part = None
    if not isinstance(part, dict) or part.get("kind") != kind or part.get("v") != v:
        raise refused()
    return part


def refused() -> Invalid:
    """The one refusal of a part that no page of ours makes."""
    return Invalid({PART: _("This part cannot go to the room. Open your page again and send it from there.")})


def read_line(kind: str, v: int, data: Data) -> dict[str, Any]:
    """A part that is one line for a wall, as rewritten in ``line`` when that field was sent; raises `Invalid`."""
    part = read_part(kind, v, data)
    if set(part) != {"kind", "v", "line"} or not isinstance(part["line"], str):
        raise refused()
    try:
        line = tidy_text(one_line(str(data.get(LINE, part["line"]))), MAX_WALL)
    except ValueError as error:
        raise Invalid({LINE: str(error)}) from None
    if not line:
        raise Invalid({LINE: _("Write the line first, or keep it to yourself.")})
    return {**part, "line": line}


def for_wall(text: str) -> str:
    """`text` as one line that fits a wall, cut between words if it must be; the person may rewrite it."""
    line = one_line(text)
    if len(line) <= MAX_WALL:
        return line
    cut, space, _rest = line[: MAX_WALL - 2].rpartition(" ")
    return f"{cut if space and len(cut) > MAX_WALL // 2 else line[: MAX_WALL - 2]} …"


def wall(prompt: Prompt, lines: Sequence[str], least: int) -> Table | None:
    """Lines for a wall in alphabetical order; None when there are fewer than `least`, or (tender) all are alike."""
    if len(lines) < max(least, 1) or (prompt.tender and len({line.casefold() for line in lines}) == 1):
        return None
    return Table(
        prompt.title, (_("Line"),), tuple((Own(line),) for line in sorted(lines, key=lambda x: (x.casefold(), x)))
    )


def labelled(listed: Mapping[str, str], keys: Collection[str]) -> list[str]:
    """The labels of `keys`, in the order in which they are listed."""
    return [label for key, label in listed.items() if key in keys]


def read_chosen(kind: str, v: int, data: Data, listed: Mapping[str, str]) -> dict[str, Any]:
    """A part that is some of the `listed` keys, each once and in their order; raises `Invalid`."""
    part = read_part(kind, v, data)
    chosen = part.get("chosen")
    if set(part) != {"kind", "v", "chosen"} or not isinstance(chosen, list) or not chosen:
        raise refused()
    if chosen != [key for key in listed if key in chosen]:
        raise refused()
    return part
