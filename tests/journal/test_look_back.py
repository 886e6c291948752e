"""Five minutes later: one experiment is looked back on, and a failed one joins the untold CV."""

from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate
from playwright.sync_api import expect

from reflections.journal.models import Answer, Date
from reflections.people.models import Person
from tests.browser import NewVisitor, agree, saved
from tests.conftest import Write
from tests.journal.sending import body
from tests.kinds.experiments import A, B, card, value

URL = "/write/experiments/"
BACK = f"{URL}?row={A}"
PLANNED = value(
    card(A, what="Ask at lunch", because="I never do", fails="Nobody answered", ends="2026-01-31", begun="2026-01-01"),
    card(B, what="Teach\nan hour", smallest="  ten minutes", ends="2031-01-31", begun="2026-01-01"),
)


@pytest.fixture
def planned(ada: Person, write: Write) -> Answer:
    """What Ada planned, with an aside."""
    return write(ada, "experiments", value=PLANNED, aside="an aside")


def cards(person: Person) -> list[dict[str, Any]]:
    return list(Answer.objects.get(round__journal__person=person, prompt="experiments").value["rows"])


def cv(person: Person) -> Answer:
    return Answer.objects.get(round__journal__person=person, prompt="cv")


def test_the_page_asks_for_that_one_alone(as_ada: Client, planned: Answer) -> None:
    page = as_ada.get(BACK)
    assert page.status_code == 200
    assert "What came of it?" in page.text and "Ask at lunch" in page.text and "Nobody answered" in page.text
    assert page.text.count("<textarea") == 4, "plus, minus, next, and the aside"
    assert 'id="index"' not in page.text and 'value="skip"' not in page.text


def test_looking_back_is_saved_and_loses_nothing(as_ada: Client, ada: Person, planned: Answer) -> None:
    assert [date.row for date in Date.objects.order_by("day")] == [A, B]
    sent = body(as_ada.get(BACK), **{f"a-{A}-plus": "They talked", f"a-{A}-outcome": "kept", "then": "leave"})
    assert as_ada.post(BACK, sent).url == "/journal/"
    first, second = PLANNED["rows"]
    assert cards(ada) == [{**first, "plus": "They talked", "outcome": "kept"}, second]
    assert Answer.objects.get(pk=planned.pk).aside == "an aside"
    assert [date.row for date in Date.objects.all()] == [B], "it is due no more"


def test_after_a_plain_save_one_is_still_there(as_ada: Client, planned: Answer) -> None:
    assert as_ada.post(BACK, body(as_ada.get(BACK), **{f"a-{A}-plus": "x"})).url == BACK


def test_a_row_that_is_gone_gives_the_whole_page(as_ada: Client, planned: Answer) -> None:
    for row in ("0f0f0f0f", "x", "", "\x00"):
        page = as_ada.get(URL, {"row": row})
        assert page.status_code == 200 and "What will you try?" in page.text
    assert "Which topic draws you" in as_ada.get("/write/topic/", {"row": A}).text


def test_what_was_typed_stays_when_it_cannot_be_kept(as_ada: Client, planned: Answer) -> None:
    page = as_ada.post(BACK, body(as_ada.get(BACK), **{f"a-{A}-plus": "a zero \x00 in it", f"a-{A}-minus": "slow"}))
    assert page.status_code == 422 and "What came of it?" in page.text and ">\nslow</textarea>" in page.text


def test_changed_elsewhere_both_are_shown(as_ada: Client, ada: Person, planned: Answer, write: Write) -> None:
    sent = body(as_ada.get(BACK), **{f"a-{A}-plus": "They talked"})
    write(ada, "experiments", value=value(card(A, what="Ask at dinner")), aside="an aside")
    page = as_ada.post(BACK, sent)
    assert page.status_code == 409
    assert "They talked" in page.text and "Ask at dinner" in page.text
    mine = as_ada.post(BACK, body(page, then="mine"))
    assert mine.status_code == 302 and cards(ada)[0]["plus"] == "They talked"


def join(client: Client, **more: str) -> Any:
    sent = body(client.get(BACK), **{f"a-{A}-failed": "yes", "then": f"give:{A}", **more})
    return client.post(BACK, sent)


def test_a_failed_one_joins_the_untold_cv(as_ada: Client, ada: Person, planned: Answer) -> None:
    assert join(as_ada).url == BACK
    said = as_ada.get(BACK).text
    assert 'It stands on this page, where you can change it or take it out: <a href="/write/cv/">Two CVs</a>' in said
    (line,) = cv(ada).value["lines"]
    assert (line["key"], line["year"], line["untold"], line["trying"]) == (A, 2026, "Ask at lunch", "I never do")
    assert line["what"] == "other"
    assert cards(ada)[0]["failed"] == "yes", "the act saves the page"
    page = as_ada.get("/write/cv/")
    assert "Ask at lunch" in page.text


