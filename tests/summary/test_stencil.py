"""The summary from the stencil is the summary from the template, and nobody's own words stay in it."""

import re

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory

from reflections.guide.library import guide
from reflections.journal.actions import current_round, mark_phrases
from reflections.journal.actions.rounds import begin_again, rename_round
from reflections.summary import page
from tests.summary import cast

pytestmark = pytest.mark.django_db

ONCE = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")[^"]*')
"""What is new in each page: its token."""


def asked(person):
    request = RequestFactory().get("/summary/")
    request.user = person
    return request


def plain(person):
    request = asked(person)
    return ONCE.sub("", render_to_string("summary/summary.html", page.context(request), request))


def stenciled(person):
    return ONCE.sub("", page.show(asked(person)))


def filled(person, write, whose, year=2040):
    """Two rounds with a name, a day, words, marks and an aside of this person's own."""
    write(person, "topic", f"{whose} earlier")
    rename_round(this=current_round(person), name=f"{whose} first round")
    this = begin_again(person=person, name=f"{whose} second round <b>")
    this.begun_at = this.begun_at.replace(year=year)
    this.save()
    cast.fill(write, person)
    mark_phrases(answer=write(person, "topic", f"{whose} topic </p>", aside=f"{whose} aside"), marks=[f"{whose} topic"])


def kept():
    """All that the stencils hold between their holes."""
    return "".join(piece for pieces in guide().once("stencils", dict).values() for piece in pieces[::2])


def test_it_says_what_the_template_says(ada, guest, stranger, write):
    filled(ada, write, "hers")
    write(guest, "topic", "begun")
    for person in (ada, guest, stranger):
        for _ in range(2):  # made, then used again
            assert stenciled(person) == plain(person)


def test_nobody_finds_anothers_words_in_it(ada, stranger, write):
    filled(ada, write, "hers")
    filled(stranger, write, "his own", year=2041)
    assert "hers second round" in stenciled(ada) and "hers topic" in stenciled(ada)
    page_of_other = stenciled(stranger)
    assert "his own second round" in page_of_other and "his own first round" in page_of_other
    assert "hers" not in page_of_other and "his own" not in stenciled(ada)
    assert "2041" in page_of_other and "2040" not in page_of_other


def test_a_stencil_holds_neither_words_nor_what_was_answered(ada, write):
    filled(ada, write, "hers")
    said = stenciled(ada)
    assert kept()
    for own in ("hers", cast.HOW, 'id="page-', "pages written"):
        assert own in said and own not in kept()
    assert not re.search(r'csrfmiddlewaretoken" value="[^"]', kept())


def test_what_an_address_asks_for_goes_into_no_stencil(as_ada, as_stranger, ada, stranger, write):
    cast.fill(write, ada)
    cast.fill(write, stranger)
    assert "left out here" in as_ada.get("/summary/?leave=topic").text
    assert "left out here" not in as_stranger.get("/summary/").text


def test_what_is_said_once_is_said_to_one(as_ada, as_stranger):
    storage, answer = CookieStorage(RequestFactory().get("/")), HttpResponse()
    storage.add(constants.INFO, "said to Ada alone")
    storage.update(answer)
    as_ada.cookies["messages"] = answer.cookies["messages"].value
    assert "said to Ada alone" in as_ada.get("/summary/").text
    assert "said to Ada alone" not in as_ada.get("/summary/").text
    assert "said to Ada alone" not in as_stranger.get("/summary/").text


def test_the_mark_of_a_hole_cannot_be_written(ada, write):
    write(ada, "topic", "\ue000sections\ue001")
    rename_round(this=current_round(ada), name="\ue000rounds\ue001")
    assert stenciled(ada) == plain(ada)
