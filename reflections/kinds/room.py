"""What a kind needs for a room: to read the part a browser carried, and to pool parts so that nothing leads back.

A part is small JSON with ``kind``, ``v`` and one thing more. It travels as the field ``part``; a line may be
rewritten on its way, in the field ``line``. Pooled rows never follow the order in which people sent.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from reflections.documents.document import Own, Table
from reflections.documents.document import Words as Cell
from reflections.kinds.base import Data, Invalid, Prompt, tidy_text
from reflections.kinds.inputs import one_line

PART, LINE = "part", "line"
MAX_PART = 4_000
MAX_WALL = 140
"""Longest line on a wall, in characters: four such lines can be read from the last row."""
FULL_NUMBERS = 20
"""From so many answers on a tender step shows numbers instead of bands."""


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


def how_many(prompt: Prompt, count: int, total: int) -> str:
    """A count as the room sees it: on a tender prompt below 20 answers only none, some or most."""
    if not prompt.tender or total >= FULL_NUMBERS:
        return str(count)
    return _("none") if not count else _("most") if 2 * count > total else _("some")


def spread(prompt: Prompt, answers: Iterable[Any], options: Sequence[Any], least: int) -> tuple[str, ...] | None:
    """How many chose each of `options`; None when too few did, or (tender) when all did alike.

    The two look the same on purpose: on a tender prompt "all alike" would tell what each one said.
    """
    counted = Counter(answers)
    total = counted.total()
    if total < least or not total or (prompt.tender and len(counted) == 1):
        return None
    return tuple(how_many(prompt, counted[option], total) for option in options)


def wall(caption: str, lines: Sequence[str], least: int) -> Table | None:
    """Lines for a wall in alphabetical order; None when there are fewer than `least`."""
    if len(lines) < least or not lines:
        return None
    return Table(caption, (_("Line"),), tuple((Own(line),) for line in sorted(lines, key=lambda x: (x.casefold(), x))))


def table(caption: str, head: Sequence[Cell], rows: Sequence[tuple[Cell, ...]]) -> Table | None:
    """The pooled table, or None when no row has enough in it."""
    return Table(caption, tuple(head), tuple(rows)) if rows else None


def read_chosen(kind: str, v: int, data: Data, listed: Mapping[str, str]) -> dict[str, Any]:
    """A part that is some of the `listed` keys, each once and in their order; raises `Invalid`."""
    part = read_part(kind, v, data)
    chosen = part.get("chosen")
    if set(part) != {"kind", "v", "chosen"} or not isinstance(chosen, list) or not chosen:
        raise refused()
    if chosen != [key for key in listed if key in chosen]:
        raise refused()
    return part


def counts(
    prompt: Prompt, sent: Sequence[Sequence[str]], caption: str, listed: Mapping[str, str], least: int
) -> Table | None:
    """How many people chose each of the `listed` options; None when too few did, or (tender) when all did alike."""
    alike = len({tuple(keys) for keys in sent}) == 1
    if len(sent) < least or not sent or (prompt.tender and alike):
        return None
    counted = Counter(key for keys in sent for key in keys)
    rows = [(label, how_many(prompt, counted[key], len(sent))) for key, label in listed.items()]
    return table(prompt.title, (caption, _("How many")), rows)
