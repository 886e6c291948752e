"""What came to a room that no page of ours sends: refused in words, and nothing of it kept."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from reflections.workshops.models import Contribution, Workshop
from tests.workshops.seated import JSON, LINE, ROOM, WAYS, Post

pytestmark = pytest.mark.django_db


def refused(reply: HttpResponse, status: int, *words: str) -> None:
    told = reply.json()
    assert (reply.status_code, told["state"]) == (status, "not-sent")
    assert told["words"].startswith("Not sent: ")
    for each in words:
        assert each in told["words"]


@pytest.mark.parametrize(
    "part",
    [
        {**WAYS, "kind": "text"},
        {**WAYS, "kind": "spectrum"},
        {**WAYS, "v": 2},
        {**WAYS, "chosen": ["never heard of"]},
        {**WAYS, "chosen": []},
        {**WAYS, "name": "Ada"},
        LINE,
        [],
        "intuition",
        None,
        {**WAYS, "chosen": ["x" * 5000]},
        {**WAYS, "more": "x" * 10_000},
    ],
)
def test_a_part_of_another_kind_or_shape_is_refused(post: Post, part: Any):
    refused(post(part), 422)
    assert not Contribution.objects.exists()


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"kind": NaN}', "\x00", "null"])
def test_what_is_no_part_at_all_is_refused(client: Client, post: Post, workshop: Workshop, text: str):
    fields = {"step": str(workshop.step_id), "phase": "share", "turn": "1", "part": text}
    refused(client.post(f"{ROOM}send/", fields, headers=JSON), 422)
    refused(client.post(f"{ROOM}send/", {**fields, "part": []}, headers=JSON), 422)


@pytest.mark.parametrize("turn", ["", "0", "-1", "1.5", "one", "٣", "9" * 30, "1000000000", " "])
def test_a_turn_that_counts_nothing_is_refused(post: Post, turn: str):
    refused(post(turn=turn), 422)
    assert not Contribution.objects.exists()