def test_it_joins_once(as_ada: Client, ada: Person, planned: Answer) -> None:
    join(as_ada)
    before = cv(ada)
    join(as_ada)
    assert "It stands on this page" in as_ada.get(BACK).text
    assert (cv(ada).value, cv(ada).version) == (before.value, before.version)


def test_it_joins_what_stands_there(as_ada: Client, ada: Person, planned: Answer, write: Write) -> None:
    there = {"key": B, "year": 2019, "official": "MSc", "untold": "", "what": "", "where": "", "who": "", "trying": ""}
    write(ada, "cv", value={"kind": "cv", "v": 1, "lines": [there]}, aside="theirs")
    join(as_ada)
    assert [line["key"] for line in cv(ada).value["lines"]] == [B, A]
    assert (cv(ada).version, cv(ada).aside) == (2, "theirs"), "an open page of it meets a conflict"


@pytest.mark.parametrize(
    "more", [{f"a-{A}-failed": "no"}, {f"a-{A}-failed": ""}, {"then": f"give:{B}"}, {"then": "give:"}]
)
def test_what_did_not_fail_joins_nothing(as_ada: Client, ada: Person, planned: Answer, more: dict[str, str]) -> None:
    join(as_ada, **more)
    assert not Answer.objects.filter(prompt="cv").exists()
    assert "It stands on this page" not in as_ada.get(BACK).text


def test_nothing_joins_what_was_not_saved(as_ada: Client, planned: Answer) -> None:
    assert join(as_ada, **{f"a-{A}-plus": "\x00"}).status_code == 422
    assert not Answer.objects.filter(prompt="cv").exists()


@pytest.mark.parametrize("script", [True, False])
def test_from_a_try_to_the_untold_cv(visitor: NewVisitor, script: bool) -> None:
    page = visitor(java_script_enabled=script)
    page.goto(URL)
    agree(page)
    page.get_by_label("What I try").fill("Ask at lunch")
    expect(page.get_by_label("The day it ends")).to_be_hidden()
    page.get_by_label("on a date I know").check()
    page.get_by_label("The day it ends").fill(localdate().isoformat())
    page.get_by_role("button", name="Save and leave").click()
    expect(page).to_have_url("/journal/")
    page.goto(URL)
    expect(page.get_by_text("Look back: its day has come")).to_be_visible()
    row = page.locator("details[id^=look-]").get_attribute("id")
    page.goto(f"{URL}?row={str(row).removeprefix('look-')}")
    join = page.get_by_role("button", name="Add it to the untold CV")
    expect(join).to_be_hidden()
    page.get_by_label("Plus").fill("Two answered")
    page.get_by_label("It failed").check()
    join.click()
    page.get_by_role("link", name="Two CVs").click()
    expect(page.get_by_role("textbox", name="Untold").first).to_have_value("Ask at lunch")
    page.go_back()
    page.get_by_role("button", name="Save, and done").click()
    expect(page).to_have_url("/journal/")


def test_when_and_what_show_once_it_is_to_be_started(visitor: NewVisitor) -> None:
    page = visitor(java_script_enabled=False)
    page.goto("/write/in-lab/")
    room = page.get_by_role("group", name="Leave room for others to speak")
    when = page.get_by_label("When …: Leave room for others to speak")
    expect(when).to_be_hidden()
    room.get_by_label("I’ll start").check()
    when.fill("a meeting begins")
    room.get_by_label("Not now").check()
    expect(when).to_be_visible()
    agree(page)
    page.get_by_role("button", name="Save and leave").click()
    expect(page).to_have_url("/journal/")
    page.goto("/write/in-lab/")
    expect(when).to_have_value("a meeting begins")


def test_a_page_saves_by_itself_while_one_looks_back(visitor: NewVisitor) -> None:
    page = visitor()
    page.goto(URL)
    agree(page)
    page.get_by_label("What I try").fill("Ask at lunch")
    saved(page)
    page.reload()
    row = str(page.locator("details[id^=look-]").first.get_attribute("id")).removeprefix("look-")
    page.goto(f"{URL}?row={row}")
    page.get_by_label("Minus").fill("Cold soup")
    saved(page)
    page.goto(URL)
    expect(page.get_by_label("Minus").first).to_have_value("Cold soup")
    expect(page.get_by_label("What I try").first).to_have_value("Ask at lunch")
