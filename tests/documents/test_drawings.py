"""Drawings as data: each says all of itself in its twin."""

import pytest

from reflections.documents.document import Mark, Own
from reflections.documents.docx import to_docx
from reflections.documents.drawings import (
    Bar,
    CvLine,
    Dots,
    Line,
    Spread,
    Tally,
    dots,
    dumbbells,
    mirror_cv,
    paired_bars,
    spread_bells,
    spread_dots,
    tallies,
)
from reflections.documents.html import to_html
from reflections.documents.paper import to_svg
from reflections.documents.shapes import shifts
from tests.documents.pictures import room_drawings
from tests.documents.printed import of, printed


def points(drawing, row=0, strip=0):
    """The marks one reads, without paper and ties."""
    return [mark for mark in drawing.rows[row].strips[strip].marks if mark.role in {"now", "wish", "old"}]


def test_a_dumbbell_stands_at_fractions_of_its_steps():
    drawing = dumbbells("Style", [Line("alone", "with many", now=1, wish=7)])
    assert points(drawing) == [Mark("wish", 1.0), Mark("now", 0.0)]
    assert Mark("tie", 0.0, 1.0) in drawing.rows[0].strips[0].marks
    assert drawing.twin.head == ("From", "To", "Today", "Wished")
    assert drawing.twin.rows == (("alone", "with many", "1 of 7", "7 of 7"),)
    assert drawing.rows[0].words == "Today 1 of 7, Wished 7 of 7"


def test_what_was_left_unset_is_not_drawn():
    drawing = dumbbells("Style", [Line("a", "b"), Line("c", "d", wish=4)])
    assert [row.start for row in drawing.rows] == ["c"]
    assert drawing.twin.head == ("From", "To", "Wished")
    assert drawing.key == (("wish", "Wished"),)
    assert not [mark for mark in drawing.rows[0].strips[0].marks if mark.role == "tie"]


def test_a_weight_is_in_the_twin():
    drawing = dumbbells("Want", [Line(Own("pay"), "none", wish=2, note="matters 3 of 3"), Line("a", "b", wish=1)])
    assert [row[-1] for row in drawing.twin.rows] == ["matters 3 of 3", "–"]
    assert drawing.twin.rows[0][0] == Own("pay")


def test_an_earlier_round_is_a_dot_of_its_own():
    drawing = dumbbells("Style", [Line("a", "b", now=2, old=6)])
    assert [mark.role for mark in points(drawing)] == ["old", "now"]
    assert drawing.twin.head == ("From", "To", "Before", "Today")


def test_bars_share_one_scale():
    drawing = paired_bars("Week", [Bar("reading", "1–2 years", now=5, wish=0), Bar("rest")], 10, "half-days")
    assert points(drawing) == [Mark("now", 0, 0.5)]
    assert points(drawing, strip=1) == []
    assert drawing.description == "Out of 10 half-days."
    assert drawing.twin.head == ("Part", "Now (half-days)", "Wished (half-days)")
    assert drawing.twin.rows == (("reading (1–2 years)", "5", "0"),)


def test_more_than_all_stays_on_the_paper():
    drawing = paired_bars("Week", [Bar("reading", now=30)], 10)
    assert points(drawing) == [Mark("now", 0, 1)]
    assert paired_bars("Week", [Bar("reading", now=3)], 0).twin.rows == (("reading", "3"),)


def test_dots_count_from_their_first_number():
    drawing = dots("Sure", [Dots("how sure", {"now": 0, "wish": 10}, steps=11, low="not", high="very", first=0)])
    assert points(drawing) == [Mark("wish", 1.0), Mark("now", 0.0)]
    assert drawing.description == "From 0, not, to 10, very."
    assert drawing.twin.rows == (("how sure", "0 of 10", "10 of 10"),)


def test_both_cvs_are_the_persons_words_in_every_cell():
    drawing = mirror_cv("CVs", [CvLine("2019", "", "said no"), CvLine("", "prize", "")])
    assert drawing.twin.head == ("Year", "Official", "Untold")
    assert drawing.twin.rows == ((Own("2019"), Own(""), Own("said no")), (Own(""), Own("prize"), Own("")))


