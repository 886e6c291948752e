"""A scale as a room sees it: columns over its numbers, by statement."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from reflections.documents.document import Drawing, Part
from reflections.documents.drawings import Spread, spread_dots
from reflections.kinds import pooling
from reflections.kinds.base import Prompt
from reflections.kinds.inputs import labels
from reflections.kinds.scale_form import bounds, lane_words, lanes


def pooled(prompt: Prompt, sent: Mapping[str, Mapping[Any, Iterable[int]]], total: int, least: int) -> Part | None:
    """The numbers `sent`, by statement and lane, as columns; in words where no number may be said."""
    counts = pooling.spread(prompt, sent, _numbers(prompt), least)
    rows = [Spread(label, counts[key]) for key, label in labels(prompt.items("items")).items() if key in counts]
    return pooling.pictured(
        prompt, rows, total, _asked(prompt), _numbers(prompt), lambda said: _drawn(prompt, rows, said)
    )


def raised_numbers(prompt: Prompt) -> dict[str, str]:
    """Each number, where there is only one statement with one lane to ask hands for."""
    if len(prompt.items("items")) != 1 or len(lanes(prompt)) != 1:
        return {}
    numbers = _numbers(prompt)
    ends = {numbers[0]: prompt.word("low"), numbers[-1]: prompt.word("high")}
    return {str(number): ": ".join(filter(None, (str(number), ends.get(number, "")))) for number in numbers}


def raised(prompt: Prompt, counts: Mapping[str, int]) -> Drawing | None:
    """The columns of raised hands; None where nobody raised one, and on a tender prompt."""
    given = [counts.get(number, 0) for number in raised_numbers(prompt)]
    if prompt.tender or max(given, default=0) < 1 or min(given) < 0:
        return None
    (statement,) = labels(prompt.items("items")).values()
    (lane,) = _asked(prompt).lanes
    return _drawn(prompt, [Spread(statement, {lane: given})], pooling.by_hands(_asked(prompt).said))


def _drawn(prompt: Prompt, rows: list[Spread], said: str) -> Drawing:
    ends = (prompt.word("low"), prompt.word("high"))
    return spread_dots(prompt.title, rows, bounds(prompt)[0], ends, _asked(prompt).lanes, said)


def _numbers(prompt: Prompt) -> range:
    first, last = bounds(prompt)
    return range(first, last + 1)


def _asked(prompt: Prompt) -> pooling.Asked:
    return pooling.Asked(_("Statement"), _("How many chose each number."), pooling.roles(lane_words(prompt)))
