"""Notes: saved like answers, nothing lost on any error, listed by month, deleted after a question, taken along."""

import datetime as dt
import json
import uuid

import pytest
from django.test import Client

from reflections.journal.actions import Draft, NoSuchNote, Save, claim, held, save_note
from reflections.journal.models import Note
from reflections.journal.notes import A_PAGE, read_note, typed_again
from reflections.kinds import Invalid
from reflections.summary.exports.data import everything
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 3, 1)
JSON = {"HTTP_ACCEPT": "application/json"}


def put(person, text, day=DAY, **more):
    """A note of a person who has begun."""
    draft = Draft(text, day, **more)
    return save_note(person=person, note=uuid.uuid4(), draft=draft, save=Save(key=uuid.uuid4()))


@pytest.fixture
def begun(ada, write):
    """Ada has written a page, and so agreed."""
    write(ada, "topic", "begun")
    return ada


def form(text="words of mine", **more):
    """What the page sends."""
    sent = {"id": uuid.uuid4(), "key": uuid.uuid4(), "base": "0", "text": text, "day": "2026-03-01", "tags": ""}
    return sent | more


def test_a_note_is_kept_sealed_and_shown(as_ada, begun):
    sent = form("a seminar on kernels", tags="seminar, écriture،  دفتر,seminar", prompt="topic")
    assert as_ada.post("/journal/notes/", sent).url == "/journal/notes/"
    note = Note.objects.get()
    assert (note.text, note.tags, note.day, note.prompt) == (
        "a seminar on kernels",
        ["seminar", "écriture", "دفتر"],
        DAY,
        "topic",
    )
    assert "kernels" not in note.text_sealed and "seminar" not in note.tags_sealed
    page = as_ada.get("/journal/notes/").text
    assert "a seminar on kernels" in page and "March 2026" in page and "دفتر" in page
    assert "a seminar on kernels" in as_ada.get(f"/journal/notes/{note.pk}/").text


def test_the_same_save_twice_is_one_note(as_ada, begun):
    sent = form()
    answers = [as_ada.post("/journal/notes/", sent, **JSON).json() for _again in range(2)]
    assert [answer["state"] for answer in answers] == ["saved", "saved"]
    assert [answer["version"] for answer in answers] == [1, 1]
    assert Note.objects.count() == 1


def test_a_save_goes_on_from_the_one_before(as_ada, begun):
    sent = form("first")
    version = as_ada.post("/journal/notes/", sent, **JSON).json()["version"]
    later = {**sent, "text": "first and more", "key": uuid.uuid4(), "base": version}
    assert as_ada.post("/journal/notes/", later, **JSON).json()["version"] == 2
    assert Note.objects.get().text == "first and more"


@pytest.mark.parametrize("then", ["mine", "theirs"])
def test_changed_elsewhere_both_texts_are_shown_and_both_stay(as_ada, begun, then):
    note = put(begun, "theirs, saved meanwhile")
    stale = form("mine, typed here", id=note.pk, base="0")
    shown = as_ada.post("/journal/notes/", stale)
    assert shown.status_code == 409
    assert "theirs, saved meanwhile" in shown.text and "mine, typed here" in shown.text
    answer = as_ada.post("/journal/notes/", {**stale, "key": uuid.uuid4()}, **JSON)
    assert (answer.status_code, answer.json()["state"]) == (409, "moved")
    chosen = {**stale, "base": answer.json()["version"], "key": uuid.uuid4(), "then": then}
    for _twice in range(2):
        as_ada.post("/journal/notes/", chosen)
    assert {each.text for each in Note.objects.all()} == {"theirs, saved meanwhile", "mine, typed here"}
    assert Note.objects.get(pk=note.pk).text.startswith(then)
    assert Note.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "typed", "shown"),
    [
        ("text", "x" * 20_001, "x" * 20_001),
        ("text", "before\0after", "before\ufffdafter"),
        ("day", "yesterday", "yesterday"),
        ("tags", "t" * 301, "t" * 301),
    ],
)
def test_what_cannot_be_kept_is_said_and_stays_in_the_page(as_ada, begun, field, typed, shown):
    sent = form("my words") | {field: typed}
    page = as_ada.post("/journal/notes/", sent)
    assert page.status_code == 422
    assert shown in page.text and f'id="id_{field}-e"' in page.text and 'aria-invalid="true"' in page.text
    answer = as_ada.post("/journal/notes/", sent, **JSON).json()
    assert (answer["state"], list(answer["errors"])) == ("error", [field])
    assert not Note.objects.exists()


