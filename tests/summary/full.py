"""A full round: every prompt of the guide answered as somebody might, with as many rows as one asks for."""

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from django.utils import timezone

from reflections.guide.library import guide
from tests.kinds.commitments import one
from tests.kinds.commitments import value as commitments
from tests.kinds.experiments import card
from tests.kinds.experiments import value as experiments
from tests.kinds.places import cell, place
from tests.kinds.places import value as places
from tests.summary.cast import letter, text

type Value = dict[str, Any]

PEOPLE = ("Marta", "Kwame", "Sunniva", "Joon", "Amara")


def rows(*cells: dict[str, Any], **types: str) -> Value:
    """Rows with these cells, under keys of their own."""
    return {
        "kind": "rows",
        "v": 1,
        "rows": [{"key": f"{number:08x}", "cells": each} for number, each in enumerate(cells, 1)],
        **({"types": types} if types else {}),
    }


def choice(*chosen: tuple[str, str, str]) -> Value:
    return {
        "kind": "choice",
        "v": 1,
        "chosen": [dict(zip(("key", "words", "moment"), each, strict=True)) for each in chosen],
    }


def scale(**items: dict[str, int]) -> Value:
    return {"kind": "scale", "v": 1, "items": {key.replace("_", "-"): marks for key, marks in items.items()}, "own": []}


def spectrum(*own: dict[str, Any], **lines: dict[str, int]) -> Value:
    return {"kind": "spectrum", "v": 1, "lines": lines, "own": list(own)}


def allocation(now: dict[str, int], wish: dict[str, int], total: int = 10) -> Value:
    return {"kind": "allocation", "v": 1, "total": total, "now": now, "wish": wish}


def fields(**texts: str) -> Value:
    return {"kind": "fields", "v": 1, "fields": texts}


def safety(*marks: dict[str, int]) -> Value:
    named = [{"key": f"{n:08x}", "name": f"place {n}", "marks": each} for n, each in enumerate(marks, 1)]
    return {"kind": "scale", "v": 1, "places": named}


def lines(*each: dict[str, Any]) -> Value:
    blank: dict[str, Any] = {
        "year": None,
        **dict.fromkeys(("official", "untold", "what", "where", "who", "trying"), ""),
    }
    return {"kind": "cv", "v": 1, "lines": [{"key": f"{n:08x}", **blank, **line} for n, line in enumerate(each, 1)]}


def admired(people: int = 5) -> Value:
    return rows(
        *(
            {
                "who": who,
                "known": f"topic {n % 4}",
                **({"how": f"starts from case {n}"} if n != 2 else {}),
                "learn": "a postdoc",
            }
            for n, who in names(people)
        )
    )


def network(people: int = 6) -> Value:
    rings, helps = ("close", "sometimes", "would-like"), (["ideas", "method"], ["writing"], ["ideas", "time"])
    cells = (
        {
            "who": who,
            "ring": rings[n % 3],
            "learn": f"to listen, {n}",
            **({"count-on": "plots"} if n % 2 else {}),
            "help": helps[n % 3],
            **({"next": "write"} if n % 3 == 0 else {}),
        }
        for n, who in names(people)
    )
    return rows(*cells, ring="option", help="options")


def cv(each: int = 9) -> Value:
    kinds = ("phd", "grant", "submission")
    return lines(
        *(
            {
                "year": 2010 + n % 12,
                "official": f"a post, {n}" if n % 2 else "",
                "untold": f"a letter of refusal, {n}",
                "what": kinds[n % 3],
                "who": PEOPLE[n % 5] if n % 3 == 0 else "",
            }
            for n in range(each)
        )
    )


def names(people: int) -> Iterator[tuple[int, str]]:
    """So many people, each name once."""
    return ((n, PEOPLE[n] if n < len(PEOPLE) else f"{PEOPLE[n % 5]} {n}") for n in range(people))


def in_days(days: int) -> str:
    return (timezone.localdate() + dt.timedelta(days=days)).isoformat()


