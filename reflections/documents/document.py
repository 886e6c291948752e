"""A neutral document: what one keeps, before anyone decides how it is printed.

Everything here is plain, frozen data. Our words are `str`, a person's words are always `Own` or
`Passage`: that is how every printer knows what to escape, set in serif and cover. A printer is a
function from these parts to text (`html.to_html`, `markdown.to_markdown`); nothing here knows one.
"""

from dataclasses import dataclass
from typing import Literal

from reflections.documents.anchors import Span

Role = Literal[
    # What somebody set: today, wished, and both in an earlier round; how they know it; what runs and what is over
    "now",
    "wish",
    "old",
    "was",
    "lived",
    "heard",
    "guessed",
    "runs",
    "ended",
    # What a room sent: how many
    "count",
    # What holds it together: from now to wish, from old to now; the line, a hair across, this day, a break in the line
    "tie",
    "moved",
    "ax",
    "grid",
    "day",
    "cut",
]
Layout = Literal["bells", "pairs", "dots", "spans", "cv", "two", "joined", "rings", "card"]
Length = Literal["card", "page", "book"]
"""How much of a file there is: a card to cut out (A6), a page for a wall or a mentor (A4), a book (all of it)."""


@dataclass(frozen=True, slots=True)
class Own:
    """A cell or label in the person's words. `note`: a second, quieter line, theirs too."""

    text: str
    marks: tuple[Span, ...] = ()
    note: str = ""


Words = str | Own


@dataclass(frozen=True, slots=True)
class Ref:
    """Where something comes from: `words` ("page 7") and a path on this site."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of ours inside a section. `level` 1 is the first below the section's own title."""

    level: int
    text: Words


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence of ours."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence of ours, set off, such as a sealed letter's envelope. `icon`: a name in templates/icons."""

    text: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """The person's words exactly as typed; `marks` are the stretches of it that they marked."""

    text: str
    marks: tuple[Span, ...] = ()
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence of ours counted from answers, with the places of those it rests on."""

    text: str
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Remarks:
    """Remarks as a list, in reading order."""

    said: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Two passages side by side, the earlier one first, each under its head; either may be empty."""

    head: tuple[str, str]
    left: Passage
    right: Passage


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head. The first cell of a row names the row. `head` may hold the person's words."""

    caption: str
    head: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """Room to write by hand, so many lines of it. It is for paper: no other printer has anything to print."""

    lines: int


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark on a strip, at fractions 0..1 of its length, counted from the start edge.

    Without `to` a point: circle (now), square (wish), grey dot (old), or a hair across (grid).
    With `to` a stretch: a line (tie, ax) or a bar (now, wish, old). With `to` equal to `at` a column that stands
    on the line, `up` steps high. A point or a label may stand `up` steps above the line, or below it if negative.
    """

    role: Role
    at: float
    to: float | None = None
    up: float = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """Marks on one line, with an optional name before it and figure behind it. On a card: words, no marks."""

    marks: tuple[Mark, ...]
    name: str = ""
    figure: Words = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a drawing: its label (or two poles), its strips, and the same said in words.

    `head`: no row of its own but the name (`start`) of those that follow, with what it is (`end`).
    """

    start: Words
    end: Words
    strips: tuple[Strip, ...]
    words: str
    note: Words = ""
    head: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """Something with a name on a plane; `across` and `down` are fractions 0..1 from the start edge and the top.

    `number` is not 0 where its name does not fit and stands in the twin.
    """

    role: Role
    across: float
    down: float
    words: Words
    note: Words = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Plot:
    """Points on a plane, lines that join two of them (by index), and circles around its middle (by radius)."""

    points: tuple[Point, ...]
    lines: tuple[tuple[int, int], ...] = ()
    circles: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as data, with its twin: a table that says all of it. Made by `drawings`, printed by printers.

    `layout` "two" has no rows of its own: it is its twin, set in two columns (three with a key). "joined" and
    "rings" have a `plot` in place of rows. `sentence`: the description is for everybody, beside a key too.
    """

    title: str
    description: str
    layout: Layout
    rows: tuple[Row, ...]
    key: tuple[tuple[Role, str], ...]
    twin: Table
    plot: Plot | None = None
    sentence: bool = False

    @property
    def keyed(self) -> bool:
        """Whether its key shows all that the description says to those who cannot see it."""
        return bool(self.key) and self.layout != "spans" and not self.sentence


@dataclass(frozen=True, slots=True)
class Section:
    """A titled run of parts. `note` stands beside the title, `url` is where it was written."""

    key: str
    title: str
    note: str = ""
    parts: "tuple[Part | Section, ...]" = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """The whole: `language` is a language code, `sections` come in reading order."""

    title: str
    language: str
    subtitle: str = ""
    sections: tuple[Section, ...] = ()


Part = Heading | Paragraph | Note | Passage | Beside | Remarks | Table | Ruled | Drawing
