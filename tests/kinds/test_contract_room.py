"""What every kind must keep towards a room: one part, within bounds, and nothing that leads back."""

import json
import random
from typing import Any

import pytest
from django.http import QueryDict

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
    for seed in range(3):
        random.Random(seed).shuffle(many)
        assert kind.pool(prompt, many, 5) == pooled
