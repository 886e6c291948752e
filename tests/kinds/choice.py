"""Examples of the kind `choice`."""

from hypothesis import strategies as st

from tests.kinds.examples import Example, Refused, Sample, prompt
from tests.kinds.strategies import own_line, own_text, posted

OPTIONS = [
    {"key": "intuitions", "label": "Working with intuitions"},
    {"key": "precision", "label": "Precision"},
    {"key": "own-doubt", "label": "Testing one’s own idea hardest"},
]
ROWS = {
    "kind": "rows",
    "v": 1,
    "rows": [
        {"key": "0a0a0a0a", "cells": {"who": "Z.", "how": "draws it\nfirst"}},
        {"key": "0b0b0b0b", "cells": {"who": "Y."}},
        {"key": "0c0c0c0c", "cells": {"who": "X.", "how": "  "}},
    ],
}
FROM, OWN, OTHER = "from-0a0a0a0a", "own-11111111", "own-22222222"


def one(key: str, words: str, moment: str = "") -> dict[str, str]:
    return {"key": key, "words": words, "moment": moment}


def value(*chosen: dict[str, str]) -> dict[str, object]:
    return {"kind": "choice", "v": 1, "chosen": list(chosen)}


def count(*keys: object) -> dict[str, object]:
    return {"kind": "choice", "v": 1, "chosen": list(keys)}


FULL = Example(
    name="full",
    prompt=prompt(
        "choice",
        options=OPTIONS,
        most=3,
        moment=True,
        own=True,
        words={"moment": "A moment it happened", "own": "A way of your own"},
        **{"from": {"prompt": "admired", "column": "how"}},
    ),
    earlier={"admired": ROWS},
    empty=value(),
    samples=(
        Sample(
            data={
                "a-chosen": ["own-doubt", "precision"],
                "a-moment-precision": "In June,\nat the board",
                "a-moment-intuitions": "not chosen, so not kept",
            },
            value=value(
                one("precision", "Precision", "In June,\nat the board"),
                one("own-doubt", "Testing one’s own idea hardest"),
            ),
            words=("In June,\nat the board",),
            private=("June",),
            shares=1,
        ),
        Sample(
            data={
                "a-chosen": [FROM, "intuitions"],
                f"a-words-{OWN}": "  asking twice ",
                f"a-moment-{OWN}": "yesterday",
                f"a-words-{OTHER}": "",
                f"a-moment-{OTHER}": "",
            },
            value=value(
                one("intuitions", "Working with intuitions"),
                one(FROM, "draws it first"),
                one(OWN, "asking twice", "yesterday"),
            ),
            words=("draws it first", "asking twice", "yesterday"),
            private=("yesterday", "Z."),
            shares=3,
        ),
    ),
    forms=posted(
        {
            "a-chosen": st.lists(st.sampled_from(["intuitions", FROM]), unique=True),
            f"a-words-{OWN}": own_line(),
            f"a-moment-{OWN}": own_text(),
            f"a-words-{OTHER}": st.just(""),
            "a-moment-intuitions": own_text(),
            f"a-moment-{FROM}": own_text(),
        }
    ),
    refused=(
        Refused({"a-chosen": ["intuitions", "precision", "own-doubt", FROM]}, ("a-chosen",)),
        Refused(
            {
                "a-chosen": ["intuitions", "precision", "own-doubt"],
                f"a-words-{OWN}": "mine",
                f"a-moment-{OWN}": "today",
            },
            ("a-chosen",),
        ),
        Refused({"a-chosen": ["nothing-of-ours"], "a-moment-precision": "typed"}, ("a-chosen",)),
        Refused({f"a-words-{OWN}": "x" * 301}, (f"a-words-{OWN}",)),
    ),
    broken=(
        {"kind": "choice", "v": 1, "chosen": {}},
        {"kind": "choice", "v": 1, "chosen": ["precision"]},
        {"kind": "choice", "v": 1, "chosen": [{"key": "precision", "words": "x"}]},
        {"kind": "choice", "v": 1, "chosen": [{"key": "precision", "words": "x", "moment": None}]},
    ),
    bad_parts=(
        count(),
        count("nothing-of-ours"),
        count("precision", "precision"),
        count(FROM),
        count(OWN),
        count(["precision"]),
        count("precision", None),
        {**count("precision"), "words": "x"},
        {**count("precision"), "line": "x"},
        {"kind": "choice", "v": 1, "line": ""},
        {"kind": "choice", "v": 1, "line": "x" * 141},
    ),
)
PLAIN = Example(
    name="plain",
    prompt=prompt("choice", options=OPTIONS, most=1, moment=False, own=False),
    empty=value(),
    samples=(
        Sample(data={"a-chosen": ["precision"]}, value=value(one("precision", "Precision")), shares=1),
        Sample(
            data={"a-chosen": ["own-doubt"]}, value=value(one("own-doubt", "Testing one’s own idea hardest")), shares=1
        ),
    ),
    forms=posted({"a-chosen": st.lists(st.sampled_from(["precision", "own-doubt"]), max_size=1)}),
    refused=(Refused({"a-chosen": ["precision", "own-doubt"]}, ("a-chosen",)),),
    bad_parts=(count("precision", "own-doubt"),),
)
EXAMPLES = (FULL, PLAIN)
