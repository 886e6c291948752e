"""A file taken with a real browser and brought back with another, with and without script."""

import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser import NewVisitor, Server, agree, saved
from tests.eyes import Eyes
from tests.summary import cast
from tests.wire import Caller


def take(page: Page, folder: Path) -> Path:
    """What one page says, as the file that the site gives away."""
    page.goto("/write/topic/")
    page.get_by_label("Your answer").fill(cast.HOW)
    agree(page)
    saved(page)
    with page.expect_download() as download:
        page.evaluate("location.assign('/summary/untold.json')")
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    assert file.name.startswith("untold-")
    return file


@pytest.mark.parametrize("script", [True, False])
def test_a_file_is_brought_to_another_browser(visitor: NewVisitor, tmp_path: Path, script: bool):
    file = take(visitor(), tmp_path)
    page = visitor(java_script_enabled=script)
    page.goto("/import/")
    page.get_by_label("The file").set_input_files(file)
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_role("alert")).to_contain_text("Tick the box below")
    page.get_by_label("The file").set_input_files(file)
    page.get_by_role("checkbox", name=re.compile("Yes, keep my journal here")).check()
    page.get_by_role("button", name="Bring it back").click()
    expect(page.locator(".said")).to_contain_text("Brought in: 1 round with 1 answer.")
    page.get_by_label("The file").set_input_files(file)
    page.get_by_role("button", name="Bring it back").click()
    expect(page.locator(".said")).to_contain_text("Here already, and left as it is: 1 round.")
    page.goto("/write/topic/")
    expect(page.get_by_label("Your answer")).to_have_value(cast.HOW)


def test_what_is_wrong_is_said_where_the_focus_is(visitor: NewVisitor, tmp_path: Path):
    file = take(visitor(), tmp_path)
    data = json.loads(file.read_text())
    data["rounds"][0]["answers"][0]["value"]["v"] = 99
    file.write_text(json.dumps(data))
    page = visitor()
    page.goto("/import/")
    page.get_by_label("The file").set_input_files(file)
    page.get_by_role("checkbox", name=re.compile("Yes, keep my journal here")).check()
    page.get_by_role("button", name="Bring it back").click()
    alert = page.get_by_role("alert")
    expect(alert).to_be_focused()
    expect(alert).to_contain_text("Round 1, answer 1, value: This answer was written with a newer Untold")
    expect(page).to_have_title(re.compile("^Error:"))
    alert.get_by_role("link").click()
    expect(page.get_by_label("The file")).to_be_focused()
    assert Axe().run(page).violations_count == 0


def test_how_it_looks_to_everybody(eyes: Eyes, server: Server):
    eyes.look("/import/")
    writer = Caller(server.url)
    assert writer.fill("/write/topic/", cast.HOW).status == 302
    eyes.become(writer)
    eyes.look("/import/")
    eyes.look_at(writer.post("/import/", {}).text, "nothing chosen")
