"""Horizons, and places."""

import pytest

from tests.kinds.places import cell, place
from tests.kinds.places import value as places
from tests.summary.full import allocation, fields, rows, spectrum
from tests.summary.observations.noticing import noticed

pytestmark = pytest.mark.django_db

LAB = place("0a0a0a0a", "a lab", seniority=cell(1, "lived"), breadth=cell(2, "guessed"), exploration=cell(3, "heard"))
FIRM = place("0b0b0b0b", "a firm", seniority=cell(4, "guessed"), breadth=cell(5))
MUCH, SOME = {"wish": 3, "weight": 3}, {"wish": 2, "weight": 1}


def test_effort_moves():
    now, wish = {"topic": 7, "questions": 2, "network": 1}, {"topic": 4, "questions": 4, "network": 2}
    said = ["Now 7-2-1, wished 4-4-2: 2 parts towards questions, 1 part towards people."]
    assert noticed("effort-moves", horizons=allocation(now, wish)) == said
    whole = ["Now 10-0-0, wished 0-0-10: 10 parts towards people."]
    assert noticed("effort-moves", horizons=allocation({"topic": 10}, {"network": 10})) == whole
    assert noticed("effort-moves", horizons=allocation(now, now)) == ["Now and wished are the same: 7-2-1."]
    assert noticed("effort-moves", horizons=allocation(now, {"topic": 4})) == []
    assert noticed("effort-moves", horizons=allocation({}, wish)) == []


def test_paid_in():
    said = ["Something you did in the past year stands beside 2 of 3 horizons."]
    assert noticed("paid-in", paid_in=fields(topic="a talk", network="a letter", questions=" ")) == said
    assert noticed("paid-in", paid_in=fields(topic="a talk")) == []


def test_guesses():
    four = places(LAB, FIRM)
    assert noticed("guesses", places=four) == ["2 of 4 cells are guesses."]
    ask = rows({"who": "someone"}, {"who": "someone else"})
    assert noticed("guesses", places=four, ask_whom=ask) == ["2 of 4 cells are guesses: 2 people to ask."]
    one = places(LAB, place("0b0b0b0b", "a firm", breadth=cell(5, "lived")))
    assert noticed("guesses", places=one, ask_whom=rows({"who": "she"})) == [
        "1 of 4 cells is a guess: 1 person to ask."
    ]
    assert noticed("guesses", places=places(LAB)) == []
    known = [place(f"{n:08x}", "", breadth=cell(n, "lived")) for n in range(1, 6)]
    assert noticed("guesses", places=places(*known)) == []


def test_lived_and_heard():
    assert noticed("lived-and-heard", places=places(LAB, FIRM)) == ["Of 4 cells you lived 1 and heard 1."]
    assert noticed("lived-and-heard", places=places(LAB)) == []


def test_what_matters():
    one = ["1 of 3 lines matters 3 of 3 to you: “Depth – Breadth”."]
    assert noticed("what-matters", want=spectrum(breadth=MUCH, seniority=SOME, timescale=SOME)) == one
    two = ["2 of 3 lines matter 3 of 3 to you: “Depth – Breadth” and “Long timescale – Immediate impact”."]
    assert noticed("what-matters", want=spectrum(breadth=MUCH, seniority=SOME, timescale=MUCH)) == two
    assert noticed("what-matters", want=spectrum(breadth=MUCH, seniority=SOME)) == []
    assert noticed("what-matters", want=spectrum(breadth=MUCH, seniority=MUCH, timescale=MUCH)) == []
    own = {"key": "0c0c0c0c", "start": "pay", "end": "time", "wish": 1, "weight": 3}
    assert noticed("what-matters", want=spectrum(own, breadth=SOME, seniority=SOME)) == []


def test_guesses_that_matter():
    want = spectrum(breadth=MUCH, seniority=MUCH, exploration=SOME)
    said = ["On the lines that matter 3 of 3 to you, 2 of 3 cells are guesses."]
    assert noticed("guesses-that-matter", want=want, places=places(LAB, FIRM)) == said
    one = ["On the lines that matter 3 of 3 to you, 1 of 2 cells is a guess."]
    assert noticed("guesses-that-matter", want=want, places=places(LAB)) == one
    assert noticed("guesses-that-matter", want=spectrum(breadth=SOME), places=places(LAB, FIRM)) == []
    assert noticed("guesses-that-matter", places=places(LAB, FIRM)) == []


def test_questions_with_a_date():
    soon, later, undated = {"who": "A", "by": "2026-12-01"}, {"who": "B", "by": "2027-01-12"}, {"who": "C"}
    said = noticed("questions-with-a-date", ask_whom=rows(later, soon, undated, by="date"))
    assert said == ["You want to ask 3 people; 2 have a date to come, the next 1 December 2026."]
    said = noticed("questions-with-a-date", ask_whom=rows(later, undated, by="date"))
    assert said == ["You want to ask 2 people; 1 has a date to come, 12 January 2027."]
    assert noticed("questions-with-a-date", ask_whom=rows(soon, by="date")) == []
    assert noticed("questions-with-a-date", ask_whom=rows(undated, {"who": "D", "by": "2026-11-01"}, by="date")) == []


def test_heard_from():
    said = ["You wrote what you heard from 1 of 2 people."]
    assert noticed("heard-from", ask_whom=rows({"who": "A", "heard": "stay"}, {"who": "B"})) == said
    assert noticed("heard-from", ask_whom=rows({"who": "A", "heard": "stay"})) == []
    assert noticed("heard-from", ask_whom=rows({"who": "A"}, {"who": "B"})) == []
