"""What only commitments do: three stands and none, when and what for a start, and counts that lead to nobody."""

from dataclasses import replace
from typing import Any

from reflections.documents.document import Drawing, Own, Paragraph, Table
from reflections.kinds.commitments import KIND
from tests.kinds.commitments import BEHAVIOURS, BOTH, OWN, TENDER, one, value
from tests.kinds.examples import query
from tests.kinds.reading import Page, merged, render


def page(stored: Any = None, data: Any = None, of: Any = BOTH) -> Page:
    return render(KIND.form(of.prompt, stored, data=data), of.prompt)


def test_unset_is_a_state_and_can_be_unset() -> None:
    assert page().sends()["a-stand-names"] == ""
    shown = page(value(one("names", "Know names", "do")))
    assert shown.sends()["a-stand-names"] == "do"
    assert KIND.is_empty(KIND.clean(BOTH.prompt, merged(shown, {"a-stand-names": ""})))


def test_when_and_what_are_asked_for_and_never_refused() -> None:
    start = value(one("names", "Know names", "start"))
    assert "when, and what will you do" in page(start).markup
    assert KIND.clean(BOTH.prompt, page(start).sends()) == start
    assert "when, and what will you do" not in page(value(one("names", "x", "start", "at ten", "ask"))).markup
    assert "when, and what will you do" not in page(value(one("names", "x", "do"))).markup


def test_what_was_written_for_a_start_stays_when_one_stands_elsewhere() -> None:
    typed = query({"a-stand-names": "do", "a-when-names": "at ten"})
    assert KIND.clean(BOTH.prompt, typed)["chosen"] == [one("names", "Know names", "do", "at ten")]


def test_what_is_listed_no_more_stays_until_it_is_taken_away() -> None:
    stored = value(one("gone", "Said once", "do"), one("was-rows", "", "start", "x"))
    shown = page(stored)
    legends = [control.legends for control in shown.named("a-stand-gone")]
    assert legends[0] == ["Said once"]
    assert [row["key"] for row in KIND.clean(BOTH.prompt, shown.sends(), {"": stored})["chosen"]] == [
        "gone",
        "was-rows",
    ]
    assert KIND.is_empty(KIND.clean(BOTH.prompt, query({"a-stand-gone": "do"}), {})), "no name from outside is trusted"


def test_lines_of_ones_own_are_offered_where_the_prompt_allows_it() -> None:
    assert sum("-words-own-" in control.name for control in page().controls) == 2
    assert not any("-words-own-" in control.name for control in page(of=TENDER).controls)
    assert any(control.name == f"a-words-{OWN}" for control in page(value(one(OWN, "x")), of=TENDER).controls)


def test_on_a_card_to_cut_out() -> None:
    stored = value(
        one("names", "Know names", "not-now"), one("make-room", "old words", "start", "at ten"), one(OWN, "Thank", "do")
    )
    drawing, left = KIND.passages(BOTH.prompt, stored)
    assert isinstance(drawing, Drawing) and drawing.layout == "card"
    assert drawing.twin.rows == (
        (Own("Thank"), "I do", "–", "–"),
        ("Make room", "I’ll start", Own("at ten"), "–"),
    )
    assert isinstance(left, Table) and left.rows == (("Know names", "Not now", "–", "–"),)


def test_without_anything_to_cut_out_there_is_a_table() -> None:
    (table,) = KIND.passages(BOTH.prompt, value(one("names", "x", "not-now")))
    assert isinstance(table, Table)
    (undecided,) = KIND.passages(BOTH.prompt, value(one(OWN, "Thank")))
    assert isinstance(undecided, Table) and undecided.rows == ((Own("Thank"), "not decided", "–", "–"),)


def test_what_moved_is_counted_and_said() -> None:
    old = value(one("names", "x", "not-now"), one(OWN, "Thank", "start"))
    new = value(one("names", "x", "start"), one("own-0b0b0b0b", "Thank", "do"))
    counts, moved, table = KIND.compare(BOTH.prompt, old, new)
    assert counts == Paragraph("I do: then 0, now 1. I’ll start: then 1, now 1. Not now: then 1, now 0.")
    assert moved == Paragraph("Rows that are new: 0; changed: 2; gone: 0.")
    assert isinstance(table, Table) and table.rows == (
        ("Know names", "Where I stand", "Not now", "I’ll start"),
        (Own("Thank"), "Where I stand", "I’ll start", "I do"),
    )


def test_the_room_counts_what_is_done_and_started() -> None:
    parts = [{"chosen": {"do": ["names"], "start": ["make-room"]}}] * 4 + [{"chosen": {"do": [], "start": ["names"]}}]
    pooled = KIND.pool(BOTH.prompt, parts, 5)
    assert isinstance(pooled, Drawing)
    assert pooled.twin.head[1:] == ("I do", "I’ll start")
    assert pooled.twin.rows == (("Know names", "4", "1"), ("Make room", "0", "4"), ("Proofread", "0", "0"))
    assert [row.words for row in pooled.rows] == ["I do 4, I’ll start 1", "I do 0, I’ll start 4", ""]


def test_a_tender_room_sees_bands() -> None:
    parts = [{"chosen": {"do": ["names"], "start": []}}] * 7 + [{"chosen": {"do": [], "start": ["names"]}}]
    pooled = KIND.pool(TENDER.prompt, parts, 8)
    assert isinstance(pooled, Table) and pooled.rows[0] == ("Know names", "most", "some")
    assert KIND.pool(TENDER.prompt, parts[:7] * 2, 8) is None, "all alike looks as too few do"


def test_the_preview_says_which_and_no_more() -> None:
    (share,) = KIND.shareable(BOTH.prompt, BOTH.samples[0].value)
    assert share.words == "I do: Know names · I’ll start: Make room"
    renamed = replace(BOTH.prompt, settings={"behaviours": BEHAVIOURS[:1]})
    assert KIND.shareable(renamed, BOTH.samples[0].value)[0].words == "I do: Know names", "what is asked today"
