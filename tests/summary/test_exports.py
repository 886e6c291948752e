"""Files to take along."""

import json

import pytest
from django.conf import settings

from reflections.guide.library import guide
from reflections.journal.models import Answer
from tests.documents.hostile import HOSTILE
from tests.summary import cast


@pytest.fixture
def filled(ada, write):
    cast.fill(write, ada)
    return ada


@pytest.mark.parametrize(("format", "mime"), [("md", "text/markdown; charset=utf-8"), ("json", "application/json")])
def test_a_file_is_an_attachment_that_nobody_keeps(format, mime, as_ada, filled):
    file = as_ada.get(f"/summary/untold.{format}")
    assert file.status_code == 200
    assert file["Content-Type"] == mime
    assert file["Content-Disposition"].startswith('attachment; filename="untold-2')
    assert file["Content-Disposition"].endswith(f'.{format}"')
    assert "no-store" in file["Cache-Control"]
    assert file["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("format", ["pdf", "docx", "html", "txt", "exe"])
def test_other_formats_are_not_there(format, as_ada, filled):
    assert as_ada.get(f"/summary/untold.{format}").status_code == 404


def test_only_its_writer_may(client, as_stranger, filled):
    assert client.get("/summary/untold.json").status_code == 302
    assert as_stranger.get("/summary/untold.md").status_code == 302
    assert as_stranger.post("/summary/untold.md").status_code == 405


def test_it_says_how_many_answers_it_holds(as_ada, filled):
    assert "7 answers\n" in as_ada.get("/summary/untold.md").content.decode()
    assert json.loads(as_ada.get("/summary/untold.json").content)["counts"] == {"rounds": 1, "answers": 9, "notes": 0}


def test_tender_chapters_and_asides_stay_out_until_ticked(as_ada, filled):
    plain = as_ada.get("/summary/untold.md").content.decode()
    assert cast.HOW in plain
    for words in (cast.CV, cast.NET, cast.ASIDE, cast.LETTER):
        assert words not in plain
    ticked = as_ada.get("/summary/untold.md?part=cv&asides=1").content.decode()
    assert cast.CV in ticked
    assert cast.ASIDE in ticked
    assert cast.NET not in ticked
    assert cast.HOW not in as_ada.get("/summary/untold.md?leave=admired").content.decode()


def test_everything_as_data_is_everything(as_ada, filled):
    text = as_ada.get("/summary/untold.json").content.decode()
    for words in (cast.CV, cast.NET, cast.ASIDE, cast.HOW):
        assert words in text
    assert cast.LETTER not in text


@pytest.mark.parametrize("address", ["/summary/untold.md", "/summary/untold.json"])
def test_nothing_written_is_a_message_and_no_file(address, as_guest):
    answer = as_guest.get(address, follow=True)
    assert answer.redirect_chain == [("/summary/", 302)]
    assert b"There is nothing to put into a file" in answer.content


def test_nothing_ticked_is_a_message_and_no_file(as_ada, filled):
    answer = as_ada.get("/summary/untold.md?chosen=1", follow=True)
    assert b"nothing is ticked" in answer.content
    assert "Content-Disposition" not in answer


@pytest.mark.parametrize("address", ["/summary/untold.md", "/summary/untold.json"])
def test_a_file_that_cannot_be_made_is_a_message(address, as_ada, filled):
    broken = Answer.objects.get(prompt="topic")
    Answer.objects.filter(prompt="before").update(value_sealed=broken.value_sealed)
    answer = as_ada.get(address)
    assert answer.status_code == 500
    assert "Content-Disposition" not in answer
    assert b"The file could not be made" in answer.content
    assert b"no half-made file" in answer.content


def test_hostile_words_come_back_from_the_data_as_they_were(as_ada, ada, write):
    keys = [prompt.key for prompt in guide().prompts.values() if prompt.kind == "text"]
    words = dict(zip(keys, sorted(HOSTILE, key=len, reverse=True), strict=False))
    for key, typed in words.items():
        write(ada, key, typed)
    answers = json.loads(as_ada.get("/summary/untold.json").content)["rounds"][0]["answers"]
    assert {answer["prompt"]: answer["value"]["text"] for answer in answers} == words
    page = as_ada.get("/summary/").content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_the_keys_of_the_seal_are_needed(as_ada, filled, monkeypatch):
    monkeypatch.setattr(settings, "UNTOLD_ENCRYPTION_KEYS", ["YW5vdGhlci1rZXktdGhhdC1pcy0zMi1ieXRlcy1sbyE="])
    assert as_ada.get("/summary/untold.json").status_code == 500
