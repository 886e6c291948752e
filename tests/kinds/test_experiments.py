"""What only experiments do: a day to end on without a script, looking back, a fact called failed, and a row to give."""

import datetime as dt
from typing import Any

import pytest
from django.utils.timezone import localdate

from reflections.documents.document import Drawing, Own, Paragraph, Table
from reflections.kinds.cv import KIND as CV
from reflections.kinds.experiments import KIND
from reflections.kinds.experiments_form import BEGUN
from reflections.kinds.listing import name_of
from tests.kinds.cv import BOTH
from tests.kinds.cv import value as cv_value
from tests.kinds.examples import query
from tests.kinds.experiments import TRIES, A, B, C, card, value
from tests.kinds.reading import Page, merged, render


def day(days: int) -> str:
    return (localdate() + dt.timedelta(days=days)).isoformat()


def page(stored: Any = None, data: Any = None) -> Page:
    return render(KIND.form(TRIES.prompt, stored, data=data), TRIES.prompt)


def ways_to_end(shown: Page, key: str) -> dict[str, str]:
    return {control.attrs["value"]: control.label for control in shown.named(f"a-{key}-ends")}


def folds(shown: Page) -> list[bool]:
    return ["open" in attrs for tag, attrs in shown.tags if tag == "details"]


def test_it_ends_in_two_weeks_six_weeks_three_months_or_on_a_day() -> None:
    shown = page(value(card(A, what="x", ends="2031-01-05")))
    ways = ways_to_end(shown, A)
    assert list(ways)[:2] == [day(14), day(42)] and list(ways)[3:] == ["day", ""]
    assert [label.split(":")[0] for label in ways.values()][:3] == ["in 2 weeks", "in 6 weeks", "in 3 months"]
    assert shown.sends()[f"a-{A}-ends"] == "day" and shown.sends()[f"a-{A}-day"] == "2031-01-05"


def test_an_end_in_two_weeks_is_shown_as_such() -> None:
    assert page(value(card(A, what="x", ends=day(14)))).sends()[f"a-{A}-ends"] == day(14)


@pytest.mark.parametrize(
    ("picked", "expected"), [("day", "2031-01-05"), ("2030-02-03", "2030-02-03"), ("", ""), (None, "2031-01-05")]
)
def test_the_option_decides_whether_the_day_counts(picked: str | None, expected: str) -> None:
    sent = {f"a-{A}-what": "x", f"a-{A}-day": "2031-01-05"} | ({} if picked is None else {f"a-{A}-ends": picked})
    assert KIND.clean(TRIES.prompt, query(sent))["rows"][0]["ends"] == expected


def test_it_begins_on_the_day_it_was_first_written_and_not_later() -> None:
    written = KIND.clean(TRIES.prompt, merged(page(), {f"a-{A}-what": "x"}))
    assert written["rows"][0][BEGUN] == day(0)
    assert KIND.clean(TRIES.prompt, page(value(card(A, what="x", begun=day(-9)))).sends())["rows"][0][BEGUN] == day(-9)


def test_looking_back_is_folded_until_the_day_has_come() -> None:
    cards = (
        card(A, what="due", ends=day(0)),
        card(B, what="runs", ends=day(1)),
        card(C, what="seen", ends=day(-1), plus="x"),
    )
    assert folds(page(value(*cards))) == [True, False, False]
    wrong = page(data=query({f"a-{B}-what": "x", f"a-{B}-outcome": "won"}))
    assert folds(wrong)[0], "an error is never hidden"


@pytest.mark.parametrize("said", [{"outcome": "kept"}, {"failed": "no"}])
def test_what_became_of_it_ends_what_is_due(said: dict[str, str]) -> None:
    assert KIND.dates(value(card(A, ends=day(-3), **said))) == []


@pytest.mark.parametrize("said", [{}, {"plus": "x"}, {"minus": "x"}, {"next": "x"}])
def test_half_a_look_back_is_still_due(said: dict[str, str]) -> None:
    assert [due.key for due in KIND.dates(value(card(A, ends=day(-3), **said)))] == [A]


