"""What only places do: lines taken over from the wish, half marks, guesses that become questions."""

from typing import Any

import pytest

from reflections.documents.document import Drawing, Own, Paragraph, Table
from reflections.kinds.base import Asks
from reflections.kinds.places import KIND, counted
from reflections.kinds.places_parts import drawn
from tests.kinds.examples import query
from tests.kinds.places import ALONE, BESIDE, PAY, SEA, SUN, WANT, A, B, C, cell, line, place, value
from tests.kinds.reading import Page, render

PROMPT = BESIDE.prompt
STORED: Any = BESIDE.samples[0].value


def page(stored: Any = None, data: Any = None, earlier: Any = None, of: Any = BESIDE) -> Page:
    given = of.earlier if earlier is None else earlier
    return render(KIND.form(of.prompt, stored, {**given, **({"": stored} if stored else {})}, data=data), of.prompt)


def clean(data: Any, stored: Any = None, earlier: Any = None) -> Any:
    given = BESIDE.earlier if earlier is None else earlier
    return KIND.clean(PROMPT, query(data), {**given, **({"": stored} if stored else {})})


def checked(shown: Page, name: str) -> list[str]:
    return [control.attrs["value"] for control in shown.named(name) if "checked" in control.attrs]


def test_each_mark_and_each_source_starts_unset_and_can_be_unset_again() -> None:
    shown = page(STORED)
    assert checked(shown, f"a-{A}-at-breadth") == ["3"]
    assert checked(shown, f"a-{A}-by-breadth") == ["guessed"]
    assert checked(shown, f"a-{A}-at-pace") == checked(shown, f"a-{A}-by-pace") == [""]
    lane = shown.named(f"a-{A}-at-pace")
    assert [control.attrs["value"] for control in lane] == [*map(str, range(1, 8)), ""]
    assert lane[0].legends == ["The lab", "Long or Short", "Here"]
    assert clean({f"a-{A}-at-breadth": "", f"a-{A}-by-breadth": "guessed"}, STORED)["places"][0]["cells"] == {
        "breadth": cell(by="guessed")
    }


def test_the_wish_stands_on_its_line_as_a_square_and_in_words() -> None:
    shown = page()
    wished = [attrs for tag, attrs in shown.tags if tag == "label" and attrs.get("class") == "wished"]
    assert len(wished) == 2 * 2, "two lines with a wish, on each of two blank places"
    legends = {control.legends[1] for control in shown.controls if len(control.legends) > 2}
    assert "Depth or Breadth, Wished 2" in legends and "Pay or Time, Wished 6" in legends
    assert "Wished" not in page(earlier={}).markup


def test_own_lines_of_the_wish_are_taken_over_and_others_can_be_named_up_to_two() -> None:
    named = [control.name for control in page().controls if control.name.endswith(("-start", "-end"))]
    assert len(named) == 2, "one more line: the wish has one already"
    assert len([c for c in page(earlier={}).controls if c.name.endswith(("-start", "-end"))]) == 4


def test_an_own_line_keeps_its_words_when_the_wish_is_gone() -> None:
    alone = {"": STORED}
    shown = render(KIND.form(PROMPT, STORED, alone), PROMPT)
    assert [control.sent() for control in shown.named(f"a-{PAY}-start")] == [["Pay"]]
    assert KIND.clean(PROMPT, shown.sends(), alone) == STORED
    renamed = {"want": {**WANT, "own": [{"key": PAY, "start": "Wages", "end": "Hours"}]}}
    assert clean(page(STORED, earlier=renamed).sends(), STORED, renamed)["own"] == [line(PAY, "Wages", "Hours")]
    lost = clean({f"a-{A}-at-{PAY}": "7"}, STORED, {})
    assert lost["own"] == [line(PAY, "Pay", "Time")], "a page that had no place to type its ends"


def test_what_is_no_longer_offered_stays_until_it_is_changed() -> None:
    stored: Any = value(place(A, "Lab", "castle", breadth=cell(3, "dreamt")))
    shown = page(stored)
    assert checked(shown, f"a-{A}-type") == ["castle"]
    assert checked(shown, f"a-{A}-by-breadth") == ["dreamt"]
    assert clean(shown.sends(), stored) == stored
    assert "castle" not in [control.attrs["value"] for control in page().controls if control.name.endswith("-type")]


def test_what_the_talk_said_stands_beside_its_types_and_nothing_beside_the_others() -> None:
    types = {control.attrs["value"]: control.label for control in page(STORED).named(f"a-{A}-type")}
    assert types == {
        "academic": "Academic lab a longer timescale · more exploration",
        "small": "Small company",
        "": "leave open",
    }


@pytest.mark.parametrize(
    ("button", "keys"), [("", [A, B]), (f"up:{B}", [B, A]), (f"remove:{A}", [B]), ("add", [A, B]), ("remove:x", [A, B])]
)
def test_buttons_work_without_a_script(button: str, keys: list[str]) -> None:
    sent = page(STORED).sends()
    sent["row"] = button
    assert [one["key"] for one in clean(sent, STORED)["places"]] == keys


