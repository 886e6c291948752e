"""Files to take along."""

import io
import json
import zipfile

import pytest
from django.conf import settings
from django.utils import timezone

from reflections.guide.library import guide
from reflections.journal.models import Answer
from reflections.summary.exports.files import NoFile, whole
from tests.documents.hostile import HOSTILE
from tests.summary import cast
from tests.summary.full import rows


@pytest.fixture
def filled(ada, write):
    cast.fill(write, ada)
    return ada


MIMES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "ics": "text/calendar; charset=utf-8",
}


@pytest.mark.parametrize("format", MIMES)
def test_a_file_is_an_attachment_that_nobody_keeps(format, as_ada, filled):
    file = as_ada.get(f"/summary/untold.{format}")
    assert file.status_code == 200
    assert file["Content-Type"] == MIMES[format]
    assert file["Content-Disposition"].startswith('attachment; filename="untold-2')
    assert file["Content-Disposition"].endswith(f'.{format}"')
    assert "no-store" in file["Cache-Control"]
    assert file["X-Content-Type-Options"] == "nosniff"
    assert file.content


def test_each_file_is_of_its_kind(as_ada, filled):
    assert as_ada.get("/summary/untold.pdf").content.startswith(b"%PDF-")
    word = zipfile.ZipFile(io.BytesIO(as_ada.get("/summary/untold.docx").content))
    assert any(name.endswith(".png") for name in word.namelist()), "its drawings are in it"
    assert as_ada.get("/summary/untold.html").text.lower().startswith("<!doctype html>")


def test_a_card_without_a_drawing_needs_no_render_process(as_ada, ada, write):
    write(ada, "network", value=rows({"who": "Marta", "next": "write"}))
    card = as_ada.get("/summary/untold.docx?length=card")
    words = zipfile.ZipFile(io.BytesIO(card.content)).read("word/document.xml").decode()
    assert "Marta" in words


@pytest.mark.parametrize(("length", "name"), [("card", "card-"), ("page", ""), ("book", "book-"), ("tome", "")])
def test_a_file_is_called_by_its_length_and_its_day(length, name, as_ada, ada, write):
    write(ada, "network", value=rows({"who": "Marta", "next": "write"}))
    file = as_ada.get(f"/summary/untold.md?length={length}")
    assert file["Content-Disposition"] == f'attachment; filename="untold-{name}{timezone.localdate()}.md"'


def test_it_can_be_asked_for_without_being_taken(as_ada, filled):
    head = as_ada.head("/summary/untold.pdf")
    assert head.status_code == 200
    assert head["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("format", ["txt", "exe", "tex"])
def test_other_formats_are_not_there(format, as_ada, filled):
    assert as_ada.get(f"/summary/untold.{format}").status_code == 404


def test_only_its_writer_may(client, as_stranger, filled):
    assert client.get("/summary/untold.json").status_code == 302
    assert as_stranger.get("/summary/untold.md").status_code == 302
    assert as_stranger.post("/summary/untold.md").status_code == 405


def test_it_says_how_many_answers_it_holds(as_ada, filled):
    assert "chosen parts · 7 answers\n" in as_ada.get("/summary/untold.md").content.decode()
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


@pytest.mark.parametrize("format", MIMES)
def test_nothing_written_is_a_message_and_no_file(format, as_guest):
    answer = as_guest.get(f"/summary/untold.{format}", follow=True)
    assert answer.redirect_chain == [("/summary/take/", 302)]
    assert ("There is no date yet" if format == "ics" else "There is nothing to put into a file") in answer.text


def test_nothing_for_a_card_says_what_makes_one(as_ada, ada, write):
    write(ada, "topic", "words")
    answer = as_ada.get("/summary/untold.pdf?length=card", follow=True)
    assert answer.redirect_chain == [("/summary/take/?length=card", 302)]
    assert "There is nothing for a card" in answer.text
    assert "“Things to try”" in answer.text
    assert 'href="/write/experiments/"' in answer.text


def test_nothing_ticked_is_a_message_and_no_file(as_ada, filled):
    answer = as_ada.get("/summary/untold.md?chosen=1", follow=True)
    assert b"nothing is ticked" in answer.content
    assert "Content-Disposition" not in answer


@pytest.mark.parametrize("format", ["pdf", "docx", "html", "md", "json"])
def test_a_file_that_cannot_be_made_is_a_message(format, as_ada, filled):
    broken = Answer.objects.get(prompt="topic")
    Answer.objects.filter(prompt="before").update(value_sealed=broken.value_sealed)
    answer = as_ada.get(f"/summary/untold.{format}")
    assert answer.status_code == 500
    assert "Content-Disposition" not in answer
    assert b"The file could not be made" in answer.content
    assert b"no half-made file" in answer.content


def test_what_cannot_be_read_can_be_left_out(as_ada, filled):
    broken = Answer.objects.get(prompt="topic")
    Answer.objects.filter(prompt="before").update(value_sealed=broken.value_sealed)
    assert "This cannot be read just now: How sure you are." in as_ada.get("/summary/take/").text
    file = as_ada.get("/summary/untold.md?leave=before")
    assert cast.HOW in file.text
    assert "chosen parts" in file.text


@pytest.mark.parametrize("made", [b"", b"<html>an error</html>"])
def test_what_is_no_file_of_its_kind_is_not_sent(made):
    with pytest.raises(NoFile):
        whole(made, b"%PDF-")


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
