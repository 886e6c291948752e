"""Rounds: begun again, named, put away, brought back, deleted."""

import html

import pytest

from reflections.journal.actions import NoSuchRound, current_round
from reflections.journal.actions.rounds import archive_round, begin_again, delete_round
from reflections.journal.models import Answer, Date, Revision, Round
from tests.journal.rounds_cast import again, in_may, put

pytestmark = pytest.mark.django_db


def test_beginning_again_copies_nothing_and_leads_to_the_first_page(as_ada, ada):
    put(ada, "ways", value={"kind": "choice", "v": 1, "chosen": []})
    put(ada, "topic", "rain")
    in_may(ada)
    reply = as_ada.post("/journal/rounds/", {"path": "again", "name": "after a year"})
    assert reply.url == "/write/ways/?path=again"
    this = current_round(ada)
    assert (this.path, this.name, this.answers.count()) == ("again", "after a year", 0)
    assert "after a year" not in this.name_sealed
    assert as_ada.post("/journal/rounds/", {"path": ""}).url == "/write/before/"


def test_whoever_begins_twice_has_begun_once(as_ada, ada):
    put(ada, "topic", "rain")
    in_may(ada)
    for path in ("again", ""):
        as_ada.post("/journal/rounds/", {"path": path, "name": path})
    assert Round.objects.count() == 2
    assert (current_round(ada).path, current_round(ada).name) == ("", None)
    put(ada, "topic", "snow")
    as_ada.post("/journal/rounds/", {"path": "again"})
    assert Round.objects.count() == 3


def test_a_round_whose_words_were_taken_out_again_is_not_taken_for_empty(ada):
    put(ada, "topic", "rain")
    first = again(ada)
    answer = put(ada, "topic", "snow")
    Revision.objects.create(answer=answer, prompt_version=answer.prompt_version, saved_at=answer.saved_at)
    put(ada, "topic", "")
    assert begin_again(person=ada) != first


def test_nobody_begins_again_before_they_began(as_ada, ada):
    assert "The first page you write begins your first round" in as_ada.get("/journal/rounds/").text
    assert as_ada.post("/journal/rounds/", {"path": "again"}).url == "/guide/"
    assert not Round.objects.exists()
    with pytest.raises(NoSuchRound):
        begin_again(person=ada)


def test_another_path_and_too_long_a_name_are_refused_in_words(as_ada, ada):
    put(ada, "topic", "rain")
    assert "Choose one of the two" in as_ada.post("/journal/rounds/", {"path": "elsewhere"}).text
    page = as_ada.post("/journal/rounds/", {"name": "x" * 61, "path": ""}).text
    assert "up to 60 characters" in page and 'value="" checked' in page and "x" * 61 in page
    assert Round.objects.count() == 1


def test_a_round_is_named_put_away_and_brought_back(as_ada, ada):
    put(ada, "topic", "rain")
    old = in_may(ada)
    url = f"/journal/rounds/{old.pk}/"
    assert "Round of May 2026" in as_ada.get(url).text
    as_ada.post(url, {"then": "name", "name": "<b>the</b> first"})
    page = as_ada.get(url).text
    assert "&lt;b&gt;the&lt;/b&gt; first" in page and f"/summary/?round={old.pk}" in page
    as_ada.post(url, {"then": "archive"})
    assert current_round(ada) is None and "Bring it back" in as_ada.get(url).text
    as_ada.post(url, {"then": "back"})
    assert current_round(ada) == old
    as_ada.post(url, {"then": "name", "name": " "})
    assert current_round(ada).name is None


def test_the_list_says_which_is_written_in_and_which_is_put_away(as_ada, ada):
    put(ada, "topic", "rain")
    old = in_may(ada)
    begin_again(person=ada)
    archive_round(this=old)
    page = as_ada.get("/journal/rounds/").text
    assert page.index("you write in this one") < page.index("26 May 2026") < page.index("put away")
    assert "1 page" in page and "0 pages" in page and "7 pages, 19 min" in page


def test_others_rounds_are_not_there(as_stranger, ada):
    put(ada, "topic", "rain")
    old = in_may(ada)
    for url in (f"/journal/rounds/{old.pk}/", f"/journal/rounds/{old.pk}/delete/"):
        assert as_stranger.get(url).status_code == 404
        assert as_stranger.post(url, {"then": "archive", "sure": "yes"}).status_code == 404
    assert as_stranger.get(f"/journal/compare/?a={old.pk}&b={old.pk}").status_code == 404
    assert Round.objects.get(archived_at=None)


def test_deleting_says_what_goes_offers_a_copy_and_needs_a_tick(as_ada, ada):
    letter = {"kind": "letter", "v": 1, "text": "Dear me", "opens": "2030-01-01", "opened": False}
    put(ada, "letter", value=letter)
    answer = put(ada, "topic", "rain", aside="for my eyes")
    earlier = Revision(answer=answer, prompt_version=answer.prompt_version, saved_at=answer.saved_at)
    earlier.value = {"kind": "text", "v": 1, "text": "hail"}
    earlier.save()
    old = in_may(ada)
    begin_again(person=ada)
    put(ada, "topic", "snow")
    url = f"/journal/rounds/{old.pk}/delete/"
    page = as_ada.get(url)
    assert page.context["goes"] == {"answers": 2, "revisions": 1, "dates": 1, "sealed": 1}
    links = {each for each in html.unescape(page.text).split('"') if each.startswith("/summary/untold.")}
    book, text, data = (as_ada.get(link).content for link in sorted(links, key=lambda link: "pmj".index(link[16])))
    text, data = text.decode(), data.decode()
    assert book.startswith(b"%PDF")
    assert "rain" in text and "for my eyes" in text and "snow" not in text
    assert "rain" in data and "hail" in data and "snow" not in data
    assert "It would go unread" in page.text
    assert "Tick the box" in as_ada.post(url).text and Round.objects.count() == 2
    assert as_ada.post(url, {"sure": "yes"}).url == "/journal/rounds/"
    assert [each.value["text"] for each in Answer.objects.all()] == ["snow"]
    assert not Revision.objects.exists() and not Date.objects.exists()


def test_when_the_current_round_goes_the_one_before_is_written_in(as_ada, ada):
    put(ada, "topic", "rain")
    new = again(ada)
    put(ada, "topic", "snow")
    delete_round(this=new)
    assert "rain" in as_ada.get("/write/topic/").text
    delete_round(this=current_round(ada))
    assert "rain" not in as_ada.get("/write/topic/").text
    assert as_ada.get("/journal/").status_code == as_ada.get("/summary/").status_code == 200
