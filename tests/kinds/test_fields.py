"""What only fields do: labels, and what an earlier wording asked is not lost."""

from reflections.kinds.fields import KIND
from tests.kinds.examples import prompt
from tests.kinds.reading import render

PROMPT = prompt("fields", fields=[{"key": "question", "label": "The question"}])
OLD = {"kind": "fields", "v": 1, "fields": {"question": "Why?", "gone": "asked last year"}}


def test_what_is_no_longer_asked_is_still_shown_and_kept() -> None:
    page = render(KIND.form(PROMPT, value=OLD), PROMPT)
    assert [control.label for control in page.controls] == ["The question", "Asked earlier"]
    assert KIND.clean(PROMPT, page.sends(), {"": OLD}) == OLD


def test_a_field_nobody_asked_is_not_taken() -> None:
    assert KIND.clean(PROMPT, {"a-other": "x"}) == {"kind": "fields", "v": 1, "fields": {}}


def test_each_text_stands_under_its_label() -> None:
    parts = KIND.passages(PROMPT, OLD)
    assert [part.text for part in parts] == ["The question", "Why?", "Asked earlier", "asked last year"]
