"""Examples of the kind `places`: beside a wish with a line of its own, and alone with lines that are named here."""

from hypothesis import strategies as st

from tests.kinds.examples import Example, Refused, Sample, prompt
from tests.kinds.strategies import number, own_line, posted

TYPES = [{"key": "academic", "label": "Academic lab"}, {"key": "small", "label": "Small company"}]
LINES = [{"key": "breadth", "start": "Depth", "end": "Breadth"}, {"key": "pace", "start": "Long", "end": "Short"}]
SOURCES = [{"key": key, "label": key.title()} for key in ("lived", "heard", "guessed")]
SAID = [
    {"key": "academic-pace", "type": "academic", "line": "pace", "label": "a longer timescale"},
    {"key": "academic-breadth", "type": "academic", "line": "breadth", "label": "more exploration"},
]
SETTINGS = {"types": TYPES, "lines": LINES, "sources": SOURCES, "statements": SAID, "steps": 7, "start": 2, "most": 3}
A, B, C, D = "1a1a1a1a", "2b2b2b2b", "3c3c3c3c", "4d4d4d4d"
PAY, SUN, SEA = "0d0d0d0d", "0e0e0e0e", "0f0f0f0f"
WANT = {
    "kind": "spectrum",
    "v": 1,
    "lines": {"breadth": {"wish": 2, "weight": 3}},
    "own": [{"key": PAY, "start": "Pay", "end": "Time", "wish": 6}],
}


def value(*places: dict[str, object], own: tuple[dict[str, object], ...] = (), **more: object) -> dict[str, object]:
    return {"kind": "places", "v": 1, "places": list(places), "own": list(own), **more}


def place(key: str, name: object = "", type_: object = "", **cells: object) -> dict[str, object]:
    return {"key": key, "name": name, "type": type_, "cells": {line.lstrip("_"): cell for line, cell in cells.items()}}


def cell(at: object = None, by: object = None) -> dict[str, object]:
    return {name: half for name, half in (("at", at), ("by", by)) if half is not None}


def line(key: str, start: object = "", end: object = "") -> dict[str, object]:
    return {"key": key, "start": start, "end": end}


def part(**more: object) -> dict[str, object]:
    return {"kind": "places", "v": 1, **more}


