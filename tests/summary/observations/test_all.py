"""What holds for every rule: nothing on thin data, no verdict in its words, and no wording it stumbles over."""

import ast
import re
from pathlib import Path

import pytest
from django.utils import timezone

from reflections.guide.library import guide
from reflections.summary.models import Dismissal
from reflections.summary.observations import RULES, observe
from tests.summary.cast import BLANKS
from tests.summary.full import PEOPLE, full
from tests.summary.observations.noticing import answered

pytestmark = pytest.mark.django_db

VERDICTS = """
    good better best great nice bad worse worst well fine perfect excellent strong weak high low higher lower improve
    improved progress success successful impressive important enough missing lack lacking only just still already
    should must need needs try consider remember congratulations bravo unfortunately sadly luckily proud
    score rank ranked winner loser top first-rate average normal healthy unhealthy because seems probably likely
"""
"""Words that grade, praise, rank, advise or guess."""


def today():
    return timezone.localdate()


def rich():
    return {key: answered(key, value) for key, value in full().items() if key != "letter"}


def test_there_are_twenty_at_least_and_each_speaks():
    assert len(RULES) >= 20
    assert {each.rule for each in observe(rich(), today())} == RULES.keys()


@pytest.mark.parametrize("seed", range(4))
def test_no_sentence_judges(seed):
    said = {
        key: answered(key, value)
        for key, value in full(people=3 + 5 * seed, cv_lines=6 + seed).items()
        if key != "letter"
    }
    for each in observe(said, today()):
        words = set(re.findall(r"[\w-]+", re.sub(r"“.*?”", "", each.words).lower()))
        assert not words & set(VERDICTS.split()), each.words
        assert "%" not in each.words
        assert "!" not in each.words
        assert each.words.endswith(".")
        assert each.words[0].isupper() or each.words[0].isdigit()


def test_no_word_of_anybody_is_in_a_sentence():
    """They are counted. A person's own words would have to be shown as theirs."""
    own = {*PEOPLE, "pay", "river", "postdoc", "group", "ear"}
    for each in observe(rich(), today()):
        assert not own & set(re.findall(r"\w+", each.words)), each.words


def test_each_rests_on_answers_that_are_there():
    said = rich()
    for each in observe(said, today()):
        assert each.rests_on
        assert set(each.rests_on) <= said.keys() & set(RULES[each.rule].prompts)
        field = Dismissal._meta.get_field("rule")
        field.run_validators(each.rule)
        assert re.fullmatch(r"[a-z0-9-]{0,60}", each.about)


def test_an_answer_alone_never_breaks_a_rule():
    for key, value in full().items():
        observe({key: answered(key, value)}, today())


def test_nothing_on_blank_answers():
    prompts = guide().prompts.values()
    assert (
        observe({each.key: answered(each.key, BLANKS[each.kind]) for each in prompts if each.kind != "text"}, today())
        == []
    )
    assert observe({}, today()) == []


def test_a_sealed_or_unreadable_answer_is_silent():
    assert observe({key: answered(key, None) for key in full()}, today()) == []


def test_an_older_wording_without_its_lists_is_silent_or_speaks_but_never_breaks():
    said = {key: answered(key, value, settings={}) for key, value in full().items() if key != "letter"}
    assert observe(said, today())


def test_columns_of_another_time_are_silence():
    other = {"kind": "rows", "v": 1, "rows": [{"key": f"{n:08x}", "cells": {"was": "x"}} for n in range(5)]}
    keys = [key for key, prompt in guide().prompts.items() if prompt.kind == "rows"]
    assert observe({key: answered(key, other) for key in keys}, today()) == []


def test_a_prompt_that_became_another_kind_is_silence():
    text = {"kind": "text", "v": 1, "text": "words"}
    assert observe({key: answered(key, text, kind="text") for key in full()}, today()) == []


def test_each_rule_has_its_test():
    tests = {
        node.name
        for file in Path(__file__).parent.glob("test_*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    assert not {f"test_{name.replace('-', '_')}" for name in RULES} - tests
