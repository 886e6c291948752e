"""What only rows do: buttons without a script, half-filled rows, dates, and one listed column for the room."""

from dataclasses import replace
from typing import Any

import pytest

from reflections.documents.document import Drawing, Own, Paragraph, Table
from reflections.kinds.base import MAX_ROWS, Invalid
from reflections.kinds.rows import KIND
from tests.kinds.examples import query
from tests.kinds.reading import Page, render
from tests.kinds.rows import COLUMNS, FEW, PEOPLE, A, B, C, row, value

NAMES = {f"a-{A}-who": "Ada", f"a-{B}-who": "Bo", f"a-{C}-who": "Cy"}


def order(button: str, **more: str) -> list[str]:
    rows = KIND.clean(PEOPLE.prompt, query({**NAMES, **more, "row": button}))["rows"]
    return [one["cells"].get("who", "") for one in rows]


def page(stored: Any = None, of: Any = PEOPLE, data: Any = None) -> Page:
    return render(KIND.form(of.prompt, stored, data=data), of.prompt)


def rows_of(shown: Page) -> list[str]:
    return [control.name[2:10] for control in shown.controls if control.name.endswith("-who") and control.typed]


@pytest.mark.parametrize(
    ("button", "expected"),
    [
        ("add", "Ada Bo Cy"),
        (f"up:{B}", "Bo Ada Cy"),
        (f"up:{A}", "Ada Bo Cy"),
        (f"down:{A}", "Bo Ada Cy"),
        (f"down:{C}", "Ada Bo Cy"),
        (f"remove:{B}", "Ada Cy"),
        ("remove:ffffffff", "Ada Bo Cy"),
        (f"burn:{B}", "Ada Bo Cy"),
        ("remove", "Ada Bo Cy"),
        ("\x00", "Ada Bo Cy"),
    ],
)
def test_buttons_work_without_a_script(button: str, expected: str) -> None:
    assert order(button) == expected.split()


def test_a_row_that_is_wrong_can_be_removed() -> None:
    assert order(f"remove:{B}", **{f"a-{B}-by": "soon"}) == ["Ada", "Cy"]
    with pytest.raises(Invalid):
        order(f"remove:{A}", **{f"a-{B}-by": "soon"})


def test_a_refused_page_shows_the_rows_as_the_button_left_them() -> None:
    shown = page(data=query({**NAMES, f"a-{B}-by": "soon", "row": f"up:{C}"}))
    assert rows_of(shown)[:3] == [A, C, B]


def test_names_from_outside_are_no_rows() -> None:
    strange = {"a-TOTAL_FORMS": "9", "a-0-who": "x", "a-zzzzzzzz-who": "x", f"a-{A}-shoe": "x", f"b-{A}-who": "x"}
    assert KIND.clean(PEOPLE.prompt, query(strange)) == PEOPLE.empty


def test_two_hundred_rows_and_no_more() -> None:
    many = {f"a-{n:08x}-who": f"p{n}" for n in range(MAX_ROWS)}
    stored = KIND.clean(PEOPLE.prompt, query(many))
    assert len(stored["rows"]) == MAX_ROWS
    assert len(KIND.form(PEOPLE.prompt, stored).rows) == MAX_ROWS, "no blank row beyond"
    assert f"Up to {MAX_ROWS} rows" in page(stored).markup
    assert 'value="add"' not in page(stored).markup
    with pytest.raises(Invalid) as raised:
        KIND.clean(PEOPLE.prompt, query({**many, f"a-{A}-who": "one more"}))
    assert list(raised.value.errors) == [f"a-{A}-who"]
    form = KIND.form(PEOPLE.prompt, data=query({**many, f"a-{A}-who": "one more"}))
    assert form.rows[-1].fields["who"].value == "one more"


def test_blank_rows_to_go_on_with() -> None:
    assert len(rows_of(page())) == 2, "as many as the prompt says"
    assert len(rows_of(page(value(row(A, who="Ada"), row(B, who="Bo"))))) == 3, "always one more"
    full = FEW.samples[1].value
    assert len(rows_of(page(full, FEW))) == 2, "but not beyond the prompt's limit"


