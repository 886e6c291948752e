"""Examples of the kind `cv`: both sides, one side, a year alone; tender, as the guide's is, and not."""

from dataclasses import replace

from hypothesis import strategies as st

from tests.kinds.examples import Example, Refused, Sample, prompt
from tests.kinds.strategies import own_text, posted

A, B, C = "0a0a0a0a", "0b0b0b0b", "0c0c0c0c"
KINDS = [
    {"key": "phd", "label": "PhD"},
    {"key": "grant", "label": "Grant"},
    {"key": "no-answer", "label": "Never answered"},
]


def line(key: str, year: object = None, **texts: object) -> dict[str, object]:
    blank = dict.fromkeys(("official", "untold", "what", "where", "who", "trying"), "")
    return {"key": key, "year": year, **blank, **texts}


def value(*lines: dict[str, object], **more: object) -> dict[str, object]:
    return {"kind": "cv", "v": 1, "lines": list(lines), **more}


def part(**more: object) -> dict[str, object]:
    return {"kind": "cv", "v": 1, **more}


BOTH = Example(
    name="both",
    prompt=prompt("cv", "cv", kinds=KINDS, tender=True),
    empty=value(),
    samples=(
        Sample(
            data={
                f"a-{A}-year": "2021",
                f"a-{A}-official": "Started a PhD\r\nin Halle",
                f"a-{A}-untold": "Third group I wrote to.",
                f"a-{A}-what": "phd",
                f"a-{A}-where": "New in town",
                f"a-{A}-who": "Sunniva",
                f"a-{A}-trying": "To find a place",
                f"a-{B}-year": " 2019 ",
                f"a-{B}-official": "MSc",
                f"a-{B}-what": "",
                f"a-{C}-year": "",
                f"a-{C}-untold": " ",
            },
            value=value(
                line(
                    A,
                    2021,
                    official="Started a PhD\nin Halle",
                    untold="Third group I wrote to.",
                    what="phd",
                    where="New in town",
                    who="Sunniva",
                    trying="To find a place",
                ),
                line(B, 2019, official="MSc"),
            ),
            words=(
                "Started a PhD\nin Halle",
                "Third group I wrote to.",
                "New in town",
                "Sunniva",
                "To find a place",
                "MSc",
            ),
            private=("Sunniva", "New in town", "To find", "Halle", "MSc", "2021", "2019", A, B),
            shares=2,
        ),
        Sample(
            data={f"a-{B}-untold": "A no.", f"a-{C}-untold": "A no."},
            value=value(line(B, untold="A no."), line(C, untold="A no.")),
            words=("A no.", "A no."),
            shares=1,
        ),
        Sample(
            data={f"a-{B}-year": "2024", f"a-{B}-what": "grant"}, value=value(line(B, 2024, what="grant")), shares=1
        ),
    ),
    forms=posted(
        {
            f"a-{A}-year": st.sampled_from(["", "1900", "2026", "2100"]),
            f"a-{A}-official": own_text(),
            f"a-{A}-untold": own_text(),
            f"a-{A}-what": st.sampled_from(["", "phd", "grant"]),
            f"a-{B}-where": own_text(),
            f"a-{B}-who": own_text(),
            "row": st.sampled_from(["add", f"up:{B}", f"remove:{A}"]),
        }
    ),
    refused=(
        Refused({f"a-{A}-year": "21", f"a-{A}-untold": "x"}, (f"a-{A}-year",)),
        Refused({f"a-{A}-year": "1899", f"a-{B}-year": "soon"}, (f"a-{A}-year", f"a-{B}-year")),
        Refused({f"a-{A}-untold": "x", f"a-{A}-what": "shoes"}, (f"a-{A}-what",)),
    ),
    broken=(
        value("2019"),
        value({"key": A}),
        value(line("1")),
        value(line(A, "2019")),
        value(line(A, True)),
        value(line(A, 1899)),
        value(line(A, untold=None)),
        value({**line(A), "more": ""}),
        value({**line(A), "key": 7}),
        value(line(A), line(A)),
        value(more=1),
        {"kind": "cv", "v": 1, "lines": {}},
    ),
    bad_parts=(
        part(line=""),
        part(line=" \n"),
        part(line="x" * 141),
        part(line=7),
        part(line="x", year=2019),
        part(chosen=[]),
        part(chosen=["shoes"]),
        part(chosen=["grant", "phd"]),
        part(line="x", chosen=["phd"]),
    ),
)

PLAIN = replace(BOTH, name="plain", prompt=replace(BOTH.prompt, tender=False))

EXAMPLES = (BOTH, PLAIN)
