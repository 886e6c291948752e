"""The page from the stencil is the page from the template, and nobody's own words stay in it."""

import re

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory

from reflections.guide.library import guide
from reflections.journal import page

pytestmark = pytest.mark.django_db

PROMPTS = ["topic", "admired", "ways", "horizons", "style", "strengths", "letter", "cv"]
ONCE = re.compile(r'(?<=name="key" value=")[^"]*|(?<=name="csrfmiddlewaretoken" value=")[^"]*|\b[0-9a-f]{8}\b')
"""What is new in each page: the name of its next save, its token, the keys of its blank rows."""


def asked(person, prompt, path=""):
    request = RequestFactory().get(f"/write/{prompt}/", {"path": path})
    request.user = person
    return request, page.desk(person, guide().prompts[prompt])


def plain(person, prompt, path=""):
    request, at = asked(person, prompt, path)
    return ONCE.sub("", render_to_string("journal/write.html", page.context(request, at), request))


def stenciled(person, prompt, path=""):
    request, at = asked(person, prompt, path)
    return ONCE.sub("", page.show(request, at))


@pytest.mark.parametrize("prompt", PROMPTS)
@pytest.mark.parametrize("path", ["", "half-hour"])
def test_it_says_what_the_template_says(ada, guest, write, prompt, path):
    write(guest, "tried", "begun")
    write(ada, "topic", "my topic <b>", aside="an aside </textarea>")
    for person in (guest, ada):
        for _ in range(2):  # made, then used again
            assert stenciled(person, prompt, path) == plain(person, prompt, path)


def test_nobody_finds_anothers_words_in_it(ada, stranger, write):
    write(ada, "topic", "hers alone", aside="her aside")
    write(stranger, "topic", "his alone", aside="his aside")
    assert "hers alone" in stenciled(ada, "topic")
    for pieces in guide().once("stencils", dict).values():
        assert "hers" not in "".join(pieces) and "her aside" not in "".join(pieces)
    page_of_other = stenciled(stranger, "topic")
    assert "his alone" in page_of_other and "hers alone" not in page_of_other and "her aside" not in page_of_other


def test_what_is_said_once_is_said_to_one(as_ada, as_stranger):
    storage, answer = CookieStorage(RequestFactory().get("/")), HttpResponse()
    storage.add(constants.INFO, "said to Ada alone")
    storage.update(answer)
    as_ada.cookies["messages"] = answer.cookies["messages"].value
    assert "said to Ada alone" in as_ada.get("/write/topic/").text
    assert "said to Ada alone" not in as_ada.get("/write/topic/").text
    assert "said to Ada alone" not in as_stranger.get("/write/topic/").text


def test_the_mark_of_a_hole_cannot_be_written(ada, write):
    write(ada, "topic", "\ue000key\ue001")
    assert stenciled(ada, "topic") == plain(ada, "topic")
