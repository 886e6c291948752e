"""What no sequence of an organiser's acts ever does."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reflections.workshops.actions import running
from reflections.workshops.actions.sharing import takes_parts
from reflections.workshops.console import console_of
from reflections.workshops.models import StepKey, Workshop
from tests.workshops.acts import act, fresh, line, share, step, way
from tests.workshops.conftest import Room

pytestmark = pytest.mark.django_db

ACTS = st.one_of(
    st.sampled_from([running.go_on, running.go_back, running.close_sharing_now, running.add_minute]),
    st.tuples(st.sampled_from([running.go_to, running.reveal_step]), st.integers(1, 4)),
    st.integers(1, 9),
)


@given(st.lists(ACTS, max_size=25), st.booleans())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_way_reopens_what_is_closed_or_shows_too_few(room: Room, acts: list[Any], tender: bool):
    """Whatever is pressed in whatever order: a closed step takes nothing, and what is shown came from enough."""
    with transaction.atomic():
        workshop = room(("ways", "picture"), ("cv", "line"), ("topic", ""), ("ways", "picture"), tender=tender)
        walk(workshop, acts)
        transaction.set_rollback(True)


def walk(workshop: Workshop, acts: list[Any]) -> None:
    """Do `acts` (a number: so many send), and look at all steps after each."""
    closed: set[Any] = set()
    sent: dict[Any, int] = {}
    for each in acts:
        tick = fresh(workshop).tick
        try:
            if isinstance(each, int):
                send(workshop, each, sent)
                continue
            if isinstance(each, tuple):
                act(workshop, each[0], step=step(workshop, each[1]))
            else:
                act(workshop, each)
            assert workshop.tick == workshop.last_act == tick + 1
        except running.NotNow:
            assert fresh(workshop).tick == tick
        closed |= look(workshop, closed, sent)


def send(workshop: Workshop, count: int, sent: dict[Any, int]) -> None:
    here = workshop.step
    if not takes_parts(workshop, here):
        return
    parts = [way("intuitions"), way("precision")] if here.part == "picture" else [line("one"), line("two")]
    share(workshop, [parts[number % 2] for number in range(count)])
    sent[here.pk] = sent.get(here.pk, 0) + count


def look(workshop: Workshop, closed: set[Any], sent: dict[Any, int]) -> set[Any]:
    now = set()
    for each in workshop.steps.all():
        key = StepKey.objects.filter(step=each).exists()
        assert each.closed or each.pk not in closed
        assert not (each.closed and (key or each.contributions.exists()))
        assert key == takes_parts(workshop, each)
        assert not (each.revealed and not each.closed)
        if each.result or each.lines:
            assert each.closed
            assert sent.get(each.pk, 0) >= each.least
        if each.closed:
            now.add(each.pk)
    console_of(workshop)  # it can always be shown
    return now