def test_buttons_are_called_by_the_row() -> None:
    shown = page(value(row(A, who="Kwame"), row(B, learn="x")))
    labels = {control.label for control in shown.controls if control.tag == "button"}
    assert {"Move Kwame up", "Move Kwame down", "Remove Kwame", "Remove row 2", "Remove row 3"} <= labels
    listed = replace(PEOPLE.prompt, settings={**PEOPLE.prompt.settings, "name": "ring"})
    shown = render(KIND.form(listed, value(row(A, ring="close"))), listed)
    assert "Remove Close" in {control.label for control in shown.controls}


def test_an_option_no_longer_offered_is_shown_until_it_is_changed() -> None:
    shown = page(value(row(A, ring="inner", help=["money"])))
    assert shown.sends().getlist(f"a-{A}-ring") == ["inner"]
    assert shown.sends().getlist(f"a-{A}-help") == ["money"]


def test_dates_come_with_their_row() -> None:
    stored = value(row(A, by="2027-03-15"), row(B, who="2027-03-16"), row(C, by="2026-01-02"))
    assert [(due.key, due.day.isoformat(), due.what) for due in KIND.dates(stored)] == [
        (A, "2027-03-15", "due"),
        (C, "2026-01-02", "due"),
    ]


def test_on_paper_only_the_columns_that_were_used() -> None:
    stored = value(row(A, who="Ada", help=["ideas", "time"]), row(B, by="2027-03-15"))
    (table,) = KIND.passages(PEOPLE.prompt, stored)
    assert isinstance(table, Table)
    assert table.head == ("Who", "Kinds of help", "By when")
    assert table.rows == ((Own("Ada"), "Ideas, Time", "–"), ("–", "–", "15 Mar 2027"))


def test_what_moved_is_said_by_row() -> None:
    old = value(row(A, who="Ada", ring="close"), row(B, who="Bo"))
    new = value(row(A, who="Ada", ring="sometimes"), row(C, who="Cy"))
    said, table = KIND.compare(PEOPLE.prompt, old, new)
    assert said == Paragraph("Rows that are new: 1; changed: 1; gone: 1.")
    assert isinstance(table, Table)
    assert table.rows == (
        (Own("Ada"), "Ring", "Close", "Sometimes"),
        (Own("Cy"), "Who", "–", Own("Cy")),
        (Own("Bo"), "Who", Own("Bo"), "–"),
    )
    assert KIND.compare(PEOPLE.prompt, old, old) == (Paragraph("Nothing changed."),)


def test_a_row_of_another_round_is_known_by_its_name() -> None:
    old, new = value(row(A, who="Ada", ring="close")), value(row(B, who="Ada", ring="sometimes"))
    said, table = KIND.compare(PEOPLE.prompt, old, new)
    assert said == Paragraph("Rows that are new: 0; changed: 1; gone: 0.")
    assert isinstance(table, Table) and table.rows == ((Own("Ada"), "Ring", "Close", "Sometimes"),)


@pytest.mark.parametrize("column", ["who", "learn", "by", "nowhere", None])
def test_neither_names_nor_free_text_nor_dates_go_to_a_room(column: str | None) -> None:
    closed = replace(PEOPLE.prompt, settings={"columns": COLUMNS, "room": column})
    stored = PEOPLE.samples[0].value
    assert KIND.shareable(closed, stored) == []
    assert KIND.pool(closed, [{"kind": "rows", "v": 1, "chosen": ["ideas"]}] * 9, 5) is None


def test_a_person_counts_once_for_an_option() -> None:
    twice = value(row(A, help=["ideas"]), row(B, help=["time", "ideas"]))
    (share,) = KIND.shareable(PEOPLE.prompt, twice)
    assert share.part["chosen"] == ["ideas", "time"]
    assert share.words == "Kinds of help: Ideas, Time"
    pooled = KIND.pool(PEOPLE.prompt, [share.part] * 5 + [{"chosen": ["code"]}], 5)
    assert isinstance(pooled, Drawing)
    assert pooled.twin.rows == (("Ideas", "5"), ("Time", "5"), ("Code", "1"))
    assert pooled.description.startswith("Kinds of help: how many named each. 6 sent something.")


def test_a_tender_room_sees_bands() -> None:
    tender = replace(PEOPLE.prompt, tender=True)
    parts = [{"chosen": ["ideas"]}] * 7 + [{"chosen": ["code"]}]
    pooled = KIND.pool(tender, parts, 8)
    assert isinstance(pooled, Table) and pooled.rows == (("Ideas", "most"), ("Code", "some"), ("Time", "none"))
    assert KIND.pool(tender, [{"chosen": ["ideas"]}] * 9, 8) is None, "all alike looks as too few do"
