"""What only a scale does: three shapes, unset parts, no score, spreads for the room."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from reflections.documents.document import Drawing, Heading, Paragraph, Passage, Table
from reflections.kinds.scale import KIND
from tests.kinds.examples import prompt, query
from tests.kinds.reading import Page, render
from tests.kinds.scale import HERE, LINE, OWN, PLACES, STRENGTHS, THERE, TWO, place, statements, value


def page(of: Any, stored: Mapping[str, Any] | None = None) -> Page:
    return render(KIND.form(of.prompt, value=stored), of.prompt)


def test_each_lane_is_a_group_of_radios_with_one_that_unsets() -> None:
    lane = page(TWO).named("a-now-precision")
    assert [control.attrs["value"] for control in lane] == ["1", "2", "3", "4", "5", ""]
    assert [control.label for control in lane] == ["1", "2", "3", "4", "5", "leave open"]
    assert {tuple(control.legends) for control in lane} == {("Precision", "Today")}
    assert [control.attrs["value"] for control in lane if "checked" in control.attrs] == [""], "it starts unset"
    assert lane[0].around[-1]["data-lane"] == "now" and "data-range" in lane[0].around[-1]


def test_what_was_set_can_be_unset() -> None:
    assert KIND.clean(TWO.prompt, query({"a-now-precision": ""})) == TWO.empty


def test_one_line_goes_from_nought_to_ten() -> None:
    lane = page(LINE).named("a-now-sure")
    assert [control.label for control in lane] == [*map(str, range(11)), "leave open"]
    assert {tuple(control.legends) for control in lane} == {("What to do next",)}
    assert [control.label for control in page(LINE).named("a-yes")] == ["yes", "not yet", "leave it open"]


def test_nought_is_a_number_and_shown() -> None:
    zero = statements({"sure": {"now": 0}})
    assert not KIND.is_empty(zero)
    assert page(LINE, zero).sends()["a-now-sure"] == "0"


def test_up_to_four_places_each_with_its_statements() -> None:
    shown = page(PLACES, value(places=[place(HERE, "lab", seen=2)]))
    names = [control.name for control in shown.controls if control.name.startswith("a-name-")]
    assert len(names) == 4 and names[0] == f"a-name-{HERE}"
    assert [("open" in attrs) for tag, attrs in shown.tags if tag == "details"] == [True, False, False, False]
    full = value(places=[place(f"{n}" * 8, f"p{n}") for n in range(4)])
    assert sum(control.name.startswith("a-name-") for control in page(PLACES, full).controls) == 4


def test_an_own_statement_without_number_is_not_lost() -> None:
    assert KIND.passages(TWO.prompt, statements({}, {"key": OWN, "words": "patience"})) == (Passage("patience"),)


def test_places_have_no_score() -> None:
    parts = KIND.passages(PLACES.prompt, value(places=[place(HERE, "lab", understand=1, seen=3), place(THERE, "")]))
    assert [type(part) for part in parts] == [Heading, Drawing, Heading]
    drawing = parts[1]
    assert isinstance(drawing, Drawing) and [row[1] for row in drawing.twin.rows] == ["1 of 5", "3 of 5"]


def test_what_moved_is_said_and_shown() -> None:
    old = statements({"precision": {"now": 2, "wish": 5}})
    new = statements({"precision": {"now": 3, "wish": 5}, "big-picture": {"wish": 1}})
    said, drawing, table = KIND.compare(TWO.prompt, old, new)
    assert said == Paragraph("2 statements moved.")
    assert isinstance(table, Table) and isinstance(drawing, Drawing)
    assert table.rows == (("Precision", "Today", "2", "3"), ("Seeing the big picture", "Wished", "–", "1"))
    assert KIND.compare(TWO.prompt, old, old)[0] == Paragraph("Nothing moved.")


def test_places_of_two_rounds_meet_by_name() -> None:
    old, new = value(places=[place(HERE, "Lab", seen=1)]), value(places=[place(THERE, "lab", seen=2)])
    heading, said, _, table = KIND.compare(PLACES.prompt, old, new)
    assert heading.text.text == "lab"
    assert said == Paragraph("1 statement moved.")
    assert isinstance(table, Table) and table.rows == (("My work is seen", "1", "2"),)


def marks(*numbers: int) -> list[dict[str, Any]]:
    return [value(marks={"seen": number}) for number in numbers]


@pytest.mark.parametrize(
    ("sent", "seen"),
    [
        ((1,) * 7, None),  # too few
        ((1,) * 9, None),  # all alike: the same silence
        ((1,) * 9 + (5,), ("most", "none", "none", "none", "some")),
        ((1,) * 19 + (5,), ("19", "0", "0", "0", "1")),
    ],
)
def test_a_tender_spread_gives_nobody_away(sent: tuple[int, ...], seen: tuple[str, ...] | None) -> None:
    pooled = KIND.pool(PLACES.prompt, marks(*sent), 8)
    assert isinstance(pooled, Drawing) == (len(sent) >= 20)
    twin = pooled.twin if isinstance(pooled, Drawing) else pooled
    assert (twin and twin.rows) == (seen and (("My work is seen", *seen),))


def test_a_statement_few_answered_is_left_out() -> None:
    parts = [value(items={"precision": {"now": n}}) for n in (1, 1, 2, 3, 5)]
    parts[0]["items"]["big-picture"] = {"now": 4}
    pooled = KIND.pool(TWO.prompt, parts, 5)
    assert isinstance(pooled, Drawing)
    assert pooled.twin.rows == (("Precision", "Today", "2", "1", "1", "0", "1"),)
    assert pooled.rows[0].words == "Today: 2 chose 1, 1 chose 2, 1 chose 3, 1 chose 5"
    two = prompt("scale", items=STRENGTHS, lanes=["now"], **{"from": 1, "to": 5})
    alone = KIND.pool(two, parts, 5)
    assert isinstance(alone, Drawing)
    assert alone.twin.head == ("Statement", "1", "2", "3", "4", "5") and not alone.key


def test_ours_to_share_are_numbers_of_listed_statements() -> None:
    (share,) = KIND.shareable(TWO.prompt, statements({"precision": {"now": 2, "wish": 5}, "retired": {"now": 1}}))
    assert share.words == "Precision: Today 2, Wished 5"
    assert share.part["items"] == {"precision": {"now": 2, "wish": 5}}
    assert KIND.shareable(replace(TWO.prompt, settings={**TWO.prompt.settings, "items": []}), share.part) == []
