"""Carries a mark through an edit: from the text it was cut from to the text that comes in its place.

Whatever was typed elsewhere, a mark stays on its own occurrence of its words; words that were mended keep it; words
that are gone take it along: it falls asleep, and wakes when they come back.
"""

import re
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import islice

from reflections.documents.anchors import CONTEXT, Anchor, Span, cut, find, fit, occurrences, shared

CLOSE = 0.6
"""How much of the words must be left of them after they were mended."""
NEAR = 8
"""Characters on either side that must be untouched where words were mended and others written in one go."""
FINE = 300
"""Up to so many signs or words two texts are compared one by one, which takes the square of it."""
MANY = 20
"""Places that look alike of which nobody would tell the one that was meant."""
WORD = re.compile(r"\w+|\W")


def follow(anchor: Anchor, old: str, new: str) -> Anchor:
    """`anchor`, which was cut from `old`, in `new`: with its words mended, moved or asleep as the edit left them."""
    span = None if anchor.asleep else find(anchor, old)
    start, old_end, new_end = edited(old, new)
    if span is None:
        moved = find(anchor, new, (start, new_end))
    elif span[1] <= start or span[0] >= old_end:
        by = 0 if span[1] <= start else new_end - old_end
        stays = fit(anchor, new, span[0] + by)[1] == 1
        moved = (None if stays else _along(anchor, old, new)) or (span[0] + by, span[1] + by)
    else:
        inside = (span[0], span[1] + new_end - old_end) if span[0] <= start and old_end <= span[1] else None
        moved = _mended(anchor, new, inside) or _carried(span, old, new) or find(anchor, new, (start, new_end))
        moved = moved or _along(anchor, old, new) or _closest(anchor, new)
    return _kept(anchor, new, moved)


def _along(anchor: Anchor, old: str, new: str) -> Span | None:
    """Where the words went with all that stood beside them, be it a little off from where the change seems to be."""
    start, old_end, new_end = edited(old, new)
    fitting = []
    for at in occurrences(anchor.text, new, (max(0, start - CONTEXT), new_end + CONTEXT)):
        whole, share = fit(anchor, new, at)
        untouched = at + len(anchor.text) <= start or at >= new_end
        before = at if at < start else at + old_end - new_end
        others = untouched and old.startswith(anchor.text, before) and fit(anchor, old, before)[1] == 1
        if share == 1 and not others:
            fitting.append((-whole, (at, at + len(anchor.text))))
    return min(fitting)[1] if fitting else None


def settle(anchor: Anchor, text: str) -> Anchor:
    """`anchor`, which comes from elsewhere, in `text`."""
    return _kept(anchor, text, find(anchor, text))


def _kept(anchor: Anchor, text: str, span: Span | None) -> Anchor:
    first = anchor.first or anchor.text
    if span is None:
        return replace(anchor, text=first, first="", asleep=True)
    there = cut(text, span, anchor.key)
    return there if there.text == first else replace(there, first=first)


def _mended(anchor: Anchor, text: str, span: Span | None) -> Span | None:
    """`span` if what stands there now is still close to the words."""
    return span if span and _are_close(anchor.first or anchor.text, text[span[0] : span[1]]) else None


def _carried(span: Span, old: str, new: str) -> Span | None:
    """Where words went that stand as they did beside a word of before, while much was changed in one go."""
    start, old_end, new_end = edited(old, new)
    first, last = min(start, span[0]), max(old_end, span[1])
    olds, news = WORD.findall(old[first:last]), WORD.findall(new[first : last + new_end - old_end])
    if max(len(olds), len(news)) > FINE:
        return None
    for was, now, size in SequenceMatcher(None, olds, news, autojunk=False).get_matching_blocks():
        begins = first + len("".join(olds[:was]))
        ends = begins + len("".join(olds[was : was + size]))
        beside = old[begins : max(begins, span[0])] + old[span[1] : ends]
        if begins <= span[0] and span[1] <= ends and any(map(str.isalnum, beside)):
            by = first + len("".join(news[:now])) - begins
            return span[0] + by, span[1] + by
    return None


def _closest(anchor: Anchor, text: str) -> Span | None:
    """The one place between what stood beside the words where something close to them stands."""
    before, after = anchor.before[-NEAR:], anchor.after[:NEAR]
    starts = list(islice(occurrences(before, text, (0, len(text))), MANY)) if before and after else []
    if len(starts) == MANY:
        return None
    found = []
    for start in (at + len(before) for at in starts):
        end = text.find(after, start, start + 2 * len(anchor.text) + len(after))
        found += [(start, end)] if end > start and _mended(anchor, text, (start, end)) else []
    return found[0] if len(found) == 1 else None


def _are_close(old: str, new: str) -> bool:
    start, old_end, new_end = edited(old, new)
    same = len(old) - (old_end - start)
    if max(old_end, new_end) - start <= FINE:
        blocks = SequenceMatcher(None, old[start:old_end], new[start:new_end], autojunk=False).get_matching_blocks()
        same += sum(block.size for block in blocks)
    return bool(new.strip()) and same >= CLOSE * max(len(old), len(new))


def edited(old: str, new: str) -> tuple[int, int, int]:
    """The stretch in which two texts differ: where it begins, and where it ends in either."""
    start = shared(old, new)
    end = shared(old[start:][::-1], new[start:][::-1])
    return start, len(old) - end, len(new) - end
