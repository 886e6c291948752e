"""Examples of the kind `experiments`: planned, looked back on, failed; and rows from before the kind was there."""

from django.utils.timezone import localdate
from hypothesis import strategies as st

from tests.kinds.examples import Example, Refused, Sample, prompt
from tests.kinds.strategies import left_open, own_text, posted

A, B, C = "0a0a0a0a", "0b0b0b0b", "0c0c0c0c"
NAMES = ("what", "because", "smallest", "fails", "ends", "begun", "plus", "minus", "next", "outcome", "failed")
TODAY = localdate().isoformat()


def card(key: str, /, **more: object) -> dict[str, object]:
    return {"key": key, **dict.fromkeys(NAMES, ""), **more}


def value(*cards: dict[str, object]) -> dict[str, object]:
    return {"kind": "experiments", "v": 1, "rows": list(cards)}


def part(**more: object) -> dict[str, object]:
    return {"kind": "experiments", "v": 1, **more}


def interim(*rows: dict[str, object]) -> dict[str, object]:
    """What the prompt stored while it was asked as rows."""
    return {"kind": "rows", "v": 1, "rows": list(rows), "types": {"ends": "date"}}


CELLS = {
    "what": "Ask at lunch",
    "because": "I never do",
    "smallest": "One",
    "failed": "No one asked",
    "ends": "2027-03-15",
}

TRIES = Example(
    name="tries",
    prompt=prompt("experiments", "experiments", start=1, most=12, joins={"prompt": "cv"}),
    empty=value(),
    samples=(
        Sample(
            data={
                f"a-{A}-what": "Read a proof\r\naloud  ",
                f"a-{A}-because": "Marta does",
                f"a-{A}-smallest": "One page",
                f"a-{A}-fails": "Nobody listened",
                f"a-{A}-ends": "2027-03-15",
                f"a-{A}-day": "",
                f"a-{A}-begun": "2027-02-01",
                f"a-{B}-what": " ",
                f"a-{B}-ends": "",
                f"a-{B}-begun": "2027-02-01",
                f"a-{C}-because": "why not",
                f"a-{C}-ends": "day",
                f"a-{C}-day": "2027-05-01",
            },
            value=value(
                card(
                    A,
                    what="Read a proof\naloud  ",
                    because="Marta does",
                    smallest="One page",
                    fails="Nobody listened",
                    ends="2027-03-15",
                    begun="2027-02-01",
                ),
                card(C, because="why not", ends="2027-05-01", begun=TODAY),
            ),
            words=("Read a proof\naloud  ", "Marta does", "One page", "Nobody listened", "why not"),
            private=("Marta", "One page", "Nobody", "2027", "why not", A, C),
            shares=1,
            days=("2027-03-15", "2027-05-01"),
        ),
        Sample(
            data={
                f"a-{A}-what": "Teach",
                f"a-{A}-ends": "day",
                f"a-{A}-day": "2020-03-15",
                f"a-{A}-begun": "",
                f"a-{A}-plus": "Fun",
                f"a-{A}-minus": "Slow",
                f"a-{A}-next": "Again",
                f"a-{A}-outcome": "changed",
                f"a-{A}-failed": "yes",
                f"a-{B}-day": "2020-04-01",
                f"a-{B}-begun": "2020-01-01",
            },
            value=value(
                card(
                    A,
                    what="Teach",
                    ends="2020-03-15",
                    plus="Fun",
                    minus="Slow",
                    next="Again",
                    outcome="changed",
                    failed="yes",
                ),
                card(B, ends="2020-04-01", begun="2020-01-01"),
            ),
            words=("Teach", "Fun", "Slow", "Again"),
            private=("Fun", "Slow", "Again", "changed", "yes", "2020", A),
            shares=1,
            days=("2020-04-01",),
        ),
        Sample(data={f"a-{B}-failed": "no"}, value=value(card(B, failed="no", begun=TODAY))),
    ),
    forms=posted(
        {
            f"a-{A}-what": own_text(),
            f"a-{A}-because": own_text(),
            f"a-{A}-ends": st.sampled_from(["", "day", "2027-01-01"]),
            f"a-{A}-day": left_open(st.dates().filter(lambda day: 1900 <= day.year <= 2100).map(str)),
            f"a-{A}-begun": st.sampled_from(["", "2026-01-01", "soon"]),
            f"a-{A}-plus": own_text(),
            f"a-{A}-outcome": st.sampled_from(["", "kept", "changed", "dropped"]),
            f"a-{A}-failed": st.sampled_from(["", "yes", "no"]),
            f"a-{B}-fails": own_text(),
            f"a-{B}-ends": st.sampled_from(["", "day"]),
            "row": st.sampled_from(["add", f"up:{B}", f"down:{A}", f"remove:{A}"]),
        }
    ),
    refused=(
        Refused({f"a-{A}-what": "x", f"a-{A}-day": "15.3.2027"}, (f"a-{A}-day",)),
        Refused({f"a-{A}-what": "x", f"a-{A}-ends": "day", f"a-{A}-day": "soon"}, (f"a-{A}-day",)),
        Refused({f"a-{A}-what": "x", f"a-{A}-ends": "in a while"}, (f"a-{A}-ends",)),
        Refused(
            {f"a-{A}-what": "x", f"a-{B}-outcome": "won", f"a-{B}-failed": "1"}, (f"a-{B}-outcome", f"a-{B}-failed")
        ),
        Refused({f"a-{n:08x}-what": "x" for n in range(13)}, (f"a-{12:08x}-what",)),
    ),
    older=(
        (
            interim({"key": A, "cells": CELLS}, {"key": B, "cells": {"smallest": "an hour"}}),
            value(
                card(
                    A,
                    what="Ask at lunch",
                    because="I never do",
                    smallest="One",
                    fails="No one asked",
                    ends="2027-03-15",
                ),
                card(B, smallest="an hour"),
            ),
        ),
        (interim(), value()),
    ),
    broken=(
        interim({"key": A, "cells": {"who": "Kwame"}}),
        interim({"key": A, "cells": {"what": 7}}),
        interim({"key": A, "cells": {"ends": "soon"}}),
        {"kind": "rows", "v": 2, "rows": []},
        {**interim({"key": A, "cells": {"what": ["x"]}}), "types": {"what": "options"}},
        {"kind": "experiments", "v": 1, "rows": {}},
        {**value(), "more": 1},
        value({"key": A}),
        value(card("1")),
        value(card(A, what=7)),
        value(card(A, ends="soon")),
        value(card(A, begun="2027-02-30")),
        value(card(A, outcome="won")),
        value(card(A, failed="maybe")),
        value(card(A, more="")),
        value(card(A), card(A)),
    ),
    bad_parts=(part(line=""), part(line="x" * 141), part(line=7), part(line="x", ends="2027-03-15"), part(what="x")),
)

EXAMPLES = (TRIES,)
