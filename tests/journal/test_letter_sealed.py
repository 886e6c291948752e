"""A sealed letter is closed to every reader until its day, its writer included; then it is open to all of theirs."""

import datetime as dt
import json
import uuid

import pytest
from django.utils import timezone

from reflections.guide.library import guide
from reflections.journal.actions import Save, save_answer
from reflections.journal.actions.rounds import begin_again
from reflections.journal.models import Answer, Date, Revision
from reflections.journal.search import search
from reflections.kinds import kind
from tests.summary import cast

pytestmark = pytest.mark.django_db

DRAFT = "dear me, a draft that says it all"
URL = "/write/letter/"


@pytest.fixture
def sealed(ada, write):
    """Ada's sealed letter, a draft of it among the earlier texts, and a journal around it."""
    write(ada, "topic", "some words")
    write(ada, "letter", value={**cast.letter(90, opened=True), "text": DRAFT})
    return write(ada, "letter", value=cast.letter(90), keep_old=True)


READERS = {
    "its page": ("GET", URL, {}),
    "its part of the page": ("GET", URL, {"HTTP_HX_REQUEST": "true"}),
    "its earlier texts": ("GET", f"{URL}earlier/", {}),
    "its marks": ("GET", f"{URL}marks/", {}),
    "the summary": ("GET", "/summary/", {}),
    "the summary with asides": ("GET", "/summary/?asides=1", {}),
    "the Markdown": ("GET", "/summary/untold.md?part=letter&asides=1", {}),
    "the data": ("GET", "/summary/untold.json?revisions=1", {}),
    "the journal": ("GET", "/journal/", {}),
    "the notes": ("GET", "/journal/notes/", {}),
    "the rounds": ("GET", "/journal/rounds/", {}),
    "the comparison": ("GET", "/journal/compare/", {}),
    "the round before": ("GET", f"{URL}before/", {}),
    "then and now": ("GET", f"{URL}then/", {}),
    "the guide": ("GET", "/guide/", {}),
    "the search": ("POST", "/journal/search/", {}),
}


def shows(client, name, *addresses):
    """What a reader shows."""
    method, address, headers = READERS[name]
    ask = client.get if method == "GET" else client.post
    return "".join(
        ask(each, {"q": "dear me"} if method == "POST" else {}, **headers).text for each in (address, *addresses)
    )


@pytest.mark.parametrize("name", READERS)
def test_no_reader_shows_it(as_ada, sealed, name):
    page = shows(as_ada, name, f"/journal/rounds/{sealed.round_id}/")
    assert cast.LETTER not in page and DRAFT not in page


@pytest.mark.parametrize("name", ["the summary", "the comparison", "the round before", "then and now", "the journal"])
def test_nor_after_a_new_round_was_begun(as_ada, ada, sealed, name):
    Answer.objects.update(saved_at=timezone.now() - dt.timedelta(days=365))
    type(sealed.round).objects.update(begun_at=timezone.now() - dt.timedelta(days=365))
    again = begin_again(person=ada)
    new = {**cast.letter(30, opened=True), "text": "another letter"}
    save = Save(key=uuid.uuid4(), round=again.pk)
    save_answer(person=ada, prompt=guide().prompts["letter"], value=new, aside="", save=save)
    rounds = f"/journal/compare/?a={sealed.round_id}&b={again.pk}"
    page = shows(as_ada, name, rounds, f"/journal/rounds/{sealed.round_id}/")
    assert cast.LETTER not in page and DRAFT not in page


def test_a_draft_of_it_is_neither_brought_back_nor_shown_while_it_is_sealed(as_ada, sealed):
    assert "sealed until" in as_ada.get(f"{URL}earlier/").text
    address = f"{URL}earlier/{Revision.objects.get().pk}/"
    for then in ("restore", "forget"):
        assert as_ada.post(address, {"then": then}).status_code == 404
    assert Answer.objects.get(prompt="letter").value["opened"] is False
    assert Revision.objects.count() == 1


def save_page(client, **more):
    """The sealed page is saved, as it saves itself or by a button."""
    base = Answer.objects.get(prompt="letter").version
    return client.post(URL, {"base": base, "key": uuid.uuid4(), "aside": "hm", **more})


@pytest.mark.parametrize("more", [{}, {"then": "next"}, {"then": "skip"}, {"then": "mine"}, {"a-seal": "on"}])
def test_a_save_of_its_page_leaves_it_sealed(as_ada, sealed, more):
    assert save_page(as_ada, **more).status_code == 302
    value = Answer.objects.get(prompt="letter").value
    assert (value["opened"], value["text"]) == (False, cast.LETTER)


def test_the_page_asks_before_it_opens(as_ada, sealed):
    page = as_ada.get(URL).text
    assert 'type="checkbox" name="a-open"' not in page
    asked = page[page.index("<summary") : page.index('name="a-open"')]
    assert "Break the seal" in asked and "Open it before its day?" in asked


def test_after_breaking_the_seal_it_is_readable_everywhere(as_ada, ada, sealed):
    save_page(as_ada, **{"a-open": "yes"})
    assert not Date.objects.exists()
    for name in ("its page", "the summary", "the data", "its marks"):
        assert cast.LETTER in shows(as_ada, name), name
    assert cast.LETTER in as_ada.get("/summary/untold.md").text
    assert DRAFT in as_ada.get(f"{URL}earlier/").text
    assert len(search(ada, "open slowly")) == 1


def test_on_its_day_the_journal_says_so_first_and_it_is_open(as_ada, ada, write):
    row = {"key": "0a0a0a0a", "cells": {"who": "Ines", "by": "2026-01-01"}}
    write(ada, "ask-whom", value={"kind": "rows", "v": 1, "types": {"by": "date"}, "rows": [row]})
    write(ada, "letter", value=cast.letter(0))
    page = as_ada.get("/journal/").text
    assert page.index("Your letter opens today") < page.index("Due since 1 January 2026")
    assert cast.LETTER in as_ada.get(URL).text
    assert search(ada, "slowly")


def test_before_and_after_its_day(as_ada, ada, write):
    write(ada, "letter", value=cast.letter(3))
    assert "Your letter opens on" in as_ada.get("/journal/").text
    assert search(ada, "slowly") == []
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    answer = Answer.objects.get()
    answer.value = {**answer.value, "opens": yesterday.isoformat()}
    answer.save()
    Date.objects.update(day=yesterday)
    assert "Your letter is open since" in as_ada.get("/journal/").text
    assert cast.LETTER in json.dumps(json.loads(as_ada.get("/summary/untold.json").text))


def test_its_own_words_are_not_what_a_date_is_called_by(as_ada, sealed):
    page = as_ada.get("/journal/").text
    assert "Your letter opens on" in page
    assert kind("letter").row(Answer.objects.get(prompt="letter").value, "letter") == (0, "")
