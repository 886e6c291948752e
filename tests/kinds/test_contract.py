"""What every kind must keep. It runs on the examples that lie beside it (see examples.py for how to add a kind)."""

import re
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reflections import kinds
from reflections.kinds.base import Invalid, Unreadable
from reflections.kinds.room import carried
from tests.kinds.contract import (
    BAD,
    CANARY,
    EXAMPLES,
    MODES,
    check_page,
    check_refusal,
    each_example,
    each_sample,
    earlier,
    page,
    printed,
    stored,
)
from tests.kinds.examples import Example, Sample, query
from tests.kinds.reading import Page, merged


def test_every_kind_has_examples() -> None:
    assert {example.prompt.kind for example in EXAMPLES} == set(kinds.kinds())
    assert all(len(example.samples) >= 2 for example in EXAMPLES)


@each_example
def test_its_templates_are_its_own(example: Example) -> None:
    form = example.kind.form(example.prompt, earlier=earlier(example))
    assert form.template_name.startswith(f"kinds/{example.kind.key}/")


@each_example
def test_left_open_is_an_answer(example: Example) -> None:
    kind, prompt = example.kind, example.prompt
    empty = kind.clean(prompt, QueryDict(), earlier(example))
    assert empty == example.empty
    assert (empty["kind"], empty["v"]) == (kind.key, kind.v) == (prompt.kind, kind.v)
    assert kind.is_empty(empty)
    assert (kind.words(empty), kind.dates(empty), kind.shareable(prompt, empty)) == ([], [], [])
    assert kind.suggests(empty) == []
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
    assert {key for key in kind.uses(prompt) if key} <= set(example.earlier)
    assert all(asks.about in kind.words(value) and asks.lines for asks in kind.suggests(value))


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


@each_example
def test_what_cannot_be_kept_is_refused_in_words(example: Example) -> None:
    for refused in example.refused:
        data = query(refused.data)
        with pytest.raises(Invalid) as raised:
            example.kind.clean(example.prompt, data, earlier(example))
        assert set(raised.value.errors) == set(refused.fields)
        assert all(len(words) > 10 for words in raised.value.errors.values())
        check_refusal(page(example, data=data), data, raised.value.errors)


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
    places = [control.name for control in shown.controls if control.for_words and control.sent() != [""]]
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
