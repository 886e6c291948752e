"""Writing without a network in a real browser: blank questions, what is kept, and that it is sent."""

import re
from pathlib import Path

from playwright.sync_api import Page, Playwright, expect

from tests.browser import NewVisitor, Server, agree, nothing_unsent, saved, state, until

TOPIC = "/write/topic/"
BLANKS = """async () => {
  const found = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
  return found.flat().map(({ url }) => new URL(url).pathname).filter((path) => path.endsWith("/blank/"));
}"""


def begin(page: Page, words: str = "first words") -> Page:
    """Write on the page of the topic and agree; the worker has its blank page."""
    page.goto(TOPIC)
    page.get_by_label("Your answer").fill(words)
    agree(page)
    saved(page)
    ready(page, TOPIC)
    return page


def ready(page: Page, path: str) -> None:
    """Wait until the worker is in charge and keeps the blank page of `path`."""
    page.wait_for_function("() => navigator.serviceWorker.controller")
    until(page, f"async () => (await ({BLANKS})()).includes('{path}blank/')")


def test_a_question_opened_before_is_written_on_offline_and_sent_later(visitor: NewVisitor):
    page = begin(visitor())
    page.goto("/write/tried/")
    ready(page, "/write/tried/")
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_text("You are offline.")).to_be_visible()
    expect(page.locator(".consent")).to_have_count(0)
    page.get_by_label("Your answer").fill("in the tunnel")
    state(page, "offline")
    other = page.context.new_page()
    page.close()
    other.goto("/write/tried/")
    expect(other.get_by_label("Your answer")).to_have_value("in the tunnel")
    other.get_by_label("Your answer").fill("in the tunnel, and on")
    other.context.set_offline(False)
    saved(other)
    nothing_unsent(other)
    other.reload()
    expect(other.get_by_text("You are offline.")).to_have_count(0)
    expect(other.get_by_label("Your answer")).to_have_value("in the tunnel, and on")


def test_pages_without_a_network_are_as_dark_as_the_others(visitor: NewVisitor):
    page = begin(visitor(color_scheme="light"))
    with page.expect_response("**/look/"):
        page.get_by_label("Light or dark").select_option("dark")
    page.reload()
    page.context.set_offline(True)
    for path in (TOPIC, "/journal/rounds/"):
        page.goto(path)
        expect(page.get_by_text(re.compile("offline|No connection")).first).to_be_visible()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.context.set_offline(False)
    page.goto(TOPIC)
    with page.expect_response("**/look/"):
        page.get_by_label("Light or dark").select_option("")
    page.reload()
    page.context.set_offline(True)
    page.goto(TOPIC)
    expect(page.get_by_text("You are offline.")).to_be_visible()
    expect(page.locator("html")).not_to_have_attribute("data-theme", "dark")


def test_what_stands_in_the_journal_is_shown_beside_what_was_written_offline(visitor: NewVisitor):
    page = begin(visitor(), "stands there")
    page.context.set_offline(True)
    page.reload()
    page.get_by_label("Your answer").fill("written on the blank page")
    state(page, "offline")
    page.context.set_offline(False)
    state(page, "moved")
    expect(page.locator(".choose")).to_contain_text("stands there")
    page.get_by_role("button", name="Keep what is on this page").click()
    saved(page)
    expect(page.get_by_label("Your answer")).to_have_value("written on the blank page")
    page.goto("/write/topic/earlier/")
    expect(page.locator("main")).to_contain_text("stands there")


def test_rows_come_back_offline_as_they_were_and_can_be_added(visitor: NewVisitor):
    page = begin(visitor())
    page.goto("/write/admired/")
    ready(page, "/write/admired/")
    page.context.set_offline(True)
    page.reload()
    who = page.get_by_label("Who", exact=True)
    rows = who.count()
    who.last.fill("Amara")
    page.get_by_role("button", name="Add a person").click()
    who.last.fill("Kwame")
    expect(who).to_have_count(rows + 1)
    state(page, "offline")
    page.reload()
    expect(who).to_have_count(rows + 1)
    page.get_by_role("button", name="Add a person").click()
    expect(who.last).to_have_value("")
    who.last.fill("Wanjiru")
    state(page, "offline")
    page.context.set_offline(False)
    saved(page)
    page.goto("/summary/")
    for name in ("Amara", "Kwame", "Wanjiru"):
        expect(page.locator("main")).to_contain_text(name)


def test_any_other_page_says_so_and_lists_what_can_be_done(visitor: NewVisitor):
    page = begin(visitor())
    page.context.set_offline(True)
    page.get_by_label("Your answer").fill("not sent yet")
    state(page, "offline")
    page.goto("/journal/")
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    expect(page.locator("[data-waits] a")).to_have_attribute("href", re.compile(TOPIC))
    page.locator("[data-blanks] a").click()
    expect(page.get_by_label("Your answer")).to_have_value("not sent yet")
    page.goto("/journal/")
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="Your journal")).to_be_visible()
    nothing_unsent(page)


def test_without_a_yes_nothing_leaves_the_device_from_a_blank_page(visitor: NewVisitor):
    page = visitor()
    page.goto(TOPIC)
    ready(page, TOPIC)
    page.context.set_offline(True)
    page.reload()
    page.get_by_label("Your answer").fill("asked first")
    state(page, "offline")
    page.context.set_offline(False)
    page.reload()
    expect(page.get_by_label("Your answer")).to_have_value("asked first")
    state(page, "offline")
    agree(page)
    saved(page)


def test_a_proxy_that_speaks_for_the_server_is_no_answer(visitor: NewVisitor):
    page = begin(visitor())
    page.context.route("**/write/topic/", lambda route: route.fulfill(status=502, body="<h1>Bad Gateway</h1>"))
    page.get_by_label("Your answer").fill("while it was restarted")
    state(page, "offline")
    page.context.unroute("**/write/topic/")
    saved(page)


def test_what_is_typed_before_the_script_is_there_is_saved_too(visitor: NewVisitor):
    page = begin(visitor(), "stood there")
    held = []
    page.context.route(re.compile(r"/static/write\."), lambda route: held.append(route))
    page.goto(TOPIC, wait_until="commit")
    page.get_by_label("Your answer").fill("typed early")
    for route in held:
        route.continue_()
    saved(page)
    page.context.unroute(re.compile(r"/static/write\."))
    page.reload()
    expect(page.get_by_label("Your answer")).to_have_value("typed early")


def test_a_browser_that_is_killed_has_kept_it(playwright: Playwright, server: Server, tmp_path: Path):
    def open_browser():
        flags = ["--no-sandbox"]
        return playwright.chromium.launch_persistent_context(
            tmp_path, executable_path="/usr/bin/chromium", args=flags, base_url=server.url
        )

    context = open_browser()
    page = begin(context.new_page(), "before")
    context.set_offline(True)
    page.get_by_label("Your answer").fill("and then the battery was empty")
    state(page, "offline")
    context.close()
    context = open_browser()
    page = context.new_page()
    page.goto(TOPIC)
    expect(page.get_by_label("Your answer")).to_have_value("and then the battery was empty")
    saved(page)
    context.close()
