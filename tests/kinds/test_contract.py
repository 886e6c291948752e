"""What every kind must keep. It runs on the examples that lie beside it (see examples.py for how to add a kind)."""

import json
import random
import re
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reflections import kinds
from reflections.documents.document import Document, Section
from reflections.documents.html import to_html
from reflections.documents.markdown import to_markdown
from reflections.kinds.base import MAX_TEXT, PREFIX, Invalid, Unreadable
from reflections.kinds.room import carried
from reflections.people.seal import seal, unseal
from tests.kinds.examples import Example, Sample, examples, query
from tests.kinds.reading import Page, merged, render

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


def test_every_kind_has_examples() -> None:
    assert {example.prompt.kind for example in EXAMPLES} == set(kinds.kinds())
    assert all(len(example.samples) >= 2 for example in EXAMPLES)


@each_example
def test_left_open_is_an_answer(example: Example) -> None:
    kind, prompt = example.kind, example.prompt
    empty = kind.clean(prompt, QueryDict(), earlier(example))
    assert empty == example.empty
    assert (empty["kind"], empty["v"]) == (kind.key, kind.v) == (prompt.kind, kind.v)
    assert kind.is_empty(empty)
    assert (kind.words(empty), kind.dates(empty), kind.shareable(prompt, empty)) == ([], [], [])
    assert (kind.passages(prompt, empty), kind.compare(prompt, empty, empty)) == ((), ())
    assert kind.clean(prompt, page(example).sends(), earlier(example)) == empty


@each_sample
def test_what_was_typed_is_the_value(example: Example, sample: Sample) -> None:
    kind, prompt = example.kind, example.prompt
    value = kind.clean(prompt, query(sample.data), earlier(example))
    assert value == sample.value
    assert kind.clean(prompt, dict(sample.data), earlier(example)) == value, "a plain dict must do"
    assert not kind.is_empty(value)
    assert kind.words(value) == list(sample.words)
    assert [due.day.isoformat() for due in kind.dates(value)] == list(sample.days)
    assert kind.upgrade(stored(value)) == value
    assert set(kind.uses(prompt)) <= set(example.earlier)


@each_sample
@pytest.mark.parametrize("mode", MODES)
def test_the_page_gives_back_what_it_shows(example: Example, sample: Sample, mode: str) -> None:
    shown = page(example, sample.value, mode)
    assert example.kind.clean(example.prompt, shown.sends(), earlier(example, sample.value)) == sample.value


