"""Examples of the kind `fields`."""

from tests.kinds.examples import Example, Refused, Sample, prompt
from tests.kinds.strategies import own_text, posted

ASKED = [
    {"key": "question", "label": "The question", "placeholder": "half a sentence will do"},
    {"key": "know", "label": "How I would know"},
    {"key": "limit", "label": "Who asks such questions well"},
]


def value(**fields: str) -> dict[str, object]:
    return {"kind": "fields", "v": 1, "fields": fields}


EXAMPLES = (
    Example(
        name="three",
        prompt=prompt("fields", fields=ASKED),
        empty=value(),
        samples=(
            Sample(
                data={"a-question": "Why do they agree?\nReally?", "a-know": "", "a-limit": "A. K."},
                value=value(question="Why do they agree?\nReally?", limit="A. K."),
                words=("Why do they agree?\nReally?", "A. K."),
                shares=4,
            ),
            Sample(
                data={"a-know": " a test "},
                value=value(know=" a test "),
                words=(" a test ",),
                shares=1,
            ),
        ),
        forms=posted({f"a-{field['key']}": own_text() for field in ASKED}),
        refused=(Refused({"a-question": "x" * 20_001, "a-know": "\x00", "a-limit": "fine"}, ("a-question", "a-know")),),
        broken=(
            {"kind": "fields", "v": 1, "fields": ["x"]},
            {"kind": "fields", "v": 1, "fields": {"question": None}},
            {"kind": "fields", "v": 1, "fields": {}, "text": "x"},
        ),
        bad_parts=({"kind": "fields", "v": 1, "line": ""}, {"kind": "fields", "v": 1, "question": "x"}),
    ),
)
