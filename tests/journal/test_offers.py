"""What may go to a room: marked words first, and nothing that the kind does not share anyway."""

import pytest

from reflections.guide.library import guide
from reflections.journal.marks import offers
from reflections.kinds import Prompt
from tests.summary.cast import text

pytestmark = pytest.mark.django_db

TALK = "A first sentence. My second one is long. The third."


def offered(prompt: str, value: dict[str, object], *marks: str) -> list[str]:
    return [share.words for share in offers(guide().prompts[prompt], value, marks)]


def test_a_marked_phrase_is_offered_first_then_the_line_it_is_in():
    lines = offered("topic", text(TALK))
    assert lines == ["A first sentence.", "My second one is long.", "The third."]
    assert offered("topic", text(TALK), "second one") == ["second one", lines[1], lines[0], lines[2]]
    share = offers(guide().prompts["topic"], text(TALK), ["second one"])[0]
    assert share.part == {"kind": "text", "v": 1, "line": "second one"}


def test_a_whole_line_is_offered_once_and_nothing_without_an_answer():
    assert offered("topic", text(TALK), "The third.")[:2] == ["The third.", "A first sentence."]
    assert offers(guide().prompts["topic"], None, ["x"]) == []


def test_a_mark_opens_no_other_door():
    """Names and free text of rows go to no room, marked or not; of two CVs only the untold side does."""
    rows = [{"key": "0a0a0a0a", "cells": {"who": "Ada", "known": "data"}}]
    value = {"kind": "rows", "v": 1, "rows": rows}
    assert offered("admired", value, "Ada") == offered("admired", value)
    line = {"key": "0c0c0c0c", "year": 2020, "official": "A prize", "untold": "A long wait", "what": ""}
    cv = {"kind": "cv", "v": 1, "lines": [line | {"where": "", "who": "", "trying": ""}]}
    assert offered("cv", cv, "prize", "wait") == ["wait", "A long wait"]


def test_every_kind_can_be_asked():
    for prompt in guide().prompts.values():
        assert isinstance(prompt, Prompt) and offers(prompt, None, []) == []
