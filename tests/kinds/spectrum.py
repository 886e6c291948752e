"""Examples of the kind `spectrum`: today and wished, and one marker with its weight and lines of one's own."""

from tests.kinds.examples import Example, Refused, Sample, prompt
from tests.kinds.strategies import number, own_line, posted

STYLE = [
    {"key": "company", "start": "Alone", "end": "With many people"},
    {"key": "aim", "start": "Understanding", "end": "Building"},
]
PLACE = [{"key": "breadth", "start": "Depth", "end": "Breadth"}, {"key": "pace", "start": "Long", "end": "Short"}]
OWN, TWO, THREE = "0d0d0d0d", "0e0e0e0e", "0f0f0f0f"


def value(lines: dict[str, object] | None = None, *own: dict[str, object], **more: object) -> dict[str, object]:
    return {"kind": "spectrum", "v": 1, "lines": lines or {}, "own": list(own), **more}


def own(key: str = OWN, start: object = "", end: object = "", **marks: object) -> dict[str, object]:
    return {"key": key, "start": start, "end": end, **marks}


def part(**more: object) -> dict[str, object]:
    return {"kind": "spectrum", "v": 1, **more}


STYLES = Example(
    name="style",
    prompt=prompt("spectrum", "style", lines=STYLE, steps=7, lanes=["now", "wish"], weight=False, own=0),
    empty=value(),
    samples=(
        Sample(
            data={"a-company-now": "2", "a-company-wish": "5", "a-aim-now": "", "a-aim-wish": "4"},
            value=value({"company": {"now": 2, "wish": 5}, "aim": {"wish": 4}}),
            shares=1,
        ),
        Sample(data={"a-aim-now": "7"}, value=value({"aim": {"now": 7}}), shares=1),
    ),
    forms=posted(
        {
            "a-company-now": number(1, 7),
            "a-aim-wish": number(1, 7),
            f"a-{OWN}-start": own_line(),
            "a-aim-weight": number(0, 3),
        }
    ),
    refused=(
        Refused({"a-company-now": "8", "a-aim-now": "3"}, ("a-company-now",)),
        Refused({"a-company-now": "0", "a-aim-wish": "left"}, ("a-company-now", "a-aim-wish")),
    ),
    broken=(
        {"kind": "spectrum", "v": 1, "lines": {}},
        {"kind": "spectrum", "v": 1, "lines": [], "own": []},
        {"kind": "spectrum", "v": 1, "lines": {}, "own": {}},
        value({"aim": 3}),
        value({"aim": {"now": "3"}}),
        value({"aim": {"now": True}}),
        value({"aim": {"now": 0}}),
        value({"aim": {"then": 3}}),
        value({}, {"key": OWN}),
        value({}, own("1")),
        value({}, own(OWN, 7)),
        value({}, own(now=[])),
        value(more=1),
    ),
    bad_parts=(
        part(lines={}),
        part(lines={"aim": {}}),
        part(lines={"aim": {"now": 8}}),
        part(lines={"aim": {"now": 0}}),
        part(lines={"aim": {"now": 2.5}}),
        part(lines={"aim": {"weight": 2}}),
        part(lines={"shoes": {"now": 2}}),
        part(lines={"aim": {"now": 2}}, own=[]),
    ),
)

WANT = Example(
    name="want",
    prompt=prompt("spectrum", "want", lines=PLACE, steps=7, lanes=["wish"], weight=True, own=2),
    empty=value(),
    samples=(
        Sample(
            data={
                "a-breadth-wish": "1",
                "a-breadth-weight": "0",
                "a-pace-weight": "3",
                f"a-{OWN}-start": " Pay ",
                f"a-{OWN}-end": "Time",
                f"a-{OWN}-wish": "6",
                f"a-{OWN}-weight": "2",
            },
            value=value(
                {"breadth": {"wish": 1, "weight": 0}, "pace": {"weight": 3}}, own(OWN, "Pay", "Time", wish=6, weight=2)
            ),
            words=("Pay", "Time"),
            private=("Pay", "Time", OWN, "weight", "pace"),
            shares=1,
        ),
        Sample(data={f"a-{TWO}-end": "A garden"}, value=value({}, own(TWO, "", "A garden")), words=("A garden",)),
        Sample(data={f"a-{TWO}-wish": "3"}, value=value({}, own(TWO, wish=3))),
    ),
    forms=posted(
        {
            "a-breadth-wish": number(1, 7),
            "a-pace-weight": number(0, 3),
            f"a-{OWN}-start": own_line(),
            f"a-{OWN}-wish": number(1, 7),
            f"a-{TWO}-end": own_line(),
            f"a-{TWO}-weight": number(0, 3),
        }
    ),
    refused=(
        Refused({"a-breadth-weight": "4"}, ("a-breadth-weight",)),
        Refused({f"a-{OWN}-start": "x" * 301, f"a-{OWN}-wish": "9"}, (f"a-{OWN}-start", f"a-{OWN}-wish")),
        Refused({f"a-{key}-start": "x" for key in (OWN, TWO, THREE)}, (f"a-{THREE}-start",)),
    ),
    bad_parts=(part(lines={"breadth": {"now": 1}}), part(lines={OWN: {"wish": 1}})),
)

EXAMPLES = (STYLES, WANT)