def full(people: int = 5, cv_lines: int = 9) -> dict[str, Value]:
    """A value for each prompt of the guide, by key; some have so many rows."""
    wanted = {
        "seniority": {"wish": 3, "weight": 3},
        "breadth": {"wish": 6, "weight": 1},
        "exploration": {"wish": 7, "weight": 3},
    }
    known = {"seniority": cell(2, "lived"), "breadth": cell(5, "guessed"), "exploration": cell(6, "heard")}
    week = ("reading", "deriving", "coding", "writing", "talking", "mentoring", "reviewing", "admin", "care")
    said = {
        "before": scale(sure={"now": 4}),
        "admired": admired(people),
        "ways": choice(
            ("precision", "Precision", "a proof in May"),
            ("from-00000001", "starts from case 0", ""),
            ("own-0a0a0a0a", "by ear", ""),
        ),
        "week": allocation(
            dict(zip(week, (1, 0, 4, 1, 1, 0, 1, 2, 0), strict=True)),
            dict(zip(week, (2, 1, 3, 1, 1, 1, 0, 0, 1), strict=True)),
        ),
        "strengths": scale(
            intuitions={"now": 2, "wish": 5},
            precision={"now": 4, "wish": 4},
            collaborations={"now": 3, "wish": 4},
            big_picture={"now": 4, "wish": 3},
        ),
        "style": spectrum(length={"now": 5, "wish": 2}, company={"now": 2, "wish": 5}, aim={"now": 3, "wish": 3}),
        "horizons": allocation({"topic": 7, "questions": 2, "network": 1}, {"topic": 4, "questions": 4, "network": 2}),
        "paid-in": fields(topic="I can follow a talk", network="wrote to Joon again"),
        "own-question": fields(question="why does it work at all?", who="Marta"),
        "want": spectrum({"key": "0d0d0d0d", "start": "pay", "end": "time", "wish": 5, "weight": 2}, **wanted),
        "places": places(
            place("0a0a0a0a", "the lab by the river", "academic", **known),
            place(
                "0b0b0b0b", "a firm of twelve", "small", seniority=cell(5, "guessed"), exploration=cell(2, "guessed")
            ),
        ),
        "ask-whom": rows(
            {"who": "someone who left", "question": "what do you miss?", "by": in_days(20)},
            {"who": "someone who stayed", "question": "what keeps you?", "heard": "the people"},
            by="date",
        ),
        "network": network(people),
        "collaboration-goals": rows(
            {"goal": "a reading group", "horizon": "years-1-2", "step": "ask three", "by": in_days(40)},
            {"goal": "a shared code base", "horizon": "years-3-6"},
            {"goal": "friends in five towns", "horizon": "years-15", "step": "write one letter"},
            horizon="option",
            by="date",
        ),
        "experiments": experiments(
            card("0a0a0a0a", what="show a half-done figure", fails="nobody asks", ends=in_days(0), begun=in_days(-14)),
            card(
                "0b0b0b0b",
                what="Fridays without code",
                ends=in_days(-30),
                begun=in_days(-60),
                plus="calm",
                outcome="kept",
                failed="no",
            ),
            card(
                "0c0c0c0c",
                what="ask at every talk",
                fails="I stop",
                ends=in_days(-40),
                begun=in_days(-60),
                outcome="dropped",
                failed="yes",
            ),
        ),
        "cv": cv(cv_lines),
        "where": fields(happened="a letter", me="at the kitchen table", others="in a hurry"),
        "safety": safety({"understand": 4, "mistake": 3, "help": 5}, {"understand": 3, "mistake": 3, "help": 2}),
        "picked-up": rows({"who": "Amara", "did": "a meal"}, {"who": "an aunt", "when": "at night"}),
        "pick-up": rows({"who": "the new one", "do": "ask how it goes"}),
        "depends-on-me": rows({"who": "newcomer", "how": "copies my scripts"}, {"who": "author"}, who="option"),
        "beyond-lab": commitments(
            one("reviews", stand="do"),
            one("names", stand="start", when="a poster", will="read the names"),
            one("circle", stand="not-now"),
        ),
        "in-lab": commitments(one("make-room", stand="start"), one("own-0a0a0a0a", "say thanks", "do")),
        "after": {**scale(sure={"now": 7}), "yes": "yes"},
        "letter": letter(90),
    }
    number = count(1)
    return {key: said.get(key) or text(f"what I would say to page {next(number)}") for key in guide().prompts}


def fill_full(write: Callable[..., Any], person: Any, **more: int) -> dict[str, Value]:
    """Write a full round as `person`; what was written."""
    said = full(**more)
    for key, value in said.items():
        write(person, key, value=value, aside="for myself" if key == "topic" else "")
    return said