def test_one_is_looked_back_on_and_nothing_else_is_lost() -> None:
    stored = value(
        card(B, what="first\nline", because="\n b ", ends="2026-01-01"),
        card(A, what="this", fails="nobody came", ends="2026-02-01", begun="2025-12-01", minus="slow"),
        card(C, what="last", outcome="kept", begun="2025-01-01"),
    )
    form = KIND.look_back(TRIES.prompt, stored, A)
    assert form is not None
    shown = render(form, TRIES.prompt)
    assert KIND.clean(TRIES.prompt, shown.sends()) == stored
    assert [control.name for control in shown.controls if control.typed] == [
        name_of(A, name) for name in ("plus", "minus", "next")
    ]
    assert "nobody came" in shown.markup
    sent = merged(shown, {name_of(A, "plus"): "calm", name_of(A, "failed"): "yes"})
    changed = KIND.clean(TRIES.prompt, sent)["rows"]
    assert changed == [stored["rows"][0], {**stored["rows"][1], "plus": "calm", "failed": "yes"}, stored["rows"][2]]


def test_there_is_nothing_to_look_back_on_in_a_row_that_is_gone() -> None:
    assert KIND.look_back(TRIES.prompt, value(card(A, what="x")), B) is None
    assert CV.look_back(BOTH.prompt, cv_value(), A) is None


def test_what_was_typed_is_there_after_a_refusal() -> None:
    stored = value(card(A, what="this"), card(B, what="other"))
    form = KIND.look_back(TRIES.prompt, stored, A, query({name_of(A, "what"): "this", name_of(A, "plus"): "a\x00"}))
    assert form is not None and name_of(A, "plus") in form.errors
    assert render(form, TRIES.prompt).sends()[name_of(A, "what")] == "this"


def test_on_a_line_of_time_failed_ones_are_as_full_as_the_others() -> None:
    stored = value(
        card(A, what="runs", begun=day(-5), ends=day(9)),
        card(B, what="no", begun=day(-50), ends=day(-9), failed="yes", outcome="dropped"),
        card(C, what="yes", begun=day(-50), ends=day(-9), outcome="kept"),
    )
    drawing = KIND.passages(TRIES.prompt, stored)[0]
    assert isinstance(drawing, Drawing)
    assert [row[:2] for row in drawing.twin.rows] == [
        (Own("runs"), "running"),
        (Own("no"), "failed"),
        (Own("yes"), "kept"),
    ]
    runs, failed, kept = [{mark.role for mark in row.strips[0].marks} for row in drawing.rows if row.start]
    assert failed == kept != runs


def test_each_is_told_in_its_words() -> None:
    stored = value(card(A, what="Ask", fails="silence", outcome="kept"), card(B, because="why not"))
    planned, looked = KIND.passages(TRIES.prompt, stored)
    assert isinstance(planned, Table) and planned.head == ("What I try", "Because", "It would count as failed if")
    assert planned.rows == ((Own("Ask"), "–", Own("silence")), ("Experiment 2", Own("why not"), "–"))
    assert isinstance(looked, Table) and looked.head == ("What I try", "What became of it")
    assert looked.rows == ((Own("Ask"), "kept"),)


def test_what_moved_is_said_by_experiment() -> None:
    said, table = KIND.compare(TRIES.prompt, value(card(A, what="Ask")), value(card(B, what="Ask", failed="yes")))
    assert said == Paragraph("Rows that are new: 0; changed: 1; gone: 0.")
    assert isinstance(table, Table)
    assert table.rows == ((Own("Ask"), "What became of it", "–", "failed"),)


def test_only_what_one_tries_goes_to_the_wall() -> None:
    stored = value(card(A, what="Ask", because="b", plus="p", failed="yes"), card(B, because="only this"))
    assert [share.words for share in KIND.shareable(TRIES.prompt, stored)] == ["Ask"]


def test_a_failed_one_may_join_the_untold_cv() -> None:
    stored = value(
        card(A, what="Ask", because="b", ends="2024-05-01", failed="yes"),
        card(B, what="Later", ends="2031-05-01", failed="yes"),
        card(C, what="Fine", ends="2024-05-01", failed="no"),
    )
    gift = KIND.gives(TRIES.prompt, stored, A)
    assert gift is not None and gift.prompt == "cv"
    later = KIND.gives(TRIES.prompt, stored, B)
    assert later is not None and later.cells["year"] == localdate().year, "it failed before its day"
    assert KIND.gives(TRIES.prompt, stored, C) is None
    assert KIND.gives(TRIES.prompt, stored, "0f0f0f0f") is None
    joined = CV.upgrade(CV.takes(BOTH.prompt, cv_value(), gift))
    (line,) = joined["lines"]
    assert (line["key"], line["year"], line["untold"], line["trying"]) == (A, 2024, "Ask", "b")
    assert CV.takes(BOTH.prompt, joined, gift) is joined, "the same comes once"
