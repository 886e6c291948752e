"""Taking something along in a real browser: on a phone, by keyboard, with and without script."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser import NewVisitor, agree, saved

WORDS = "What draws me is how cells decide."


def write(page: Page, *, script: bool = True) -> None:
    """Two pages, as somebody who has not written before."""
    for prompt, words in (("topic", WORDS), ("tried", "An application that nobody answered.")):
        page.goto(f"/write/{prompt}/")
        page.get_by_role("textbox").first.fill(words)
        if prompt == "topic":
            agree(page)
        if script:
            saved(page)
        else:
            page.get_by_role("button", name=re.compile("on to|done", re.IGNORECASE)).first.click()
            expect(page).not_to_have_url(re.compile(f"/write/{prompt}/$"))


def taken(page: Page, button: str) -> tuple[str, bytes]:
    """What the browser keeps after a button: the name of the file, and what is in it."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).press("Enter")
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


@pytest.mark.parametrize("script", [True, False])
def test_one_press_and_the_file_is_there(visitor: NewVisitor, script: bool):
    page = visitor(java_script_enabled=script)
    write(page, script=script)
    page.goto("/summary/")
    page.get_by_role("main").get_by_role("link", name="Take it with you").click()
    name, file = taken(page, "A page as PDF")
    assert re.fullmatch(r"untold-\d{4}-\d\d-\d\d\.pdf", name)
    assert file.startswith(b"%PDF-")
    expect(page).to_have_url(re.compile("/summary/take/"))


def test_what_is_ticked_is_in_it_and_what_is_not_is_not(visitor: NewVisitor):
    page = visitor(java_script_enabled=False)
    write(page, script=False)
    page.goto("/summary/take/")
    page.get_by_text("Choose page by page").press("Enter")
    expect(page.get_by_role("checkbox", name="What you tried")).not_to_be_checked()
    _name, file = taken(page, "Text")
    assert "An application" not in file.decode() and WORDS[:20] in file.decode()
    page.get_by_role("button", name=re.compile("Tick all ?: all pages")).press("Enter")
    expect(page.get_by_role("checkbox", name="What you tried")).to_be_checked()
    page.get_by_role("checkbox", name="The topic that draws you").uncheck()
    name, file = taken(page, "Text")
    assert name.endswith(".md")
    assert "An application" in file.decode() and WORDS[:20] not in file.decode()
    page.goto("/summary/take/")
    page.get_by_text("Choose page by page").press("Enter")
    expect(page.get_by_role("checkbox", name="The topic that draws you")).not_to_be_checked()
    expect(page.get_by_role("checkbox", name="What you tried")).not_to_be_checked()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_for_axe_to_mend_with_all_unfolded(visitor: NewVisitor, scheme: str):
    page = visitor(color_scheme=scheme, viewport={"width": 320, "height": 700})
    write(page)
    for length in ("card", "page", "book"):
        page.goto(f"/summary/take/?length={length}&chosen=1&part=topic")
        assert Axe().run(page).violations_count == 0
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
