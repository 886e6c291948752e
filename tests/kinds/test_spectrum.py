"""What only a spectrum does: marks that start unset and can be unset, lines of one's own, weights that stay private."""

from dataclasses import replace
from typing import Any

from reflections.documents.document import Drawing, Own, Paragraph, Table
from reflections.kinds.spectrum import KIND
from tests.kinds.examples import query
from tests.kinds.reading import Page, render
from tests.kinds.spectrum import OWN, STYLES, TWO, WANT, own, value


def page(of: Any, stored: Any = None, data: Any = None) -> Page:
    return render(KIND.form(of.prompt, stored, data=data), of.prompt)


def test_each_lane_starts_unset() -> None:
    lane = page(STYLES).named("a-company-now")
    assert [control.attrs["value"] for control in lane] == ["1", "2", "3", "4", "5", "6", "7", ""]
    assert [control.attrs["value"] for control in lane if "checked" in control.attrs] == [""]
    assert lane[0].legends == ["Alone or With many people", "Today"]


def test_a_mark_can_be_unset_again() -> None:
    assert KIND.clean(STYLES.prompt, query({"a-aim-now": ""})) == STYLES.empty


def test_how_much_it_matters_goes_from_nought_to_three() -> None:
    lane = page(WANT, value({"breadth": {"weight": 0}})).named("a-breadth-weight")
    assert [control.attrs["value"] for control in lane] == ["0", "1", "2", "3", ""]
    assert [control.attrs["value"] for control in lane if "checked" in control.attrs] == ["0"]
    assert not page(STYLES).named("a-aim-weight")


def test_lines_of_ones_own_as_many_as_the_prompt_allows() -> None:
    assert not [control for control in page(STYLES).controls if control.typed]
    assert len([control for control in page(WANT).controls if control.typed]) == 4
    one = page(WANT, value({}, own(OWN, "Pay", "Time")))
    assert [control.sent() for control in one.controls if control.typed] == [["Pay"], ["Time"], [""], [""]]


def test_dumbbells_and_lines_without_a_mark() -> None:
    stored = value(
        {"breadth": {"wish": 2, "weight": 3}, "pace": {"weight": 1}}, own(OWN, "Pay", "", wish=6), own(TWO, "", "x")
    )
    drawing, bare = KIND.passages(WANT.prompt, stored)
    assert isinstance(drawing, Drawing)
    assert drawing.twin.rows == (
        ("Depth", "Breadth", "2 of 7", "matters 3 of 3"),
        (Own("Pay"), "–", "6 of 7", "–"),
    )
    assert isinstance(bare, Table)
    assert bare.rows == (("Long", "Short", "matters 1 of 3"), ("–", Own("x"), "–"))


def test_what_moved_is_said_by_mark() -> None:
    old = value({"company": {"now": 2, "wish": 5}})
    new = value({"company": {"now": 3, "wish": 5}, "aim": {"wish": 1}})
    said, picture, table = KIND.compare(STYLES.prompt, old, new)
    assert said == Paragraph("You moved on 1 line of 1, on 1 towards what you wished then.")
    assert isinstance(table, Table) and table.rows == (
        ("Alone – With many people", "Today", "2", "3"),
        ("Understanding – Building", "Wished", "–", "1"),
    )
    assert isinstance(picture, Drawing) and "Before 2 of 7" in picture.rows[0].words


def test_own_lines_of_another_round_are_known_by_their_ends() -> None:
    old, new = value({}, own(OWN, "Pay", "Time", wish=2)), value({}, own(TWO, "pay", "time", wish=4))
    said, _picture, table = KIND.compare(WANT.prompt, old, new)
    assert said == Paragraph("1 number moved.")
    assert isinstance(table, Table) and table.rows == ((Own("pay – time"), "Wished", "2", "4"),)


def test_lines_that_moved_are_counted_among_those_that_stood_both_times() -> None:
    old = value({"company": {"now": 2, "wish": 5}, "aim": {"now": 6, "wish": 3}})
    away = value({"company": {"now": 1, "wish": 6}, "aim": {"now": 6}})
    said, picture, _table = KIND.compare(STYLES.prompt, old, away)
    assert said == Paragraph("You moved on 1 line of 2, on 0 towards what you wished then.")
    assert [row.words for row in picture.rows] == [
        "Before 2 of 7, Wished before 5 of 7, Today 1 of 7, Wished 6 of 7",
        "Before 6 of 7, Wished before 3 of 7, Today 6 of 7",
    ]
    unwished = value({"company": {"now": 2}, "aim": {"now": 1}})
    said, *_ = KIND.compare(STYLES.prompt, unwished, old)
    assert said == Paragraph("You moved on 1 line of 2.")
    assert KIND.compare(STYLES.prompt, old, old)[0] == Paragraph("Nothing moved.")


def test_the_room_sees_the_spread_of_each_mark() -> None:
    parts = [{"lines": {"company": {"now": n}}} for n in (1, 1, 2, 7, 7)] + [{"lines": {"aim": {"now": 3}}}]
    pooled = KIND.pool(STYLES.prompt, parts, 5)
    assert isinstance(pooled, Drawing) and pooled.layout == "bells"
    assert pooled.twin.rows == (("Alone", "With many people", "Today", "2", "1", "0", "0", "0", "0", "2"),)
    assert (pooled.rows[0].start, pooled.rows[0].end) == ("Alone", "With many people")
    tender = KIND.pool(replace(STYLES.prompt, tender=True), parts, 5)
    assert isinstance(tender, Table)
    assert tender.rows == (("Alone – With many people: Today", "some", "some", *["none"] * 4, "some"),)


def test_own_lines_and_weights_stay_here() -> None:
    (share,) = KIND.shareable(WANT.prompt, WANT.samples[0].value)
    assert share.part == {"kind": "spectrum", "v": 1, "lines": {"breadth": {"wish": 1}}}
    assert share.words == "Depth – Breadth: Wished 1"
