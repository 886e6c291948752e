"""Places beside the wish, as the summary draws them from two answers."""

from typing import Any

import pytest

from reflections.documents.document import Drawing, Own
from reflections.journal.actions import current_round
from reflections.journal.reading import answers
from reflections.people.models import Person
from reflections.summary.places import beside
from tests.conftest import Write
from tests.kinds.places import A, cell, place, value

pytestmark = pytest.mark.django_db

WISH: Any = {"kind": "spectrum", "v": 1, "lines": {"breadth": {"wish": 6, "weight": 2}}, "own": []}
LAB: Any = value(place(A, "The lab", "academic", breadth=cell(2, "guessed")))


def test_the_picture_is_made_of_both_answers(ada: Person, write: Write) -> None:
    write(ada, "want", value=WISH)
    write(ada, "places", value=LAB)
    said = answers(current_round(ada))
    (picture,) = beside(said["places"], said["want"])
    assert isinstance(picture, Drawing)
    assert [row.words for row in picture.rows if not row.head] == ["Wished 6 of 7, Guessed 2 of 7"]
    assert picture.rows[0].start == Own("The lab")
    assert picture.rows[0].note == "many junior researchers · more exploration · a longer timescale"


def test_without_a_wish_the_places_stand_alone(ada: Person, write: Write) -> None:
    write(ada, "places", value=LAB)
    said = answers(current_round(ada))
    (picture,) = beside(said["places"], None)
    assert isinstance(picture, Drawing)
    assert [row.words for row in picture.rows if not row.head] == ["Guessed 2 of 7"]


def test_where_nothing_is_said_nothing_stands(ada: Person, write: Write) -> None:
    write(ada, "want", value=WISH)
    write(ada, "places", value=value(), skip=True)
    said = answers(current_round(ada))
    assert beside(said["places"], said["want"]) == ()
