"""How many parts become one picture: counted, so that nothing follows the order of sending.

Too few, or all alike on a tender prompt: nothing, and the two look the same. On a tender prompt below 20 answers: words
(none, some, most) in place of every number, and what stands in one band keeps the guide's order, which says nothing.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reflections.documents.document import Drawing, Part, Role, Table
from reflections.documents.drawings import Spread, Tally, tallies
from reflections.documents.languages import once_a_language
from reflections.kinds.base import Prompt

FULL_NUMBERS = 20
"""From so many answers on a tender step shows numbers instead of bands."""

type Lanes = Mapping[Role, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was counted, in words: what the things are (`head`), the sentence that says it (`said`), and the lanes."""

    head: str
    said: str
    lanes: Lanes
    sort: bool = True


def enough(prompt: Prompt, sent: Sequence[Any], least: int) -> bool:
    """Whether there are `least` of them; and on a tender prompt not all alike, which would tell what each one said."""
    alike = prompt.tender and all(one == sent[0] for one in sent)
    return len(sent) >= max(least, 1) and not alike


def in_words(prompt: Prompt, fewest: int) -> bool:
    """Whether no number may be said, where the smallest group shown has `fewest` answers."""
    return prompt.tender and fewest < FULL_NUMBERS


def roles(lanes: Mapping[str, str]) -> Lanes:
    """What a prompt calls its lanes, as a drawing takes them."""
    return cast("Lanes", lanes)


def how_many() -> Lanes:
    """The one lane of what is simply counted."""
    return {"count": _("How many")}


@once_a_language
def bands() -> tuple[str, str, str]:
    """How many, in words: nobody, up to half, more than half."""
    return _("none"), _("some"), _("most")


def band(count: int, total: int) -> int:
    """Which of `bands` it is."""
    return 0 if not count else 2 if 2 * count > total else 1


def counted(
    prompt: Prompt, sent: Sequence[Mapping[Any, Collection[str]]], listed: Mapping[str, str], asked: Asked, least: int
) -> Part | None:
    """How many people have each of the `listed` things, by lane; None when too few sent something."""
    if not enough(prompt, sent, least):
        return None
    found = {lane: Counter(key for one in sent for key in set(one.get(lane, ()))) for lane in asked.lanes}
    rows = [Tally(label, {lane: found[lane][key] for lane in asked.lanes}) for key, label in listed.items()]
    return _tallied(prompt, rows, len(sent), asked)


def _tallied(prompt: Prompt, rows: Sequence[Tally], total: int, asked: Asked) -> Part:
    if in_words(prompt, total):
        cells = [(row, [band(row.counts[lane], total) for lane in asked.lanes]) for row in rows]
        ordered = sorted(cells, key=lambda one: -sum(one[1])) if asked.sort else cells
        table = tuple((row.label, *(bands()[each] for each in found)) for row, found in ordered)
        return Table(worded(asked.said), (asked.head, *asked.lanes.values()), table)
    said = f"{numbered(asked.said, total)} {_('A full bar would be all of them.')}"
    ordered_rows = _longest_first(rows) if asked.sort else rows
    return tallies(prompt.title, ordered_rows, total, asked.lanes, asked.head, said, gather=asked.sort)


def raised(prompt: Prompt, counts: Mapping[str, int], rows: Sequence[Tally], asked: Asked) -> Drawing | None:
    """The same picture from hands that were raised and `counts` typed; None where nobody raised one."""
    most = max(counts.values(), default=0)
    if prompt.tender or most < 1 or min(counts.values()) < 0:
        return None
    said = by_hands(asked.said)
    ordered = _longest_first(rows) if asked.sort else rows
    return tallies(prompt.title, ordered, most, asked.lanes, asked.head, said, gather=asked.sort)


def raised_for(prompt: Prompt, counts: Mapping[str, int], listed: Mapping[str, str], asked: Asked) -> Drawing | None:
    """`raised`, where there is one lane: of the `listed` things those that were asked for."""
    asked_for = {key: counts[key] for key in listed if key in counts}
    rows = [Tally(listed[key], dict.fromkeys(asked.lanes, count)) for key, count in asked_for.items()]
    return raised(prompt, asked_for, rows, asked)


def spread(
    prompt: Prompt,
    sent: Mapping[str, Mapping[Any, Iterable[int]]],
    numbers: range,
    least: int,
) -> dict[str, dict[Role, list[int]]]:
    """How many stand on each of `numbers`, by row and lane; rows and lanes with too few are left out."""
    found: dict[str, dict[Role, list[int]]] = {}
    for key, lanes in sent.items():
        kept = {lane: list(answers) for lane, answers in lanes.items()}
        counts = {lane: Counter(answers) for lane, answers in kept.items() if enough(prompt, answers, least)}
        if counts:
            found[key] = {lane: [each[number] for number in numbers] for lane, each in counts.items()}
    return found


def pictured(
    prompt: Prompt,
    rows: Sequence[Spread],
    total: int,
    asked: Asked,
    numbers: range,
    draw: Callable[[str], Drawing],
) -> Part | None:
    """Spreads as `draw` draws them with their sentence, or in words where no number may be said; None without any."""
    if not rows:
        return None
    fewest = min(sum(counts) for row in rows for counts in row.counts.values())
    if not in_words(prompt, fewest):
        return draw(numbered(asked.said, total))
    table = tuple(
        (_named(row, lane, asked.lanes), *(bands()[band(count, sum(counts))] for count in counts))
        for row in rows
        for lane, counts in row.counts.items()
    )
    return Table(worded(asked.said), (asked.head, *map(str, numbers)), table)


def _named(row: Spread, lane: Role, lanes: Lanes) -> str:
    label = f"{row.start} – {row.end}" if row.end else row.start
    return f"{label}: {lanes[lane]}" if len(lanes) > 1 else label


def _longest_first(rows: Sequence[Tally]) -> list[Tally]:
    """What most chose first; of equals the order of the guide."""
    return sorted(rows, key=lambda row: -sum(row.counts.values()))


def numbered(said: str, total: int) -> str:
    """The sentence under numbers."""
    sent = ngettext("%(count)d sent something.", "%(count)d sent something.", total) % {"count": total}
    return f"{said} {sent}"


def worded(said: str) -> str:
    """The sentence over bands."""
    return f"{said} {_('Said as none, some, or most: more than half.')}"


def by_hands(said: str) -> str:
    """The sentence under what was not sent but shown."""
    return f"{said} {_('Counted by raised hands.')}"
