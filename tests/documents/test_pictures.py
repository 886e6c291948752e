"""The drawings of several lines, planes and time: what they draw, and that their twins say all of it."""

import datetime as dt

import pytest

from reflections.documents.document import Own
from reflections.documents.drawings import (
    Around,
    Bar,
    Chosen,
    CvLine,
    Horizon,
    Joined,
    Line,
    Place,
    Span,
    Wish,
    before_after,
    beside_wish,
    card,
    dumbbells,
    horizons,
    joined,
    mirror_cv,
    paired_bars,
    rings,
    timeline,
)
from reflections.documents.measure import width, wrap
from tests.documents.pictures import NAMES

TODAY = dt.date(2026, 11, 24)


def roles(row):
    """What stands on a row's first strip, without the paper."""
    return [mark.role for mark in row.strips[0].marks if mark.role not in {"grid", "ax", "cut"}]


def test_equal_ways_are_one_and_come_first_in_the_twin():
    pairs = [Joined(Own("A"), Own("asks"), Own("M.")), Joined(Own("B"), Own("waits")), Joined(Own("C"), Own(" Asks "))]
    drawing = joined("Ways", pairs, ("Topic", "Way"))
    assert [point.words for point in drawing.plot.points] == [Own("A"), Own("B"), Own("C"), Own("asks"), Own("waits")]
    assert sorted(drawing.plot.lines) == [(0, 3), (1, 4), (2, 3)]
    assert drawing.twin.head == ("Way", "Topic", "Note")
    assert drawing.twin.rows[0] == (Own("asks"), Own("A"), Own("M."))


def test_a_way_stands_where_its_topics_are():
    pairs = [
        Joined(Own("A"), Own("x")),
        Joined(Own("B"), Own("y")),
        Joined(Own("C"), Own("x")),
        Joined(Own("D"), Own("x")),
    ]
    ways = [point.words.text for point in joined("J", pairs, ("T", "W")).plot.points if point.across == 1]
    assert ways == ["y", "x"]


def test_half_a_pair_is_no_line_but_stays_in_the_twin():
    drawing = joined("Ways", [Joined(Own("A"), Own("")), Joined("", Own("asks"))], ("Topic", "Way"))
    assert drawing.plot.lines == ()
    assert len(drawing.twin.rows) == 2


def test_the_axis_of_horizons_is_broken_between_six_and_fifteen_years():
    drawing = horizons("H", [Horizon("A topic", 1, 2, now=7, wish=4, old=8), Horizon("People", 15, None, wish=0)], 10)
    spans = [(mark.at, mark.to) for row in drawing.rows for mark in row.strips[0].marks if mark.role == "tie"]
    assert spans == [(pytest.approx(0.62 / 6), pytest.approx(0.62 / 3)), (0.76, 1.0)]
    columns = [(mark.role, mark.label) for mark in drawing.rows[0].strips[0].marks if mark.to == mark.at]
    assert columns == [("old", "8"), ("now", "7"), ("wish", "4")]
    assert [mark.label for mark in drawing.rows[-1].strips[0].marks] == ["0", "1", "2", "3", "6", "15", "20"]
    assert drawing.twin.rows == (
        ("A topic", "1–2 years", "8", "7", "4"),
        ("People", "15 years and more", "–", "–", "0"),
    )


def test_a_place_stands_beside_the_wish_and_nothing_is_summed():
    lines = [Wish("a", "juniors", "seniors", 3, 2), Wish("b", Own("far"), Own("near"), None)]
    places = [Place(Own("Lab"), "academic lab", {"a": (5, "heard")}, ["more exploration"]), Place("Firm", "company")]
    drawing = beside_wish("P", lines, places)
    assert [row.start for row in drawing.rows if row.head] == [Own("Lab"), "Firm"]
    assert roles(drawing.rows[1]) == ["wish", "heard"]
    assert drawing.rows[1].words == "Wished 3 of 7, Heard 5 of 7"
    assert drawing.rows[5].words == "place left open"
    assert drawing.rows[0].note == "more exploration"
    assert drawing.twin.rows == (
        ("Type", "–", "academic lab", "company"),
        ("juniors – seniors", "3 of 7, matters 2 of 3", "5 of 7, heard", "–"),
        (Own("far – near"), "–", "–", "–"),
        ("Said about this type", "–", "more exploration", "–"),
    )


def test_names_stand_in_their_ring_and_keep_clear_of_each_other():
    people = [Around(Own(name), "sometimes") for name in ("Marta", "Kwame", "Joon", "Ines", "Leila")]
    drawing = rings("R", [Around(Own("A hydrologist"), "wish", old="close"), *people])
    *spots, old = drawing.plot.points
    assert [spot.role for spot in spots] == ["now"] * 5 + ["wish"]
    assert not any(spot.number for spot in spots)
    assert len({(spot.across, spot.down) for spot in spots}) == 6
    assert (old.role, drawing.plot.lines) == ("old", ((6, 5),))
    assert drawing.twin.head == ("Who", "Ring", "Before")
    assert drawing.twin.rows[-1] == (Own("A hydrologist"), "Would like", "Close")


