"""Drawings of names on a plane: topics joined to ways of working, and people in three rings around you."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from reflections.documents.document import Drawing, Own, Plot, Point, Role, Table, Words
from reflections.documents.drawings.said import OPEN, text

type Ring = Literal["close", "sometimes", "wish"]

RINGS: tuple[Ring, ...] = ("close", "sometimes", "wish")


@dataclass(frozen=True, slots=True)
class Joined:
    """One line between two texts; equal texts are one. `note` stands under the left one."""

    left: Words
    right: Words
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Around:
    """Somebody in a ring. `old`: their ring in an earlier round. `kinds`: kinds of help."""

    name: Words
    ring: Ring
    note: Words = ""
    kinds: Sequence[str] = ()
    old: Ring | None = None


def joined(title: str, pairs: Sequence[Joined], head: tuple[str, str], description: str = "") -> Drawing:
    """Two columns joined by lines; in the twin the right one, the ways, comes first."""
    sides = (_Side(0), _Side(1))
    lines = dict.fromkeys((sides[0].index(pair.left, pair.note), sides[1].index(pair.right)) for pair in pairs)
    left, right = sides[0].points(), sides[1].points()
    lines = [(a, len(left) + b) for a, b in lines if a is not None and b is not None]
    notes = any(pair.note for pair in pairs)
    rows = tuple((pair.right or OPEN, pair.left or OPEN, *((pair.note or OPEN,) if notes else ())) for pair in pairs)
    names = (head[1], head[0], *((_("Note"),) if notes else ()))
    return Drawing(title, description, "joined", (), (), Table(title, names, rows), Plot((*left, *right), tuple(lines)))