BESIDE = Example(
    name="beside-a-wish",
    prompt=prompt("places", "places", **SETTINGS, own=2, **{"from": {"prompt": "want"}}),
    earlier={"want": WANT},
    empty=value(),
    samples=(
        Sample(
            data={
                f"a-{A}-name": " The lab ",
                f"a-{A}-type": "academic",
                f"a-{A}-at-breadth": "3",
                f"a-{A}-by-breadth": "guessed",
                f"a-{A}-at-{PAY}": "7",
                f"a-{A}-by-{PAY}": "heard",
                f"a-{B}-name": "",
                f"a-{B}-at-pace": "4",
                f"a-{B}-by-pace": "",
            },
            value=value(
                place(A, "The lab", "academic", breadth=cell(3, "guessed"), **{f"_{PAY}": cell(7, "heard")}),
                place(B, pace=cell(4)),
                own=(line(PAY, "Pay", "Time"),),
            ),
            words=("The lab", "Pay", "Time"),
            private=("lab", "Pay", "academic", "breadth", A, PAY),
            shares=1,
        ),
        Sample(
            data={f"a-{SUN}-start": "Sun", f"a-{A}-name": "North", f"a-{A}-by-{SUN}": "lived"},
            value=value(place(A, "North", **{f"_{SUN}": cell(by="lived")}), own=(line(SUN, "Sun"),)),
            words=("North", "Sun"),
        ),
        Sample(data={f"a-{C}-type": "small"}, value=value(place(C, "", "small"))),
    ),
    forms=posted(
        {
            f"a-{A}-name": own_line(),
            f"a-{A}-type": st.sampled_from(["", "academic", "small"]),
            f"a-{A}-at-breadth": number(1, 7),
            f"a-{A}-by-breadth": st.sampled_from(["", "lived", "heard", "guessed"]),
            f"a-{A}-at-{PAY}": number(1, 7),
            f"a-{B}-name": own_line(),
            f"a-{B}-by-{SUN}": st.sampled_from(["", "guessed"]),
            f"a-{SUN}-start": own_line(),
            f"a-{SUN}-end": own_line(),
            "row": st.sampled_from(["add", f"up:{B}", f"down:{A}", f"remove:{A}", f"remove:{SUN}", "remove:"]),
        }
    ),
    refused=(
        Refused({f"a-{A}-name": "x" * 301, f"a-{A}-at-pace": "8"}, (f"a-{A}-name", f"a-{A}-at-pace")),
        Refused({f"a-{A}-type": "castle", f"a-{A}-at-pace": "far"}, (f"a-{A}-type", f"a-{A}-at-pace")),
        Refused({f"a-{A}-name": "x", f"a-{A}-by-pace": "dreamt"}, (f"a-{A}-by-pace",)),
        Refused({f"a-{key}-name": "x" for key in (A, B, C, D)}, (f"a-{D}-name",)),
        Refused({f"a-{key}-end": "x" for key in (SUN, SEA, D)}, (f"a-{D}-start",)),
        Refused({f"a-{SUN}-start": "x" * 301}, (f"a-{SUN}-start",)),
    ),
    broken=(
        part(places=[]),
        part(places={}, own=[]),
        part(places=[], own={}),
        value(more=1),
        value({"key": A}),
        value(place("1")),
        value(place(A, 7)),
        value(place(A, "", ["small"])),
        value(place(A), place(A)),
        value(place(A, breadth={})),
        value(place(A, breadth=3)),
        value(place(A, breadth=cell("3"))),
        value(place(A, breadth=cell(True))),
        value(place(A, breadth=cell(0))),
        value(place(A, breadth=cell(3, ""))),
        value(place(A, breadth=cell(3, 1))),
        value(place(A, breadth={"at": 3, "for": "fun"})),
        value({**place(A), "score": 3}),
        value(own=({"key": PAY},)),
        value(own=(line("pay"),)),
        value(own=(line(PAY, 1),)),
        value(own=(line(PAY), line(PAY))),
    ),
    bad_parts=(
        part(guesses=1),
        part(guesses=0, cells=0),
        part(guesses=3, cells=2),
        part(guesses=-1, cells=2),
        part(guesses=1.0, cells=2),
        part(guesses=True, cells=2),
        part(guesses="1", cells="2"),
        part(guesses=1, cells=10_000),
        part(guesses=1, cells=2, places=["The lab"]),
    ),
)

ALONE = Example(
    name="alone",
    prompt=prompt("places", **{**SETTINGS, "statements": [], "most": 2}, own=1, tender=True),
    empty=value(),
    samples=(
        Sample(
            data={
                f"a-{A}-name": "Here",
                f"a-{A}-at-pace": "1",
                f"a-{A}-by-pace": "lived",
                f"a-{A}-at-{SEA}": "2",
                f"a-{A}-by-{SEA}": "guessed",
                f"a-{SEA}-start": "Sea",
                f"a-{SEA}-end": "Hills",
            },
            value=value(
                place(A, "Here", pace=cell(1, "lived"), **{f"_{SEA}": cell(2, "guessed")}),
                own=(line(SEA, "Sea", "Hills"),),
            ),
            words=("Here", "Sea", "Hills"),
            private=("Here", "Sea", A, SEA),
            shares=1,
        ),
        Sample(data={f"a-{SEA}-end": "Hills"}, value=value(own=(line(SEA, "", "Hills"),)), words=("Hills",)),
        Sample(
            data={f"a-{B}-at-pace": "7", f"a-{B}-by-pace": "heard"},
            value=value(place(B, pace=cell(7, "heard"))),
            shares=1,
        ),
    ),
    forms=posted({f"a-{A}-name": own_line(), f"a-{A}-at-{SEA}": number(1, 7), f"a-{SEA}-start": own_line()}),
    refused=(Refused({f"a-{key}-start": "x" for key in (SUN, SEA)}, (f"a-{SEA}-start",)),),
)

EXAMPLES = (BESIDE, ALONE)
