"""Rows, parts and places in a real browser: with the script on the spot, without it by plain forms."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser import NewVisitor, agree, saved


def rows(page: Page) -> Locator:
    return page.locator("[data-rows] > li")


def who(page: Page) -> list[str]:
    return [field.input_value() for field in page.get_by_label("Who", exact=True).all()]


def fill(page: Page, *names: str) -> None:
    for place, name in enumerate(names):
        page.get_by_label("Who", exact=True).nth(place).fill(name)


def test_rows_are_added_moved_removed_and_put_back(visitor: NewVisitor) -> None:
    page = visitor()
    page.goto("/write/admired/")
    agree(page)
    fill(page, "Ada", "Bo")
    page.get_by_role("button", name="Add a person").click()
    expect(page.get_by_label("Who", exact=True).nth(2)).to_be_focused()
    page.keyboard.type("Cy")
    rows(page).nth(2).get_by_role("button", name=re.compile("up$")).click()
    assert who(page) == ["Ada", "Cy", "Bo"]
    expect(rows(page).nth(1).get_by_role("button", name=re.compile("up$"))).to_be_focused()
    rows(page).nth(0).get_by_role("button", name=re.compile("^Remove")).click()
    assert who(page) == ["Cy", "Bo"]
    page.get_by_role("button", name="Undo").click()
    assert who(page) == ["Ada", "Cy", "Bo"]
    rows(page).nth(2).get_by_role("button", name=re.compile("^Remove")).click()
    saved(page)
    page.reload()
    assert [name for name in who(page) if name] == ["Ada", "Cy"]
    expect(page.get_by_role("button", name="Remove Ada")).to_have_count(1)


def test_rows_work_without_a_script(visitor: NewVisitor) -> None:
    page = visitor(java_script_enabled=False)
    page.goto("/write/admired/")
    agree(page)
    fill(page, "Ada", "Bo")
    page.get_by_role("button", name="Add a person").click()
    assert who(page) == ["Ada", "Bo", ""]
    page.get_by_role("button", name="Move Bo up").click()
    assert who(page) == ["Bo", "Ada", ""]
    page.get_by_role("button", name="Remove Ada").click()
    assert who(page) == ["Bo", ""]


def test_enter_in_a_line_presses_no_button(visitor: NewVisitor) -> None:
    page = visitor(java_script_enabled=False)
    page.goto("/write/admired/")
    agree(page)
    fill(page, "Ada", "Bo")
    line = page.get_by_label("Who", exact=True).nth(1)
    line.press("Enter")
    page.wait_for_load_state()
    expect(line).to_be_focused()
    assert who(page) == ["Ada", "Bo"]


def test_parts_are_counted_along(visitor: NewVisitor) -> None:
    page = visitor()
    page.goto("/write/horizons/")
    agree(page)
    left = page.locator("[data-total=now]")
    expect(left).to_have_text("10 left")
    first = page.locator("[data-sum=now]").first
    first.fill("9")
    expect(left).to_have_text("1 left")
    page.get_by_role("button", name=re.compile("^One more: A topic")).first.click(click_count=3)
    expect(first).to_have_value("10")
    expect(left).to_have_text("0 left")
    page.get_by_role("button", name=re.compile("^One less: A topic")).first.click()
    expect(first).to_have_value("9")
    expect(page.locator("rect.now").first).to_have_attribute("width", "90%")
    saved(page)
    page.locator("[data-sum=now]").nth(1).fill("3")
    expect(left).to_have_text("2 too many")
    expect(page.locator(".saved")).to_have_attribute("data-state", "error")


def marked(page: Page, name: str) -> str:
    value: Any = page.locator(f"[name='{name}']:checked").get_attribute("value")
    return str(value)


def test_a_mark_is_dragged_along_its_line_and_unset_again(visitor: NewVisitor) -> None:
    page = visitor(viewport={"width": 1280, "height": 900})
    page.goto("/write/style/")
    agree(page)
    assert marked(page, "a-company-now") == "", "nothing is set by itself"
    start, end = (page.locator(f"label:has([name='a-company-now'][value='{n}'])").bounding_box() for n in (2, 6))
    assert start and end
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + 14)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 14, steps=12)
    page.mouse.up()
    assert marked(page, "a-company-now") == "6"
    saved(page)
    page.locator("label.unset:has([name='a-company-now'])").click()
    saved(page)
    page.reload()
    assert marked(page, "a-company-now") == ""
