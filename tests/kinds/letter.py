"""Examples of the kind `letter`."""

import datetime as dt

from django.utils.timezone import localdate
from hypothesis import strategies as st

from reflections.kinds.letter import months_on
from tests.kinds.examples import Example, Refused, Sample, prompt
from tests.kinds.strategies import own_text, posted

SOON = (localdate() + dt.timedelta(days=30)).isoformat()
DEFAULT = months_on(localdate(), 6).isoformat()


def value(text: str, opens: str, opened: bool = False) -> dict[str, object]:
    return {"kind": "letter", "v": 1, "text": text, "opens": opens, "opened": opened}


EXAMPLES = (
    Example(
        name="one",
        prompt=prompt("letter", months=6, words={"placeholder": "what you would like to be asked"}),
        empty=value("", "", opened=True),
        samples=(
            Sample(
                data={"a-text": "Dear me,\r\nare you there?", "a-opens": SOON, "a-seal": "on"},
                value=value("Dear me,\nare you there?", SOON),
                private=("Dear",),
                days=(SOON,),
            ),
            Sample(
                data={"a-text": "Dear me", "a-opens": "", "a-seal": "on"},
                value=value("Dear me", DEFAULT),
                days=(DEFAULT,),
            ),
            Sample(
                data={"a-text": "Dear me", "a-opens": SOON},
                value=value("Dear me", SOON, opened=True),
                words=("Dear me",),
            ),
        ),
        forms=posted(
            {"a-text": own_text(), "a-opens": st.sampled_from(["", SOON, DEFAULT]), "a-seal": st.just("on")},
        ),
        refused=(
            Refused({"a-text": "kept", "a-opens": localdate().isoformat()}, ("a-opens",)),
            Refused({"a-text": "kept", "a-opens": "2001-01-01"}, ("a-opens",)),
            Refused({"a-text": "kept", "a-opens": "9999-12-31"}, ("a-opens",)),
            Refused({"a-text": "kept", "a-opens": "in spring"}, ("a-opens",)),
            Refused({"a-text": "x" * 20_001, "a-opens": "2027-02-30"}, ("a-text", "a-opens")),
        ),
        broken=(
            {"kind": "letter", "v": 1, "text": "x", "opens": SOON},
            value("x", ""),
            value("x", "soon"),
            {**value("x", SOON), "opened": "yes"},
            {**value("x", SOON), "opens": None},
        ),
        bad_parts=({"kind": "letter", "v": 1, "line": "x"}, {"kind": "letter", "v": 1, "text": "x"}),
    ),
)
