"""Pictures that know a prompt by name, or two: nothing that was written is missing from them."""

from typing import Any

import pytest

from reflections.documents.document import Drawing, Own, Paragraph, Table
from reflections.documents.markdown import to_markdown
from reflections.journal.actions import current_round
from reflections.journal.reading import answers
from reflections.kinds import kind
from reflections.summary.build import build_summary
from reflections.summary.pictures import pictured
from tests.summary.full import admired, allocation, fill_full, full, network, rows, scale
from tests.summary.observations.noticing import answered

pytestmark = pytest.mark.django_db


def drawn(key: str, value: Any, **others: Any) -> Any:
    shown = {other: answered(other, each) for other, each in {key: value, **others}.items()}
    return pictured(shown[key], shown)


def words(parts: Any) -> set[str]:
    """All cells of all tables and twins, whosever they are."""
    tables = [part.twin if isinstance(part, Drawing) else part for part in parts if isinstance(part, Drawing | Table)]
    cells = (cell for table in tables for row in table.rows for cell in row)
    return {cell.text if isinstance(cell, Own) else cell for cell in cells}


def test_topics_are_joined_to_ways_of_working():
    picture, learn = drawn("admired", admired(5))
    assert picture.layout == "joined"
    assert picture.twin.head[:2] == ("Way of working", "Topic"), "the ways first, also when read aloud"
    assert len(picture.plot.points) == 4 + 4, "equal topics are one"
    assert isinstance(learn, Table)


def test_long_texts_stand_side_by_side():
    long = "she begins with the smallest case she can find " * 5
    (picture,) = drawn("admired", rows({"who": "Marta", "known": "proofs", "how": long}))
    assert picture.layout == "two"
    assert picture.twin.rows == ((Own("proofs", note="Marta"), Own(long)),)


def test_three_horizons_on_one_axis():
    picture, left = drawn(
        "horizons", allocation({"topic": 7, "network": 1}, {"topic": 4, "questions": 4, "network": 2})
    )
    assert picture.layout == "spans"
    assert picture.twin.rows[0][:2] == ("A topic", "1–2 years")
    assert left == Paragraph("Now: 2 left.")


def test_parts_of_another_time_are_bars():
    other = [{"key": "sleep", "label": "Sleep"}]
    said = answered("horizons", allocation({"sleep": 10}, {}), settings={"parts": other, "total": 10})
    (picture,) = pictured(said, {"horizons": said})
    assert picture.layout == "pairs"


def test_how_sure_is_one_picture_of_both_pages():
    before, after = scale(sure={"now": 4}), {**scale(sure={"now": 0}), "yes": "yes"}
    assert drawn("before", before, after=after) == ()
    picture, promise = drawn("after", after, before=before)
    assert picture.title == "How sure, before and after"
    assert picture.twin.rows[0][1:] == ("4 of 10", "0 of 10")
    assert promise.text == "I leave with one dated next step: yes."


@pytest.mark.parametrize("after", [scale(), {**scale(), "yes": "yes"}])
def test_where_one_of_them_is_open_each_stands_alone(after):
    before = scale(sure={"now": 4})
    (picture,) = drawn("before", before, after=after)
    assert picture.layout == "dots"


def test_people_stand_in_rings_and_nothing_is_left_out():
    picture, more, nobody = drawn("network", network(6))
    assert picture.layout == "rings"
    assert [head for head in more.head if isinstance(head, str)] == [
        "Who", "What I learn with them", "What they can count on me for", "Next step",
    ]  # fmt: skip
    assert nobody == Paragraph("Nobody here yet for: Courage, Introductions, Code.")
    assert {"Close", "Sometimes", "Would like", "Ideas, Method", "to listen, 3", "plots", "write"} <= words(
        (picture, more)
    )


def test_somebody_without_a_ring_is_not_lost():
    far = {"who": "Leila", "help": ["code"]}
    value = {
        **rows({"who": "Joon", "ring": "close"}, far, {"learn": "patience"}),
        "types": {"ring": "option", "help": "options"},
    }
    picture, more, _nobody = drawn("network", value)
    assert len(picture.twin.rows) == 1
    assert {"Leila", "Code", "patience"} <= words([more])
    (table,) = drawn("network", {**rows(far), "types": {"help": "options"}})[:1]
    assert isinstance(table, Table), "with nobody in a ring there is no picture"


def test_goals_stand_by_horizon():
    cells = (
        {"goal": "friends", "horizon": "years-15"},
        {"goal": "a talk"},
        {"goal": "a paper", "horizon": "years-1-2"},
    )
    (table,) = drawn("collaboration-goals", rows(*cells, horizon="option"))
    assert table.rows == (("1–2 years", Own("a paper")), ("15+ years", Own("friends")), ("–", Own("a talk")))


def test_a_full_round_shows_every_picture_once_and_every_word(ada, write):
    fill_full(write, ada)
    said = answers(current_round(ada))
    layouts = [part.layout for each in said.values() for part in pictured(each, said) if isinstance(part, Drawing)]
    assert {"joined", "pairs", "bells", "spans", "rings", "dots", "cv", "card"} <= set(layouts)
    text = to_markdown(build_summary(current_round(ada), asides=True)).replace("\\", "")
    for key, value in full().items():
        if key != "letter":
            for typed in kind(value["kind"]).words(value):
                assert typed in text, f"{typed!r} of {key} is missing"
