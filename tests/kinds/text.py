"""Examples of the kind `text`."""

from tests.kinds.examples import Example, Refused, Sample, prompt
from tests.kinds.strategies import own_text, posted

LONG = "Where I belonged. " + "Somebody asked about the plot and not about me, and there was time for it, " * 3

EXAMPLES = (
    Example(
        name="one",
        prompt=prompt("text", words={"placeholder": "A moment, small if you like"}),
        empty={"kind": "text", "v": 1, "text": ""},
        samples=(
            Sample(
                data={"a-text": "  First line.\r\nSecond line!\rThird  "},
                value={"kind": "text", "v": 1, "text": "  First line.\nSecond line!\nThird  "},
                words=("  First line.\nSecond line!\nThird  ",),
                shares=3,
            ),
            Sample(
                data={"a-text": LONG},
                value={"kind": "text", "v": 1, "text": LONG},
                words=(LONG,),
                shares=2,
            ),
            Sample(
                data={"a-text": "\n\u202eשלום e\u0301"},
                value={"kind": "text", "v": 1, "text": "\n\u202eשלום e\u0301"},
                words=("\n\u202eשלום e\u0301",),
                shares=1,
            ),
        ),
        forms=posted({"a-text": own_text()}),
        refused=(Refused({"a-text": "x" * 20_001}, ("a-text",)),),
        broken=(
            {"kind": "text", "v": 1, "text": None},
            {"kind": "text", "v": 1, "text": "x", "more": 1},
            {"kind": "text", "v": 1, "text": ["x"]},
        ),
        bad_parts=(
            {"kind": "text", "v": 1, "line": ""},
            {"kind": "text", "v": 1, "line": " \n "},
            {"kind": "text", "v": 1, "line": 7},
            {"kind": "text", "v": 1, "line": "x" * 141},
            {"kind": "text", "v": 1, "line": "x\x00"},
            {"kind": "text", "v": 1, "line": "x", "name": "me"},
            {"kind": "fields", "v": 1, "line": "x"},
        ),
    ),
)
