"""A page that was open while its round was put away, deleted or followed by another: nothing is lost, or mixed up."""

import html
import uuid

import pytest

from reflections.journal.actions import current_round
from reflections.journal.actions.rounds import archive_round, begin_again, delete_round
from reflections.journal.models import Answer, Revision
from reflections.people.actions import give_consent
from tests.journal.rounds_cast import again, in_may, put
from tests.kinds.experiments import card
from tests.kinds.experiments import value as tries
from tests.wire import filled

pytestmark = pytest.mark.django_db

JSON = {"HTTP_ACCEPT": "application/json"}


def body(words, **more):
    return {"a-text": words, "key": str(uuid.uuid4()), "base": "0", **more}


def test_with_every_round_put_away_the_next_save_begins_one_and_nobody_is_asked_again(as_ada, ada):
    put(ada, "topic", "rain")
    old = in_may(ada)
    archive_round(this=old)
    page = as_ada.get("/write/topic/").text
    assert 'name="consent"' not in page and "May 2026" in page and "rain" not in page
    assert as_ada.post("/write/topic/", body("snow", path="again")).status_code == 302
    assert Answer.objects.get(round=old).value["text"] == "rain"
    assert current_round(ada).answers.get().value["text"] == "snow"


def test_after_the_last_round_was_deleted_nobody_is_asked_again(as_ada, ada):
    as_ada.post("/write/topic/", body("rain", consent="yes"))
    delete_round(this=current_round(ada))
    assert 'name="consent"' not in as_ada.get("/write/topic/").text
    assert as_ada.post("/write/topic/", body("snow")).status_code == 302
    assert Answer.objects.get().value["text"] == "snow"


def test_a_consent_taken_back_is_asked_for_again(as_ada, ada):
    consent = give_consent(person=ada, purpose="writing", version="1")
    assert 'name="consent"' not in as_ada.get("/write/topic/").text
    consent.withdrawn_at = consent.given_at
    consent.save()
    assert 'name="consent"' in as_ada.get("/write/topic/").text
    assert as_ada.post("/write/topic/", body("snow")).status_code == 403


def test_a_page_that_was_open_goes_on_in_its_round_when_that_is_put_away(as_ada, ada):
    answer = put(ada, "topic", "rain")
    old = in_may(ada)
    begin_again(person=ada)
    archive_round(this=old)
    reply = as_ada.post("/write/topic/", body("rain and snow", round=str(old.pk), base=str(answer.version)))
    assert reply.status_code == 302
    assert Answer.objects.get().value["text"] == "rain and snow"


def test_a_sealed_letter_on_a_page_still_open_is_not_wiped_by_its_save(as_ada, ada):
    letter = {"kind": "letter", "v": 1, "text": "Dear me", "opens": "2190-01-01", "opened": False}
    answer = put(ada, "letter", value=letter)
    old = in_may(ada)
    begin_again(person=ada)
    sealed = {"key": str(uuid.uuid4()), "base": str(answer.version), "round": str(old.pk), "aside": "an aside"}
    assert as_ada.post("/write/letter/", sealed).status_code == 302
    assert Answer.objects.get().value == letter and Answer.objects.get().aside == "an aside"


def test_a_refused_page_still_belongs_to_its_round(as_ada, ada):
    answer = put(ada, "topic", "rain")
    old = in_may(ada)
    begin_again(person=ada)
    put(ada, "topic", "snow")
    put(ada, "topic", "more snow")
    page = as_ada.post("/write/topic/", body("x" * 20_001, round=str(old.pk), base=str(answer.version)))
    assert page.status_code == 422
    assert (page.context["round"], page.context["base"]) == (str(old.pk), str(answer.version))
    assert not page.context["has_before"], "nothing came before the first round"


def test_what_was_tried_in_an_earlier_round_is_looked_back_on_there(as_ada, ada):
    put(ada, "experiments", value=tries(card("0a0a0a0a", what="Write to Bergen", ends="2026-08-01")))
    old = in_may(ada)
    begin_again(person=ada)
    link = f"/write/experiments/?row=0a0a0a0a&round={old.pk}"
    assert link in html.unescape(as_ada.get("/journal/").text)
    page = as_ada.get(link)
    assert "Write to Bergen" in page.text and page.context["round"] == str(old.pk)
    assert "Write to Bergen" not in as_ada.get("/write/experiments/").text
    data = filled(page.text, "It rained")
    assert as_ada.post(link, {**data, "key": str(uuid.uuid4()), "then": "leave"}).url == "/journal/"
    assert "It rained" in str(Answer.objects.get(round=old).value)
    assert Answer.objects.count() == 1


def test_a_page_of_a_deleted_round_keeps_its_words_and_goes_into_the_newest_if_one_says_so(as_ada, ada):
    put(ada, "topic", "rain")
    new = again(ada)
    lost = body("words of the open page", round=str(new.pk))
    delete_round(this=new)
    assert as_ada.post("/write/topic/", lost, **JSON).status_code == 410
    page = as_ada.post("/write/topic/", lost)
    assert page.status_code == 410
    assert "words of the open page" in page.text and "Save once more" in page.text
    assert Answer.objects.get().value["text"] == "rain"
    form = {name: page.context[name] for name in ("round", "base", "key")}
    both = as_ada.post("/write/topic/", {"a-text": "words of the open page", **form})
    assert both.status_code == 409 and "rain" in both.text, "what stands there is shown and not written over"
    form = {name: both.context[name] for name in ("round", "base", "key")}
    assert as_ada.post("/write/topic/", {"a-text": "words of the open page", "then": "mine", **form}).status_code == 302
    assert Answer.objects.get().value["text"] == "words of the open page"
    assert Revision.objects.get().value["text"] == "rain"


def test_a_page_of_the_last_round_deleted_begins_a_new_one_if_one_says_so(as_ada, ada):
    as_ada.post("/write/topic/", body("rain", consent="yes"))
    gone = body("rain, still here", round=str(current_round(ada).pk), base="1")
    delete_round(this=current_round(ada))
    page = as_ada.post("/write/topic/", gone)
    assert page.status_code == 410 and "rain, still here" in page.text and 'name="consent"' not in page.text
    form = {name: page.context[name] for name in ("round", "base", "key")}
    assert as_ada.post("/write/topic/", {"a-text": "rain, still here", **form}).status_code == 302
    assert Answer.objects.get().value["text"] == "rain, still here"
