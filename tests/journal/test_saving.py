"""Posting an answer: each outcome has its state, and what was typed is in every refusal."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from reflections.guide.library import forget_cache
from reflections.guide.models import Chapter, Prompt, PromptVersion
from reflections.journal.models import Answer, Revision
from reflections.people.models import Consent, Person

pytestmark = pytest.mark.django_db

URL = "/write/topic/"
JSON = {"HTTP_ACCEPT": "application/json"}


def body(words, **more):
    return {"a-text": words, "key": str(uuid.uuid4()), "base": "0", **more}


def test_anybody_reads_a_question(client):
    page = client.get(URL)
    assert page.status_code == 200
    assert "Only you can read this page" in page.text
    assert Person.objects.count() == 0


def test_nothing_is_kept_before_consent(client):
    page = client.post(URL, body("my words"))
    assert page.status_code == 403
    assert "my words" in page.text and "Nothing was saved" in page.text
    assert not Person.objects.exists() and not Answer.objects.exists()


def test_with_consent_a_guest_begins(client):
    answer = client.post(URL, body("my words", consent="yes", then="next", path="half-hour"))
    assert answer.status_code == 302
    consent = Consent.objects.get()
    assert consent.person.is_guest and consent.version and consent.given_at
    assert Answer.objects.get().value["text"] == "my words"
    assert "my words" in client.get(URL).text


def test_an_account_is_asked_for_consent_too(as_ada):
    assert as_ada.post(URL, body("words")).status_code == 403
    assert as_ada.post(URL, body("words", consent="yes")).status_code == 302
    assert as_ada.post(URL, body("more words", base="1")).status_code == 302


def test_an_open_page_is_turned_without_consent(client):
    answer = client.post(URL, body("", then="skip"))
    assert answer.status_code == 302
    assert Person.objects.count() == 0


def test_the_script_gets_a_state_it_can_read(as_ada):
    reply = as_ada.post(URL, body("words", consent="yes"), **JSON).json()
    assert reply["state"] == "saved" and reply["version"] == 1
    assert {"saved_at", "key", "round", "token", "owner", "url"} <= reply.keys()


def test_the_part_of_the_page_is_answered_to_htmx(as_ada):
    part = as_ada.post(URL, body("words", consent="yes"), HTTP_HX_REQUEST="true")
    assert part.text.strip().startswith('<span class="saved"') and 'data-state="saved"' in part.text


def test_a_second_submit_of_the_same_form_is_one_save(as_ada):
    form = body("words", consent="yes")
    as_ada.post(URL, form)
    assert as_ada.post(URL, form).status_code == 302
    assert Answer.objects.get().version == 1


def test_a_stale_form_shows_both_texts_and_either_is_kept(as_ada):
    as_ada.post(URL, body("first", consent="yes"))
    as_ada.post(URL, body("from the laptop", base="1"))
    page = as_ada.post(URL, body("from the phone", base="1"))
    assert page.status_code == 409
    assert "from the laptop" in page.text and "from the phone" in page.text
    assert 'name="base" value="2"' in page.text
    as_ada.post(URL, body("from the phone", base="2", then="mine"))
    assert Answer.objects.get().value["text"] == "from the phone"
    assert Revision.objects.get().value["text"] == "from the laptop"


def test_the_other_text_may_be_chosen_and_this_one_stays_too(as_ada):
    as_ada.post(URL, body("first", consent="yes"))
    as_ada.post(URL, body("from the laptop", base="1"))
    as_ada.post(URL, body("from the phone", base="2", then="theirs"))
    assert Answer.objects.get().value["text"] == "from the laptop"
    assert Revision.objects.get().value["text"] == "from the phone"


def test_the_script_is_told_that_the_answer_moved(as_ada):
    as_ada.post(URL, body("first", consent="yes"))
    reply = as_ada.post(URL, body("other", base="0"), **JSON)
    assert reply.status_code == 409
    assert reply.json()["state"] == "moved" and "first" in reply.json()["choose"]


def test_too_long_a_text_is_refused_and_still_there(as_ada):
    words = "x" * 20_001
    page = as_ada.post(URL, body(words, consent="yes"))
    assert page.status_code == 422
    assert words in page.text and "over the limit" in page.text
    assert "<title>Error:" in page.text
    reply = as_ada.post(URL, body(words, consent="yes"), **JSON)
    assert reply.json()["state"] == "error" and "a-text" in reply.json()["errors"]


def test_just_short_enough_is_kept(as_ada):
    as_ada.post(URL, body("x" * 20_000, consent="yes"))
    assert len(Answer.objects.get().value["text"]) == 20_000


def test_a_zero_byte_is_refused_in_words(as_ada):
    page = as_ada.post(URL, body("zero \x00 byte", consent="yes"))
    assert page.status_code == 422 and "zero character" in page.text and " byte" in page.text


def test_half_a_character_arrives_as_the_sign_for_one(as_ada):
    form = "&".join(f"{name}={value}" for name, value in body("half%ED%A0%BDchar", consent="yes").items())
    as_ada.post(URL, form, content_type="application/x-www-form-urlencoded")
    assert Answer.objects.get().value["text"].startswith("half\ufffd")


def test_scripts_of_the_world_are_kept_as_typed(as_ada):
    words = "שלום \u202eabc\u202c é é 👩🏽‍🔬 <script>alert(1)</script> {{ x }} ]]>"
    as_ada.post(URL, body(words, consent="yes"))
    assert Answer.objects.get().value["text"] == words
    assert "<script>alert(1)" not in as_ada.get(URL).text


def test_somebody_signed_out_meanwhile_is_told_and_nothing_is_lost(as_ada):
    reply = as_ada.post(URL, body("first", consent="yes"), **JSON).json()
    stale = Client()
    refused = stale.post(URL, body("second", base="1", round=reply["round"]), **JSON)
    assert refused.status_code == 401
    assert refused.json()["state"] == "error" and "/account/login/" in refused.json()["url"]
    page = stale.post(URL, body("second", base="1", round=reply["round"]))
    assert page.status_code == 401 and "second" in page.text


def test_an_expired_guest_is_told_and_nothing_is_lost(client):
    reply = client.post(URL, body("first", consent="yes"), **JSON).json()
    Person.objects.all().delete()
    page = client.post(URL, body("second", base="1", round=reply["round"]))
    assert page.status_code == 401 and "second" in page.text


def test_a_round_that_is_gone_is_said(as_ada):
    as_ada.post(URL, body("first", consent="yes"))
    page = as_ada.post(URL, body("second", round=str(uuid.uuid4())))
    assert page.status_code == 410 and "second" in page.text


def test_without_a_csrf_token_nothing_is_saved_and_the_text_is_there():
    strict = Client(enforce_csrf_checks=True)
    page = strict.post(URL, body("my words", consent="yes"))
    assert page.status_code == 403 and "my words" in page.text and "Save once more" in page.text
    reply = strict.post(URL, body("my words", consent="yes"), **JSON)
    assert reply.json()["stale"] and reply.json()["token"]
    assert not Person.objects.exists()


def test_a_broken_envelope_is_refused(as_ada):
    page = as_ada.post(URL, body("words", consent="yes", round="no uuid"))
    assert page.status_code == 422 and "words" in page.text


def test_unknown_and_retired_prompts(client):
    assert client.get("/write/no-such-prompt/").status_code == 404
    gone = Prompt.objects.create(key="gone", chapter=Chapter.objects.all()[0], number=99, retired_at=timezone.now())
    was = PromptVersion.objects.get(prompt__key="tried")
    PromptVersion.objects.create(prompt=gone, number=1, structure=was.structure, content=was.content)
    forget_cache()
    assert client.get(f"/write/{gone.key}/").status_code == 410
    assert client.post(f"/write/{gone.key}/", body("x")).status_code == 410


def test_the_buttons_lead_along_the_path(as_ada):
    as_ada.post(URL, body("words", consent="yes"))
    to = as_ada.post("/write/ways/", body("", then="skip", path="half-hour"))
    assert to.url == "/write/horizons/?path=half-hour"
    assert as_ada.post("/write/experiments/", body("", then="next", path="half-hour")).url == reverse("summary")
    assert as_ada.post(URL, body("words", base="1", then="leave")).url == reverse("journal")


def test_two_hundred_rows_are_kept_and_one_more_is_refused(as_ada):
    def rows(count):
        return {f"a-{number:08x}-who": f"person {number}" for number in range(count)}

    url = "/write/admired/"
    assert as_ada.post(url, {**rows(200), "consent": "yes", "key": str(uuid.uuid4())}).status_code == 302
    assert len(Answer.objects.get().value["rows"]) == 200
    page = as_ada.post(url, {**rows(201), "base": "1", "key": str(uuid.uuid4())})
    assert page.status_code == 422 and "person 200" in page.text


def test_a_sealed_letter_is_not_on_the_page_and_is_not_wiped_by_a_save(as_ada):
    url = "/write/letter/"
    sealed = {"a-text": "Dear me", "a-opens": "2030-01-01", "a-seal": "on", "consent": "yes"}
    as_ada.post(url, {**sealed, "key": str(uuid.uuid4())})
    page = as_ada.get(url)
    assert "Dear me" not in page.text and "sealed" in page.text
    as_ada.post(url, {"aside": "an aside", "base": "1", "key": str(uuid.uuid4())})
    answer = Answer.objects.get()
    assert (answer.value["text"], answer.value["opened"], answer.aside) == ("Dear me", False, "an aside")
    as_ada.post(url, {"a-open": "on", "base": "2", "key": str(uuid.uuid4())})
    assert "Dear me" in as_ada.get(url).text


@pytest.mark.parametrize("then", ["", "next", "leave"])
def test_whatever_is_pressed_beside_two_texts_the_other_stays(as_ada, then):
    as_ada.post(URL, body("first", consent="yes"))
    as_ada.post(URL, body("from the laptop", base="1"))
    moved = as_ada.post(URL, body("from the phone", base="1"))
    assert 'name="chose"' in moved.text
    as_ada.post(URL, body("from the phone", base="2", then=then, chose=""))
    assert Answer.objects.get().value["text"] == "from the phone"
    assert Revision.objects.get().value["text"] == "from the laptop"


@pytest.mark.parametrize(("then", "leads"), [("", ""), ("next", "/write/"), ("leave", "/guide/")])
def test_a_script_is_told_that_there_is_nothing_to_keep(client, db, then, leads):
    reply = client.post(URL, body("", consent="yes", then=then), **JSON)
    assert reply.status_code == 422
    told = reply.json()
    assert told["state"] == "unsaved" and told.get("url", "").startswith(leads) and ("url" in told) == bool(leads)
    assert not Answer.objects.exists()
