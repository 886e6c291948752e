"""A later round: what an earlier one says stays covered until the new answer is saved; then both stand side by side."""

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reflections.guide.library import guide
from reflections.journal import page as pages
from reflections.journal.actions.rounds import archive_round, begin_again
from reflections.journal.models import Answer
from tests.conftest import signed_in
from tests.journal.rounds_cast import again, in_may, put
from tests.wire import filled

pytestmark = pytest.mark.django_db

COVERED = "It stays covered until you have saved a new one."
JSON = {"HTTP_ACCEPT": "application/json"}


def body(words, **more):
    return {"a-text": words, "key": str(uuid.uuid4()), "base": "0", "before": "1", **more}


def test_the_old_words_are_not_in_the_page_before_the_new_ones_are_saved(as_ada, ada):
    put(ada, "topic", "Better rain forecasts", aside="old aside")
    again(ada)
    page = as_ada.get("/write/topic/").text
    assert "You answered this in <b>May 2026</b>" in page and COVERED in page and "Peek" in page
    assert "rain" not in page and "old aside" not in page
    for url in ("/write/topic/then/", "/write/topic/then/?path=again"):
        assert as_ada.get(url).status_code == 302, "there is no now yet"
    assert "rain" not in as_ada.get("/write/topic/then/", follow=True).text
    refused = as_ada.post("/write/topic/", body("x" * 20_001))
    assert refused.status_code == 422 and "rain" not in refused.text and COVERED in refused.text


def test_on_no_page_of_the_guide_stands_a_word_of_an_earlier_round(as_ada, ada):
    canary = "Quod-erat-demonstrandum"
    for key in guide().prompts:
        data = filled(as_ada.get(f"/write/{key}/").text, canary)
        data |= {"aside": canary, "key": str(uuid.uuid4()), "consent": "yes"}
        assert as_ada.post(f"/write/{key}/", data).status_code == 302, key
        assert canary in as_ada.get(f"/write/{key}/").text
    again(ada)
    for key in guide().prompts:
        page = as_ada.get(f"/write/{key}/").text
        assert canary not in page and "You answered this in <b>May 2026</b>" in page, key
        assert canary in as_ada.get(f"/write/{key}/before/").text or key == "letter", key


def test_saving_and_going_on_shows_then_and_now_with_the_way_on(as_ada, ada):
    put(ada, "ways", value={"kind": "choice", "v": 1, "chosen": []})
    put(ada, "topic", "Better rain forecasts")
    again(ada)
    reply = as_ada.post("/write/topic/", body("When to say I do not know", then="next"))
    assert reply.url == "/write/topic/then/"
    page = as_ada.get(reply.url).text
    assert "Better rain forecasts" in page and "When to say I do not know" in page
    assert ">May<" in page and "Then 3 words, now 7 words." in page
    onward = pages.way(guide().prompts["topic"], "").onward
    assert f"/write/{onward.key}/" in page
    write = as_ada.get("/write/topic/").text
    assert "/write/topic/then/" in write and COVERED not in write and "Better rain" not in write


def test_after_the_last_page_of_the_path_come_all_pages_then_and_now(as_ada, ada):
    sure = {"kind": "scale", "v": 1, "items": {"sure": {"now": 3}}, "own": []}
    put(ada, "after", value=sure)
    again(ada)
    put(ada, "after", value=sure)
    page = as_ada.get("/write/after/then/?path=again").text
    assert 'class="go" href="/journal/compare/"' in page and "/summary/" not in page.partition('class="turn"')[2]


def test_the_script_is_led_there_too_and_a_save_by_itself_is_not(as_ada, ada):
    put(ada, "strengths", value={"kind": "scale", "v": 1, "items": {"precision": {"now": 2}}, "own": []})
    again(ada)
    sent = {"a-now-precision": "4", "key": str(uuid.uuid4()), "base": "0", "before": "1", "path": "again"}
    assert as_ada.post("/write/strengths/", sent, **JSON).json()["url"] == ""
    reply = as_ada.post("/write/strengths/", {**sent, "then": "next"}, **JSON).json()
    assert reply["url"] == "/write/strengths/then/?path=again"
    assert "/write/horizons/?path=again" in as_ada.get(reply["url"]).text


def test_what_is_left_open_goes_straight_on(as_ada, ada):
    put(ada, "topic", "rain")
    again(ada)
    onward = pages.way(guide().prompts["topic"], "").onward_url
    for base, then in enumerate(("skip", "next")):
        assert as_ada.post("/write/topic/", body("", then=then, base=str(base))).url == onward


