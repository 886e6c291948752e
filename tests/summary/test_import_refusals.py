"""A file that is damaged, foreign, hostile or from a later time is refused with the place, and changes nothing."""

import copy
import uuid
from contextlib import suppress

import pytest

from reflections.journal.models import Answer, Journal, Round
from reflections.summary.imports.checking import check_file
from reflections.summary.imports.parts import Refused
from reflections.summary.imports.reading import read_file
from tests.summary import cast
from tests.summary.carrying import bring, file_of, raw
from tests.summary.full import fill_full
from tests.summary.test_import_hostile import ways

pytestmark = pytest.mark.django_db
DEEP = 100_000


@pytest.fixture
def there(ada, write):
    cast.fill(write, ada)
    write(ada, "topic", "earlier", keep_old=True)
    write(ada, "experiments", value=cast.BLANKS["experiments"])
    return file_of(ada)


@pytest.mark.parametrize(
    ("sent", "place"),
    [
        (b"", ""),
        (b"  \n", ""),
        (b"\xff\xfe{\x00", "byte 1"),
        (b'{"untold": 1, "rounds": "\xe4"}', "byte 26"),
        (b"PK\x03\x04", "line 1, column 1"),
        (b'{"untold": 1,\n "rounds": [{"id"', "line 2, column 18"),
        (b'{"untold": 1} {"untold": 1}', "line 1, column 15"),
        (b"[" * DEEP, ""),
        (b'{"untold": ' + b"[" * DEEP + b"]" * DEEP + b"}", ""),
        (b'{"untold": ' + b"9" * 5_000 + b"}", ""),
        (b'{"untold": NaN}', "NaN"),
        (b'{"untold": -Infinity}', "-Infinity"),
        (b'{"untold": 1, "untold": 1}', "untold"),
        (b'{"a\\u0000": 1, "a\\u0000": 1}', "a\ufffd"),
        (b"[1]", ""),
        (b"null", ""),
        (b'{"type": "FeatureCollection"}', ""),
        (b'{"untold": 2, "rounds": []}', "untold"),
        (b'{"untold": 1.0}', "untold"),
        (b'{"untold": true}', "untold"),
        (b'{"untold": "1"}', "untold"),
        (b'{"untold": 1e999}', "untold"),
    ],
)
def test_what_is_no_file_of_ours(sent, place):
    with pytest.raises(Refused) as refused:
        read_file(sent)
    assert refused.value.place == place
    assert refused.value.words


def test_a_mark_of_byte_order_is_no_fault(ada, write):
    write(ada, "topic", "x")
    there = file_of(ada)
    assert read_file(b"\xef\xbb\xbf" + raw(there)).it == there


@pytest.mark.parametrize("note", [5, [], "x", None, {"answers": 5}, {"answers": [1]}, {"id": 1}, {}])
def test_what_is_no_note_is_refused_with_its_place(there, note):
    with pytest.raises(Refused) as refused:
        check_file(read_file(raw({**there, "notes": [note]})), leave=False)
    assert refused.value.place.startswith("note 1")


@pytest.mark.parametrize("junk", [5, [], [[]], "x", None, {}, {"answers": 5}, [{"answers": [1]}]])
def test_junk_in_the_place_of_any_part_is_no_error_of_ours(there, junk):
    note = {"id": str(uuid.uuid4()), "day": "2026-11-01", "prompt": "", "version": 1, "text": "x", "tags": ["a"]}
    there = {**there, "notes": [{**note, "saved_at": there["exported_at"]}]}
    assert check_file(read_file(raw(there)), leave=False).notes
    for way in filter(None, ways(there)):
        with suppress(Refused):
            check_file(read_file(raw(put(there, way, junk))), leave=False)


ANSWER = ("rounds", 0, "answers", 3)
WRONG = {
    ("rounds",): ({}, "rounds"),
    ("prompts",): (None, "prompts"),
    ("language",): (7, "language"),
    ("notes",): ("none", "notes"),
    ("rounds", 0): ([], "round 1"),
    ("rounds", 0, "id"): ("x", "round 1, id"),
    ("rounds", 0, "name"): ("x" * 301, "round 1, name"),
    ("rounds", 0, "path"): ("../../etc", "round 1, path"),
    ("rounds", 0, "begun_at"): ("2026-11-24", "round 1, begun_at"),
    ("rounds", 0, "archived_at"): ("9999-12-31T23:59:59.000-23:59", "round 1, archived_at"),
    (*ANSWER, "prompt"): ("Topic\x00", "round 1, answer 4, prompt"),
    (*ANSWER, "prompt_version"): (True, "round 1, answer 4, prompt_version"),
    (*ANSWER, "state"): ("done", "round 1, answer 4, state"),
    (*ANSWER, "version"): (2**63, "round 1, answer 4, version"),
    (*ANSWER, "saved_at"): ("2099-01-01T00:00:00.000Z", "round 1, answer 4, saved_at"),
    (*ANSWER, "sealed"): (0, "round 1, answer 4, sealed"),
    (*ANSWER, "aside"): ("half \ud83d", "round 1, answer 4, aside"),
    (*ANSWER, "marks"): ([{"text": ""}], "round 1, answer 4, mark 1"),
    (*ANSWER, "dates"): ([{"row": "", "what": "due", "day": "2027-01-01"}], "round 1, answer 4, date 1"),
    (*ANSWER, "value"): ({"kind": "text", "v": 99, "text": ""}, "round 1, answer 4, value"),
    (*ANSWER, "value", "kind"): ("essay", "round 1, answer 4, value"),
    (*ANSWER, "revisions"): ([{}], "round 1, answer 4, earlier text 1"),
}


