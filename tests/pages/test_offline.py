"""The worker's address and the page without a network: the same for all, and new once the guide or the code is."""

import json
import re
from dataclasses import replace

import pytest
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.test import Client

from reflections.guide.library import guide
from reflections.pages.offline import FILES

pytestmark = pytest.mark.django_db


def setup_of(client: Client) -> dict:
    """What the worker is told."""
    return json.loads(re.search(r"self\.setup = (.*);", client.get("/sw.js").text).group(1))


def test_the_worker_is_asked_for_anew_each_time():
    reply = Client().get("/sw.js")
    assert reply.headers["Content-Type"] == "text/javascript"
    assert reply.headers["Cache-Control"] == "no-cache"
    assert f'importScripts("{static("sw.js")}")' in reply.text


def test_it_knows_files_that_are_there():
    setup = setup_of(Client())
    assert {static(name) for name in ("untold.css", "untold.js", "write.js", "rows.js")} <= set(setup["files"])
    assert all(finders.find(name) for name in FILES)
    assert Client().get(setup["offline"]).status_code == 200


def test_it_is_another_once_a_question_is(monkeypatch):
    before = setup_of(Client())["version"]
    topic = guide().prompts["topic"]
    monkeypatch.setitem(guide().prompts, "topic", replace(topic, version=topic.version + 1))
    assert setup_of(Client())["version"] != before


@pytest.mark.parametrize("path", ["/sw.js", "/offline/", "/write/topic/blank/"])
def test_whoever_is_signed_in_gets_the_same_and_no_session_is_read(as_ada, path, django_assert_num_queries):
    nobody = Client().get(path)
    with django_assert_num_queries(0):
        reply = as_ada.get(path)
    assert reply.content == nobody.content
    assert "no-store" not in reply.headers["Cache-Control"]
    assert "Cookie" not in reply.headers.get("Vary", "")
    assert not reply.cookies