def test_a_peek_keeps_what_was_typed_and_shows_the_old_to_read_only(as_ada, ada):
    put(ada, "topic", "rain <i>", aside="old aside")
    again(ada)
    reply = as_ada.post("/write/topic/", body("half a", then="peek", path="again"))
    assert reply.url == "/write/topic/before/"
    page = as_ada.get(reply.url).text
    assert "rain &lt;i&gt;" in page and "old aside" in page and "Your answer of May 2026" in page
    main = page[page.index("<main") : page.index("</main")]
    assert "<textarea" not in main and "<form" not in main and 'href="/write/topic/"' in main
    assert "half a" in as_ada.get("/write/topic/").text
    assert "/write/ways/?path=again" in peek_at_ways(as_ada, ada)


def peek_at_ways(as_ada, ada):
    Answer.objects.filter(prompt="topic").update(prompt="ways", prompt_version=guide().prompts["ways"].version)
    for row in Answer.objects.all():
        row.value = {"kind": "choice", "v": 1, "chosen": [{"key": "own-1", "words": "walks", "moment": ""}]}
        row.save()
    page = as_ada.get("/write/ways/before/").text
    assert "walks" in page
    return page


def test_where_no_earlier_round_answered_nothing_is_different(as_ada, ada, stranger):
    put(stranger, "topic", "theirs")
    in_may(stranger)
    put(ada, "topic", "rain")
    page = as_ada.get("/write/topic/").text
    assert "You answered this" not in page and "rain" in page
    assert as_ada.get("/write/topic/before/").status_code == 404
    assert as_ada.get("/write/topic/then/").url == "/write/topic/"
    assert as_ada.post("/write/topic/", body("snow", base="1", then="next", before="")).url.startswith("/write/")
    again(ada)
    assert COVERED not in as_ada.get("/write/net/").text


def test_what_was_left_open_is_no_earlier_answer(as_ada, ada):
    put(ada, "topic", "rain")
    Answer.objects.update(state="skipped")
    again(ada)
    assert COVERED not in as_ada.get("/write/topic/").text
    assert as_ada.get("/write/topic/before/").status_code == 404


def test_the_newest_round_before_this_one_counts_put_away_or_not(as_ada, ada):
    put(ada, "topic", "rain")
    first = in_may(ada)
    second = begin_again(person=ada)
    put(ada, "topic", "snow")
    archive_round(this=second)
    assert "rain" in as_ada.get("/write/topic/").text, "a newer round put away is not an earlier one"
    archive_round(this=first)
    begin_again(person=ada)
    assert "snow" in as_ada.get("/write/topic/before/").text


def test_a_letter_still_sealed_stays_sealed(as_ada, ada):
    sealed = {"kind": "letter", "v": 1, "text": "Dear future me", "opens": "2190-01-01", "opened": False}
    put(ada, "letter", value=sealed)
    again(ada, path="")
    assert "Dear future me" not in as_ada.get("/write/letter/").text
    peek = as_ada.get("/write/letter/before/").text
    assert "It opens on 1 January 2190" in peek and "Dear future me" not in peek
    put(ada, "letter", value={**sealed, "text": "Dear me again", "opened": True})
    both = as_ada.get("/write/letter/then/").text
    assert "It opens on 1 January 2190" in both and "Dear me again" in both and "Dear future me" not in both


def test_the_desk_takes_two_statements_with_one_round_and_with_many(ada, guest):
    put(guest, "topic", "one")
    for number in range(4):
        put(ada, "topic", f"round {number}")
        begin_again(person=ada)
    put(ada, "topic", "the last")
    for person in (guest, ada):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            at = pages.desk(person, guide().prompts["topic"])
        assert len(asked) == 2
        assert bool(at.before) == (person == ada)
        assert at.states == {"topic": "written"}


def test_nobody_peeks_at_anothers_earlier_answer(ada, stranger):
    put(ada, "topic", "rain")
    again(ada)
    put(ada, "topic", "snow")
    for url in ("/write/topic/before/", "/write/topic/then/"):
        assert not re.search("rain|snow", signed_in(stranger).get(url, follow=True).text)


def test_unknown_prompts_are_not_there(as_ada):
    assert {as_ada.get(f"/write/nothing/{page}/").status_code for page in ("then", "before")} == {404}