def test_each_place_has_a_link_to_its_neighbours() -> None:
    links = [attrs["href"] for tag, attrs in page(STORED).tags if tag == "a"]
    items = [attrs["id"] for tag, attrs in page(STORED).tags if tag == "li"]
    assert items[:2] == [f"place-{A}", f"place-{B}"] and len(items) == 3
    assert links[1] == f"#place-{B}" and links[2] == f"#place-{A}"


def test_it_is_drawn_alone_and_what_has_half_a_mark_is_said() -> None:
    picture, halves = KIND.passages(PROMPT, STORED)
    assert isinstance(picture, Drawing) and isinstance(halves, Table)
    assert "Wished" not in [name for _role, name in picture.key]
    assert halves.rows == (("Place 2", "Long – Short", "4 of 7 (source left open)"),)
    stored: Any = value(place(C, "Far", "small"), own=(line(SUN, "Sun"),))
    bare, unused = KIND.passages(PROMPT, stored)
    assert isinstance(bare, Table) and bare.rows == ((Own("Far"), "Small company"),)
    assert isinstance(unused, Table) and unused.rows == ((Own("Sun – "),),)


def test_beside_the_wish_each_line_has_its_square() -> None:
    picture = drawn(PROMPT, STORED, WANT)[0]
    assert isinstance(picture, Drawing)
    assert ("wish", "Wished") in picture.key
    assert [row.words for row in picture.rows if row.start == "Depth"] == ["Wished 2 of 7, Guessed 3 of 7"]
    assert [row.words for row in picture.rows if row.start == Own("Pay")] == ["Wished 6 of 7, Heard 7 of 7"]


def test_what_moved_is_said_by_place_and_line() -> None:
    old: Any = value(
        place(A, "Lab", "small", breadth=cell(3, "guessed"), pace=cell(2, "heard")), place(C, "Gone", "small")
    )
    new: Any = value(place(B, "lab", "academic", breadth=cell(3, "heard"), pace=cell(5, "heard")))
    said, table = KIND.compare(PROMPT, old, new)
    assert said == Paragraph("1 mark moved. 1 source changed.")
    assert isinstance(table, Table) and table.rows == (
        (Own("lab"), "Name", Own("Lab"), Own("lab")),
        (Own("lab"), "Type", "Small company", "Academic lab"),
        (Own("lab"), "Depth – Breadth", "3 of 7 (Guessed)", "3 of 7 (Heard)"),
        (Own("lab"), "Long – Short", "2 of 7 (Heard)", "5 of 7 (Heard)"),
        (Own("Gone"), "Place", "here", "–"),
    )
    assert KIND.compare(PROMPT, new, new) == (Paragraph("Nothing moved."),)


def test_own_lines_of_another_round_are_known_by_their_ends() -> None:
    old: Any = value(place(A, "Lab", **{f"_{SUN}": cell(2, "heard")}), own=(line(SUN, "Pay", "Time"),))
    new: Any = value(place(B, "Lab", **{f"_{PAY}": cell(4, "heard")}), own=(line(PAY, "pay", "time"),))
    _said, table = KIND.compare(PROMPT, old, new)
    assert isinstance(table, Table)
    assert table.rows == ((Own("Lab"), Own("pay – time"), "2 of 7 (Heard)", "4 of 7 (Heard)"),)


def test_the_guesses_are_what_is_to_be_asked() -> None:
    assert KIND.suggests(STORED) == [Asks("The lab", {"breadth": ""})]
    stored: Any = ALONE.samples[0].value
    assert KIND.suggests(stored) == [Asks("Here", {SEA: "Sea – Hills"})]
    nameless: Any = value(place(A, breadth=cell(2, "guessed")))
    assert KIND.suggests(nameless) == []


def test_only_the_share_of_guesses_may_leave() -> None:
    (share,) = KIND.shareable(PROMPT, STORED)
    assert share.part == {"kind": "places", "v": 1, "guesses": 1, "cells": 3}
    assert share.words == "1 of 3 cells are guesses."
    assert counted(STORED) == (1, 3)


def test_the_room_sees_how_much_was_guessed() -> None:
    parts = [{"guesses": guesses, "cells": 4} for guesses in (0, 1, 1, 2, 3, 4)]
    pooled = KIND.pool(PROMPT, parts, 5)
    assert isinstance(pooled, Drawing)
    assert pooled.twin.rows == (("none", "1"), ("fewer than half", "2"), ("half or more", "2"), ("all", "1"))
    assert KIND.pool(ALONE.prompt, parts[1:2] * 9, 8) is None, "all alike on a tender prompt"


@pytest.mark.parametrize("other", [{"lines": [1]}, {"own": [{"key": PAY, "words": "x"}]}, {"text": "x"}])
def test_an_answer_without_such_lines_says_nothing_about_a_wish(other: Any) -> None:
    shown = page(earlier={"want": {"kind": "other", "v": 1, **other}})
    assert "Wished" not in shown.markup
    assert clean(shown.sends(), earlier={"want": other}) == BESIDE.empty
