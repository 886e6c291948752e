"""What a phone sends to the room: read from a form, judged by its kind, and answered in words."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from reflections.kinds import Invalid, kind
from reflections.workshops.actions.sharing import Outdated, StepClosed, send_to_room, take_back
from reflections.workshops.models import Phase, Seat, Step, Workshop
from reflections.workshops.phone import Guest, Mine, sendable
from reflections.workshops.questions import asked

MOST_TURNS = 1_000_000


@dataclass(frozen=True)
class Reply:
    """What came of it: `status` is that of HTTP, and `words` say it.

    `state`: "sent", "not-sent", "taken-back", "not-taken-back". `mine`: what the seat has now, where that is known.
    """

    state: str
    status: int
    words: str
    mine: Mine | None = None


class Refused(Exception):
    """What came cannot be counted; its text says why."""


def sent(guest: Guest, data: QueryDict) -> Reply:
    """Send a part, or say why not. What is refused is in nothing that is kept."""
    try:
        seat, step, turn = _addressed(guest, data)
        part = _part(guest.workshop, step, data)
        send_to_room(seat=seat, workshop=guest.workshop, step=step, part=part, turn=turn)
    except Refused as refused:
        return _not_sent(422, str(refused))
    except StepClosed:
        return _not_sent(409, _("Sending is closed for this step. It stays with you, in your journal."))
    except Outdated:
        return _not_sent(409, _("Something later from this seat was here before. What counts now is shown here."))
    return Reply("sent", 200, _("Sent to the room."), sendable(guest, step, turn, part))


def taken_back(guest: Guest, data: QueryDict) -> Reply:
    """Take back what was sent, or say why not."""
    try:
        seat, step, turn = _addressed(guest, data)
        take_back(seat=seat, workshop=guest.workshop, step=step, turn=turn)
    except Refused as refused:
        return Reply("not-taken-back", 422, str(refused))
    except StepClosed:
        return Reply("not-taken-back", 409, _("Sending is closed for this step: nothing more can be changed."))
    except Outdated:
        return Reply("not-taken-back", 409, _("Something later from this seat was here before."))
    words = _("Taken back. Nothing of yours is counted.")
    return Reply("taken-back", 200, words, sendable(guest, step, turn, None))


def _addressed(guest: Guest, data: QueryDict) -> tuple[Seat, Step, int]:
    """Whose it is, for which step, and the how-manieth act in it; only the room's own step in its phase is taken."""
    step, turn = guest.workshop.step, data.get("turn", "")
    if guest.seat is None or step is None:
        raise StepClosed
    if data.get("step") != str(step.pk) or data.get("phase") != Phase.SHARE:
        raise StepClosed
    if not (turn.isascii() and turn.isdecimal() and len(turn) < len(str(MOST_TURNS)) and int(turn)):
        raise Refused(_("This page is not whole. Load it again, then send once more."))
    return guest.seat, step, int(turn)


def _part(workshop: Workshop, step: Step, data: QueryDict) -> Any:
    """What the kind makes of the part, if it is of the sort that this step takes: a line, or what is counted."""
    prompt = asked(step, workshop.language)
    if prompt is None:
        raise StepClosed
    try:
        part = kind(prompt.kind).clean_part(prompt, data)
    except Invalid as invalid:
        raise Refused(" ".join(invalid.errors.values())) from None
    if ("line" in part) != (step.part == Step.Shared.LINE):
        raise Refused(_("This step takes something else. Load the page again."))
    return part


def _not_sent(status: int, why: str) -> Reply:
    return Reply("not-sent", status, _("Not sent: %(why)s") % {"why": why})
