"""Examples of the kind `scale`: statements with two lanes and one's own, one line with a closing question, places."""

from hypothesis import strategies as st

from tests.kinds.examples import Example, Refused, Sample, prompt
from tests.kinds.strategies import number, own_line, posted

STRENGTHS = [{"key": "precision", "label": "Precision"}, {"key": "big-picture", "label": "Seeing the big picture"}]
SAFETY = [{"key": "understand", "label": "I can say so"}, {"key": "seen", "label": "My work is seen"}]
OWN, HERE, THERE = "own-11111111", "1a1a1a1a", "2b2b2b2b"


def value(**more: object) -> dict[str, object]:
    return {"kind": "scale", "v": 1, **more}


def statements(items: dict[str, object], *own: dict[str, object], **more: object) -> dict[str, object]:
    return value(items=items, own=list(own), **more)


TWO = Example(
    name="now-and-wished",
    prompt=prompt(
        "scale",
        items=STRENGTHS,
        lanes=["now", "wish"],
        own=True,
        words={"low": "a little", "high": "a lot"},
        **{"from": 1, "to": 5},
    ),
    empty=statements({}),
    samples=(
        Sample(
            data={"a-now-precision": "2", "a-wish-precision": "5", "a-now-big-picture": "", "a-wish-big-picture": "3"},
            value=statements({"precision": {"now": 2, "wish": 5}, "big-picture": {"wish": 3}}),
            shares=1,
        ),
        Sample(
            data={"a-now-precision": "3", f"a-words-{OWN}": " patience ", f"a-now-{OWN}": "4", f"a-wish-{OWN}": ""},
            value=statements({"precision": {"now": 3}}, {"key": OWN, "words": "patience", "now": 4}),
            words=("patience",),
            private=("patience", OWN),
            shares=1,
        ),
        Sample(
            data={f"a-words-{OWN}": "patience"},
            value=statements({}, {"key": OWN, "words": "patience"}),
            words=("patience",),
        ),
    ),
    forms=posted(
        {
            "a-now-precision": number(1, 5),
            "a-wish-big-picture": number(1, 5),
            f"a-words-{OWN}": own_line(),
            f"a-now-{OWN}": number(1, 5),
            f"a-wish-{OWN}": number(1, 5),
        }
    ),
    refused=(
        Refused({"a-now-precision": "6", "a-wish-precision": "2"}, ("a-now-precision",)),
        Refused({"a-now-precision": "0", f"a-words-{OWN}": "x" * 301}, ("a-now-precision", f"a-words-{OWN}")),
        Refused({"a-now-precision": "two"}, ("a-now-precision",)),
    ),
    broken=(
        value(),
        value(items={}),
        value(items={}, own=[], places=[]),
        statements({"precision": {}}),
        statements({"precision": {"now": "2"}}),
        statements({"precision": {"now": True}}),
        statements({"precision": {"then": 2}}),
        statements({"precision": 2}),
        statements({}, {"key": OWN}),
        statements({}, {"key": OWN, "words": "x", "now": "1"}),
        statements({}, yes="maybe"),
    ),
    bad_parts=(
        value(items={}),
        value(items={"precision": {}}),
        value(items={"precision": {"now": 6}}),
        value(items={"precision": {"now": True}}),
        value(items={"precision": {"now": 2.0}}),
        value(items={"precision": {"then": 2}}),
        value(items={"precision": 2}),
        value(items={OWN: {"now": 2}}),
        value(items={"precision": {"now": 2}}, own=[]),
        value(marks={"precision": 2}),
    ),
)
LINE = Example(
    name="one-line",
    prompt=prompt(
        "scale",
        items=[{"key": "sure", "label": "What to do next"}],
        lanes=["now"],
        own=False,
        yes=True,
        words={"low": "not sure at all", "high": "completely sure", "yes": "I leave with one dated next step"},
        **{"from": 0, "to": 10},
    ),
    empty=statements({}),
    samples=(
        Sample(
            data={"a-now-sure": "0", "a-yes": "not-yet"},
            value=statements({"sure": {"now": 0}}, yes="not-yet"),
            shares=1,
        ),
        Sample(data={"a-now-sure": "10", "a-yes": ""}, value=statements({"sure": {"now": 10}}), shares=1),
        Sample(data={"a-now-sure": "", "a-yes": "yes"}, value=statements({}, yes="yes")),
    ),
    forms=posted({"a-now-sure": number(0, 10), "a-yes": st.sampled_from(["", "yes", "not-yet"])}),
    refused=(Refused({"a-now-sure": "11", "a-yes": "perhaps"}, ("a-now-sure", "a-yes")),),
    bad_parts=(value(items={"sure": {"now": 11}}), value(items={"sure": {"wish": 1}})),
)


def place(key: str, name: str, **marks: int) -> dict[str, object]:
    return {"key": key, "name": name, "marks": marks}


PLACES = Example(
    name="places",
    prompt=prompt(
        "scale",
        items=SAFETY,
        lanes=["now"],
        places=4,
        own=False,
        tender=True,
        words={"low": "not true here", "high": "true here", "place": "A name only you know"},
        **{"from": 1, "to": 5},
    ),
    empty=value(places=[]),
    samples=(
        Sample(
            data={
                f"a-name-{HERE}": "the reading group",
                f"a-mark-{HERE}-understand": "5",
                f"a-mark-{HERE}-seen": "",
                f"a-name-{THERE}": "",
                f"a-mark-{THERE}-seen": "1",
            },
            value=value(places=[place(HERE, "the reading group", understand=5), place(THERE, "", seen=1)]),
            words=("the reading group",),
            private=("reading", HERE, THERE),
            shares=2,
        ),
        Sample(
            data={f"a-name-{HERE}": "lab", f"a-mark-{HERE}-understand": "1", f"a-mark-{HERE}-seen": "3"},
            value=value(places=[place(HERE, "lab", understand=1, seen=3)]),
            words=("lab",),
            private=("lab", HERE),
            shares=1,
        ),
        Sample(
            data={f"a-name-{THERE}": "elsewhere"},
            value=value(places=[place(THERE, "elsewhere")]),
            words=("elsewhere",),
        ),
    ),
    forms=posted(
        {
            f"a-name-{HERE}": own_line(),
            f"a-mark-{HERE}-understand": number(1, 5),
            f"a-name-{THERE}": own_line(),
            f"a-mark-{THERE}-understand": number(1, 5),
            f"a-mark-{THERE}-seen": number(1, 5),
        }
    ),
    refused=(
        Refused({f"a-name-{HERE}": "x" * 301}, (f"a-name-{HERE}",)),
        Refused({f"a-name-{HERE}": "lab", f"a-mark-{HERE}-seen": "9"}, (f"a-mark-{HERE}-seen",)),
    ),
    broken=(
        value(places={}),
        value(places=["lab"]),
        value(places=[place("here", "lab")]),
        value(places=[{"key": HERE, "name": "lab"}]),
        value(places=[{"key": HERE, "name": "lab", "marks": {"seen": "1"}}]),
    ),
    bad_parts=(
        value(marks={}),
        value(marks={"seen": 6}),
        value(marks={"nothing": 1}),
        value(marks={"seen": 1}, name="lab"),
        value(places=[place(HERE, "lab", seen=1)]),
        value(items={"seen": {"now": 1}}),
    ),
)
EXAMPLES = (TWO, LINE, PLACES)
