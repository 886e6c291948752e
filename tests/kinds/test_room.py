"""What a room sees, kind by kind, at each threshold: enough or nothing, numbers or words, alike or not."""

from typing import Any

import pytest

from reflections import kinds
from reflections.documents.document import Drawing, Table
from reflections.kinds import Prompt
from tests.kinds.examples import prompt

OPTIONS = [{"key": key, "label": key.upper()} for key in ("a", "b", "c")]
COLUMNS = [{"key": "who", "type": "line"}, {"key": "help", "type": "options", "options": OPTIONS}]
LINES = [{"key": "x", "start": "X", "end": "Y"}]

PROMPTS: dict[str, dict[str, Any]] = {
    "choice": {"options": OPTIONS, "most": 3},
    "rows": {"columns": COLUMNS, "room": "help"},
    "cv": {"kinds": OPTIONS},
    "commitments": {"behaviours": OPTIONS},
    "scale": {"items": OPTIONS[:1], "from": 1, "to": 5, "lanes": ["now"]},
    "spectrum": {"lines": LINES, "lanes": ["now"]},
    "allocation": {"parts": OPTIONS, "total": 10},
    "places": {"lines": LINES, "most": 5, "own": 2},
}
PARTS: dict[str, tuple[Any, Any]] = {
    "choice": ({"chosen": ["a"]}, {"chosen": ["b"]}),
    "rows": ({"chosen": ["a"]}, {"chosen": ["b"]}),
    "cv": ({"chosen": ["a"]}, {"chosen": ["b"]}),
    "commitments": ({"chosen": {"do": ["a"], "start": []}}, {"chosen": {"do": [], "start": ["a"]}}),
    "scale": ({"items": {"a": {"now": 2}}}, {"items": {"a": {"now": 5}}}),
    "spectrum": ({"lines": {"x": {"now": 2}}}, {"lines": {"x": {"now": 7}}}),
    "allocation": (
        {"parts": {"total": 10, "now": {"a": 9}, "wish": {}}},
        {"parts": {"total": 10, "now": {"b": 9}, "wish": {}}},
    ),
    "places": ({"guesses": 0, "cells": 4}, {"guesses": 4, "cells": 4}),
}
"""Of each kind two parts that are not alike."""


def asked(kind: str, *, tender: bool) -> Prompt:
    return prompt(kind, tender=tender, **PROMPTS[kind])


def pool(kind: str, one: int, other: int = 0, *, tender: bool = False) -> Any:
    """What a room sees when so many sent each of the two parts."""
    this, that = PARTS[kind]
    of = asked(kind, tender=tender)
    return kinds.kind(kind).pool(of, [this] * one + [that] * other, 8 if tender else 5)


def test_every_kind_with_a_picture_is_here() -> None:
    assert set(PARTS) == {key for key, kind in kinds.kinds().items() if "picture" in kind.sends}


@pytest.mark.parametrize("kind", PARTS)
@pytest.mark.parametrize("sent", [0, 1, 4])
def test_too_few_are_nothing(kind: str, sent: int) -> None:
    assert pool(kind, sent) is None
    assert pool(kind, max(sent - 1, 0), min(sent, 1)) is None


@pytest.mark.parametrize("kind", PARTS)
@pytest.mark.parametrize("sent", [5, 6, 8, 19, 20])
def test_five_are_numbers_alike_or_not(kind: str, sent: int) -> None:
    for drawn in (pool(kind, sent), pool(kind, sent - 1, 1)):
        assert isinstance(drawn, Drawing)
        assert f"{sent} sent something." in drawn.description
        assert drawn.rows and drawn.twin.rows


@pytest.mark.parametrize("kind", PARTS)
@pytest.mark.parametrize("sent", [1, 4, 5, 6, 7])
def test_a_tender_room_waits_for_eight(kind: str, sent: int) -> None:
    assert pool(kind, sent - 1, 1, tender=True) is None


@pytest.mark.parametrize("kind", PARTS)
@pytest.mark.parametrize("sent", [7, 8, 19, 20, 60])
def test_all_alike_in_a_tender_room_looks_as_too_few_do(kind: str, sent: int) -> None:
    assert pool(kind, sent, tender=True) is None


@pytest.mark.parametrize("kind", PARTS)
@pytest.mark.parametrize(("one", "other"), [(7, 1), (4, 4), (18, 1)])
def test_a_tender_room_below_twenty_is_told_in_words(kind: str, one: int, other: int) -> None:
    told = pool(kind, one, other, tender=True)
    assert isinstance(told, Table)
    words = [cell for _name, *cells in told.rows for cell in cells]
    assert set(words) <= {"none", "some", "most"}
    assert words.count("most") == (one > other), "half is not most"
    assert words.count("some") == (1 if one > other else 2)
    assert str(one) not in told.caption and str(one + other) not in told.caption


@pytest.mark.parametrize("kind", PARTS)
def test_seven_against_one_says_no_more_than_any_other_eight(kind: str) -> None:
    assert pool(kind, 7, 1, tender=True) == pool(kind, 5, 3, tender=True) == pool(kind, 18, 1, tender=True)


@pytest.mark.parametrize("kind", PARTS)
def test_from_twenty_on_a_tender_room_has_numbers(kind: str) -> None:
    drawn = pool(kind, 19, 1, tender=True)
    assert isinstance(drawn, Drawing) and "20 sent something." in drawn.description


