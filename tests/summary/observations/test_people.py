"""Collaborations."""

import pytest

from tests.summary.full import rows
from tests.summary.observations.noticing import noticed

pytestmark = pytest.mark.django_db


def network(*cells):
    return rows(*cells, ring="option", help="options")


def goals(*cells):
    return rows(*cells, horizon="option", by="date")


A = {"who": "A", "ring": "close", "help": ["ideas", "method"], "learn": "calm", "count-on": "plots", "next": "write"}
B = {"who": "B", "ring": "would-like", "help": ["ideas"], "learn": "speed"}
C = {"who": "C", "ring": "would-like", "help": ["ideas", "other"]}
TEN, TWO = {"goal": "friends", "horizon": "years-15"}, {"goal": "a paper", "horizon": "years-1-2", "step": "ask"}


def test_people_by_ring():
    said = ["3 people around you: 1 close, 2 you would like to work with."]
    assert noticed("people-by-ring", network=network(A, B, C)) == said
    assert noticed("people-by-ring", network=network(A, B, {"who": "D"})) == []


def test_help_with_nobody():
    said = ["5 kinds of help have nobody beside them: Writing, Courage, Introductions, Code and Time."]
    assert noticed("help-with-nobody", network=network(A, B, C)) == said
    every = {"who": "D", "help": ["writing", "courage", "introductions", "code"]}
    assert noticed("help-with-nobody", network=network(A, B, every)) == ["1 kind of help has nobody beside it: Time."]
    assert noticed("help-with-nobody", network=network(A, B)) == []
    assert noticed("help-with-nobody", network=network(A, B, {**every, "help": [*every["help"], "time"]})) == []


def test_help_with_one_name():
    said = ["1 kind of help has one name beside it: Method."]
    assert noticed("help-with-one-name", network=network(A, B, C)) == said
    more = network(A, B, {"who": "D", "help": ["code", "time"]})
    two = ["3 kinds of help have one name beside them: Method, Code and Time."]
    assert noticed("help-with-one-name", network=more) == two
    assert noticed("help-with-one-name", network=network(A, B)) == []
    assert noticed("help-with-one-name", network=network(B, B, C)) == []


def test_both_directions():
    said = ["For 1 of 3 people you wrote what you learn with them and what they can count on you for."]
    assert noticed("both-directions", network=network(A, B, C)) == said
    assert noticed("both-directions", network=network(A, B)) == []
    assert noticed("both-directions", network=network(B, B, C)) == []


def test_next_steps():
    assert noticed("next-steps", network=network(A, B, C)) == ["For 1 of 3 people a next step is written."]
    assert noticed("next-steps", network=network(A, B)) == []
    assert noticed("next-steps", network=network(B, B, C)) == []


def test_goals_by_horizon():
    said = ["3 goals by horizon: 1 at 1–2 years and 2 at 15+ years."]
    assert noticed("goals-by-horizon", collaboration_goals=goals(TEN, TWO, TEN)) == said
    assert noticed("goals-by-horizon", collaboration_goals=goals(TEN, {"goal": "a talk"})) == []
    assert noticed("goals-by-horizon", collaboration_goals=goals(TEN, {"goal": "a talk", "horizon": "years-9"})) == []


def test_goals_with_a_step():
    assert noticed("goals-with-a-step", collaboration_goals=goals(TEN, TWO)) == ["1 of 2 goals has a first step."]
    assert noticed("goals-with-a-step", collaboration_goals=goals(TWO, TWO)) == ["2 of 2 goals have a first step."]
    assert noticed("goals-with-a-step", collaboration_goals=goals(TWO)) == []
    assert noticed("goals-with-a-step", collaboration_goals=goals(TEN, TEN)) == []
