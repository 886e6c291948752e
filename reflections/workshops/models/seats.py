"""Seats, and what was sent. Nothing here leads to a person who writes.

A seat has no time, no name and no person; a contribution has no seat.
"""

import uuid
from typing import ClassVar

from django.db import models

from reflections.people.seal import Sealed
from reflections.workshops.models.plan import Step, Workshop


class Seat(models.Model):
    """A phone in the room. Its cookie is its id, signed; there is nothing else to know of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="seats")

    def __str__(self) -> str:
        return f"seat {self.pk}"


class StepKey(models.Model):
    """What makes a seat's contribution findable while a step takes any. It goes at closing, and is in no backup."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    step = models.OneToOneField(Step, on_delete=models.CASCADE, related_name="key")
    secret_sealed = models.TextField()

    secret = Sealed()

    def __str__(self) -> str:
        return f"step key {self.pk}"


class Contribution(models.Model):
    """What one seat sent, as a sealed part and nothing that leads back.

    `slot` is HMAC(step key, seat), so that a seat sends once, replaces and takes back; `turn` counts what that seat
    did, so that an older send cannot undo a take-back (then `part` is empty). The whole row goes at closing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="contributions")
    key = models.ForeignKey(StepKey, on_delete=models.SET_NULL, null=True, related_name="+")
    slot = models.CharField(max_length=64, null=True)
    turn = models.PositiveIntegerField(default=0)
    part_sealed = models.TextField(blank=True, default="")

    part = Sealed()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["key", "slot"], name="one_contribution_a_seat")]

    def __str__(self) -> str:
        return f"contribution {self.pk}"


class Group(models.Model):
    """A seat in a pair or three: seats with one `number` in a step look for each other."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="groups")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["step", "seat"], name="one_group_a_seat")]

    def __str__(self) -> str:
        return f"group {self.pk}"
