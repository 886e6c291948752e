"""An allocation as bars, and as a room sees it: the middle of all answers, part by part."""

import statistics
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from reflections.documents.document import Part, Table
from reflections.documents.drawings import Bar, paired_bars
from reflections.kinds import pooling
from reflections.kinds.allocation_form import LANES, lanes, unit
from reflections.kinds.base import Prompt
from reflections.kinds.inputs import labels

type Numbers = Mapping[str, int]
type Shares = Mapping[str, Sequence[float]]
"""By part what each one gave to it, on the prompt's own total."""


def bars_of(
    prompt: Prompt,
    now: Numbers,
    wish: Numbers,
    old: Numbers | None = None,
    halves: Mapping[str, Mapping[Any, tuple[int, int]]] | None = None,
) -> list[Bar]:
    """A bar for each part. `halves`: by part and lane, between which numbers half of a room is."""
    before, between = old or {}, halves or {}
    return [
        Bar(
            part["label"], str(part.get("note", "")), now.get(key), wish.get(key), before.get(key), between.get(key, {})
        )
        for part in prompt.items("parts")
        for key in [part["key"]]
    ]


def pooled(prompt: Prompt, sent: Sequence[Any], least: int) -> Part | None:
    """The middle of each part, and between what half of the room is; in words where no number may be said."""
    lists = {lane: [one for one in sent if one[lane]] for lane in LANES}
    shares = {lane: _shares(prompt, answers, lane) for lane, answers in lists.items()}
    shown = {lane: by_part for lane, by_part in shares.items() if pooling.enough(prompt, _each(by_part), least)}
    if not shown:
        return None
    if pooling.in_words(prompt, min(len(lists[lane]) for lane in shown)):
        return _in_words(prompt, shown)
    middle = {lane: {key: _middle(numbers) for key, numbers in by_part.items()} for lane, by_part in shown.items()}
    halves = {
        key: {lane: _half(by_part[key]) for lane, by_part in shown.items()} for key in labels(prompt.items("parts"))
    }
    total = int(prompt.settings["total"])
    bars = bars_of(prompt, middle.get("now", {}), middle.get("wish", {}), halves=halves)
    return paired_bars(prompt.title, bars, total, unit(prompt), _sentence(prompt, len(sent), total))


def _sentence(prompt: Prompt, sent: int, total: int) -> str:
    whole = f"{total} {unit(prompt)}".strip()
    said = _("Each bar is the middle of all answers, out of %(total)s. The line below: the middle half of the room.")
    return pooling.numbered(said % {"total": whole}, sent)


def _in_words(prompt: Prompt, shown: Mapping[str, Shares]) -> Table:
    """How many give anything to each part."""
    named = {lane: name for lane, name in lanes(prompt).items() if lane in shown}
    rows = tuple(
        (label, *(pooling.bands()[_band(shown[lane][key])] for lane in named))
        for key, label in labels(prompt.items("parts")).items()
    )
    return Table(pooling.worded(_("How many give anything to each part.")), (_("Part"), *named.values()), rows)


def _band(numbers: Sequence[float]) -> int:
    return pooling.band(sum(number > 0 for number in numbers), len(numbers))


def _shares(prompt: Prompt, parts: Sequence[Any], lane: str) -> Shares:
    total = int(prompt.settings["total"])
    return {
        key: [part[lane].get(key, 0) * total / part["total"] for part in parts] for key in labels(prompt.items("parts"))
    }


def _each(shares: Shares) -> list[tuple[float, ...]]:
    """What each one gave, part by part."""
    return list(zip(*shares.values(), strict=True))


def _middle(numbers: Sequence[float]) -> int:
    return int(statistics.median(numbers) + 0.5)


def _half(numbers: Sequence[float]) -> tuple[int, int]:
    """A quarter of the room gave less than the first, a quarter more than the second."""
    if len(numbers) < 2:
        return _middle(numbers), _middle(numbers)
    low, _middle_one, high = statistics.quantiles(numbers, n=4, method="inclusive")
    return int(low + 0.5), int(high + 0.5)
