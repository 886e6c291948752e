"""A journal that is longer than a file can be comes in pieces, each of which can come back."""

import json
import re

import pytest
from django.http import QueryDict

from reflections.journal.actions.rounds import begin_again
from reflections.journal.models import Note
from reflections.summary.exports.data import everything
from reflections.summary.exports.pieces import LONGEST_FILE, Several, TooLong, in_pieces
from tests.summary import cast
from tests.summary.carrying import bring, file_of, said
from tests.summary.full import fill_full

pytestmark = pytest.mark.django_db


def pieces(data, longest):
    """All files of `data`."""
    with pytest.raises(Several) as several:
        in_pieces(data, longest=longest)
    assert several.value.counts
    files = [in_pieces(data, str(number), longest) for number, _counts in enumerate(several.value.counts, 1)]
    assert all(len(file.encode()) <= longest for file in files)
    return [json.loads(file) for file in files]


@pytest.fixture
def long(ada, write):
    for number in range(3):
        begin_again(person=ada, name=f"round {number}") if number else None
        write(ada, "topic", "ü" * 2_000)
        write(ada, "net", f"words {number}")
    return everything(ada)


def test_a_short_journal_is_one_file(ada, write):
    write(ada, "topic", "x")
    data = everything(ada)
    assert json.loads(in_pieces(data)) == data
    assert json.loads(in_pieces(data, "7")) == data


def test_each_file_comes_back_and_all_of_them_are_everything(ada, guest, long):
    files = pieces(long, 10_000)
    assert len(files) > 1
    assert sum(file["counts"]["rounds"] for file in files) == 3
    for file in files:
        bring(guest, file)
    assert said(file_of(guest)) == said(file_of(ada))
    assert not any(bring(guest, file).brought for file in files)


def test_a_round_too_long_by_itself_is_cut_between_answers(guest, ada, write):
    fill_full(write, ada)
    data = everything(ada)
    files = pieces(data, len(in_pieces({**data, "rounds": []}).encode()) + 20_000)
    answers = [answer for file in files for this in file["rounds"] for answer in this["answers"]]
    assert answers == data["rounds"][0]["answers"]
    for file in files:
        bring(guest, file)
    assert file_of(guest)["counts"]["answers"] == data["counts"]["answers"]


def test_an_answer_too_long_by_itself_is_no_file(long):
    with pytest.raises(TooLong):
        in_pieces(long, "1", 4_000)


@pytest.mark.parametrize("piece", ["", "0", "9", "-1", "x", "²", "9" * 5_000])
def test_a_piece_that_is_not_there_leads_to_those_that_are(long, piece):
    with pytest.raises(Several) as several:
        in_pieces(long, piece, 10_000)
    links = several.value.pieces(QueryDict("revisions=1&piece=9"))
    assert [link.query for link in links] == [f"revisions=1&piece={number}" for number in range(1, len(links) + 1)]


def test_one_round_alone(ada, write):
    write(ada, "topic", cast.HOW)
    first = everything(ada)["rounds"][0]["id"]
    begin_again(person=ada)
    write(ada, "net", cast.NET)
    data = everything(ada, this=first)
    assert [this["id"] for this in data["rounds"]] == [first]
    assert (data["counts"]["rounds"], data["notes"]) == (1, [])
    assert [each["key"] for each in data["prompts"]] == ["topic"]
    assert everything(ada, this="nothing")["rounds"] == []


def test_more_notes_than_are_written_at_once(ada, write, monkeypatch):
    monkeypatch.setattr("reflections.summary.exports.pieces.MOST_THINGS", 2)
    write(ada, "topic", "x")
    data = everything(ada)
    note = {"id": "", "day": "2026-01-01", "prompt": "", "version": 1, "saved_at": "", "text": "x", "tags": []}
    files = pieces({**data, "notes": [note] * 4}, 1_000_000)
    assert [(len(file["rounds"]), len(file["notes"])) for file in files] == [(1, 1), (0, 2), (0, 1)]


def test_the_page_of_a_journal_that_is_longer_than_a_file(ada, as_ada, write):
    write(ada, "topic", "x")
    for number in range(17):
        row = Note(journal=ada.journal, version=1)
        row.text = f"{number}" + "ü" * 500_000
        row.save()
    page = as_ada.get("/summary/untold.json").content.decode()
    assert "In several files" in page
    links = re.findall(r'href="(/summary/untold\.json\?piece=\d)"', page)
    assert links == ["/summary/untold.json?piece=1", "/summary/untold.json?piece=2"]
    files = [as_ada.get(link).content for link in links]
    assert all(len(file) <= LONGEST_FILE for file in files)
    assert sum(len(json.loads(file)["notes"]) for file in files) == 17


def test_what_no_file_can_hold_is_said(ada, as_ada, write):
    write(ada, "topic", "x")
    row = Note(journal=ada.journal, version=1)
    row.text = "x" * (LONGEST_FILE + 1)
    row.save()
    assert "Too long for a file" in as_ada.get("/summary/untold.json").content.decode()
