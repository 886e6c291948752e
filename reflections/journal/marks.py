"""The marks of an answer: read, followed through an edit, laid on its lines, and what they put first for a room."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from reflections.documents.anchors import Anchor, in_order, join
from reflections.documents.following import follow, settle
from reflections.kinds import Prompt, Value, kind
from reflections.kinds.base import Share, Unreadable
from reflections.kinds.inputs import one_line
from reflections.kinds.room import for_wall

MOST_OFFERED = 24
"""As many lines as are offered for a wall in all."""


def whole(prompt: Prompt, value: Value | None) -> str:
    """All words of an answer as the one text in which its marks are looked for; none of a value nobody can read."""
    this = kind(prompt.kind)
    with suppress(Unreadable):
        return join(this.words(this.upgrade(value)) if value else ())
    return join(())


def anchors_of(stored: Sequence[Any] | None, prompt: Prompt, value: Value | None) -> tuple[Anchor, ...]:
    """The stored marks of an answer; those of before there was a context are looked for in `value`."""
    if not stored:
        return ()
    anchors = tuple(Anchor.read(each) for each in stored)
    if all(each.before or each.after for each in anchors):
        return anchors
    text = whole(prompt, value)
    return tuple(each if each.before or each.after else settle(each, text) for each in anchors)


def followed(
    stored: Sequence[Any] | None, prompt: Prompt, old: Value | None, new: Value, sent: Sequence[Anchor] | None
) -> list[dict[str, Any]]:
    """Marks to store with `new`, which comes in the place of `old`.

    `sent` are those the page shows ticked: one that is stored goes on from there, another is new. None: the page
    knows nothing of marks, and all of them go on.
    """
    if not (sent or (stored and sent is None)):
        return []
    there = {each.key: each for each in anchors_of(stored, prompt, old)}
    before, after = whole(prompt, old), whole(prompt, new)
    wanted = [there.get(each.key) or each for each in (there.values() if sent is None else sent)]
    kept = [follow(each, before, after) if each.key in there else settle(each, after) for each in wanted]
    return [each.as_data() for each in in_order(kept, after)]


def offers(prompt: Prompt, value: Value | None, marks: Sequence[str]) -> list[Share]:
    """What may go to a room, what was marked first: a marked phrase as a line of its own, then lines that hold one.

    A phrase is offered only where it stands in what the kind shares anyway: a mark opens no other door.
    """
    shares = kind(prompt.kind).shareable(prompt, value) if value else []
    phrases = [one_line(phrase) for phrase in marks]
    held = [any(phrase in share.words for phrase in phrases) for share in shares]
    lines = [share for share in shares if "line" in share.part]
    own = [_as_line(share, for_wall(phrase)) for phrase in phrases for share in lines if phrase in share.words]
    first = [share for share, holds in zip(shares, held, strict=True) if holds]
    rest = [share for share, holds in zip(shares, held, strict=True) if not holds]
    unlike = {share.words: share for share in reversed([*own[:MOST_OFFERED], *first, *rest])}
    return list(reversed(unlike.values()))


def _as_line(share: Share, line: str) -> Share:
    return replace(share, part={**share.part, "line": line}, words=line)
