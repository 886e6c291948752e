"""What every kind must keep towards a room: one part, within bounds, and nothing that leads back."""

import json
import random
import re
from dataclasses import replace
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from reflections.documents.document import Drawing, Table
from reflections.documents.stored import pack, unpack
from reflections.kinds.base import Invalid
from reflections.kinds.room import carried
from tests.kinds.contract import each_example, each_sample, printed
from tests.kinds.examples import Example, Sample, query


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
    junk: list[Any] = [None, [], 1, "x", {}, {"kind": kind.key, "v": kind.v}]
    junk += [sample.value for sample in example.samples if sample.private]
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
    assert unpack(json.loads(json.dumps(pack([pooled])))) == (pooled,), "it is kept as it was shown"
    for seed in range(3):
        random.Random(seed).shuffle(many)
        assert kind.pool(prompt, many, 5) == pooled


@each_sample
def test_a_part_is_said_as_its_preview_was(example: Example, sample: Sample) -> None:
    kind, prompt = example.kind, example.prompt
    for share in kind.shareable(prompt, sample.value):
        assert kind.said(prompt, share.part) == share.words
        assert ("line" in share.part) <= ("line" in kind.parts(prompt))


@each_example
@given(seed=st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_made_up_people_send_what_people_can(example: Example, seed: int) -> None:
    kind, prompt, chance = example.kind, example.prompt, random.Random(seed)
    assert set(kind.parts(prompt)) <= {"picture", "line"}
    for want in ("picture", "line", "letter"):
        part = kind.made_up(prompt, want, chance)
        if want not in kind.parts(prompt):
            assert part is None
            continue
        assert part is not None and ("line" in part) == (want == "line")
        assert kind.clean_part(prompt, query({"part": carried(part)})) == part
        assert kind.said(prompt, part).strip()
        if want == "picture":
            room = [one for _person in range(30) if (one := kind.made_up(prompt, want, chance))]
            assert isinstance(kind.pool(prompt, room, 5), Drawing)


@each_example
def test_raised_hands_are_drawn_as_what_was_sent(example: Example) -> None:
    kind, prompt = example.kind, replace(example.prompt, tender=False)
    hands = kind.hands(prompt)
    assert not hands or "picture" in kind.parts(prompt)
    assert kind.by_hands(prompt, {}) is None and kind.by_hands(prompt, dict.fromkeys(hands, 0)) is None
    counts = {key: number + 1 for number, key in enumerate(hands)}
    drawing = kind.by_hands(prompt, counts)
    assert isinstance(drawing, Drawing) == bool(hands)
    if drawing is None:
        return
    assert all(printed((drawing,))) and drawing.description.endswith("Counted by raised hands.")
    assert {str(count) for count in counts.values()} <= {cell for row in drawing.twin.rows for cell in row}
    assert kind.by_hands(prompt, {**counts, "unknown": 3}) == drawing, "only what is asked for"
    assert kind.by_hands(prompt, {**counts, next(iter(hands)): -1}) is None
    assert kind.by_hands(replace(prompt, tender=True), counts) is None


@each_example
def test_a_tender_room_is_told_no_number(example: Example) -> None:
    """Below 20 answers; whatever is shown says none, some or most, and where all are alike as little as too few."""
    kind, prompt, chance = example.kind, replace(example.prompt, tender=True), random.Random(1)
    if "picture" not in kind.parts(prompt):
        return
    parts = [kind.made_up(prompt, "picture", chance) for _person in range(19)]
    assert kind.pool(prompt, parts[:7], 8) is None
    for one in parts:
        assert kind.pool(prompt, [one] * 19, 8) is None and kind.pool(prompt, [one] * 40, 8) is None
    pooled = kind.pool(prompt, parts, 8)
    assert isinstance(pooled, Table)
    assert {cell for _name, *cells in pooled.rows for cell in cells} <= {"none", "some", "most"}
    assert not re.search("[0-9]", pooled.caption.replace("0–10", ""))
    assert not isinstance(kind.pool(prompt, parts * 2, 8), Table), "from 20 on numbers"
