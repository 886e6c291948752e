"""Drawings of names on a plane: topics joined to ways of working, and people in three rings around you."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from reflections.documents.document import Drawing, Own, Plot, Point, Role, Table, Words
from reflections.documents.drawings.said import OPEN, text
from reflections.documents.languages import once_a_language
from reflections.documents.measure import width

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
    left, right = _Side(0), _Side(1)
    ends = list(dict.fromkeys((left.index(pair.left, pair.note), right.index(pair.right)) for pair in pairs))
    lines = [(a, b) for a, b in ends if a is not None and b is not None]
    # A way stands about where its topics are, so that few lines cross.
    order = sorted(range(len(right.seen)), key=lambda way: _middle([a for a, b in lines if b == way]))
    points = (*left.points(), *(right.points(order)))
    met = tuple((a, len(left.seen) + order.index(b)) for a, b in lines)
    return Drawing(title, description, "joined", (), (), _pairs(title, pairs, head), Plot(points, met))


def _middle(places: Sequence[int]) -> float:
    return sum(places) / len(places) if places else math.inf


def _pairs(title: str, pairs: Sequence[Joined], head: tuple[str, str]) -> Table:
    """Way, topic, note; a way that comes back stays together."""
    first = {text(pair.right): at for at, pair in reversed(list(enumerate(pairs)))}
    notes = any(pair.note for pair in pairs)
    rows = tuple(
        (pair.right or OPEN, pair.left or OPEN, *((pair.note or OPEN,) if notes else ()))
        for pair in sorted(pairs, key=lambda pair: first[text(pair.right)])
    )
    return Table(title, (head[1], head[0], *((_("Note"),) if notes else ())), rows)


def rings(title: str, people: Sequence[Around], description: str = "") -> Drawing:
    """Three rings around you: close, sometimes, would like to (a square). Names that do not fit become numbers."""
    near = sorted(people, key=lambda one: RINGS.index(one.ring))
    spots = _named(near) or _numbered(near)
    points, ties = list(spots), []
    for index, (one, spot) in enumerate(zip(near, spots, strict=True)):
        if one.old and one.old != one.ring:
            across, down = _moved(spot, one)
            points.append(Point("old", across, down, ""))
            ties.append((len(points) - 1, index))
    numbered = any(spot.number for spot in spots)
    said = description or _("You in the middle; around you who is close, then sometimes, then who you would like.")
    signed: tuple[tuple[Role, str], ...] = (("now", _("You work together")), ("wish", _("You would like to")))
    used = {spot.role for spot in points}
    key = tuple((role, name) for role, name in (*signed, ("old", _("Before"))) if role in used)
    plot = Plot(tuple(points), tuple(ties), tuple(_RADII.values()))
    return Drawing(title, said, "rings", (), key, _twin(title, near, numbered=numbered), plot)


def ring_name(ring: Ring) -> str:
    """What a ring is called."""
    return _ring_names()[ring]


@once_a_language
def _ring_names() -> dict[Ring, str]:
    return {"close": _("Close"), "sometimes": _("Sometimes"), "wish": _("Would like")}


class _Side:
    """The different texts of one column, in the order in which they came."""

    def __init__(self, across: float) -> None:
        self.across = across
        self.seen: dict[str, Words] = {}
        self.notes: dict[str, list[str]] = {}
        self.numbers: dict[str, int] = {}

    def index(self, words: Words, note: Words = "") -> int | None:
        """Which of the column's texts this is; None for none."""
        name = text(words).strip().casefold()
        if not name:
            return None
        self.seen.setdefault(name, words)
        if note and text(note) not in self.notes.setdefault(name, []):
            self.notes[name].append(text(note))
        return self.numbers.setdefault(name, len(self.numbers))

    def points(self, order: Sequence[int] | None = None) -> list[Point]:
        """Each text at its height, in the order given or as they came: the column is shared out evenly."""
        names, count = list(self.seen), len(self.seen)
        role: Role = "wish" if self.across else "now"
        return [
            Point(role, self.across, (at + 0.5) / count, self.seen[name], Own(", ".join(self.notes.get(name, ()))))
            for at, name in enumerate(names[which] for which in order or range(count))
        ]


_RADII: dict[Ring, float] = {"close": 0.19, "sometimes": 0.32, "wish": 0.45}
_SMALLEST = 256.0
"""The narrowest the plane gets, in pixels, with a screen of 320: names must keep clear of each other there."""
_LETTER, _SIGN, _TURNS = 15.0, 20.0, 24

