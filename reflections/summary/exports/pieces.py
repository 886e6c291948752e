"""A journal as files that can come back: in one piece if that is short enough to be read in again, else in several."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from reflections.summary.exports.data import counted

MEGABYTE = 1_000_000
LONGEST_FILE = 16 * MEGABYTE
"""Bytes of a file that can be brought in. As many fit into memory several times over while it is looked at."""

MOST_THINGS = 10_000
"""Rounds and notes of a file, so that nobody else waits long while they are written."""
IN_A_ROUND, IN_AN_ANSWER = 3, 5
"""How far in a thing of a list stands, and one of a list in that; one sign for the comma is in it."""

type Data = dict[str, Any]


@dataclass(frozen=True)
class Piece:
    """One of the files of a long journal: where it is, and how many rounds and notes are in it."""

    query: str
    rounds: int
    notes: int


class Several(Exception):
    """All of it is longer than one file can be; `counts` are the rounds and notes of each piece."""

    def __init__(self, counts: list[tuple[int, int]]) -> None:
        super().__init__(len(counts))
        self.counts = counts

    def pieces(self, query: QueryDict) -> list[Piece]:
        """The pieces, each with the query that asks for it."""
        found = []
        for number, (rounds, notes) in enumerate(self.counts, 1):
            asked = query.copy()
            asked["piece"] = str(number)
            found.append(Piece(asked.urlencode(), rounds, notes))
        return found


class TooLong(Several):
    """A single answer with its earlier texts is longer than a file can be: there are no pieces."""

    def __init__(self) -> None:
        super().__init__([])


def in_pieces(data: Data, piece: str = "", longest: int = LONGEST_FILE) -> str:
    """The text of the file, or of the `piece` with this number (from 1).

    Raises `Several` where there is more than one and none was asked for, or one that is not there; `TooLong` where
    it cannot be cut.
    """
    text = _text(data)
    if len(text.encode()) <= longest and len(data["rounds"]) + len(data["notes"]) <= MOST_THINGS:
        return text
    files = list(_files(data, longest))
    if not (piece.isascii() and piece.isdecimal() and 0 < int(piece[:6]) <= len(files)):
        raise Several([(len(each["rounds"]), len(each["notes"])) for each in files])
    return _text(files[int(piece[:6]) - 1])


def _files(data: Data, longest: int) -> Iterator[Data]:
    """`data` cut into files: between rounds where it can be, else between answers, and then between notes."""
    frame = len(_text({**data, "rounds": [], "notes": []}).encode())
    rounds: list[Data] = []
    notes: list[Data] = []
    left = longest - frame
    for name, thing, size in _things(data, longest - frame):
        if (size > left and (rounds or notes)) or len(rounds) + len(notes) == MOST_THINGS:
            yield {**data, **counted(rounds, notes)}
            rounds, notes, left = [], [], longest - frame
        if size > left:
            raise TooLong
        (rounds if name == "rounds" else notes).append(thing)
        left -= size
    yield {**data, **counted(rounds, notes)}


def _things(data: Data, most: int) -> Iterator[tuple[str, Data, int]]:
    """Rounds and notes with the bytes of each; a round that is longer than `most` as several with its answers.

    The newest round is first: brought back in this order, it is the one that is written in.
    """
    for this in reversed(data["rounds"]):
        size = _size(this)
        for part in [this] if size <= most else _parts(this, most):
            yield "rounds", part, size if part is this else _size(part)
    for note in data["notes"]:
        yield "notes", note, _size(note)


def _parts(this: Data, most: int) -> Iterator[Data]:
    frame = _size({**this, "answers": []})
    answers: list[Data] = []
    left = most - frame
    for answer in this["answers"]:
        size = _size(answer, IN_AN_ANSWER)
        if size > left and answers:
            yield {**this, "answers": answers}
            answers, left = [], most - frame
        answers.append(answer)
        left -= size
    yield {**this, "answers": answers}


def _text(data: Data) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _size(thing: Data, deep: int = IN_A_ROUND) -> int:
    """Bytes of a thing in a file, never too few: each of its lines stands so many signs further in there."""
    text = json.dumps(thing, ensure_ascii=False, indent=1)
    return len(text.encode()) + deep * (text.count("\n") + 2)
