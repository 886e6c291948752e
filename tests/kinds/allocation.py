"""Examples of the kind `allocation`: a fixed whole, and one that can be changed."""

from hypothesis import strategies as st

from tests.kinds.examples import Example, Refused, Sample, prompt
from tests.kinds.strategies import posted

HORIZONS = [
    {"key": "topic", "label": "A topic", "note": "1–2 years"},
    {"key": "questions", "label": "Asking questions", "note": "3–6 years"},
    {"key": "network", "label": "A network", "note": "15+ years"},
]
DAYS = [{"key": "reading", "label": "Reading"}, {"key": "care", "label": "Care and the rest"}]


def part(*given: object, **more: object) -> dict[str, object]:
    parts = {name: it for name, it in value(*given, **more).items() if name not in {"kind", "v"}}
    return {"kind": "allocation", "v": 1, "parts": parts}


def value(total: object = 10, now: object = None, wish: object = None, **more: object) -> dict[str, object]:
    return {"kind": "allocation", "v": 1, "total": total, "now": now or {}, "wish": wish or {}, **more}


FIXED = Example(
    name="horizons",
    prompt=prompt("allocation", "horizons", parts=HORIZONS, total=10, change=False),
    empty=value(),
    samples=(
        Sample(
            data={
                "a-now-topic": "7",
                "a-now-questions": " 2 ",
                "a-now-network": "1",
                "a-wish-topic": "4",
                "a-wish-questions": "0",
                "a-wish-network": "",
            },
            value=value(now={"topic": 7, "questions": 2, "network": 1}, wish={"topic": 4, "questions": 0}),
            shares=1,
        ),
        Sample(data={"a-wish-network": "10"}, value=value(wish={"network": 10}), shares=1),
    ),
    forms=posted(
        {f"a-now-{key}": st.sampled_from(["", "0", "1", "2", "3"]) for key in ("topic", "questions", "network")}
        | {"a-wish-topic": st.sampled_from(["", "0", "10"]), "a-total": st.just("99")}
    ),
    refused=(
        Refused({"a-now-topic": "7", "a-now-questions": "4", "a-wish-topic": "3"}, ("a-now-questions",)),
        Refused({"a-now-topic": "11"}, ("a-now-topic",)),
        Refused({"a-now-topic": "-1", "a-wish-topic": "1.5"}, ("a-now-topic", "a-wish-topic")),
        Refused({"a-now-topic": "two", "a-now-network": "²"}, ("a-now-topic", "a-now-network")),
    ),
    broken=(
        {"kind": "allocation", "v": 1, "total": 10, "now": {}},
        value("10"),
        value(True),
        value(0),
        value(101),
        value(now=[1]),
        value(now={"topic": "7"}),
        value(now={"topic": True}),
        value(now={"topic": -1}),
        value(now={"topic": 11}),
        value(more=1),
    ),
    bad_parts=(
        part(),
        part(9, now={"topic": 1}),
        part(20, now={"topic": 1}),
        part(now={"topic": 11}),
        part(now={"topic": 6, "network": 6}),
        part(now={"shoes": 1}),
        part(now={"topic": 1.5}),
        part(now={"topic": 1}, name="x"),
        {**part(now={"topic": 1}), "name": "x"},
        {"kind": "allocation", "v": 1, "parts": [1]},
    ),
)

WEEK = Example(
    name="week",
    prompt=prompt("allocation", "week", parts=DAYS, total=10, change=True, words={"unit": "half-days"}),
    empty=value(),
    samples=(
        Sample(
            data={"a-total": "14", "a-now-reading": "3", "a-now-care": "11"},
            value=value(14, now={"reading": 3, "care": 11}),
            shares=1,
        ),
        Sample(data={"a-total": "", "a-wish-care": "1"}, value=value(wish={"care": 1}), shares=1),
    ),
    forms=posted({"a-total": st.sampled_from(["", "3", "100"]), "a-now-care": st.sampled_from(["", "0", "3"])}),
    refused=(
        Refused({"a-total": "0"}, ("a-total",)),
        Refused({"a-total": "many", "a-now-care": "11"}, ("a-total", "a-now-care")),
        Refused({"a-total": "3", "a-now-care": "2", "a-now-reading": "2"}, ("a-now-care",)),
    ),
    bad_parts=(part(101, now={"care": 1}), part(14, now={"care": 15})),
)

EXAMPLES = (FIXED, WEEK)
