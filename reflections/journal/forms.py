"""What a save carries besides the answer itself."""

import re
import uuid
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from reflections.journal.actions import Save
from reflections.kinds import Invalid
from reflections.kinds.base import tidy_text

LONGEST_VERSION = 9
"""Digits of a version number that is believed."""
FIELD = re.compile(r"[a-z0-9_-]{1,80}")
"""Name of a field in which somebody may have left off."""
MOST_TRIED = 20
"""Unanswered saves that a save may name."""


def read_save(data: Mapping[str, Any]) -> Save:
    """The envelope of a save; raises `Invalid` when the page it came from is not ours or is broken."""
    base, at = data.get("base") or "0", data.get("at", "")
    try:
        return Save(
            key=uuid.UUID(data.get("key") or str(uuid.uuid4())),
            base=int(base) if base.isdecimal() and len(base) <= LONGEST_VERSION else 0,
            tried=tuple(uuid.UUID(key) for key in data.get("tried", "").split(",")[:MOST_TRIED] if key),
            round=uuid.UUID(data["round"]) if data.get("round") else None,
            path=data.get("path", "")[:40],
            skip=data.get("then") == "skip",
            keep_old=data.get("then") == "mine",
            left_at=at if FIELD.fullmatch(at) else "",
        )
    except ValueError:
        raise Invalid({"": _("This page is damaged. Copy what you wrote, and load the page again.")}) from None


def read_aside(data: Mapping[str, Any]) -> str:
    """The aside as typed; raises `Invalid`."""
    try:
        return tidy_text(data.get("aside", ""))
    except ValueError as refused:
        raise Invalid({"aside": str(refused)}) from None
