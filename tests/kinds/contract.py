"""What the tests of the contract share: the examples as parameters, a page, a way through the seal, two printers."""

import json
from typing import Any

import pytest
from django.http import QueryDict

from reflections.documents.document import Document, Section
from reflections.documents.html import to_html
from reflections.documents.markdown import to_markdown
from reflections.kinds.base import MAX_TEXT, PREFIX
from reflections.kinds.inputs import UNSHOWN
from reflections.people.seal import seal, unseal
from tests.kinds.examples import Example, examples
from tests.kinds.reading import Page, render

EXAMPLES = examples()
each_example = pytest.mark.parametrize("example", EXAMPLES, ids=[f"{e.prompt.kind}-{e.name}" for e in EXAMPLES])
SAMPLES = [(e, s) for e in EXAMPLES for s in e.samples]
each_sample = pytest.mark.parametrize(
    ("example", "sample"), SAMPLES, ids=[f"{e.prompt.kind}-{e.name}-{n}" for n, (e, _) in enumerate(SAMPLES)]
)
OF_THE_PAGE = {"q", "q-hint"}  # the question and its hint, which the page shows above the form
MODES = ("first", "return", "room")
BAD = {"nul": "zero \x00 here", "half": "half \ud83d of it", "long": "ö" * (MAX_TEXT + 1)}
CANARY = "<script>x</script>{{ x }}{% x %}]]></textarea>\"'><img src=x onerror=x>"


def earlier(example: Example, value: Any = None) -> dict[str, Any]:
    """What a page hands to a kind: other answers, and the stored one under the empty key."""
    return {**example.earlier, **({"": value} if value else {})}


def page(example: Example, value: Any = None, mode: str = "first", data: QueryDict | None = None) -> Page:
    form = example.kind.form(example.prompt, value=value, earlier=earlier(example, value), mode=mode, data=data)
    return render(form, example.prompt)


def stored(value: Any) -> Any:
    """The value after its way through JSON and the seal."""
    place = "answer.value:00000000-0000-4000-8000-000000000000"
    return json.loads(unseal(seal(json.dumps(value, ensure_ascii=False), place), place))


def printed(parts: Any) -> tuple[str, str]:
    """The parts on paper, by both printers: HTML and Markdown."""
    document = Document(title="Untold", language="en", sections=(Section("one", "One", parts=tuple(parts)),))
    return str(to_html(parts)), to_markdown(document)


def check_page(shown: Page, errors: int = 0) -> None:
    """What axe would say, and what the strict policy would: names, ids, groups, nothing inline."""
    assert len(shown.ids) == len(set(shown.ids)), "ids are unique"
    assert not {tag for tag, _ in shown.tags} & {"script", "style", "form", "iframe"}
    for tag, attrs in shown.tags:
        assert not [name for name in attrs if name.startswith("on") or name == "style"], (tag, attrs)
        for reference in ("aria-describedby", "aria-labelledby", "for"):
            assert set(attrs.get(reference, "").split()) <= {*shown.ids, *OF_THE_PAGE}, (tag, attrs)
    for control in shown.controls:
        if control.type == "hidden":
            continue
        assert control.label or control.attrs.get("aria-label"), control
        if control.tag == "button":
            assert (
                control.name in {"row", "then"}
                or control.name.startswith(f"{PREFIX}-")
                or control.attrs.get("type") == "button"
            ), control
        else:
            assert control.name.startswith(f"{PREFIX}-"), control
        if control.type in {"radio", "checkbox"} and len(shown.named(control.name)) > 1:
            assert control.legends and all(control.legends), f"a group needs its legend: {control}"
    assert sum("err" in attrs.get("class", "").split() for _, attrs in shown.tags) == errors


def check_refusal(shown: Page, data: QueryDict, errors: dict[str, str]) -> None:
    """The page with errors: each beside its field, tied to it, and what was typed is still there."""
    check_page(shown, errors=len(errors))
    for name, words in errors.items():
        described = [control.described() for control in shown.named(name)]
        texts = [" ".join(shown.texts.get(one, "").split()) for ids in described for one in ids]
        assert any(" ".join(words.split()) in text for text in texts), f"{name}: {words} not in {texts}"
        assert any(control.invalid() for control in shown.named(name)), name
        assert f"id_{name}" in shown.ids, "the summary of errors links to it"
    sent = shown.sends()
    for name in data:
        if name.startswith(f"{PREFIX}-") and any(control.typed for control in shown.named(name)):
            typed = [text.replace("\r\n", "\n").translate(UNSHOWN) for text in data.getlist(name)]
            assert [text.replace("\r\n", "\n") for text in sent.getlist(name)] == typed
