"""How wide drawings are on each kind of sheet, and which way they run."""

from dataclasses import dataclass

from reflections.documents.document import Length

_WIDE: dict[Length, float] = {"card": 235, "page": 397, "book": 397}
"""Points between the margins; templates/documents/document.typ sets the same."""
_SCALE = 0.75
"""A pixel of a drawing in points: its signs are drawn for the screen."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """Sheets of a `length`; `rtl`: read from the right."""

    length: Length
    rtl: bool

    def pixels(self, part: float = 1) -> int:
        """Pixels of a drawing that fills so much of a line."""
        return round(_WIDE[self.length] * part / _SCALE)
