"""The sizes of signs and strips, in pixels, which the two writers of drawings share."""

from collections.abc import Sequence

from reflections.documents.document import Mark, Role

STEP = 14
"""One step up or down."""
COLUMN = 16
"""How wide a column is; the next one stands 4 further."""
DIGIT = 8
"""How wide a digit above a column is, so that two long numbers stay apart."""
SQUARES: dict[Role, int] = {"wish": 8, "was": 6, "ended": 5}
"""Points that are squares, by half their side; all others are circles."""
RADII: dict[Role, int] = {"old": 6, "lived": 6, "heard": 6, "guessed": 6}
RADIUS, SMALL = 8, 5
"""Of a circle, and of one that stands on a wish's square, so that both are seen."""


def extent(marks: Sequence[Mark], pad: int) -> tuple[int, int]:
    """How far down the line of a strip lies, and how high the whole is, with `pad` above and below all marks."""
    above = max([mark.up + (bool(mark.label) and is_column(mark)) for mark in marks], default=0)
    below = max([-mark.up for mark in marks], default=0)
    base = round(pad + max(above, 0) * STEP)
    return base, round(base + max(below, 0) * STEP + pad)


def is_column(mark: Mark) -> bool:
    """Whether it stands on the line."""
    return mark.to is not None and mark.to == mark.at


def shifts(marks: Sequence[Mark]) -> dict[Role, int]:
    """Columns at one place stand side by side: how far each is from its middle."""
    columns = [mark for mark in marks if is_column(mark)]
    roles = list(dict.fromkeys(mark.role for mark in columns))
    apart = max(COLUMN + 4, DIGIT * max((len(mark.label) for mark in columns), default=0))
    return {role: round((at - (len(roles) - 1) / 2) * apart) for at, role in enumerate(roles)}


def wished(marks: Sequence[Mark]) -> float | None:
    """Where the wish's square is."""
    return next((mark.at for mark in marks if mark.role == "wish" and mark.to is None), None)


def radius(role: Role, *, both: bool) -> int:
    """The radius of a circle; `both`: it stands on a square."""
    return SMALL if both else RADII.get(role, RADIUS)
