"""The page of a prompt as somebody comes to it from a room: a blank sheet, and the way back.

The room is an address and nothing more: the journal knows no workshop, and no workshop reads a journal.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from reflections.journal.marks import offers
from reflections.journal.models import Answer
from reflections.journal.reading import read_if_whole
from reflections.kinds import Prompt
from reflections.kinds.room import carried

ROOM, PART = "room", "part"
"""What buttons say on a page that is open in a room: back to it, or to what may go there."""
LINE, PICTURE = "line", "picture"
OPEN_LINES = 3
"""So many lines are offered at once; the others are behind a fold."""
_CODE, _TURN = re.compile(r"[0-9]{8}"), re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class Visit:
    """From which room somebody comes and, if its step takes a part: which step, which part, and their turn there."""

    code: str
    step: str = ""
    want: str = ""
    turn: str = ""

    @property
    def sends(self) -> bool:
        """Whether something may go to the room."""
        return bool(self.step)

    @property
    def back_url(self) -> str:
        """The room."""
        return reverse("phone", args=[self.code])

    def url(self, page: str, prompt: Prompt) -> str:
        """A page of `prompt` that still knows the room."""
        query = {"room": self.code, "step": self.step, "want": self.want, "turn": self.turn}
        asked = urlencode({name: value for name, value in query.items() if value})
        return f"{reverse(page, args=[prompt.key])}?{asked}"

    def onward_url(self, prompt: Prompt, then: str) -> str:
        """Where a pressed button leads."""
        if then == ROOM:
            return self.back_url
        return self.url("part" if then == PART and self.sends else "write", prompt)


def visit_of(request: HttpRequest) -> Visit | None:
    """The visit that an address tells of; None where it names no room. What makes no sense in it is left out."""
    asked = request.GET
    if not _CODE.fullmatch(asked.get("room", "")):
        return None
    step, want, turn = (asked.get(name, "") for name in ("step", "want", "turn"))
    whole = _is_uuid(step) and want in {LINE, PICTURE} and _TURN.fullmatch(turn)
    return Visit(asked["room"], step, want, turn) if whole else Visit(asked["room"])


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False


@dataclass(frozen=True)
class Offer:
    """One part that may go to the room: the field that carries it, and its words as the room would count them."""

    carried: str
    words: str


def parts(prompt: Prompt, answer: Answer | None, want: str) -> Mapping[str, Any]:
    """What could go to a room of what is saved: the first offers, and those behind a fold.

    Nothing of a letter, nor of what is sealed or cannot be read.
    """
    seen = read_if_whole(answer) if answer else None
    shares = offers(prompt, seen.value, seen.marks) if seen and seen.value else []
    found = [Offer(carried(one.part), one.words) for one in shares if ("line" in one.part) == (want == LINE)]
    most = OPEN_LINES if want == LINE else len(found)
    return {"offers": found[:most], "more": found[most:], "written": bool(seen and seen.state == Answer.State.WRITTEN)}
