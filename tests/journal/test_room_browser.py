"""Several questions on one page, as a phone in a room holds them: each saves by itself, whenever it came."""

import re

from playwright.sync_api import Page, Route, expect

from tests.browser import NewVisitor, nothing_unsent

ROOM = "?room=48291356"
SENDS = f"{ROOM}&step=9b2c4f5e-1d7a-4c3e-8a90-5f2d3c4b6a71&want=line&turn=1"
BRING = """async ([url, shown]) => {
  const page = new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html");
  const form = document.adoptNode(page.querySelector("form[data-save]"));
  window.put = window.put ?? {};
  window.put[form.dataset.prompt] = form;
  if (shown) document.querySelector("main").append(form);
  if (shown) form.dispatchEvent(new Event("shown", { bubbles: true }));
}"""
"""Lifts a question into the page, as a phone does; it may keep it aside first."""
SHOW = """(prompt) => {
  document.querySelector("main").append(window.put[prompt]);
  window.put[prompt].dispatchEvent(new Event("shown", { bubbles: true }));
}"""

HEAR = """() => document.querySelector("form[data-prompt^=tried]").addEventListener("saved-state", (event) => {
  document.body.dataset.heard = event.detail.state;
})"""
STAY = """() => document.addEventListener("onward", (event) => {
  event.preventDefault();
  document.body.dataset.to = event.detail.url;
})"""


def form(page: Page, prompt: str):
    return page.locator(f'form[data-prompt="{prompt}@room"]')


def box(page: Page, prompt: str):
    return form(page, prompt).locator("#answer textarea")


def state(page: Page, prompt: str, name: str) -> None:
    expect(form(page, prompt).locator(".saved")).to_have_attribute("data-state", name)


def agree(page: Page, prompt: str) -> None:
    """Not `check`: the box goes away once the first save is acknowledged, perhaps before it can be looked at."""
    form(page, prompt).get_by_role("checkbox", name=re.compile("Yes, keep my journal")).click()


def begin(page: Page) -> None:
    """Somebody new in a room, with two questions on the page and a third put aside."""
    page.goto(f"/write/topic/{ROOM}")
    page.evaluate(BRING, [f"/write/tried/{ROOM}", True])
    page.evaluate(BRING, [f"/write/kind-of-work/{ROOM}", False])


def test_one_yes_holds_for_all_forms_and_all_save_into_one_round(visitor: NewVisitor):
    page = visitor()
    begin(page)
    box(page, "tried").fill("tried this")
    state(page, "tried", "offline")
    box(page, "topic").fill("my topic")
    agree(page, "topic")
    state(page, "topic", "saved")
    state(page, "tried", "saved")
    expect(page.locator(".consent")).to_have_count(0)
    page.evaluate(SHOW, "kind-of-work@room")
    expect(form(page, "kind-of-work").locator(".consent")).to_have_count(0)
    box(page, "kind-of-work").fill("a net")
    state(page, "kind-of-work", "saved")
    rounds = page.locator("form[data-save] [name=round]").evaluate_all("all => all.map((one) => one.value)")
    assert len(rounds) == 3 and len(set(rounds)) == 1 and rounds[0]
    nothing_unsent(page)
    page.goto("/journal/")
    expect(page.locator("main")).to_contain_text("3 pages of 34 written")


def test_a_form_put_aside_goes_on_saving(visitor: NewVisitor):
    page = visitor()
    begin(page)
    agree(page, "topic")
    box(page, "topic").fill("first")
    state(page, "topic", "saved")
    page.evaluate(SHOW, "kind-of-work@room")
    page.evaluate(HEAR)
    box(page, "tried").fill("written, and away")
    page.evaluate("(window.aside = document.querySelector('form[data-prompt^=tried]')).remove()")
    box(page, "kind-of-work").focus()
    expect(page.locator("body")).to_have_attribute("data-heard", "saved")
    assert page.evaluate("window.aside.querySelector('.saved').dataset.state") == "saved"
    expect(box(page, "kind-of-work")).to_be_focused()
    page.goto(f"/write/tried/{ROOM}")
    expect(page.locator("#answer textarea")).to_have_value("written, and away")


def test_without_network_all_forms_keep_their_words_and_send_them_later(visitor: NewVisitor):
    page = visitor()
    begin(page)
    box(page, "topic").fill("before")
    agree(page, "topic")
    state(page, "topic", "saved")
    page.context.set_offline(True)
    for prompt in ("topic", "tried"):
        box(page, prompt).fill(f"{prompt} in the tunnel")
        state(page, prompt, "offline")
    page.evaluate("document.querySelector('form[data-prompt^=tried]').remove()")
    page.context.set_offline(False)
    state(page, "topic", "saved")
    page.goto(f"/write/tried/{ROOM}")
    expect(box(page, "tried")).to_have_value("tried in the tunnel")
    state(page, "tried", "saved")