@pytest.mark.parametrize(
    "people",
    [
        [Around(Own(f"Somebody {n}"), ("close", "sometimes", "wish")[n % 3]) for n in range(30)],
        [Around(Own("x" * 60), "close"), Around(Own("y" * 60), "close")],
    ],
)
def test_names_that_do_not_fit_become_numbers_of_the_list(people):
    drawing = rings("R", people)
    assert [spot.number for spot in drawing.plot.points] == list(range(1, len(people) + 1))
    assert [row[0] for row in drawing.twin.rows] == [str(spot.number) for spot in drawing.plot.points]
    assert [row[1] for row in drawing.twin.rows] == [spot.words for spot in drawing.plot.points]


def test_what_failed_is_drawn_as_what_was_kept():
    spans = [Span("a", dt.date(2026, 8, 1), dt.date(2026, 9, 1), state) for state in ("failed", "kept")]
    axis, failed, kept = timeline("T", spans, TODAY, NAMES).rows
    assert failed.strips == kept.strips
    assert "ended" in roles(failed)
    assert [mark.label for mark in axis.strips[0].marks if mark.role == "day"] == ["Today"]


def test_what_runs_goes_on_and_what_has_no_date_is_told():
    spans = [Span(Own("a"), dt.date(2026, 11, 1), None, "running"), Span(Own("b"), None, None, "running", Own("why"))]
    drawing = timeline("T", spans, TODAY, NAMES)
    assert [row.start for row in drawing.rows[1:]] == [Own("a")]
    bar = next(mark for mark in drawing.rows[1].strips[0].marks if mark.role == "runs")
    assert bar.to == 1
    assert drawing.twin.rows[1] == (Own("b"), "Running", "–", "–", Own("why"))


@pytest.mark.parametrize("years", [0, 1, 9, 40, 400])
def test_an_axis_of_time_has_few_dates_and_holds_all_days(years):
    first = TODAY.replace(year=TODAY.year - years)
    axis, row = timeline("T", [Span("a", first, TODAY, "failed")], TODAY, NAMES).rows
    assert 2 <= len([mark for mark in axis.strips[0].marks if mark.role == "grid"]) <= 5
    assert all(0 <= mark.at <= 1 and (mark.to or 0) <= 1.02 for mark in row.strips[0].marks)


def test_both_cvs_stand_on_one_axis_in_the_same_ink():
    lines = [CvLine("2008", "won", "lost"), CvLine("2010", "", "lost"), CvLine("2010", "", "lost"), CvLine("", "", "x")]
    drawing = mirror_cv("CVs", lines)
    marks = [(mark.at, mark.up) for mark in drawing.rows[0].strips[0].marks if mark.role == "ended"]
    assert marks == [(0, 1), (0, -1), (1, -1), (1, -2)]
    assert drawing.rows[0].note == "1 line has no year."
    assert mirror_cv("CVs", [CvLine("then", "", "lost")]).rows == ()


def test_before_and_after_are_one_line():
    drawing = before_after("S", "How sure", 3, 6)
    assert roles(drawing.rows[0]) == ["moved", "old", "now"]
    assert drawing.key == (("old", "Before"), ("now", "After"))
    assert drawing.twin.rows == (("How sure", "3 of 10", "6 of 10"),)
    assert before_after("S", "How sure", None, None).rows == ()


def test_a_card_holds_what_one_does_and_starts():
    chosen = [Chosen("b", "start", Own("I cite"), Own("name them")), Chosen("a", "do")]
    drawing = card("C", chosen, {"do": "I do", "start": "I’ll start"})
    assert [row.start for row in drawing.rows] == ["I do", "a", "I’ll start", "b"]
    assert drawing.twin.rows[1:] == (("b", "I’ll start", Own("I cite"), Own("name them")),)


def test_an_earlier_round_lies_under_this_one():
    bars = paired_bars("W", [Bar("a", now=1, old=2)], 3)
    assert bars.twin.head == ("Part", "Before", "Now")
    lines = dumbbells("S", [Line("a", "b", now=2, old=6, wish=3, old_wish=5)])
    assert roles(lines.rows[0]) == ["moved", "tie", "was", "old", "wish", "now"]
    assert lines.twin.head == ("From", "To", "Before", "Wished before", "Today", "Wished")


def test_words_wrap_where_they_may():
    assert wrap("one two  three", 10, 45) == ["one two", "three"]
    assert wrap("12\u00a0May\u00a02026", 10, 200) == ["12\u00a0May\u00a02026"]
    assert len(wrap("x" * 60, 10, 100)) > 2
    assert wrap("采样方法", 10, 20) == ["采样", "方法"]
    assert wrap("", 10, 20) == [""]
    assert width("\u0301\u202e", 10) == 0
