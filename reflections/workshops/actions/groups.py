"""Pairs and threes: who looks for whom is chance, and nobody is left over."""

import random
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Count, Max

from reflections.workshops.models import Group, Seat, Step

_chance = random.SystemRandom()
FULL = 3
"""Nobody joins a group of so many, unless all are."""


class NoGroups(Exception):
    """This is not the room's step, or people do not look for each other in it."""


def form_groups(step: Step) -> None:
    """Put every seat that has no group in `step` yet into one, by chance. Within a transaction of its caller."""
    placed = Group.objects.filter(step=step)
    if step.kind != Step.Kind.GROUPS:
        return
    seats = list(Seat.objects.filter(workshop=step.workshop_id).exclude(pk__in=placed.values("seat")))
    _chance.shuffle(seats)
    first = (placed.aggregate(last=Max("number"))["last"] or 0) + 1
    rows = [
        Group(step=step, seat=seat, number=number)
        for number, together in enumerate(dealt(seats, step.size), first)
        for seat in together
    ]
    Group.objects.bulk_create(rows, batch_size=300)


def dealt[One](everybody: Sequence[One], size: int) -> list[Sequence[One]]:
    """`everybody` in groups of `size`. Whoever is left over makes a pair a three, or a three two pairs."""
    groups = [everybody[at : at + size] for at in range(0, len(everybody), size)]
    if len(groups) > 1 and len(groups[-1]) == 1:
        both = [*groups[-2], *groups[-1]]
        groups[-2:] = [both] if size < FULL else [both[:2], both[2:]]
    return groups


def find_group(*, seat: Seat, step: Step) -> int:
    """Put somebody late, or to whom nobody came, into the smallest other group; gives its number.

    Raises `NoGroups` where none are formed.
    """
    if step.kind != Step.Kind.GROUPS or step.workshop_id != seat.workshop_id:
        raise NoGroups
    with transaction.atomic():
        Step.objects.select_for_update().get(pk=step.pk)
        there = Group.objects.filter(step=step, seat=seat).first()
        number = _smallest(step, but=there.number if there else 0) or (there.number if there else _next(step))
        Group.objects.update_or_create(step=step, seat=seat, defaults={"number": number})
    return number


def _smallest(step: Step, but: int) -> int:
    """The number of a group that somebody may join: one who is alone, else a pair, else any; 0 where there is none."""
    groups = Group.objects.filter(step=step).exclude(number=but).values("number").annotate(count=Count("pk"))
    sizes = {row["number"]: row["count"] for row in groups}
    if not sizes:
        return 0
    least = min(sizes.values())
    return _chance.choice([number for number, count in sizes.items() if count == least])


def _next(step: Step) -> int:
    return (Group.objects.filter(step=step).aggregate(last=Max("number"))["last"] or 0) + 1


def group_of(seat: Seat, step: Step) -> int:
    """The number of a seat's group in a step; 0 where it has none."""
    return Group.objects.filter(step=step, seat=seat).values_list("number", flat=True).first() or 0