@each_example
@given(draw=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_is_lost_on_the_way(example: Example, draw: st.DataObject) -> None:
    kind, prompt = example.kind, example.prompt
    value = kind.clean(prompt, query(draw.draw(example.forms)), earlier(example))
    again = kind.upgrade(stored(value))
    assert again == value
    shown = page(example, again, draw.draw(st.sampled_from(MODES)))
    assert kind.clean(prompt, shown.sends(), earlier(example, again)) == value
    for word in kind.words(value):
        assert isinstance(word, str)
    printed(kind.passages(prompt, value))
    for share in kind.shareable(prompt, value):
        assert kind.clean_part(prompt, query({"part": carried(share.part)})) == share.part


@each_sample
@pytest.mark.parametrize("mode", MODES)
def test_the_page_is_labelled_and_plain(example: Example, sample: Sample, mode: str) -> None:
    for value in (None, sample.value):
        check_page(page(example, value, mode))


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
            assert control.name == "row" or control.attrs.get("type") == "button", control
        else:
            assert control.name.startswith(f"{PREFIX}-"), control
        if control.type in {"radio", "checkbox"} and len(shown.named(control.name)) > 1:
            assert control.legends and all(control.legends), f"a group needs its legend: {control}"
    assert sum("err" in attrs.get("class", "").split() for _, attrs in shown.tags) == errors


@each_example
def test_what_cannot_be_kept_is_refused_in_words(example: Example) -> None:
    for refused in example.refused:
        data = query(refused.data)
        with pytest.raises(Invalid) as raised:
            example.kind.clean(example.prompt, data, earlier(example))
        assert set(raised.value.errors) == set(refused.fields)
        assert all(len(words) > 10 for words in raised.value.errors.values())
        check_refusal(page(example, data=data), data, raised.value.errors)


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
            typed = [text.replace("\r\n", "\n") for text in data.getlist(name)]
            assert [text.replace("\r\n", "\n") for text in sent.getlist(name)] == typed


@each_sample
@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_each_place_for_words_refuses_bad_text(example: Example, sample: Sample, bad: str) -> None:
    shown = page(example, sample.value)
    for control in [control for control in shown.controls if control.typed]:
        data = merged(shown, {control.name: bad})
        with pytest.raises(Invalid) as raised:
            example.kind.clean(example.prompt, data, earlier(example, sample.value))
        assert control.name in raised.value.errors
        again = page(example, sample.value, data=data)
        again.markup.encode()
        assert [one for one in again.named(control.name) if one.attrs.get("aria-invalid") == "true"]
        assert len(again.named(control.name)[0].sent()[0]) == len(bad), "what was typed is still there"


@each_sample
def test_hostile_words_stay_inert(example: Example, sample: Sample) -> None:
    """The same page, tag by tag, whatever the words are; and the words are there, as typed."""
    kind, prompt = example.kind, example.prompt
    shown = page(example, sample.value)
    places = [control.name for control in shown.controls if control.typed and control.sent() != [""]]
    plain = kind.clean(prompt, merged(shown, dict.fromkeys(places, "plain")), earlier(example, sample.value))
    hostile = kind.clean(prompt, merged(shown, dict.fromkeys(places, CANARY)), earlier(example, sample.value))
    before, after = page(example, plain), page(example, hostile)
    assert [tag for tag, _ in before.tags] == [tag for tag, _ in after.tags]
    assert any(control.sent() == [CANARY] for control in after.controls) or not places
    for words in (plain, hostile):
        markdown = printed(kind.passages(prompt, words) + kind.compare(prompt, plain, words))[1]
        assert not re.search(r"(?<!\\)<[a-z/!?]", markdown, re.IGNORECASE), "each < of the person's is escaped"
    before, after = (Page(printed(kind.passages(prompt, value))[0]) for value in (plain, hostile))
    assert [tag for tag, _ in before.tags] == [tag for tag, _ in after.tags]


@each_example
def test_unknown_values_are_refused(example: Example) -> None:
    kind, value = example.kind, example.samples[0].value
    foreign: list[Any] = [None, [], "", 7, {}, {**value, "v": 0}, {**value, "v": 99}, {**value, "v": "1"}]
    foreign += [{**value, "kind": "nobody"}, {"kind": kind.key}, {"kind": kind.key, "v": kind.v}, {"v": kind.v}]
    for broken in [*foreign, *example.broken]:
        with pytest.raises(Unreadable):
            kind.upgrade(broken)
    for old, new in example.older:
        assert kind.upgrade(stored(old)) == new


@each_sample
def test_on_paper(example: Example, sample: Sample) -> None:
    kind, prompt = example.kind, example.prompt
    parts = kind.passages(prompt, sample.value)
    assert parts and isinstance(parts, tuple)
    assert all(printed(parts))
    assert kind.passages(prompt, sample.value) == parts, "the same each time"


@each_sample
def test_then_and_now(example: Example, sample: Sample) -> None:
    kind, prompt = example.kind, example.prompt
    for other in [example.empty, *(one.value for one in example.samples)]:
        for old, new in ((other, sample.value), (sample.value, other)):
            parts = kind.compare(prompt, old, new)
            assert parts and isinstance(parts, tuple)
            assert all(printed(parts))


@each_sample
def test_only_the_one_part_may_leave(example: Example, sample: Sample) -> None:
    kind, prompt = example.kind, example.prompt
    shares = kind.shareable(prompt, sample.value)
    assert len(shares) == sample.shares
    for share in shares:
        text = json.dumps(share.part, ensure_ascii=False) + share.words
        assert not [words for words in sample.private if words in text]
        assert share.words.strip()
        assert kind.clean_part(prompt, query({"part": carried(share.part)})) == share.part
        for key in ("v", "kind"):
            strange = {**share.part, key: "strange"}
            with pytest.raises(Invalid):
                kind.clean_part(prompt, query({"part": carried(strange)}))


@each_example
def test_the_room_trusts_nothing_else(example: Example) -> None:
    kind, prompt = example.kind, example.prompt
    junk: list[Any] = [None, [], 1, "x", {}, {"kind": kind.key, "v": kind.v}, example.samples[0].value]
    for sent in [*map(carried, [*junk, *example.bad_parts]), "", "{", "[" * 3000, "9" * 9000]:
        with pytest.raises(Invalid):
            kind.clean_part(prompt, query({"part": sent}))
    with pytest.raises(Invalid):
        kind.clean_part(prompt, QueryDict())


@each_example
def test_the_room_sees_enough_or_nothing(example: Example) -> None:
    """Below `least` nothing; from it on a part that does not follow the order of sending."""
    kind, prompt = example.kind, example.prompt
    parts = [share.part for sample in example.samples for share in kind.shareable(prompt, sample.value)]
    assert kind.pool(prompt, [], 5) is None
    if not parts:
        return
    assert kind.pool(prompt, parts[:4], 5) is None
    for one in parts:
        assert prompt.tender or kind.pool(prompt, [one] * 4, 5) is None
    many = parts * 8
    pooled = kind.pool(prompt, many, 5)
    assert pooled is not None and all(printed((pooled,)))
    for seed in range(3):
        random.Random(seed).shuffle(many)
        assert kind.pool(prompt, many, 5) == pooled
