"""Envelopes: a sealed letter in a file, closed with a key of this site; whoever holds the file cannot read it early."""

import json
import uuid
from typing import Any

from reflections.people.seal import SealBroken, seal, unseal


class Closed(Exception):
    """There is no envelope, or it was closed elsewhere or with a key that is gone."""


def envelope(answer: uuid.UUID, *, value: Any, marks: Any) -> str:
    """The value and the marks of `answer`, closed for it alone."""
    text = json.dumps({"value": value, "marks": marks}, ensure_ascii=False, separators=(",", ":"))
    return seal(text, _place(answer))


def open_envelope(answer: dict[str, Any]) -> dict[str, Any]:
    """`value` and `marks` of an answer as it stands in a file; raises `Closed`."""
    try:
        return dict(json.loads(unseal(answer["envelope"], _place(uuid.UUID(answer["id"])))))
    except (SealBroken, KeyError, ValueError, TypeError, AttributeError):
        raise Closed from None


def _place(answer: uuid.UUID) -> str:
    return f"envelope:{answer}"
