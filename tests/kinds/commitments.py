"""Examples of the kind `commitments`: listed, one's own, and tender ones; and rows from before the kind was there."""

from dataclasses import replace

from hypothesis import strategies as st

from tests.kinds.examples import Example, Refused, Sample, prompt
from tests.kinds.strategies import own_line, posted

A, B = "0a0a0a0a", "0b0b0b0b"
OWN = f"own-{A}"
BEHAVIOURS = [
    {"key": "names", "label": "Know names"},
    {"key": "make-room", "label": "Make room"},
    {"key": "proofread", "label": "Proofread"},
]


def one(key: str, words: str = "", stand: str = "", when: str = "", will: str = "") -> dict[str, object]:
    return {"key": key, "words": words, "stand": stand, "when": when, "will": will}


def value(*chosen: dict[str, object]) -> dict[str, object]:
    return {"kind": "commitments", "v": 1, "chosen": list(chosen)}


def part(**more: object) -> dict[str, object]:
    return {"kind": "commitments", "v": 1, **more}


def interim(*cells: dict[str, object]) -> dict[str, object]:
    """What the prompt stored while it was asked as rows."""
    rows = [{"key": f"{n:08x}", "cells": each} for n, each in enumerate(cells)]
    return {"kind": "rows", "v": 1, "rows": rows, "types": {"behaviour": "option", "stand": "option"}}


BOTH = Example(
    name="both",
    prompt=prompt("commitments", "in-lab", behaviours=BEHAVIOURS, own=True),
    empty=value(),
    samples=(
        Sample(
            data={
                "a-stand-names": "do",
                "a-stand-make-room": "start",
                "a-when-make-room": " Marta's meeting begins ",
                "a-will-make-room": "ask Kwame first",
                "a-stand-proofread": "not-now",
                f"a-words-{OWN}": "Say thanks",
                f"a-stand-{OWN}": "start",
                f"a-words-own-{B}": " ",
                f"a-stand-own-{B}": "",
            },
            value=value(
                one("names", "Know names", "do"),
                one("make-room", "Make room", "start", "Marta's meeting begins", "ask Kwame first"),
                one("proofread", "Proofread", "not-now"),
                one(OWN, "Say thanks", "start"),
            ),
            words=("Marta's meeting begins", "ask Kwame first", "Say thanks"),
            private=("Marta", "Kwame", "Say thanks", "own-", "not-now"),
            shares=1,
        ),
        Sample(
            data={f"a-words-{OWN}": "Say thanks", "a-when-names": "on Monday"},
            value=value(one("names", "Know names", when="on Monday"), one(OWN, "Say thanks")),
            words=("on Monday", "Say thanks"),
        ),
        Sample(data={f"a-stand-{OWN}": "do"}, value=value(one(OWN, stand="do"))),
        Sample(
            data={"a-stand-make-room": "do", "a-stand-proofread": "start"},
            value=value(one("make-room", "Make room", "do"), one("proofread", "Proofread", "start")),
            shares=1,
        ),
        Sample(data={"a-stand-proofread": "not-now"}, value=value(one("proofread", "Proofread", "not-now"))),
    ),
    forms=posted(
        {
            "a-stand-names": st.sampled_from(["", "do", "start", "not-now"]),
            "a-stand-make-room": st.sampled_from(["", "do", "start", "not-now"]),
            "a-when-make-room": own_line(),
            "a-will-names": own_line(),
            f"a-words-{OWN}": own_line(),
            f"a-stand-{OWN}": st.sampled_from(["", "start"]),
            f"a-will-own-{B}": own_line(),
        }
    ),
    refused=(
        Refused({"a-stand-names": "maybe", "a-when-names": "kept"}, ("a-stand-names",)),
        Refused({"a-will-names": "x" * 301, f"a-words-{OWN}": "y" * 301}, ("a-will-names", f"a-words-{OWN}")),
    ),
    older=(
        (
            interim(
                {"behaviour": "make-room", "stand": "start", "when": "at ten", "will": "wait"},
                {"behaviour": "own", "stand": "do", "will": "say thanks"},
                {"behaviour": "make-room", "stand": "do"},
                {"when": "later"},
            ),
            value(
                one("make-room", "", "start", "at ten", "wait"),
                one("own-00000001", "", "do", "", "say thanks"),
                one("own-00000002", "make room", "do"),
                one("own-00000003", "", "", "later"),
            ),
        ),
    ),
    broken=(
        interim({"behaviour": "names", "by": "x"}),
        interim({"behaviour": ["names"]}),
        interim({"behaviour": "names", "stand": "maybe"}),
        {"kind": "rows", "v": 0, "rows": []},
        {"kind": "commitments", "v": 1, "chosen": {}},
        {**value(), "more": 1},
        value({"key": "names"}),
        value(one("names", stand="maybe")),
        value(one("own-1")),
        value(one("")),
        value({**one("names"), "when": None}),
        value({**one("names"), "key": 7}),
        value(one("names"), one("names")),
    ),
    bad_parts=(
        part(chosen=[]),
        part(chosen={}),
        part(chosen={"do": [], "start": []}),
        part(chosen={"do": ["names"]}),
        part(chosen={"do": ["names"], "start": ["names"]}),
        part(chosen={"do": ["make-room", "names"], "start": []}),
        part(chosen={"do": ["names", "names"], "start": []}),
        part(chosen={"do": [["names"]], "start": []}),
        part(chosen={"do": "names", "start": []}),
        part(chosen={"do": [OWN], "start": []}),
        part(chosen={"do": ["names"], "start": [], "not-now": []}),
        part(chosen={"do": ["names"], "start": []}, when="x"),
    ),
)

TENDER = replace(BOTH, name="tender", prompt=replace(BOTH.prompt, tender=True, settings={"behaviours": BEHAVIOURS}))

EXAMPLES = (BOTH, TENDER)
