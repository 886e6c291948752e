"""What made-up people send in a rehearsal: within the bounds of each kind, and nobody's.

Which of several things is chosen more often follows its key: a made-up room leans to something, as real ones do.
"""

import random
from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

from django.utils.translation import gettext as _

from reflections.documents.languages import once_a_language


@once_a_language
def untold() -> tuple[str, ...]:
    """Untold lines that nobody wrote."""
    return (
        _("My first year went into a tool that nobody uses, not even me."),
        _("I sent four applications and heard back from none."),
        _("For a term I said I was fine. I was not."),
        _("The exam I retook twice is the one I teach now."),
        _("My visa came three weeks after the conference."),
        _("I left a project because I could not say that I was lost."),
        _("Two of us had the same idea. The other group was faster."),
        _("I cried over a review, and the reviewer was right."),
        _("I moved countries for a position that was gone when I arrived."),
        _("My talk lasted nine minutes of twenty. Nobody asked anything."),
        _("A proof of mine was wrong for eleven months."),
        _("I asked for a deadline to be moved, and still missed it."),
        _("I was the second choice, and knew it on my first day."),
        _("The scholarship went to somebody else, twice."),
    )


@once_a_language
def tries() -> tuple[str, ...]:
    """Small experiments that nobody planned."""
    return (
        _("One hour a week in which I only read."),
        _("Show a figure that is not finished to somebody."),
        _("Ask one question in each seminar for a month."),
        _("Write down what I expect before I run anything."),
        _("Have lunch with someone from another group."),
        _("Say no to one review."),
        _("Explain my topic to a friend in five minutes."),
        _("Leave my laptop at work for a weekend."),
    )


@once_a_language
def ways() -> tuple[str, ...]:
    """Ways of working that nobody added."""
    return (
        _("Drawing it before writing it"),
        _("Starting with the smallest case"),
        _("Keeping a list of what I don’t understand"),
        _("Walking while I think"),
        _("Asking who it is for"),
        _("Reading the appendix first"),
    )


def line(kind: str, v: int, lines: Sequence[str], chance: random.Random) -> dict[str, Any]:
    """A part that is one of `lines`."""
    return {"kind": kind, "v": v, "line": chance.choice(lines)}


def some(listed: Sequence[str], most: int, chance: random.Random) -> list[str]:
    """At least one and at most `most` of the `listed` keys, in their order."""
    left, chosen = list(listed), set()
    for _number in range(chance.randint(1, max(1, min(most, len(left))))):
        (key,) = chance.choices(left, [0.1 + leaning(key) ** 2 for key in left])
        left.remove(key)
        chosen.add(key)
    return [key for key in listed if key in chosen]


def number(key: str, numbers: range, chance: random.Random) -> int:
    """One of `numbers`, more often near where `key` leans to."""
    first, last = numbers[0], numbers[-1]
    return round(chance.triangular(first, last, first + leaning(key) * (last - first)))


def shared_out(total: int, keys: Sequence[str], lane: str, chance: random.Random) -> dict[str, int]:
    """`total` shared out among `keys`; what got nothing is absent."""
    weights = [0.1 + leaning(f"{lane} {key}") + chance.random() / 2 for key in keys]
    given = chance.choices(keys, weights, k=total) if keys else []
    return {key: given.count(key) for key in keys if key in given}


def marks[Lane: str](key: str, lanes: Mapping[Lane, Any], numbers: range, chance: random.Random) -> dict[Lane, int]:
    """A number for each of `lanes`."""
    return {lane: number(f"{key} {lane}", numbers, chance) for lane in lanes}


def leaning(key: str) -> float:
    """From 0 to 1, always the same for one key."""
    return crc32(key.encode()) / 2**32
