"""Examples of the kind `rows`: every type of column, a column for the room, and a small one with a limit."""

from hypothesis import strategies as st

from tests.kinds.examples import Example, Refused, Sample, prompt
from tests.kinds.strategies import left_open, own_line, own_text, posted

A, B, C = "0a0a0a0a", "0b0b0b0b", "0c0c0c0c"
RINGS = [{"key": "close", "label": "Close"}, {"key": "sometimes", "label": "Sometimes"}]
HELP = [{"key": "ideas", "label": "Ideas"}, {"key": "code", "label": "Code"}, {"key": "time", "label": "Time"}]
COLUMNS = [
    {"key": "who", "type": "line", "label": "Who", "placeholder": "Initials will do"},
    {"key": "ring", "type": "option", "label": "Ring", "options": RINGS},
    {"key": "learn", "type": "text", "label": "What I learn"},
    {"key": "help", "type": "options", "label": "Kinds of help", "options": HELP},
    {"key": "by", "type": "date", "label": "By when"},
]
TYPES = {"ring": "option", "help": "options", "by": "date"}


def row(key: str, /, **cells: object) -> dict[str, object]:
    return {"key": key, "cells": cells}


def value(*rows: dict[str, object]) -> dict[str, object]:
    return {"kind": "rows", "v": 1, "rows": list(rows), "types": TYPES}


def part(**more: object) -> dict[str, object]:
    return {"kind": "rows", "v": 1, **more}


PEOPLE = Example(
    name="people",
    prompt=prompt("rows", "network", columns=COLUMNS, start=2, name="who", room="help"),
    empty=value(),
    samples=(
        Sample(
            data={
                f"a-{A}-who": " Kwame ",
                f"a-{A}-ring": "close",
                f"a-{A}-learn": "To wait.\r\n\r\nAnd to ask.  ",
                f"a-{A}-help": ["time", "ideas"],
                f"a-{A}-by": "2027-03-15",
                f"a-{B}-who": "",
                f"a-{B}-learn": "  ",
                f"a-{C}-who": "Marta",
            },
            value=value(
                row(
                    A,
                    who="Kwame",
                    ring="close",
                    learn="To wait.\n\nAnd to ask.  ",
                    help=["ideas", "time"],
                    by="2027-03-15",
                ),
                row(C, who="Marta"),
            ),
            words=("Kwame", "To wait.\n\nAnd to ask.  ", "Marta"),
            private=("Kwame", "Marta", "To wait", "close", "2027", A, C),
            shares=1,
            days=("2027-03-15",),
        ),
        Sample(data={f"a-{B}-ring": "sometimes"}, value=value(row(B, ring="sometimes"))),
        Sample(data={f"a-{B}-help": "code"}, value=value(row(B, help=["code"])), shares=1),
    ),
    forms=posted(
        {
            f"a-{A}-who": own_line(),
            f"a-{A}-learn": own_text(),
            f"a-{A}-ring": st.sampled_from(["", "close", "sometimes"]),
            f"a-{A}-help": st.lists(st.sampled_from(["ideas", "code", "time"])),
            f"a-{B}-learn": own_text(),
            f"a-{B}-by": left_open(st.dates().filter(lambda day: 1900 <= day.year <= 2100).map(str)),
            "row": st.sampled_from(["add", f"up:{B}", f"down:{A}", f"remove:{A}", "remove:", "up"]),
        }
    ),
    refused=(
        Refused({f"a-{A}-who": "x" * 301, f"a-{A}-learn": "kept"}, (f"a-{A}-who",)),
        Refused({f"a-{A}-who": "Kwame", f"a-{A}-ring": "inner"}, (f"a-{A}-ring",)),
        Refused({f"a-{A}-who": "Kwame", f"a-{A}-help": ["ideas", "money"]}, (f"a-{A}-help",)),
        Refused({f"a-{A}-who": "Kwame", f"a-{B}-by": "15.3.2027"}, (f"a-{B}-by",)),
        Refused({f"a-{A}-by": "2027-02-30", f"a-{B}-by": "0002-01-01"}, (f"a-{A}-by", f"a-{B}-by")),
    ),
    broken=(
        {"kind": "rows", "v": 1, "rows": {}},
        {"kind": "rows", "v": 1, "rows": [], "more": 1},
        {"kind": "rows", "v": 1, "rows": [], "types": {"who": "shoe"}},
        {"kind": "rows", "v": 1, "rows": [], "types": {"who": []}},
        value({"key": A}),
        value({"key": "1", "cells": {}}),
        value({"key": 7, "cells": {}}),
        value(row(A, who=7)),
        value(row(A, help="ideas")),
        value(row(A, help=[1])),
        value(row(A, by="soon")),
        value(row(A), row(A)),
    ),
    bad_parts=(
        part(chosen=[]),
        part(chosen="ideas"),
        part(chosen=["money"]),
        part(chosen=["ideas", "ideas"]),
        part(chosen=[["ideas"]]),
        part(chosen=["time", "ideas"]),
        part(chosen=["ideas"], who="Kwame"),
    ),
)

FEW = Example(
    name="few",
    prompt=prompt(
        "rows",
        "pick-up",
        columns=[{"key": "who", "type": "line", "label": "Who"}, {"key": "do", "type": "text", "label": "What"}],
        start=1,
        most=2,
        name="who",
        room="do",
    ),
    empty=part(rows=[]),
    samples=(
        Sample(data={f"a-{A}-do": "Ask her"}, value=part(rows=[row(A, do="Ask her")]), words=("Ask her",)),
        Sample(
            data={f"a-{B}-who": "one", f"a-{A}-who": "two"},
            value=part(rows=[row(B, who="one"), row(A, who="two")]),
            words=("one", "two"),
        ),
    ),
    forms=posted({f"a-{A}-who": own_line(), f"a-{B}-do": own_text()}),
    refused=(Refused({f"a-{A}-who": "1", f"a-{B}-who": "2", f"a-{C}-who": "3"}, (f"a-{C}-who",)),),
    broken=(part(rows=[row(A, who=["x"])]),),
    bad_parts=(part(chosen=["do"]), part(chosen=[])),
)

WAITING = Example(
    name="waiting",
    prompt=prompt(
        "rows",
        "ask-whom",
        columns=[
            {"key": "who", "type": "line", "label": "Who"},
            {"key": "by", "type": "date", "label": "By when"},
            {"key": "heard", "type": "text", "label": "What I heard"},
        ],
        name="who",
        done="heard",
    ),
    empty=part(rows=[], types={"by": "date"}, done="heard"),
    samples=(
        Sample(
            data={f"a-{A}-who": "Kwame", f"a-{A}-by": "2027-03-15", f"a-{B}-by": "2027-04-15", f"a-{B}-heard": "Yes."},
            value=part(
                rows=[row(A, who="Kwame", by="2027-03-15"), row(B, by="2027-04-15", heard="Yes.")],
                types={"by": "date"},
                done="heard",
            ),
            words=("Kwame", "Yes."),
            days=("2027-03-15",),
        ),
        Sample(
            data={f"a-{A}-who": "Marta", f"a-{A}-heard": "It depends."},
            value=part(rows=[row(A, who="Marta", heard="It depends.")], types={"by": "date"}, done="heard"),
            words=("Marta", "It depends."),
        ),
    ),
    forms=posted({f"a-{A}-who": own_line(), f"a-{A}-heard": own_text()}),
    broken=(part(rows=[], done=["heard"]),),
)

EXAMPLES = (PEOPLE, FEW, WAITING)
