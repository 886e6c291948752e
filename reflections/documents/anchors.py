"""Marks: words that matter to their writer, found again after the text around them has changed.

A mark is kept as an `Anchor`: the words, and a little of what stands before and after them. Several texts (the cells
of a table, the fields of a page) are looked at as one, a line each, so that what stands around a word tells the same
word in two cells apart. `following` carries a mark through an edit.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

type Span = tuple[int, int]
"""Where words begin and end in a text."""

CONTEXT = 32
"""Characters kept from before and after the words."""
LONG = 24
"""Words of this length are known again without anything around them."""
ENOUGH = 0.5
"""Share of what stood beside the words on their line that must be there still."""
MOST_LOOKED_AT = 2_000
"""Occurrences that are compared: beyond, a word is on the page so often that nobody could tell either."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Marked words, and where in the whole they begin, to tell apart what is alike all around.

    `first`: the words before they were mended; `asleep`: they are not in the text now.
    """

    text: str
    before: str = ""
    after: str = ""
    key: str = ""
    first: str = ""
    at: int = 0
    asleep: bool = False

    @classmethod
    def read(cls, raw: Any) -> Self:
        """An anchor as it is stored or sent; a plain string, as marks once were, is one without context.

        Raises `ValueError` for anything else.
        """
        kept = {"text": raw} if isinstance(raw, str) else raw
        if not isinstance(kept, dict) or not all(isinstance(kept.get(name, ""), str) for name in _TEXTS):
            raise ValueError(raw)
        # A browser counts in halves of some characters, and may cut one.
        given = {name: kept.get(name, "").encode(errors="ignore").decode() for name in _TEXTS}
        if not given["text"].strip():
            raise ValueError(raw)
        given["before"], given["after"] = given["before"][-CONTEXT:], given["after"][:CONTEXT]
        given["key"] = given["key"][:16] or _key(given)
        at = kept.get("at", 0)
        return cls(**given, at=at if type(at) is int else 0, asleep=kept.get("asleep") is True)

    def as_data(self) -> dict[str, Any]:
        """As it is stored and sent, without what is empty."""
        return {name: it for name, it in asdict(self).items() if it or name in {"text", "before", "after"}}


_TEXTS = ("text", "before", "after", "key", "first")


def _key(given: dict[str, str]) -> str:
    """A name for an anchor that came without one; the same for the same anchor."""
    return hashlib.sha256("\0".join(given.values()).encode()).hexdigest()[:8]


def join(texts: Iterable[str]) -> str:
    """Several texts as one in which to look, with a line end at both ends."""
    return "\n".join(["", *texts, ""])


def cut(text: str, span: Span, key: str = "") -> Anchor:
    """The anchor of the words at `span`."""
    start, end = span
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Anchor(text[start:end], before, after, key, at=start)


def find(anchor: Anchor, text: str, within: Span | None = None) -> Span | None:
    """Where the words of `anchor` are in `text`: the occurrence whose context fits best; None where none fits.

    Only those that touch `within` are looked at, if it is given. Words that are `LONG` need nothing around them.
    """
    fitting = []
    for start in occurrences(anchor.text, text, within or (0, len(text))):
        whole, share = fit(anchor, text, start)
        if share >= ENOUGH or len(anchor.text) >= LONG:
            fitting.append((-whole, abs(start - anchor.at), (start, start + len(anchor.text))))
    return min(fitting)[2] if fitting else None


def occurrences(words: str, text: str, within: Span) -> Iterator[int]:
    """Where `words` begin in `text`, as far as they touch `within`."""
    start = text.find(words, max(0, within[0] - len(words) + 1))
    for _n in range(MOST_LOOKED_AT):
        if start < 0 or start >= within[1]:
            return
        yield start
        start = text.find(words, start + 1)


def fit(anchor: Anchor, text: str, start: int) -> tuple[int, float]:
    """How many characters around `start` are as they were, and which share of those on the same line."""
    end = start + len(anchor.text)
    before = shared(text[max(0, start - CONTEXT) : start][::-1], anchor.before[::-1])
    after = shared(text[end : end + CONTEXT], anchor.after)
    beside = len(anchor.before) - max(0, anchor.before.rfind("\n")), (anchor.after.find("\n") + 1) or len(anchor.after)
    fits = min(before, beside[0]) + min(after, beside[1])
    return before + after, fits / sum(beside) if any(beside) else 1.0


def shared(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle - 1)
    return low


def in_order(anchors: Iterable[Anchor], text: str) -> list[Anchor]:
    """Anchors as they stand in `text`, no two on the same words, those asleep last."""
    seen: dict[Span, Anchor] = {}
    asleep = []
    for anchor in anchors:
        span = None if anchor.asleep else find(anchor, text)
        if span is None:
            asleep.append(anchor)
        else:
            seen.setdefault(span, anchor)
    return [*(seen[span] for span in sorted(seen)), *asleep]


def places(anchors: Iterable[Anchor], texts: Sequence[str]) -> list[tuple[Span, ...]]:
    """For each of `texts`, where in it marked words are."""
    whole = join(texts)
    spans = sorted(span for anchor in anchors if not anchor.asleep and (span := find(anchor, whole)))
    found, at = [], 1
    for text in texts:
        here = (span for span in spans if at <= span[0] and span[1] <= at + len(text))
        found.append(tuple((start - at, end - at) for start, end in here))
        at += len(text) + 1
    return found
