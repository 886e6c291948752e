"""What only the two CVs do: a year or none, both sides by year, attempts counted and no more said."""

from dataclasses import replace
from typing import Any

import pytest

from reflections.documents.document import Drawing, Own, Paragraph, Table
from reflections.kinds.base import MAX_ROWS, Invalid
from reflections.kinds.cv import KIND
from tests.kinds.cv import BOTH, PLAIN, A, B, C, line, value
from tests.kinds.examples import query
from tests.kinds.reading import Page, render


def page(stored: Any = None, data: Any = None) -> Page:
    return render(KIND.form(BOTH.prompt, stored, data=data), BOTH.prompt)


def test_either_side_may_stay_empty() -> None:
    typed = {f"a-{A}-year": "2019", f"a-{B}-official": "MSc", f"a-{C}-untold": "A no."}
    assert [one["key"] for one in KIND.clean(BOTH.prompt, query(typed))["lines"]] == [A, B, C]


def test_more_about_a_line_is_folded_until_there_is_something() -> None:
    shown = page(value(line(A, 2019, where="Halle"), line(B, 2020, untold="x")))
    assert ["open" in attrs for tag, attrs in shown.tags if tag == "details"] == [True, False, False]
    wrong = page(data=query({f"a-{A}-year": "2019", f"a-{A}-what": "shoes"}))
    assert next("open" in attrs for tag, attrs in wrong.tags if tag == "details"), "an error is never hidden"


def test_buttons_are_called_by_the_year_or_the_words() -> None:
    shown = page(
        value(line(A, 2019, untold="x"), line(B, untold="A no, and a long one at that, which goes on and on."))
    )
    labels = [control.label for control in shown.controls if control.label.startswith("Remove")]
    assert labels == ["Remove the line of 2019", "Remove A no, and a long one at that, which goes …", "Remove line 3"]


def test_lines_are_moved_and_removed_without_a_script() -> None:
    typed = {f"a-{A}-untold": "one", f"a-{B}-untold": "two"}
    for button, expected in ((f"up:{B}", [B, A]), (f"remove:{A}", [B]), ("add", [A, B])):
        assert [one["key"] for one in KIND.clean(BOTH.prompt, query({**typed, "row": button}))["lines"]] == expected


def test_two_hundred_lines_and_no_more() -> None:
    many = {f"a-{n:08x}-untold": f"no {n}" for n in range(MAX_ROWS + 1)}
    with pytest.raises(Invalid) as raised:
        KIND.clean(BOTH.prompt, query(many))
    assert list(raised.value.errors) == [f"a-{MAX_ROWS:08x}-year"]


def test_on_paper_by_year() -> None:
    stored = value(line(A, 2021, untold="late"), line(B, official="no year"), line(C, 2019, official="early", who="S"))
    drawing, said, more = KIND.passages(BOTH.prompt, stored)
    assert isinstance(drawing, Drawing) and drawing.twin.rows == (
        (Own("2019"), Own("early"), Own("")),
        (Own("2021"), Own(""), Own("late")),
        (Own(""), Own("no year"), Own("")),
    )
    assert said == Paragraph("1 attempt in 1 year.")
    assert isinstance(more, Table) and more.rows == ((Own("2019"), "–", "–", Own("S"), "–"),)


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ((2019, 2025, 2022), "3 attempts in 7 years."),
        ((2019, 2019), "2 attempts in 1 year."),
        ((None,), "1 attempt."),
        ((None, 2019, 2020), "3 attempts in 2 years."),
    ],
)
def test_attempts_are_counted_and_no_more_is_said(years: tuple[int | None, ...], said: str) -> None:
    lines = [line(f"{n:08x}", year, untold="a no") for n, year in enumerate(years)]
    parts = KIND.passages(BOTH.prompt, value(*lines, line(A, 1990, official="born")))
    assert [part for part in parts if isinstance(part, Paragraph)] == [Paragraph(said)]


def test_what_moved_is_said_by_line() -> None:
    old = value(line(A, 2019, untold="a no"))
    new = value(line(A, 2019, untold="a no, and fine"), line(B, 2020, what="grant", who="Bea"))
    said, table = KIND.compare(BOTH.prompt, old, new)
    assert said == Paragraph("Rows that are new: 1; changed: 1; gone: 0.")
    assert isinstance(table, Table) and table.rows == (
        (Own("2019"), "Untold", Own("a no"), Own("a no, and fine")),
        (Own("2020"), "Who picked me up", "–", Own("Bea")),
        ("", "Kind", "–", "Grant"),
    )


def test_one_untold_line_or_the_kinds() -> None:
    shares = KIND.shareable(BOTH.prompt, value(line(A, 2019, untold="a no", what="phd"), line(B, what="grant")))
    assert [share.words for share in shares] == ["a no", "PhD, Grant"]


def test_a_line_can_be_rewritten_on_its_way() -> None:
    (share, _kinds) = KIND.shareable(BOTH.prompt, BOTH.samples[0].value)
    sent = query({"part": '{"kind": "cv", "v": 1, "line": "Third group"}', "line": " The third\nsaid yes "})
    assert KIND.clean_part(BOTH.prompt, sent) == {**share.part, "line": "The third said yes"}


def test_the_room_sees_counts_and_no_line() -> None:
    lines, kinds = [{"line": f"no {n}"} for n in range(5)], [{"chosen": ["phd"]}] * 4 + [{"chosen": ["phd", "grant"]}]
    assert KIND.pool(PLAIN.prompt, lines, 5) is None, "somebody looks at lines before a room does"
    counts = KIND.pool(PLAIN.prompt, kinds + lines, 5)
    assert isinstance(counts, Drawing)
    assert counts.twin.rows == (("PhD", "5"), ("Grant", "1"), ("Never answered", "0"))
    bands = KIND.pool(replace(PLAIN.prompt, tender=True), kinds * 2, 8)
    assert isinstance(bands, Table) and bands.rows == (("PhD", "most"), ("Grant", "some"), ("Never answered", "none"))
