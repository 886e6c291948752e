"""Places beside the wish: a line a dimension, and how one knows it. Never a winner, never a sum."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from reflections.documents.document import Drawing, Own, Role, Row, Strip, Table, Words
from reflections.documents.drawings.said import OPEN, key, lane_name, of, scale_marks, signs, text

KNOWN: tuple[Role, ...] = ("lived", "heard", "guessed")


@dataclass(frozen=True, slots=True)
class Wish:
    """One dimension between two poles, where on it the wish stands, and how much it matters (0..3)."""

    key: str
    start: Words
    end: Words
    at: int | None
    weight: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place, its type, where it stands on each dimension and how that is known ("lived", "heard", "guessed").

    `statements`: what one speaker said about this type.
    """

    name: Words
    type: str
    at: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    statements: Sequence[str] = ()


def beside_wish(
    title: str, lines: Sequence[Wish], places: Sequence[Place], steps: int = 7, description: str = ""
) -> Drawing:
    """Each place with a line for each dimension: the wish as a square, the place as it is known."""
    used = {known for place in places for _at, known in place.at.values()}
    roles = [role for role in KNOWN if role in used] + (["wish"] if any(line.at for line in lines) else [])
    rows = tuple(row for place in places for row in _place(place, lines, steps))
    said = description or signs(roles)
    return Drawing(title, said, "bells", rows, key(roles), _twin(title, lines, places, steps))


def _place(place: Place, lines: Sequence[Wish], steps: int) -> tuple[Row, ...]:
    name = Row(place.name, place.type, (), "", " · ".join(place.statements), head=True)
    return (name, *(_line(line, place.at.get(line.key), steps) for line in lines))


def _line(line: Wish, place: tuple[int, str] | None, steps: int) -> Row:
    values: dict[Role, int | None] = {"wish": line.at}
    for role in KNOWN:
        if place and place[1] == role:
            values[role] = place[0]
    said = [f"{lane_name(role)} {of(value, steps)}" for role, value in values.items() if value is not None]
    said += [] if place else [_("place left open")]
    return Row(line.start, line.end, (Strip(scale_marks(values, steps, first=1)),), ", ".join(said))


def _twin(title: str, lines: Sequence[Wish], places: Sequence[Place], steps: int) -> Table:
    """A row a dimension, a column a place; first what was wished, last what was said about the types."""
    head = (_("Dimension"), _("Wished"), *(place.name for place in places))
    types = (
        [(_("Type"), OPEN, *(place.type or OPEN for place in places))] if any(place.type for place in places) else []
    )
    rows: list[tuple[Words, ...]] = [
        *types,
        *(
            (_poles(line), _wished(line, steps), *(_known(place.at.get(line.key), steps) for place in places))
            for line in lines
        ),
    ]
    if any(place.statements for place in places):
        rows.append((_("Said about this type"), OPEN, *(" · ".join(place.statements) or OPEN for place in places)))
    return Table(title, head, tuple(rows))


def _poles(line: Wish) -> Words:
    words = f"{text(line.start)} – {text(line.end)}"
    return Own(words) if isinstance(line.start, Own) or isinstance(line.end, Own) else words


def _wished(line: Wish, steps: int) -> str:
    said = of(line.at, steps)
    return said if line.weight is None else _("%(at)s, matters %(weight)s of 3") % {"at": said, "weight": line.weight}


def _known(at: tuple[int, str] | None, steps: int) -> str:
    return f"{of(at[0], steps)}, {lane_name(at[1]).lower()}" if at else OPEN