def test_half_a_sign_is_refused_and_shown_as_an_odd_one():
    with pytest.raises(Invalid):
        read_note({"text": "half \ud800 a sign"}, DAY)
    assert typed_again({"text": "half \ud800 a sign"}, uuid.uuid4(), 0).text == "half \ufffd a sign"


def test_signed_out_meanwhile_the_words_stay_in_the_page(client, begun):
    page = client.post("/journal/notes/", form("typed after the session ended"))
    assert page.status_code == 401
    assert "typed after the session ended" in page.text and "/account/login/?next=/journal/notes/" in page.text
    answer = client.post("/journal/notes/", form(), **JSON)
    assert (answer.status_code, answer.json()["state"]) == (401, "error")
    assert client.get("/journal/notes/").url.startswith("/account/login/")


def test_without_a_token_the_words_stay_in_the_page(begun):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = signed_in(begun).cookies
    page = strict.post("/journal/notes/", form("typed on an old page"))
    assert page.status_code == 403 and "typed on an old page" in page.text
    assert strict.post("/journal/notes/", form(), **JSON).json()["stale"] is True
    assert not Note.objects.exists()


def test_who_has_not_begun_is_sent_to_the_guide(as_ada):
    page = as_ada.get("/journal/notes/").text
    assert "Begin with a page of the guide" in page and "data-save" not in page
    refused = as_ada.post("/journal/notes/", form("too early"))
    assert refused.status_code == 403 and "too early" in refused.text
    assert not Note.objects.exists()


def test_a_new_note_without_words_is_none(as_ada, begun):
    assert as_ada.post("/journal/notes/", form(" \n")).url == "/journal/notes/"
    answer = as_ada.post("/journal/notes/", form(""), **JSON)
    assert (answer.status_code, answer.json()["state"]) == (422, "unsaved")
    assert not Note.objects.exists()


def test_nobody_reaches_anothers_note(as_stranger, stranger, write, begun):
    write(stranger, "topic", "begun too")
    note = put(begun, "not for others")
    for address in (f"/journal/notes/{note.pk}/", f"/journal/notes/{note.pk}/delete/"):
        assert as_stranger.get(address).status_code == 404
    assert as_stranger.post(f"/journal/notes/{note.pk}/delete/").status_code == 404
    refused = as_stranger.post("/journal/notes/", form("over it", id=note.pk))
    assert refused.status_code == 410
    assert "not for others" not in as_stranger.get("/journal/notes/").text + refused.text
    assert "not for others" not in as_stranger.get(f"/journal/notes/untold-notes.txt?note={note.pk}").text
    assert Note.objects.get().text == "not for others"


def test_deleting_asks_shows_what_goes_and_offers_a_copy(as_ada, begun):
    note, other = put(begun, "this one goes", tags=("old",)), put(begun, "this one stays")
    asked = as_ada.get(f"/journal/notes/{note.pk}/delete/").text
    assert "this one goes" in asked and "old" in asked and "this one stays" not in asked
    copy = as_ada.get(f"/journal/notes/untold-notes.txt?note={note.pk}").text
    assert "this one goes" in copy and "this one stays" not in copy
    assert Note.objects.count() == 2
    as_ada.post(f"/journal/notes/{note.pk}/delete/")
    assert list(Note.objects.all()) == [other]


