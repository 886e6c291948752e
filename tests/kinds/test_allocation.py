"""What only an allocation does: a total that is not exceeded, what is left, medians for the room."""

from dataclasses import replace
from typing import Any

import pytest

from reflections.documents.document import Drawing, Mark, Paragraph, Table
from reflections.kinds.allocation import KIND
from reflections.kinds.base import Invalid
from tests.kinds.allocation import FIXED, WEEK, part, value
from tests.kinds.examples import query
from tests.kinds.reading import Page, render


def page(of: Any, stored: Any = None, data: Any = None) -> Page:
    return render(KIND.form(of.prompt, stored, data=data), of.prompt)


def test_the_page_says_what_is_left() -> None:
    assert page(FIXED).markup.count(">10 left<") == 2
    half = page(FIXED, value(now={"topic": 6, "network": 2})).markup
    assert ">2 left<" in half and ">10 left<" in half


def test_too_many_is_said_where_they_were_typed() -> None:
    typed = query({"a-now-topic": "7", "a-now-questions": "5"})
    with pytest.raises(Invalid) as raised:
        KIND.clean(FIXED.prompt, typed)
    assert raised.value.errors == {"a-now-questions": "Together they are 2 more than 10. Take 2 away."}
    shown = page(FIXED, data=typed)
    assert "2 too many" in shown.markup and shown.sends()["a-now-topic"] == "7"


def test_no_per_cent_is_read_by_anyone() -> None:
    shown = page(FIXED, FIXED.samples[0].value)
    assert not [text for text in shown.texts.values() if "%" in text]
    assert [control.label for control in shown.named("a-now-topic")] == ["A topic, Now"]


def test_the_total_changes_only_where_the_prompt_says_so() -> None:
    assert KIND.clean(FIXED.prompt, query({"a-total": "20"}))["total"] == 10
    assert not page(FIXED).named("a-total")
    assert KIND.clean(WEEK.prompt, query({"a-total": "20"}))["total"] == 20
    assert page(WEEK, value(14, now={"care": 1})).sends()["a-total"] == "14"


def test_an_answer_to_a_larger_whole_is_shown_without_blame() -> None:
    shown = page(FIXED, value(14, now={"topic": 9, "network": 5}))
    assert "4 too many" in shown.markup
    assert not [attrs for _, attrs in shown.tags if "aria-invalid" in attrs]


def test_nought_is_a_number() -> None:
    assert not KIND.is_empty(value(now={"topic": 0}))
    assert KIND.clean(FIXED.prompt, page(FIXED, value(now={"topic": 0})).sends()) == value(now={"topic": 0})


def test_a_picture_and_what_is_left() -> None:
    drawing, said = KIND.passages(FIXED.prompt, value(now={"topic": 7}, wish={"topic": 4, "network": 6}))
    assert isinstance(drawing, Drawing) and drawing.layout == "pairs"
    assert drawing.twin.rows == (("A topic (1–2 years)", "7", "4"), ("A network (15+ years)", "–", "6"))
    assert said == Paragraph("Now: 3 left.")


def test_what_moved_is_said_by_part() -> None:
    old, new = value(now={"topic": 7, "network": 1}), value(12, now={"topic": 4, "network": 1}, wish={"network": 2})
    said, table, totals = KIND.compare(FIXED.prompt, old, new)
    assert said == Paragraph("2 numbers moved.")
    assert isinstance(table, Table)
    assert table.rows == (("A topic", "Now", "7", "4"), ("A network", "Wished", "–", "2"))
    assert totals == Paragraph("Then out of 10, now out of 12.")


def test_bars_of_one_whole_stand_below_those_of_before() -> None:
    old, new = value(now={"topic": 7, "network": 1}), value(now={"topic": 4, "network": 1}, wish={"network": 2})
    said, drawing, table = KIND.compare(FIXED.prompt, old, new)
    assert said == Paragraph("2 numbers moved.") and len(table.rows) == 2
    assert [row.words for row in drawing.rows] == ["Before 7, Now 4, Wished –", "Before 1, Now 1, Wished 2"]
    assert KIND.compare(FIXED.prompt, old, old)[0] == Paragraph("Nothing moved.")


def test_the_room_sees_the_median_split() -> None:
    parts = [part(now={"topic": n, "network": 10 - n}) for n in (1, 2, 7, 8, 9)]
    pooled = KIND.pool(FIXED.prompt, parts, 5)
    assert isinstance(pooled, Drawing)
    assert pooled.twin.rows == (
        ("A topic (1–2 years)", "7", "2–8"),
        ("Asking questions (3–6 years)", "0", "0–0"),
        ("A network (15+ years)", "3", "2–8"),
    )


def test_a_lane_with_too_few_is_not_shown() -> None:
    parts = [part(now={"topic": 5})] * 4 + [part(now={"topic": 5}, wish={"topic": 9})]
    pooled = KIND.pool(FIXED.prompt, parts, 5)
    assert isinstance(pooled, Drawing) and "9" not in str(pooled.twin.rows)


def test_wholes_of_different_size_are_brought_to_one() -> None:
    parts = [part(20, now={"care": 10})] * 3 + [part(10, now={"care": 5})] * 3
    pooled = KIND.pool(WEEK.prompt, parts, 5)
    assert isinstance(pooled, Drawing) and pooled.twin.rows[1] == ("Care and the rest", "5", "5–5")


def test_half_of_the_room_is_a_line_below_its_bar() -> None:
    parts = [part(now={"topic": n, "network": 10 - n}) for n in (1, 2, 7, 8, 9)]
    pooled = KIND.pool(FIXED.prompt, parts, 5)
    assert isinstance(pooled, Drawing) and "5 sent something." in pooled.description
    marks = pooled.rows[0].strips[0].marks
    assert Mark("now", 0, 0.7) in marks and Mark("tie", 0.2, 0.8, up=-1) in marks


def test_a_tender_lane_that_is_all_alike_is_not_shown() -> None:
    tender = replace(FIXED.prompt, tender=True)
    parts = [part(now={"topic": 5, "network": 5}, wish={"topic": n}) for n in range(1, 9)]
    pooled = KIND.pool(tender, parts, 8)
    assert isinstance(pooled, Table)
    assert pooled.head[1:] == ("Wished",)
    assert [row[1] for row in pooled.rows] == ["most", "none", "none"]
    shown = KIND.pool(tender, parts * 3, 8)
    assert isinstance(shown, Drawing) and all(len(row.strips) == 1 for row in shown.rows)
