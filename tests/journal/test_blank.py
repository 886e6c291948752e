"""Questions as a device keeps them: nobody's words, no token, and a first save that is asked for one."""

import uuid

import pytest
from django.test import Client

from reflections.guide.library import guide
from reflections.journal.models import Answer
from reflections.people.who import owner

pytestmark = pytest.mark.django_db
URL = "/write/topic/"


def save(client: Client, text: str, **more: str):
    """A save as the script of a page sends it."""
    body = {"a-text": text, "key": str(uuid.uuid4()), "base": "0", **more}
    return client.post(URL, body, headers={"Accept": "application/json"})


def test_every_question_has_a_blank_page():
    for key in guide().prompts:
        page = Client().get(f"/write/{key}/blank/")
        assert page.status_code == 200
        assert f'action="/write/{key}/"' in page.text and 'name="owner" value=""' in page.text
        assert "csrfmiddlewaretoken" not in page.text and "Sign in" not in page.text
    assert Client().get("/write/nothing/blank/").status_code == 404


def test_it_shows_nothing_of_what_was_written(as_ada, ada, write):
    write(ada, "topic", "a private sentence", aside="for my eyes alone")
    page = as_ada.get(f"{URL}blank/").text
    assert "a private sentence" not in page and "for my eyes" not in page and owner(ada) not in page


def test_it_may_be_kept_by_anybody():
    reply = Client().get(f"{URL}blank/")
    assert reply.headers["Cache-Control"] == "public, max-age=3600"


def test_a_save_from_it_is_given_a_token():
    client = Client(enforce_csrf_checks=True)
    refused = save(client, "words", consent="yes")
    assert (refused.status_code, refused.json()["stale"]) == (403, True)
    saved = save(client, "words", consent="yes", csrfmiddlewaretoken=refused.json()["token"])
    assert saved.json()["state"] == "saved"


def test_what_stands_in_the_journal_is_shown_beside_it(as_ada, ada, write):
    write(ada, "topic", "stands there")
    reply = save(as_ada, "from the blank page", owner=owner(ada))
    assert reply.status_code == 409 and "stands there" in reply.json()["choose"]


def test_nobodys_words_go_into_anothers_journal(as_ada, ada, stranger, write):
    write(ada, "topic", "mine")
    for url in (URL, "/journal/notes/"):
        body = {"a-text": "theirs", "text": "theirs", "key": str(uuid.uuid4()), "base": "1", "owner": owner(stranger)}
        reply = as_ada.post(url, body, headers={"Accept": "application/json"})
        assert reply.status_code == 401 and "another notebook" in reply.json()["words"]
        assert "url" not in reply.json()
    assert [answer.value["text"] for answer in Answer.objects.all()] == ["mine"]
    assert not ada.journal.notes.exists()


def test_without_a_script_the_page_stays_whose_it_was(as_ada, stranger):
    page = as_ada.post(URL, {"a-text": "theirs", "owner": owner(stranger)})
    assert page.status_code == 401 and "theirs" in page.text
    assert f'name="owner" value="{owner(stranger)}"' in page.text


def test_nobody_signed_in_is_nobody(ada):
    reply = save(Client(), "words", owner=owner(ada))
    assert reply.status_code == 401 and reply.json()["url"].startswith("/account/login/")
