"""The journal's pages: earlier texts, marks, the first page, the return link; and what they ask of the database."""

import datetime as dt
import json
from importlib import import_module

import pytest
from django.test import Client

from reflections.guide.library import guide
from reflections.journal.models import Answer, Revision
from reflections.journal.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_sittings(ada, write):
    """Ada's answer, changed in a second sitting."""
    answer = write(ada, "topic", "the first text")
    Answer.objects.update(saved_at=answer.saved_at - dt.timedelta(hours=2))
    return write(ada, "topic", "the second text")


def test_earlier_texts_are_looked_at_restored_and_forgotten(as_ada, two_sittings):
    assert "the first text" in as_ada.get("/write/topic/earlier/").text
    revision = Revision.objects.get()
    as_ada.post(f"/write/topic/earlier/{revision.pk}/", {"then": "restore"})
    assert "the first text" in as_ada.get("/write/topic/").text
    as_ada.post(f"/write/topic/earlier/{revision.pk}/", {"then": "forget"})
    assert [each.value["text"] for each in Revision.objects.all()] == ["the second text"]


def test_nobody_reaches_anothers_earlier_texts(as_stranger, stranger, write, two_sittings):
    write(stranger, "topic", "mine")
    revision = Revision.objects.get()
    assert as_stranger.post(f"/write/topic/earlier/{revision.pk}/", {"then": "forget"}).status_code == 404
    assert "the first text" not in as_stranger.get("/write/topic/earlier/").text


def test_marked_lines_are_kept_in_order_and_survive_an_edit(as_ada, ada, write):
    write(ada, "topic", "one line\nanother line\na third")
    sent = [json.dumps({"text": line}) for line in ("a third", "one line", "never written")]
    as_ada.post("/write/topic/marks/", {"marks": "1", "mark": sent})
    assert [each["text"] for each in Answer.objects.get().marks] == ["one line", "a third", "never written"]
    write(ada, "topic", "before\none line\na third")
    assert read(Answer.objects.get()).marks == ("one line", "a third")


def test_the_journal_shows_where_one_left_off(as_ada, ada, write):
    assert "Nothing here yet" in as_ada.get("/journal/").text
    write(ada, "topic", "words")
    page = as_ada.get("/journal/").text
    assert "Where you left off" in page and guide().prompts["topic"].title in page


def test_a_return_link_opens_the_notebook_by_a_button(as_guest, guest, write):
    write(guest, "topic", "words on the phone")
    page = as_guest.post("/journal/return/").text
    link = next(part for part in page.split('"') if "/return/" in part and part.startswith("http"))
    path = link.removeprefix("http://testserver")
    other = Client()
    assert "words on the phone" not in other.get(path).text
    assert other.get("/write/topic/").context["user"].is_anonymous
    other.post(path)
    assert "words on the phone" in other.get("/write/topic/").text


def test_a_wrong_return_link_opens_nothing(client):
    assert client.get("/return/no-such-token/").status_code == 404
    assert client.post("/return/no-such-token/").status_code == 404


def fill(person, write, count):
    """Answers to `count` prompts of all kinds."""
    prompts = list(guide().prompts.values())[:count]
    for prompt in prompts:
        example = import_module(f"tests.kinds.{prompt.kind}").EXAMPLES[0]
        write(person, prompt.key, value=example.samples[-1].value)
    assert len(prompts) == count


@pytest.mark.parametrize(("url", "most"), [("/write/topic/", 8), ("/write/ways/", 8), ("/journal/", 8), ("/guide/", 8)])
def test_statements_stay_the_same_with_one_and_thirty_answers(
    as_ada, ada, write, url, most, django_assert_max_num_queries, django_assert_num_queries
):
    write(ada, "admired", value={"kind": "rows", "v": 1, "rows": []}, aside="begun")
    as_ada.get(url)
    with django_assert_max_num_queries(most) as with_one:
        as_ada.get(url)
    fill(ada, write, 30)
    with django_assert_num_queries(len(with_one)):
        as_ada.get(url)


def test_a_save_asks_little_of_the_database(as_ada, ada, write, django_assert_max_num_queries):
    answer = write(ada, "topic", "one")
    form = {"a-text": "two", "base": "1", "key": "8c8d1ab1-7c8a-4bb6-9d5b-7a4ffb2c7d11", "round": str(answer.round_id)}
    with django_assert_max_num_queries(8 + 2):  # BEGIN and COMMIT are not counted by HOUSE.md
        as_ada.post("/write/topic/", form, HTTP_ACCEPT="application/json")
    assert Answer.objects.get().value["text"] == "two"


def test_who_finished_a_path_is_led_to_the_summary_and_on(as_ada, ada, write):
    path = guide().paths["fifteen"]
    for prompt in path.prompts:
        example = import_module(f"tests.kinds.{prompt.kind}").EXAMPLES[0]
        write(ada, prompt.key, value=example.samples[-1].value, path="fifteen")
    page = as_ada.get("/journal/").text
    assert f"{path.title}: every page done" in page and "And then?" in page
    assert "Where you left off" not in page