def test_a_deleted_note_does_not_come_back_by_itself(as_ada, begun):
    note = put(begun, "gone by now")
    Note.objects.all().delete()
    late = form("typed on the other device", id=note.pk, base="1")
    with pytest.raises(NoSuchNote):
        save_note(person=begun, note=note.pk, draft=Draft("x", DAY), save=Save(key=uuid.uuid4(), base=1))
    page = as_ada.post("/journal/notes/", late)
    assert page.status_code == 410 and "typed on the other device" in page.text
    assert not Note.objects.exists()
    fresh = page.context["sheet"]
    as_ada.post("/journal/notes/", {**late, "id": fresh.id, "base": fresh.base, "key": fresh.key})
    assert Note.objects.get().text == "typed on the other device"


def test_a_note_of_a_page_is_begun_there_and_can_be_untied(as_ada, begun):
    assert "/journal/notes/?prompt=topic" in as_ada.get("/write/topic/").text
    page = as_ada.get("/journal/notes/?prompt=topic").text
    assert 'name="prompt" value="topic" checked' in page
    put(begun, "tied to the page", prompt="topic")
    put(begun, "tied to nothing")
    listed = as_ada.get("/journal/notes/?prompt=topic").text
    assert "tied to the page" in listed and "tied to nothing" not in listed
    assert 'name="prompt"' not in as_ada.get("/journal/notes/?prompt=no-such-page").text
    note = Note.objects.get(prompt="topic")
    as_ada.post("/journal/notes/", form("untied", id=note.pk, base="1"))
    assert Note.objects.get(pk=note.pk).prompt == ""


def test_pages_of_fifty_without_a_statement_a_note(
    as_ada, begun, django_assert_num_queries, django_assert_max_num_queries
):
    put(begun, "the first")
    as_ada.get("/journal/notes/")
    with django_assert_max_num_queries(8) as with_one:
        as_ada.get("/journal/notes/")
    for number in range(A_PAGE + 5):
        put(begun, f"note number {number}", DAY + dt.timedelta(days=number + 1), tags=("t",))
    with django_assert_num_queries(len(with_one)):
        page = as_ada.get("/journal/notes/").text
    assert "note number 54" in page and "note number 4<" not in page and "?page=2" in page
    older = as_ada.get("/journal/notes/?page=2").text
    assert "the first" in older and "note number 4<" in older and "?page=1" in older
    for wrong in ("0", "-1", "x", "٣", "9" * 40):
        assert as_ada.get(f"/journal/notes/?page={wrong}").status_code == 200


def test_a_new_note_has_the_day_of_its_writers_time_zone(as_ada, begun):
    put(begun, "x")
    days = set()
    for zone in ("Pacific/Kiritimati", "Pacific/Niue"):
        begun.time_zone = zone
        begun.save()
        days.add(as_ada.get("/journal/notes/").context["sheet"].day)
    assert len(days) == 2


def test_notes_are_counted_exported_moved_and_forgotten(as_ada, begun, guest, write):
    write(guest, "topic", "the guest's page")
    put(guest, "written as a guest", tags=("before",), prompt="topic")
    assert held(guest)["notes"] == 1
    claim(guest, begun)
    assert (held(guest)["notes"], held(begun)["notes"]) == (0, 1)
    assert "written as a guest" in as_ada.get("/journal/notes/").text
    data = everything(begun)
    assert data["counts"]["notes"] == 1
    (note,) = data["notes"]
    assert (note["text"], note["tags"], note["prompt"], note["day"]) == (
        "written as a guest",
        ["before"],
        "topic",
        "2026-03-01",
    )
    assert "written as a guest" in json.dumps(json.loads(as_ada.get("/summary/untold.json").text))
    assert "written as a guest" not in as_ada.get("/summary/untold.md").text
    text = as_ada.get("/journal/notes/untold-notes.txt").text
    assert "2026-03-01\nbefore\n\nwritten as a guest" in text
