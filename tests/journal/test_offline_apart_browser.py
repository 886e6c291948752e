"""What a browser keeps for times without a network: no private word in a cache, none in another journal."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser import UNSENT, NewVisitor, nothing_unsent, saved, state, unsent, until
from tests.journal.test_offline_browser import BLANKS, TOPIC, begin, ready

type Cookies = list[Any]

SENTENCE = "Nobody knows that the last experiment frightened me"
CACHED = """async () => {
  const texts = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const page of await cache.keys()) {
      const reply = await cache.match(page);
      texts.push(page.url, JSON.stringify([...reply.headers]), await reply.text());
    }
  }
  return texts;
}"""


def test_caches_hold_no_private_word(visitor: NewVisitor):
    page = begin(visitor(), SENTENCE)
    for path in ("/journal/", "/summary/", "/account/privacy/", TOPIC, "/write/tried/"):
        page.goto(path)
    ready(page, "/write/tried/")
    texts = page.evaluate(CACHED)
    assert any("You are offline" in text for text in texts)
    cookies = [each["value"] for each in page.context.cookies()]
    for secret in (SENTENCE, 'name="csrfmiddlewaretoken"', "set-cookie", *cookies):
        assert not any(secret in text for text in texts), secret
    pages = [text for text in texts if text.startswith("http") and "/static/" not in text]
    assert all(address.endswith(("/blank/", "/offline/")) for address in pages)


def two_writers(page: Page) -> tuple[Page, Cookies]:
    """In one browser the first leaves text unsent and the second begins; the second's page, the first's cookies."""
    begin(page, "of the first")
    first = page.context.cookies()
    page.context.set_offline(True)
    page.get_by_label("Your answer").fill("kept by the first")
    state(page, "offline")
    page.close()
    page = page.context.new_page()
    page.context.clear_cookies()
    page.context.set_offline(False)
    begin(page, "of the second")
    return page, first


def comes_back(page: Page, first: Cookies) -> None:
    """The first finds what was left unsent, and it is sent."""
    page.context.add_cookies(first)
    page.goto(TOPIC)
    expect(page.get_by_label("Your answer")).to_have_value("kept by the first")
    saved(page)
    nothing_unsent(page)


def test_one_persons_words_never_go_into_anothers_journal(visitor: NewVisitor):
    page, first = two_writers(visitor())
    page.goto("/journal/")
    page.goto("/write/tried/")
    page.goto(TOPIC)
    expect(page.get_by_label("Your answer")).to_have_value("of the second")
    assert [draft["name"] for draft in unsent(page)] == ["topic"]
    page.context.clear_cookies()
    comes_back(page, first)


def test_a_page_that_stayed_open_writes_into_no_other_journal(visitor: NewVisitor):
    page = begin(visitor(), "of the first")
    other = page.context.new_page()
    page.context.clear_cookies()
    begin(other, "of the second")
    page.get_by_label("Your answer").fill("meant for the first")
    state(page, "error")
    expect(page.locator(".saved")).to_contain_text("another notebook is open here")
    other.reload()
    expect(other.get_by_label("Your answer")).to_have_value("of the second")
    assert [draft["name"] for draft in unsent(page)] == ["topic"]


def brings(page: Page, cookies: Cookies, words: str) -> None:
    """Type `words` signed out; then, with the cookies of somebody, say that they are theirs."""
    page.context.clear_cookies()
    page.goto("/write/tried/")
    page.get_by_label("Your answer").fill(words)
    state(page, "offline")
    page.context.add_cookies(cookies)
    page.goto("/journal/")
    page.get_by_role("button", name="It is mine").click()


def stands(page: Page, words: str) -> None:
    """The page has them, and so has the journal."""
    page.goto("/write/tried/")
    expect(page.get_by_label("Your answer")).to_have_value(words)
    state(page, "saved")


def test_what_was_written_signed_out_comes_along_if_somebody_says_so(visitor: NewVisitor):
    page = begin(visitor(), "of a journal")
    brings(page, page.context.cookies(), "typed after the session ended")
    nothing_unsent(page)
    stands(page, "typed after the session ended")


def test_it_is_mine_means_the_journal_that_is_open(visitor: NewVisitor):
    """The first was here last and left something unsent; what was written signed out still goes to the second."""
    second = begin(visitor(), "of the second").context.cookies()
    page = begin(visitor(), "of the first")
    page.context.set_offline(True)
    page.get_by_label("Your answer").fill("kept by the first")
    state(page, "offline")
    other = page.context.new_page()
    page.close()
    other.context.clear_cookies()
    other.context.set_offline(False)
    brings(other, second, "typed by the second")
    until(other, f"async () => (await ({UNSENT})()).length === 1")
    assert [draft["name"] for draft in unsent(other)] == ["topic"]
    stands(other, "typed by the second")


def test_closing_leaves_what_another_has_not_sent(visitor: NewVisitor):
    page, first = two_writers(visitor())
    page.goto("/account/close/")
    page.get_by_role("button", name="Close it now").click()
    expect(page.get_by_role("heading", name="Closed on this device")).to_be_visible()
    comes_back(page, first)


def test_closing_leaves_nothing_in_the_browser(visitor: NewVisitor):
    page = begin(visitor(), SENTENCE)
    page.context.set_offline(True)
    page.get_by_label("Your answer").fill("not sent")
    state(page, "offline")
    page.context.route(f"**{TOPIC}", lambda route: route.abort())
    page.context.set_offline(False)
    page.goto("/account/close/")
    expect(page.get_by_text("Something you typed is in this browser only")).to_be_visible()
    page.get_by_role("button", name="Close it now").click()
    expect(page.get_by_role("heading", name="Closed on this device")).to_be_visible()
    nothing_unsent(page)
    until(page, f"async () => !(await ({BLANKS})()).length")
    page.context.unroute(f"**{TOPIC}")
    page.context.set_offline(True)
    page.goto(TOPIC)
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