def test_a_save_whose_answer_was_lost_does_not_meet_itself(visitor: NewVisitor):
    page = visitor()
    begin(page)
    box(page, "topic").fill("before")
    agree(page, "topic")
    state(page, "topic", "saved")

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/write/tried/**", lose, times=1)
    box(page, "tried").fill("arrived, but nobody heard")
    state(page, "tried", "offline")
    box(page, "tried").press_sequentially(" of it")
    state(page, "tried", "saved")


def test_what_was_left_unsent_on_the_ordinary_page_is_not_on_the_blank_sheet(visitor: NewVisitor):
    page = visitor()
    page.goto("/write/topic/")
    page.get_by_label("Your answer").fill("at home, before the room")
    expect(page.locator(".saved")).to_have_attribute("data-state", "offline")
    page.goto(f"/write/topic/{ROOM}")
    expect(page.locator("#answer textarea")).to_have_value("")


def test_the_phone_may_stay_where_it_is(visitor: NewVisitor):
    page = visitor()
    page.goto(f"/write/topic/{SENDS}")
    page.evaluate(STAY)
    body = page.locator("body")
    page.get_by_role("button", name="See what could go").click()
    expect(body).to_have_attribute("data-to", "")
    expect(page.locator(".saved")).to_contain_text("Write something first")
    box(page, "topic").fill("One line")
    agree(page, "topic")
    page.get_by_role("button", name="See what could go").click()
    expect(body).to_have_attribute("data-to", re.compile("^/write/topic/part/.room=48291356&step="))
    page.get_by_role("button", name="Save, and back to the room").click()
    expect(body).to_have_attribute("data-to", "/w/48291356/")
    assert "/write/topic/" in page.url


def test_a_page_begins_covered_until_it_is_uncovered(visitor: NewVisitor):
    page = visitor()
    page.goto(f"/write/topic/{ROOM}")
    box(page, "topic").fill("of this morning")
    agree(page, "topic")
    state(page, "topic", "saved")
    colour = "box => getComputedStyle(box).color"
    assert box(page, "topic").evaluate(colour) != "rgba(0, 0, 0, 0)"
    page.reload()
    assert box(page, "topic").evaluate(colour) == "rgba(0, 0, 0, 0)"
    page.get_by_text("Uncover what is written here").click()
    assert box(page, "topic").evaluate(colour) != "rgba(0, 0, 0, 0)"
    page.evaluate(BRING, [f"/write/tried/{ROOM}", True])
    box(page, "tried").fill("one box is one box")
    assert box(page, "tried").evaluate(colour) != "rgba(0, 0, 0, 0)"


def test_rows_sums_and_marks_of_a_form_that_came_later(visitor: NewVisitor):
    page = visitor()
    page.goto(f"/write/week/{ROOM}")
    page.evaluate(BRING, [f"/write/topic/{ROOM}", True])
    agree(page, "topic")
    box(page, "topic").fill("some words to mark")
    box(page, "topic").select_text()
    mark = form(page, "topic").get_by_role("button", name="Mark these words")
    mark.click()
    expect(form(page, "topic").locator(".marks mark")).to_have_text("some words to mark")
    state(page, "topic", "saved")
    page.evaluate(
        "document.querySelector('form[data-prompt^=week]').dispatchEvent(new Event('shown', { bubbles: true }))"
    )
    assert page.locator("[data-step='1']").count() == page.locator("[data-sum]").count(), "one plus for each number"


def test_without_a_script_it_is_links_and_forms(visitor: NewVisitor):
    page = visitor(java_script_enabled=False)
    page.goto(f"/write/topic/{SENDS}")
    page.locator("#answer textarea").fill("Why cells decide\nand how")
    page.get_by_role("button", name="See what could go").click()
    expect(page.locator("#consent-e")).to_be_visible()
    agree(page, "topic")
    page.get_by_role("button", name="See what could go").click()
    expect(page).to_have_url(re.compile(r"/write/topic/part/\?room=48291356"))
    expect(page.locator("#part textarea").first).to_have_value("Why cells decide")
    page.get_by_role("link", name="Back to your page").click()
    page.get_by_text("Uncover what is written here").click()
    expect(page.locator("#answer textarea")).to_have_value("Why cells decide\nand how")
