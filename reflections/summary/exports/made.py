"""A file as a writer makes it, and why there may be none."""

from dataclasses import dataclass


class NothingToTake(Exception):
    """No answer would be in the file. `card`: there is none that a card is made of."""

    def __init__(self, *, card: bool = False) -> None:
        super().__init__("card" if card else "")
        self.card = card


@dataclass(frozen=True)
class File:
    """A whole file in memory: what is sent is never half of one, and never an empty one."""

    body: str | bytes
    mime: str
