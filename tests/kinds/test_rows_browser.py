"""Rows that are pleasant: by keyboard, with undo, by Enter, and from pasted lines. Nothing typed is ever lost."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import NewVisitor, agree, copy, saved

LONG = {"viewport": {"width": 1280, "height": 900}}


def rows(page: Page) -> Locator:
    return page.locator("[data-rows] > li")


def names(page: Page) -> Locator:
    return page.get_by_label("Who", exact=True)


def who(page: Page) -> list[str]:
    return [field.input_value() for field in names(page).all()]


def undo(page: Page) -> Locator:
    return page.get_by_role("button", name="Undo")


def said(page: Page, words: str) -> None:
    """What a screen reader hears; it is seen as well."""
    expect(page.locator("[data-gone] [role=status]")).to_have_text(words)


type Begin = Callable[..., Page]


@pytest.fixture
def begin(visitor: NewVisitor) -> Begin:
    """The page of people one admires with some names in it, saved."""

    def on(*people: str, **options: object) -> Page:
        page = visitor(**options)
        page.goto("/write/admired/")
        agree(page)
        for place, name in enumerate(people):
            if place:
                names(page).nth(place - 1).press("Enter")
            names(page).nth(place).fill(name)
        if people:
            saved(page)
        return page

    return on


def paste(page: Page, field: Locator, text: str) -> None:
    copy(page, text)
    field.focus()
    page.keyboard.press("Control+V")


def test_enter_goes_on_to_the_next_row_and_makes_it(begin: Begin) -> None:
    page = begin("Ada", "Bo", "Cy", **LONG)
    assert who(page) == ["Ada", "Bo", "Cy"]
    names(page).nth(0).press("Enter")
    expect(names(page).nth(1)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(names(page).nth(2)).to_be_focused()
    page.keyboard.press("Enter")
    expect(names(page).nth(3)).to_be_focused()
    page.keyboard.press("Enter")
    expect(rows(page)).to_have_count(4)
    expect(names(page).nth(3)).to_be_focused()
    saved(page)
    page.reload()
    assert [name for name in who(page) if name] == ["Ada", "Bo", "Cy"], "blank rows are never kept"


def test_in_a_text_enter_breaks_the_line_and_control_enter_goes_on(begin: Begin) -> None:
    page = begin("Ada")
    how = rows(page).first.locator("textarea").first
    how.fill("one line")
    how.press("End")
    how.press("Enter")
    how.press_sequentially("another")
    expect(how).to_have_value("one line\nanother")
    how.press("Control+Enter")
    expect(names(page).nth(1)).to_be_focused()
    expect(how).to_have_value("one line\nanother")


def test_enter_that_ends_a_composed_word_makes_no_row(begin: Begin) -> None:
    page = begin("Ada", "Bo")
    line, count = names(page).nth(1), rows(page).count()
    line.focus()
    ends = "new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true})"
    line.evaluate(f"line => line.dispatchEvent({ends})")
    expect(line).to_be_focused()
    expect(rows(page)).to_have_count(count)


def test_rows_move_by_keyboard_and_the_focus_stays(begin: Begin) -> None:
    page = begin("Ada", "Bo", "Cy")
    line = names(page).nth(2)
    line.focus()
    line.evaluate("line => { line.setSelectionRange(1, 1); window.here = line; }")
    page.keyboard.press("Alt+ArrowUp")
    assert who(page) == ["Ada", "Cy", "Bo"]
    said(page, "Row 2 of 3.")
    assert page.evaluate("document.activeElement === window.here && window.here.selectionStart") == 1
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    assert who(page) == ["Cy", "Ada", "Bo"]
    said(page, "Row 1 of 3.")
    page.keyboard.press("Alt+ArrowDown")
    said(page, "Row 2 of 3.")
    saved(page)
    page.reload()
    assert who(page)[:3] == ["Ada", "Cy", "Bo"]


def test_several_removals_are_undone_in_order(begin: Begin) -> None:
    page = begin("Ada", "Bo", "Cy", "Di", **LONG)
    for number in (1, 2):
        button = rows(page).nth(number).get_by_role("button", name=re.compile("^Remove"))
        button.focus()
        page.keyboard.press("Enter")
        said(page, "Removed.")
        expect(undo(page)).to_be_focused()
    assert who(page) == ["Ada", "Cy"]
    names(page).nth(0).press("Alt+ArrowDown")
    assert who(page) == ["Cy", "Ada"]
    undo(page).focus()
    page.keyboard.press("Enter")
    said(page, "Undone.")
    assert who(page) == ["Ada", "Cy"]
    undo(page).click()
    assert who(page) == ["Ada", "Cy", "Di"]
    expect(names(page).nth(2)).to_be_focused()
    undo(page).click()
    assert who(page) == ["Ada", "Bo", "Cy", "Di"]
    expect(undo(page)).to_be_hidden()
    saved(page)
    page.reload()
    assert who(page)[:4] == ["Ada", "Bo", "Cy", "Di"]


def test_undo_stays_in_sight_in_a_long_list(begin: Begin) -> None:
    page = begin(*(f"Person {number}" for number in range(9)))
    first = rows(page).first.get_by_role("button", name=re.compile("^Remove"))
    first.scroll_into_view_if_needed()
    first.click()
    expect(undo(page)).to_be_in_viewport(ratio=0.9)
    undo(page).click()
    assert who(page)[0] == "Person 0"


def test_every_last_row_can_go_and_another_be_added(begin: Begin) -> None:
    page = begin("Ada")
    while rows(page).count():
        rows(page).first.get_by_role("button", name=re.compile("^Remove")).click()
    page.get_by_role("button", name="Add a person").click()
    expect(names(page).nth(0)).to_be_focused()
    undo(page).click()
    assert "Ada" not in who(page) and len(who(page)) == 2


def test_added_rows_are_called_by_their_place(begin: Begin) -> None:
    page = begin("Ada", "Bo", "Cy")
    page.get_by_role("button", name="Add a person").click()
    labels = [button.get_attribute("aria-label") for button in page.locator("[value^=remove]").all()]
    assert labels[-1] == "Remove row 4"
    assert len(set(labels)) == len(labels)


LINES = "Ada\nBo\r\n\n  \nCy"


def test_pasted_lines_become_rows_when_asked(begin: Begin) -> None:
    page = begin()
    field = names(page).first
    field.fill("and ")
    paste(page, field, LINES)
    pasted = field.input_value()
    assert "Ada" in pasted and "Cy" in pasted, "kept until one chooses"
    said(page, "Lines pasted: 3")
    page.get_by_role("button", name="Make 3 rows").click()
    assert who(page)[:3] == ["and Ada", "Bo", "Cy"]
    said(page, "Rows made: 3.")
    saved(page)
    undo(page).click()
    assert who(page)[0] == pasted and "Bo" not in who(page)


def test_pasted_lines_stay_as_one_when_asked_or_when_one_types_on(begin: Begin) -> None:
    page = begin()
    field, make = names(page).first, page.get_by_role("button", name="Make 2 rows")
    paste(page, field, "Ada\nBo")
    page.keyboard.press("Tab")
    expect(make).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    expect(make).to_have_count(0)
    field.fill("")
    paste(page, field, "Ada\nBo")
    expect(make).to_be_visible()
    field.press_sequentially("!")
    expect(make).to_have_count(0)
    assert field.input_value().endswith("Bo!")


def test_cells_of_a_sheet_go_into_the_fields_of_a_row(begin: Begin) -> None:
    page = begin()
    paste(page, names(page).first, "Ada\tplots\thow\tlearn\tmore\nAda\tproofs\nAda")
    page.get_by_role("button", name="Make 3 rows").click()
    first = [field.input_value() for field in rows(page).first.locator("textarea, [type=text]").all()]
    assert first == ["Ada", "plots", "how", "learn more"]
    second = [field.input_value() for field in rows(page).nth(1).locator("textarea, [type=text]").all()]
    assert second == ["Ada", "proofs", "", ""]
    saved(page)


def test_more_lines_than_there_is_room_for_are_left_alone(begin: Begin) -> None:
    page = begin()
    page.locator("[data-rows]").evaluate("list => { list.dataset.most = 3; }")
    paste(page, names(page).first, "a\nb\nc\nd")
    expect(page.get_by_role("button", name=re.compile("^Make"))).to_have_count(0)
    assert re.sub(r"\s", "", names(page).first.input_value()) == "abcd"


def test_a_row_that_is_half_filled_is_kept(begin: Begin) -> None:
    page = begin("Ada")
    rows(page).nth(0).locator("textarea").first.fill("only this")
    names(page).first.fill("")
    saved(page)
    page.reload()
    expect(rows(page).nth(0).locator("textarea").first).to_have_value("only this")


def test_nothing_goes_beyond_its_end(begin: Begin) -> None:
    page = begin("Ada", "Bo")
    up = rows(page).first.get_by_role("button", name=re.compile("up$"))
    expect(up).to_have_css("opacity", "0.3")
    up.click()
    expect(up).to_be_focused()
    assert who(page)[:2] == ["Ada", "Bo"]