def put(data, way, it):
    """The file with `it` at the end of the way."""
    data = copy.deepcopy(data)
    at = data
    for step in way[:-1]:
        at = at[step]
    at[way[-1]] = it
    return data


@pytest.mark.parametrize(("way", "wrong"), WRONG.items(), ids=["/".join(map(str, way)) for way in WRONG])
def test_the_place_is_named_and_nothing_changes(guest, there, way, wrong):
    it, place = wrong
    with pytest.raises(Refused) as refused:
        bring(guest, put(there, way, it))
    assert refused.value.place == place
    assert not Journal.objects.filter(person=guest).exists()


def test_what_is_missing_is_named(guest, there):
    del there["rounds"][0]["answers"][1]["saved_at"]
    with pytest.raises(Refused) as refused:
        bring(guest, there)
    assert (refused.value.place, "saved_at" in refused.value.words) == ("round 1, answer 2", True)


def test_a_page_answered_twice(guest, there):
    answers = there["rounds"][0]["answers"]
    answers.append(answers[0])
    with pytest.raises(Refused) as refused:
        bring(guest, there)
    assert refused.value.place == f"round 1, answer {len(answers)}, prompt"


def test_the_last_thing_wrong_leaves_nothing_of_the_first(guest, there):
    there["notes"] = [{"id": "no"}]
    with pytest.raises(Refused):
        bring(guest, there)
    assert not Round.objects.filter(journal__person=guest).exists()


def test_a_sealed_letter_with_its_text_beside_it(guest, there):
    letter = next(each for each in there["rounds"][0]["answers"] if each["prompt"] == "letter")
    letter["value"] = cast.letter(90)
    with pytest.raises(Refused):
        bring(guest, there)


BEYOND = {
    "a day that is none": ("ask-whom", lambda value: value["rows"][0]["cells"].update({"by": "tomorrow"}) or value),
    "types that are not the page's": (
        "ask-whom",
        lambda value: {**value, "types": {}, "rows": [{"key": "0a0a0a0a", "cells": {"by": "x"}}]},
    ),
    "a step too far": ("style", lambda value: value["lines"]["length"].update({"now": 999}) or value),
    "a number too high": ("before", lambda value: {**value, "items": {"sure": {"now": 1000}}}),
    "places where none are asked": ("before", lambda value: {"kind": "scale", "v": 1, "places": []}),
    "a place too far": ("places", lambda value: value["places"][0]["cells"]["seniority"].update({"at": 800}) or value),
    "a text too long": ("topic", lambda value: {**value, "text": "x" * 20_001}),
    "a zero sign": ("topic", lambda value: {**value, "text": "\x00"}),
    "too many rows": (
        "picked-up",
        lambda value: {**value, "rows": [{"key": f"{n:08x}", "cells": {}} for n in range(700)]},
    ),
    "a key that is none": ("own-question", lambda value: {**value, "fields": {"<script>": "x"}}),
    "another kind": ("topic", lambda value: cast.ADMIRED),
    "a list": ("topic", lambda value: [value]),
    "a letter for ever": ("letter", lambda value: cast.letter(1, opened=True) | {"opens": "9999-12-31"}),
}


@pytest.mark.parametrize("name", BEYOND)
def test_values_that_no_form_could_have_sent(name, ada, guest, write):
    fill_full(write, ada)
    there = file_of(ada)
    key, change = BEYOND[name]
    answer = next(each for each in there["rounds"][0]["answers"] if each["prompt"] == key)
    answer["sealed"], answer["dates"] = False, []
    answer["value"] = change(answer["value"])
    with pytest.raises(Refused) as refused:
        bring(guest, there)
    assert refused.value.place.endswith("value")


def test_a_letter_closed_elsewhere_stays_in_the_file(ada, guest, write, settings):
    write(ada, "topic", "open to all")
    write(ada, "letter", value=cast.letter(90))
    there = file_of(ada)
    settings.UNTOLD_ENCRYPTION_KEYS = ["YW5vdGhlciBrZXkgdGhhdCBpcyAzMiBieXRlcyBsb24="]
    report = bring(guest, there)
    assert (report.letters, report.answers) == (1, 1)
    assert [row.prompt for row in Answer.objects.filter(round__journal__person=guest)] == ["topic"]
    assert bring(guest, there).brought is False


@pytest.mark.parametrize("envelope", [None, "", "x", 7, [], "0123abcd.AAAA", "ü.ü", "00000000." + "A" * 400])
def test_an_envelope_that_is_none(envelope, ada, guest, write):
    write(ada, "letter", value=cast.letter(90))
    there = file_of(ada)
    there["rounds"][0]["answers"][0]["envelope"] = envelope
    assert bring(guest, there).letters == 1
    assert not Answer.objects.filter(round__journal__person=guest).exists()


def test_an_envelope_opens_only_for_its_own_answer(ada, guest, write):
    write(ada, "letter", value=cast.letter(90))
    write(ada, "topic", "x")
    there = file_of(ada)
    topic, letter = there["rounds"][0]["answers"]
    topic["envelope"], topic["sealed"], topic["value"] = letter["envelope"], True, None
    assert bring(guest, there).letters == 1