def test_what_nobody_chose_is_one_row_and_each_a_row_of_the_twin():
    rows = [Tally("a", {"count": 6}), Tally("b", {"count": 0}), Tally("c", {"count": 3}), Tally("d", {"count": 0})]
    drawing = tallies("Ways", rows, 12, {"count": "How many"}, "Way", "A sentence.")
    assert [row.start for row in drawing.rows] == ["a", "c", "Nobody:"]
    assert Mark("count", 0, 0.5) in drawing.rows[0].strips[0].marks
    assert (drawing.rows[0].strips[0].figure, drawing.rows[2].note, drawing.rows[2].strips) == ("6", "b · d", ())
    assert drawing.twin.head == ("Way", "How many")
    assert drawing.twin.rows == (("a", "6"), ("c", "3"), ("b", "0"), ("d", "0"))
    kept = tallies("Ways", rows, 12, {"count": "How many"}, "Way", gather=False)
    assert [row.start for row in kept.rows] == ["a", "b", "c", "d"]


def test_two_lanes_are_two_bars_with_their_names():
    names = {"now": "I do", "wish": "I’ll start"}
    drawing = tallies("Lab", [Tally("a", {"now": 1, "wish": 2})], 4, names, "What")
    assert [(strip.name, strip.figure) for strip in drawing.rows[0].strips] == [("I do", "1"), ("I’ll start", "2")]
    assert drawing.rows[0].words == "I do 1, I’ll start 2"


def test_columns_share_one_scale_over_all_rows():
    names = {"now": "Today", "wish": "Wished"}
    rows = [Spread("a", {"now": [8, 0, 2], "wish": [0, 4, 0]}), Spread("b", {"now": [1, 1, 0]})]
    drawing = spread_dots("Sure", rows, 0, ("little", "much"), names, "A sentence.")
    columns = [mark for mark in drawing.rows[0].strips[0].marks if mark.to is not None and mark.role != "ax"]
    assert columns == [
        Mark("now", 0, 0, up=4, label="8"),
        Mark("now", 1, 1, up=1, label="2"),
        Mark("wish", 0.5, 0.5, up=2, label="4"),
    ]
    assert [mark.label for mark in drawing.rows[1].strips[0].marks if mark.role == "grid"] == ["0", "1", "2"]
    assert drawing.rows[0].words == "Today: 8 chose 0, 2 chose 2; Wished: 4 chose 1"
    assert drawing.twin.head == ("Statement", "Mark", "0", "1", "2")
    assert drawing.twin.rows[1] == ("a", "Wished", "0", "4", "0")
    assert drawing.key and not drawing.keyed, "its sentence is for everybody, beside the key"


def test_one_lane_needs_no_key_and_both_poles_stand_in_the_twin():
    drawing = spread_bells("Want", [Spread("alone", {"wish": [1, 2]}, "with many")], {"wish": "Wished"})
    assert (drawing.layout, drawing.key) == ("bells", ())
    assert drawing.twin.head == ("From", "To", "1", "2")
    assert drawing.twin.rows == (("alone", "with many", "1", "2"),)


def test_columns_of_two_lanes_keep_their_sides_on_every_step():
    steps = [Mark(role, at, at, up=1, label="7") for at in (0.0, 0.5, 1.0) for role in ("now", "wish")]
    assert shifts(steps) == {"now": -10, "wish": 10}
    assert shifts([*steps, Mark("now", 0.2, 0.2, up=1, label="1234")]) == {"now": -16, "wish": 16}


@pytest.mark.parametrize("drawing", room_drawings("<ours>"), ids=lambda drawing: drawing.layout)
def test_what_a_room_sent_is_printed_everywhere_with_its_sentence(drawing):
    page, paper = str(to_html((drawing,))), to_svg(drawing, 480)
    assert "<ours>" not in page and "&lt;ours&gt;" in page
    assert '<span class="quiet s">&lt;ours&gt;</span>' in page, "the sentence is seen, beside a key too"
    assert paper.count("&lt;ours&gt;</text>") > len(drawing.key), "and on paper"
    assert to_docx(of(drawing)).startswith(b"PK") and printed(of(drawing)).startswith(b"%PDF")
