"""Which wording an answer from a file replied to, where this site asks in other words or under another number."""

import copy

import pytest
from django.utils import timezone

from reflections.guide.library import forget_cache, guide
from reflections.guide.models import Agenda, Path, Prompt, PromptVersion
from reflections.journal.models import Answer
from tests.summary import cast
from tests.summary.carrying import bring, file_of, said

pytestmark = pytest.mark.django_db


def reword(key, number, ask="", **structure):
    """One more wording of a prompt, with other words or another structure."""
    old = PromptVersion.objects.filter(prompt__key=key).latest("number")
    content = copy.deepcopy(old.content)
    content["en"]["ask"] = ask or content["en"]["ask"]
    new = PromptVersion.objects.create(
        prompt=old.prompt, number=number, structure={**old.structure, **structure}, content=content
    )
    forget_cache()
    return new


@pytest.fixture
def there(ada, write):
    write(ada, "topic", "words")
    write(ada, "style", value=cast.STYLE)
    return file_of(ada)


def wording_of(person, key="topic"):
    """Number of the wording an answer of `person` stands under."""
    return Answer.objects.get(round__journal__person=person, prompt=key).prompt_version.number


def test_an_old_wording_is_found_under_its_number(guest, there):
    reword("topic", 2, "Asked in other words?")
    bring(guest, there)
    assert wording_of(guest) == 1
    assert said(file_of(guest)) == said(there)


def test_a_number_that_means_another_wording_here(guest, there):
    reword("topic", 2, "Asked in other words?")
    PromptVersion.objects.filter(prompt__key="topic", number=1).update(number=7)
    PromptVersion.objects.filter(prompt__key="topic", number=2).update(number=1)
    forget_cache()
    bring(guest, there)
    assert wording_of(guest) == 7


def test_the_same_kind_and_settings_in_other_words(guest, there):
    PromptVersion.objects.filter(prompt__key="topic").update(number=3)
    reword("topic", 4, "Asked in other words?")
    for wording in there["prompts"]:
        wording["hint"] = "a hint of another site"
    bring(guest, there)
    assert wording_of(guest) in (3, 4)
    assert Answer.objects.get(round__journal__person=guest, prompt="topic").value["text"] == "words"


def test_settings_that_are_not_ours_stand_under_the_nearest_that_fits(guest, there):
    for wording in there["prompts"]:
        wording["settings"] = {**wording["settings"], "steps": 99}
    bring(guest, there)
    assert wording_of(guest, "style") == 1


def test_a_value_that_fits_no_wording_here_is_not_asked_here(guest, there):
    for wording in there["prompts"]:
        wording["settings"] = {**wording["settings"], "steps": 99}
    style = next(each for each in there["rounds"][0]["answers"] if each["prompt"] == "style")
    style["value"]["lines"]["length"]["now"] = 90
    report = bring(guest, there, leave=True)
    assert (report.left_out, report.answers) == (1, 1)


def test_a_prompt_that_became_one_of_another_kind(ada, guest, write):
    """What was rows once and is commitments now stays an answer to the wording of then."""
    rows = {"kind": "rows", "v": 1, "rows": [{"key": "0a0a0a0a", "cells": {"behaviour": "names", "stand": "do"}}]}
    write(ada, "beyond-lab", value=cast.BLANKS["commitments"])
    then = PromptVersion.objects.get(prompt__key="beyond-lab")
    reword("beyond-lab", 2)
    then.structure = {**then.structure, "kind": "rows", "settings": {"columns": [{"key": "behaviour", "type": "line"}]}}
    then.save()
    answer = Answer.objects.get()
    answer.value, answer.state = rows, "written"
    answer.save()
    forget_cache()
    write(ada, "beyond-lab", value=cast.BLANKS["commitments"], keep_old=True)
    answer.refresh_from_db()
    answer.prompt_version, answer.value, answer.state = then, rows, "written"
    answer.save()
    forget_cache()
    there = file_of(ada)
    (kept,) = there["rounds"][0]["answers"]
    assert (kept["value"]["kind"], kept["revisions"][0]["value"]["kind"]) == ("commitments", "rows")
    bring(guest, there)
    assert said(file_of(guest)) == said(there)


def test_a_retired_prompt_is_asked_no_more_and_answered_still(guest, there):
    Path.objects.all().delete()
    Agenda.objects.all().delete()
    Prompt.objects.filter(key="topic").update(retired_at=timezone.now())
    forget_cache()
    assert "topic" not in guide().prompts
    bring(guest, there)
    assert wording_of(guest) == 1


def test_a_language_we_do_not_speak_is_no_key_to_a_cache(guest, there):
    there["language"] = "x" * 50
    bring(guest, there)
    assert guide.__globals__["_kept"].keys() <= {"en"}


def test_the_number_decides_between_two_that_say_the_same(guest, there):
    reword("topic", 2, "Asked in other words?")
    reword("topic", 3, guide().versions[PromptVersion.objects.get(prompt__key="topic", number=1).pk].ask)
    bring(guest, there)
    assert wording_of(guest) == 1


def test_marks_of_older_files_stand_where_their_words_first_stand(guest, there):
    topic = next(each for each in there["rounds"][0]["answers"] if each["prompt"] == "topic")
    topic["value"]["text"] = "one word, and one word more"
    topic["marks"] = ["one word", "gone"]
    bring(guest, there)
    first, gone = Answer.objects.get(round__journal__person=guest, prompt="topic").marks
    assert (first["text"], first["after"], first["at"]) == ("one word", ", and one word more\n", 1)
    assert gone["asleep"] is True
