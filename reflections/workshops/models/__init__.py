"""What a room is made of: the plan, the seats, and what was sent."""

from reflections.workshops.models.plan import (
    CLOSES_AFTER,
    KEPT,
    Invitation,
    JoinCode,
    Organiser,
    Phase,
    Step,
    Workshop,
)
from reflections.workshops.models.seats import Contribution, Group, Seat, StepKey

__all__ = [
    "CLOSES_AFTER",
    "KEPT",
    "Contribution",
    "Group",
    "Invitation",
    "JoinCode",
    "Organiser",
    "Phase",
    "Seat",
    "Step",
    "StepKey",
    "Workshop",
]