type _Box = tuple[float, float, float, float]


def _named(people: Sequence[Around]) -> list[Point]:
    """Everybody at a place where their name touches nobody else's; nothing when there is none."""
    if len(people) > _TURNS:
        return []
    taken: list[_Box] = [_around(0.5 * _SMALLEST, 0.5 * _SMALLEST, 44, 40)]
    points = []
    for one, start in zip(people, _starts(people), strict=True):
        found = next((spot for spot in _tries(one, start) if not _touches(_boxes(spot, one), taken)), None)
        if found is None:
            return []
        taken += _boxes(found, one)
        points.append(found)
    return points


def _starts(people: Sequence[Around]) -> Iterator[float]:
    """A first angle for each, so that each ring is shared out evenly and the rings do not begin alike."""
    for ring, begin in zip(RINGS, (0.3, 0.11, 0.0), strict=True):
        count = sum(one.ring == ring for one in people)
        yield from (begin + at / count for at in range(count))


def _tries(one: Around, start: float) -> Iterator[Point]:
    """Places on the ring, from the wanted one further and further to both sides."""
    for turn in range(_TURNS):
        away = (turn + 1) // 2 * (-1 if turn % 2 else 1) / _TURNS
        yield _spot(one, start + away, _RADII[one.ring])


def _spot(one: Around, turn: float, radius: float, number: int = 0) -> Point:
    """Where on its ring somebody is; `turn` goes from 0, the top, round to 1."""
    angle = 2 * math.pi * turn
    across, down = 0.5 + radius * math.sin(angle), 0.5 - radius * math.cos(angle)
    return Point("wish" if one.ring == "wish" else "now", round(across, 4), round(down, 4), one.name, "", number)


def _boxes(spot: Point, one: Around) -> list[_Box]:
    """What a sign and its name take of the smallest plane; the name stands on the outer side."""
    was = [tuple(at * _SMALLEST for at in _moved(spot, one))] if one.old else []
    across, down = spot.across * _SMALLEST, spot.down * _SMALLEST
    middle = down + (22 if spot.down >= 0.5 else -20)
    name = _around(across, middle, width(text(spot.words), _LETTER) + 6, 18)
    return [_around(across, down, _SIGN, _SIGN), name, *(_around(x, y, 16, 16) for x, y in was)]


def _around(across: float, down: float, wide: float, high: float) -> _Box:
    return (across - wide / 2, down - high / 2, across + wide / 2, down + high / 2)


def _touches(boxes: Sequence[_Box], taken: Sequence[_Box]) -> bool:
    if any(box[0] < -14 or box[2] > _SMALLEST + 14 for box in boxes):
        return True
    return any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for a in boxes for b in taken)


def _numbered(people: Sequence[Around]) -> list[Point]:
    """Everybody on their ring with a number; on a full ring they stand in and out by turns."""
    points = []
    on = Counter(one.ring for one in people)
    for number, (one, start) in enumerate(zip(people, _starts(people), strict=True), 1):
        radius = _RADII[one.ring]
        full = on[one.ring] * 26 > 2 * math.pi * radius * _SMALLEST
        points.append(_spot(one, start, radius + (0.045 if number % 2 else -0.045) * full, number))
    return points


def _moved(spot: Point, one: Around) -> tuple[float, float]:
    """Where somebody stood in the earlier round: the same way from you, on the other ring."""
    far = _RADII[one.old or one.ring] / _RADII[one.ring]
    return round(0.5 + (spot.across - 0.5) * far, 4), round(0.5 + (spot.down - 0.5) * far, 4)


def _twin(title: str, people: Sequence[Around], *, numbered: bool) -> Table:
    """Who is in which ring, the close ones first; columns nobody filled are left out."""
    named = {ring: ring_name(ring) for ring in RINGS}
    columns: list[tuple[str, list[Words]]] = [
        (_("Who"), [one.name for one in people]),
        (_("Ring"), [named[one.ring] for one in people]),
        (_("Before"), [named[one.old] if one.old else "" for one in people]),
        (_("Kinds of help"), [", ".join(one.kinds) for one in people]),
        (_("Note"), [one.note for one in people]),
    ]
    kept = [(head, cells) for head, cells in columns if any(text(cell) for cell in cells)]
    if numbered:
        kept.insert(0, (_("No."), [str(number) for number in range(1, len(people) + 1)]))
    rows = zip(*(cells for _head, cells in kept), strict=True)
    return Table(title, tuple(head for head, _cells in kept), tuple(tuple(c or OPEN for c in row) for row in rows))