@pytest.mark.parametrize("kind", PARTS)
def test_the_order_of_what_is_said_in_words_follows_no_count(kind: str) -> None:
    """In one band the guide's order: otherwise it would say which of two is the larger."""
    few, many = pool(kind, 3, 6, tender=True), pool(kind, 4, 5, tender=True)
    assert few == many


def test_nor_does_it_among_those_that_some_chose() -> None:
    choice, of = kinds.kind("choice"), asked("choice", tender=True)

    def told(*counts: int) -> Any:
        sent = [{"chosen": [key]} for key, count in zip("abc", counts, strict=True) for _person in range(count)]
        return choice.pool(of, sent, 8)

    assert told(2, 4, 3) == told(4, 2, 3) == told(3, 4, 2)


def test_longest_first_and_equals_as_the_guide_lists_them() -> None:
    choice, of = kinds.kind("choice"), asked("choice", tender=False)
    parts = [{"chosen": ["c"]}] * 4 + [{"chosen": ["a", "b"]}] * 2
    assert [row[0] for row in choice.pool(of, parts, 5).twin.rows] == ["C", "A", "B"]
    same = [{"chosen": ["c", "a"]}] * 5
    assert [row[0] for row in choice.pool(of, same, 5).twin.rows] == ["A", "C", "B"]


@pytest.mark.parametrize(
    ("now", "wish", "lanes"),
    [(5, 4, ["Today"]), (4, 5, ["Wished"]), (4, 4, []), (5, 5, ["Today", "Wished"])],
)
def test_a_lane_with_too_few_is_left_out(now: int, wish: int, lanes: list[str]) -> None:
    of = prompt("spectrum", lines=LINES)
    parts = [{"lines": {"x": {"now": 1 + n % 2}}} for n in range(now)]
    parts += [{"lines": {"x": {"wish": 3 + n % 2}}} for n in range(wish)]
    drawn = kinds.kind("spectrum").pool(of, parts, 5)
    assert [row[2] for row in drawn.twin.rows] == lanes if lanes else drawn is None


def test_one_group_below_twenty_puts_the_whole_picture_into_words() -> None:
    of = prompt("scale", tender=True, items=OPTIONS[:2], **{"from": 1, "to": 5})
    parts = [{"items": {"a": {"now": 1 + n % 3}, **({"b": {"now": 1 + n % 2}} if n < 12 else {})}} for n in range(25)]
    told = kinds.kind("scale").pool(of, parts, 8)
    assert isinstance(told, Table) and len(told.rows) == 2
    few = kinds.kind("scale").pool(of, parts[5:], 8)
    assert isinstance(few, Drawing) and [row.start for row in few.rows] == ["A"], (
        "seven are left out, so numbers may be"
    )


def test_one_statement_all_agree_on_is_left_out_of_a_tender_picture() -> None:
    of = prompt("scale", tender=True, items=OPTIONS[:2], **{"from": 1, "to": 5})
    parts = [{"items": {"a": {"now": 5}, "b": {"now": 1 + n % 2}}} for n in range(9)]
    told = kinds.kind("scale").pool(of, parts, 8)
    assert [row[0] for row in told.rows] == ["B"]


@pytest.mark.parametrize("kind", ["text", "fields", "experiments"])
def test_a_wall_has_enough_lines_that_are_not_all_the_same(kind: str) -> None:
    lines = [{"line": "Once."}, {"line": "once."}]
    tender, plain = prompt(kind, tender=True), prompt(kind)
    wall = kinds.kind(kind).pool
    assert wall(plain, lines * 2, 5) is None and wall(plain, [*lines * 2, {"line": "Twice."}], 5) is not None
    assert wall(tender, lines * 9, 8) is None, "all alike, whatever the case"
    assert wall(tender, [*lines * 9, {"line": "Twice."}], 8) is not None


def test_a_letter_goes_to_no_room() -> None:
    letter, of = kinds.kind("letter"), prompt("letter")
    assert (letter.parts(of), letter.hands(of), letter.pool(of, [{"line": "x"}] * 9, 5)) == ((), {}, None)


def test_hands_make_sense_where_a_room_can_raise_them() -> None:
    assert list(kinds.kind("choice").hands(asked("choice", tender=False))) == ["a", "b", "c"]
    assert kinds.kind("commitments").hands(asked("commitments", tender=False))["do-a"] == "A: I do"
    assert list(kinds.kind("scale").hands(asked("scale", tender=False))) == ["1", "2", "3", "4", "5"]
    assert kinds.kind("scale").hands(prompt("scale", items=OPTIONS, **{"from": 1, "to": 5})) == {}, "fifteen questions"
    for kind in ("cv", "allocation", "spectrum"):
        assert kinds.kind(kind).hands(asked(kind, tender=False)) == {}


def test_hands_that_were_not_asked_for_are_not_drawn() -> None:
    choice, of = kinds.kind("choice"), asked("choice", tender=False)
    drawn = choice.by_hands(of, {"a": 3, "c": 12})
    assert isinstance(drawn, Drawing)
    assert [(row.start, row.words) for row in drawn.rows] == [("C", "12"), ("A", "3")]
    assert drawn.rows[0].strips[0].marks[-1].to == 1, "the longest fills its line: nobody knows how many are here"
    started = kinds.kind("commitments").by_hands(asked("commitments", tender=False), {"do-a": 2, "start-a": 5})
    assert isinstance(started, Drawing) and [row.words for row in started.rows] == ["I do 2, I’ll start 5"]
