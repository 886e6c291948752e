"""A small journal: something of each sort that a summary shows differently."""

import datetime as dt
from typing import Any

from django.utils import timezone

from reflections.guide.library import guide

CV = "the year I told nobody about"
NET = "what my family would say"
ASIDE = "and this is for my eyes alone"
LETTER = "dear me, open this slowly"
HOW = "lets a hunch run for a week"


def text(words: str) -> dict[str, Any]:
    """A text as it is stored."""
    return {"kind": "text", "v": 1, "text": words}


def row(key: str, **cells: str) -> dict[str, Any]:
    """A row as it is stored."""
    return {"key": key, "cells": cells}


ADMIRED = {
    "kind": "rows",
    "v": 1,
    "rows": [
        row("0a0a0a0a", who="Marta", known="Sampling", how=HOW, learn="her postdoc"),
        row("0b0b0b0b", known="Fairness"),
    ],
}
WAYS = {"kind": "choice", "v": 1, "chosen": [{"key": "precision", "words": "", "moment": "a proof in May"}]}
HORIZONS = {
    "kind": "allocation",
    "v": 1,
    "total": 10,
    "now": {"topic": 7, "questions": 2, "network": 1},
    "wish": {"topic": 4, "questions": 4, "network": 2},
}
STYLE = {"kind": "spectrum", "v": 1, "lines": {"length": {"now": 6, "wish": 3}}, "own": []}
BEFORE = {"kind": "scale", "v": 1, "items": {"sure": {"now": 4}}, "own": []}
BOTH_CVS = {
    "kind": "cv",
    "v": 1,
    "lines": [
        {
            "key": "0c0c0c0c",
            "year": 2019,
            "official": "MSc",
            "untold": CV,
            "what": "",
            "where": "",
            "who": "",
            "trying": "",
        }
    ],
}


def letter(days: int, opened: bool = False) -> dict[str, Any]:
    """A letter that opens in so many days."""
    day = timezone.localdate() + dt.timedelta(days=days)
    return {"kind": "letter", "v": 1, "text": LETTER, "opens": day.isoformat(), "opened": opened}


def fill(write: Any, person: Any) -> None:
    """The small journal."""
    write(person, "admired", value=ADMIRED)
    write(person, "ways", value=WAYS)
    write(person, "before", value=BEFORE)
    write(person, "style", value=STYLE)
    write(person, "horizons", value=HORIZONS)
    write(person, "topic", "when a forecast should say I don't know", aside=ASIDE)
    write(person, "cv", value=BOTH_CVS)
    write(person, "net", NET)
    write(person, "letter", value=letter(90))


def fill_thirty(write: Any, person: Any) -> int:
    """Thirty answers, whatever their kind; how many there are."""
    texts = [prompt.key for prompt in guide().prompts.values()][:30]
    for key in texts:
        write(person, key, value=BLANKS[guide().prompts[key].kind], aside="something")
    return len(texts)


BLANKS: dict[str, dict[str, Any]] = {
    "text": text("something"),
    "fields": {"kind": "fields", "v": 1, "fields": {}},
    "rows": {"kind": "rows", "v": 1, "rows": []},
    "choice": {"kind": "choice", "v": 1, "chosen": []},
    "allocation": {"kind": "allocation", "v": 1, "total": 10, "now": {}, "wish": {}},
    "spectrum": {"kind": "spectrum", "v": 1, "lines": {}, "own": []},
    "scale": {"kind": "scale", "v": 1, "items": {}, "own": []},
    "cv": {"kind": "cv", "v": 1, "lines": []},
    "letter": letter(0, opened=True),
    "places": {"kind": "places", "v": 1, "places": [], "own": []},
    "experiments": {"kind": "experiments", "v": 1, "rows": []},
    "commitments": {"kind": "commitments", "v": 1, "chosen": []},
}
