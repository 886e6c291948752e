"""Everything as data: whole, by the schema, and sealed where the journal is sealed."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from reflections.guide.library import guide
from reflections.journal.actions import mark_phrases
from reflections.journal.models import Answer, Date
from reflections.kinds import kinds
from reflections.summary.exports.data import everything
from reflections.summary.exports.envelopes import Closed, open_envelope
from tests.kinds.examples import examples
from tests.kinds.experiments import card
from tests.kinds.experiments import value as experiments
from tests.summary import cast

SCHEMA = json.loads((Path(__file__).parent.parent.parent / "docs" / "untold-1.schema.json").read_text("utf-8"))
VALID = Draft202012Validator(SCHEMA, format_checker=FormatChecker())


def held(person, **options):
    """What the file would hold, by the schema."""
    data = json.loads(json.dumps(everything(person, **options)))
    VALID.validate(data)
    return data


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


def test_an_empty_journal_is_valid(guest):
    assert held(guest)["rounds"] == []


def test_it_holds_every_row(ada, write):
    cast.fill(write, ada)
    answer = write(ada, "come-for", "plots, and questions", aside=cast.ASIDE)
    mark_phrases(answer=answer, marks=["plots"])
    (this,) = held(ada)["rounds"]
    by_prompt = {each["prompt"]: each for each in this["answers"]}
    assert by_prompt.keys() == set(Answer.objects.values_list("prompt", flat=True))
    kept = by_prompt["come-for"]
    assert kept["value"] == {"kind": "text", "v": 1, "text": "plots, and questions"}
    assert (kept["aside"], [each["text"] for each in kept["marks"]], kept["id"]) == (
        cast.ASIDE,
        ["plots"],
        str(answer.pk),
    )
    assert by_prompt["admired"]["value"] == cast.ADMIRED


def test_the_wording_that_was_replied_to_goes_along(ada, write):
    write(ada, "topic", "x")
    (wording,) = held(ada)["prompts"]
    asked = guide().prompts["topic"]
    assert (wording["key"], wording["ask"], wording["version"]) == ("topic", asked.ask, 1)


def test_earlier_texts_only_when_asked_for(ada, write):
    write(ada, "topic", "first")
    write(ada, "topic", "second", keep_old=True)
    assert "revisions" not in held(ada)["rounds"][0]["answers"][0]
    (answer,) = held(ada, revisions=True)["rounds"][0]["answers"]
    assert [each["value"]["text"] for each in answer["revisions"]] == ["first"]


def test_a_sealed_letter_stays_sealed(ada, write):
    write(ada, "letter", value=cast.letter(90, opened=True))
    write(ada, "letter", value=cast.letter(90), keep_old=True, aside="a hint")
    data = held(ada, revisions=True)
    assert cast.LETTER not in json.dumps(data)
    (answer,) = data["rounds"][0]["answers"]
    assert answer["sealed"] is True
    assert answer["value"] is None
    assert answer["revisions"] == []
    assert [date["day"] for date in answer["dates"]] == [
        day.isoformat() for day in Date.objects.values_list("day", flat=True)
    ]


def test_an_opened_letter_is_in_it(ada, write):
    write(ada, "letter", value=cast.letter(90, opened=True))
    (answer,) = held(ada)["rounds"][0]["answers"]
    assert answer["sealed"] is False
    assert answer["value"]["text"] == cast.LETTER


def test_nobody_is_named(ada, write):
    # A name that cannot turn up by chance among hexadecimal keys, as "ada" can.
    ada.username = "zoë nobody"
    ada.save()
    write(ada, "topic", "x")
    assert ada.username not in json.dumps(held(ada), ensure_ascii=False)
    assert str(ada.pk) not in json.dumps(held(ada))


@pytest.mark.parametrize("key", sorted(kinds()))
def test_the_schema_knows_every_value_of_every_kind(key):
    found = [value for example in examples() if example.prompt.kind == key for value in all_values(example)]
    assert found
    assert f"value_{key}" in SCHEMA["$defs"]
    schema = Draft202012Validator({"$defs": SCHEMA["$defs"], "$ref": "#/$defs/value"})
    for value in found:
        schema.validate(value)


def all_values(example):
    return [example.empty, *(sample.value for sample in example.samples)]


def test_the_schema_refuses_what_is_not_a_value():
    schema = Draft202012Validator({"$defs": SCHEMA["$defs"], "$ref": "#/$defs/value"})
    for wrong in ({}, {"kind": "text"}, {"kind": "text", "v": 1}, {"kind": "rows", "v": 1, "rows": ["x"]}, "text"):
        assert not schema.is_valid(wrong)


def test_a_day_the_answer_does_not_ask_for_and_a_path_that_is_none_stay_here(ada, write):
    answer = write(ada, "experiments", value=experiments(card("0a0a0a0a", what="x", ends="2026-03-01")))
    Date.objects.create(answer=answer, row="0b0b0b0b", day=answer.saved_at.date())
    answer.round.path = "no path\nat all"
    answer.round.save()
    (this,) = held(ada)["rounds"]
    assert [date["row"] for date in this["answers"][0]["dates"]] == ["0a0a0a0a"]
    assert this["path"] == ""


def test_the_envelope_of_a_sealed_letter_opens_here_alone(ada, write, settings):
    answer = write(ada, "letter", value=cast.letter(90))
    (letter,) = held(ada)["rounds"][0]["answers"]
    assert open_envelope(letter) == {"value": cast.letter(90), "marks": []}
    with pytest.raises(Closed):
        open_envelope({**letter, "id": str(answer.round_id)})
    settings.UNTOLD_ENCRYPTION_KEYS = ["YW5vdGhlciBrZXkgdGhhdCBpcyAzMiBieXRlcyBsb24="]
    with pytest.raises(Closed):
        open_envelope(letter)
