"""What the drawings say in words: names of lanes, values, keys."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from django.utils.translation import gettext as _

from reflections.documents.document import Mark, Own, Role, Words
from reflections.documents.languages import once_a_language

OPEN = "–"
QUARTERS = tuple(Mark("grid", quarter / 4) for quarter in range(5))
"""Hairs across a bar, from nothing to all."""

LANES: tuple[Role, ...] = ("old", "was", "now", "wish")


@once_a_language
def _names() -> dict[str, str]:
    return {
        "now": _("Today"),
        "wish": _("Wished"),
        "old": _("Before"),
        "was": _("Wished before"),
        "lived": _("Lived"),
        "heard": _("Heard"),
        "guessed": _("Guessed"),
    }


@once_a_language
def _signs() -> dict[str, str]:
    return {
        "now": _("circle: today"),
        "wish": _("square: wished"),
        "old": _("grey dot: an earlier round"),
        "was": _("grey square: wished in an earlier round"),
        "lived": _("full dot: lived"),
        "heard": _("ring: heard"),
        "guessed": _("dashed ring: guessed"),
    }


@once_a_language
def _now() -> str:
    return _("Now")


@once_a_language
def _of() -> str:
    return _("%(value)s of %(most)s")


def lane_name(lane: str) -> str:
    """What the notebook calls a lane, as a word that can stand alone."""
    return _names().get(lane, "")


def now_name(lane: Role) -> str:
    """The same beside amounts, which have a now and no today."""
    return _now() if lane == "now" else lane_name(lane)


def figure(value: int | None) -> str:
    """A number, or the sign for what was left open."""
    return OPEN if value is None else str(value)


def of(value: int | None, most: int) -> str:
    """ "6 of 7"."""
    return OPEN if value is None else _of() % {"value": value, "most": most}


def with_note(label: Words, note: str) -> Words:
    """Our label with a note in brackets; theirs as it is."""
    return f"{label} ({note})" if note and not isinstance(label, Own) else label


def spoken(values: Mapping[Role, int | None], most: int) -> str:
    """The row in words, for those who hear it: "Today 6 of 7, Wished 3 of 7"."""
    return ", ".join(f"{lane_name(lane)} {of(values[lane], most)}" for lane in LANES if values.get(lane) is not None)


def key(lanes: Iterable[Role]) -> tuple[tuple[Role, str], ...]:
    """The lanes with their names."""
    return tuple((lane, lane_name(lane)) for lane in lanes)


def signs(lanes: Iterable[Role]) -> str:
    """The key as a sentence, for those who cannot see it."""
    return ", ".join(_signs()[lane] for lane in lanes)


def text(words: Words) -> str:
    """Words without their voice, to compare or measure."""
    return words.text if isinstance(words, Own) else words


def scale_marks(values: Mapping[Role, int | None], steps: int, first: int) -> tuple[Mark, ...]:
    """Hairs at every step, the axis, the ties, then the marks, the ones on top last."""
    gaps = max(steps - 1, 1)
    marks = list(_paper(steps))
    at = {lane: (value - first) / gaps for lane, value in values.items() if value is not None}
    if "old" in at and "now" in at:
        marks.append(Mark("moved", at["old"], at["now"]))
    if "now" in at and "wish" in at:
        marks.append(Mark("tie", at["now"], at["wish"]))
    marks += [Mark(lane, at[lane]) for lane in _BACK_TO_FRONT if lane in at]
    return tuple(marks)


@cache
def _paper(steps: int) -> tuple[Mark, ...]:
    gaps = max(steps - 1, 1)
    return (*(Mark("grid", step / gaps) for step in range(steps)), Mark("ax", 0, 1))


_BACK_TO_FRONT: Sequence[Role] = ("was", "old", "wish", "lived", "heard", "guessed", "now")
