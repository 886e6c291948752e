"""Drawings as data: each says all of itself in its twin."""

from reflections.documents.document import Mark, Own
from reflections.documents.drawings import Bar, CvLine, Dots, Line, dots, dumbbells, mirror_cv, paired_bars


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
