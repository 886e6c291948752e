"""A value from outside: of a kind we know, in its shape, and within the bounds that the forms of all kinds keep."""

import re
from typing import Any

from reflections.kinds import kind
from reflections.kinds.base import MAX_ROWS, MAX_TEXT, Prompt, Unreadable, Value

KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
"""A key of anything in a value."""
MOST = 3 * MAX_ROWS
"""Things in a list: a choice can hold what is listed, all rows of an earlier answer, and those that are gone."""
NOT_KEPT = re.compile("[\x00\r\ud800-\udfff]")
"""Signs that `tidy_text` keeps out of every text."""


def checked(prompt: Prompt, value: Any) -> Value:
    """`value` in today's shape, if it is one that a form of `prompt` could have sent; raises `Unreadable`.

    What comes out is shown, printed and saved again like any other answer.
    """
    try:
        found = kind(prompt.kind).upgrade(value)
    except (KeyError, TypeError, AttributeError):  # not even near a value of this kind
        raise Unreadable(prompt.kind) from None
    if not _fits(found):
        raise Unreadable(prompt.kind)
    kind(prompt.kind).check(prompt, found)
    return found


def _fits(it: Any) -> bool:
    """Whether a part of a value is within the bounds; its shape is known by then."""
    if isinstance(it, dict):
        return len(it) <= MOST and all(map(KEY.fullmatch, it)) and all(map(_fits, it.values()))
    if isinstance(it, list):
        keys = (each["key"] for each in it if isinstance(each, dict) and "key" in each)
        return len(it) <= MOST and all(map(KEY.fullmatch, keys)) and all(map(_fits, it))
    return not isinstance(it, str) or (len(it) <= MAX_TEXT and not NOT_KEPT.search(it))
