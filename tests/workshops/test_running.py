"""The way of a room through its steps: what each act does."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from reflections.workshops.actions import running
from reflections.workshops.actions.sharing import takes_parts
from reflections.workshops.actions.sifting import NEW, UP, judge_line, queue
from reflections.workshops.door import find_room
from reflections.workshops.models import Contribution, Group, Phase, Seat, Step, StepKey, Workshop
from tests.workshops.acts import act, fresh, line, on_to, share, step, way
from tests.workshops.conftest import Room

pytestmark = pytest.mark.django_db
FIVE_WAYS = [way("intuitions"), way("precision"), way("precision"), way("intuitions", "precision"), way("intuitions")]
LINES = [line(f"line number {number}") for number in range(15)]


def where(workshop: Workshop) -> tuple[int, str]:
    """The number of the room's step, and its phase."""
    fresh(workshop)
    return (workshop.step.position if workshop.step else 0), workshop.phase


@pytest.fixture
def workshop(room: Room) -> Workshop:
    """A picture, a line, and a step that sends nothing."""
    return room(("ways", "picture"), ("cv", "line"), ("topic", ""))


def test_the_doors_open_before_the_first_step(room: Room):
    workshop = room(("ways", "picture"), state="planned", opened_at=None)
    Workshop.objects.update(step=None, phase="")
    act(workshop, running.open_doors)
    assert (workshop.state, where(workshop)) == ("open", (0, ""))
    assert workshop.opened_at is not None
    with pytest.raises(running.NotNow):
        act(workshop, running.open_doors)
    act(workshop, running.go_on)
    assert where(workshop) == (1, "write")


def test_a_picture_goes_from_sending_to_the_screen(workshop: Workshop):
    share(workshop, FIVE_WAYS)
    assert where(workshop) == (1, "share")
    act(workshop, running.go_on)
    assert where(workshop) == (1, "reveal")
    assert workshop.step.closed
    assert workshop.step.revealed
    assert workshop.step.result
    act(workshop, running.go_on)
    assert where(workshop) == (1, "talk")
    act(workshop, running.go_on)
    assert where(workshop) == (2, "write")


def test_lines_are_looked_at_before_the_wall(workshop: Workshop):
    act(workshop, running.go_to, step=step(workshop, 2))
    share(workshop, LINES)
    act(workshop, running.close_sharing_now)
    assert where(workshop) == (2, "sift")
    assert not workshop.step.revealed
    assert workshop.step.result is None
    assert len(queue(workshop.step)) == 12
    for number in (0, 2):
        judge_line(workshop=workshop, number=number, state=UP)
    words = sorted(workshop.step.lines[number]["words"] for number in (0, 2))
    act(workshop, running.go_on)
    assert where(workshop) == (2, "reveal")
    assert [row[0]["text"] for row in workshop.step.result[0]["rows"]] == words
    assert sorted(each["words"] for each in workshop.step.lines) == words


def test_holding_a_line_back_brings_the_next(workshop: Workshop):
    act(workshop, running.go_to, step=step(workshop, 2))
    share(workshop, LINES)
    act(workshop, running.go_on)
    assert [number for number, _line in queue(workshop.step)] == list(range(12))
    judge_line(workshop=workshop, number=4, state="held")
    fresh(workshop)
    assert [number for number, _line in queue(workshop.step)] == [0, 1, 2, 3, *range(5, 13)]
    with pytest.raises(running.NotNow):
        judge_line(workshop=workshop, number=14, state=UP)


def test_no_line_is_judged_while_they_are_sent_or_after_they_were_shown(workshop: Workshop):
    act(workshop, running.go_to, step=step(workshop, 2))
    share(workshop, LINES)
    with pytest.raises(running.NotNow):
        judge_line(workshop=workshop, number=0, state=UP)
    act(workshop, running.go_on)
    judge_line(workshop=workshop, number=0, state=UP)
    judge_line(workshop=workshop, number=0, state=NEW)
    judge_line(workshop=workshop, number=1, state=UP)
    act(workshop, running.go_on)
    with pytest.raises(running.NotNow):
        judge_line(workshop=workshop, number=0, state="held")


def test_a_step_that_is_left_while_it_takes_parts_is_closed_but_not_shown(workshop: Workshop):
    share(workshop, FIVE_WAYS)
    act(workshop, running.go_to, step=step(workshop, 3))
    left = step(workshop, 1)
    assert left.closed
    assert left.result
    assert not left.revealed
    assert not Contribution.objects.exists()
    assert not StepKey.objects.exists()
    act(workshop, running.go_back)  # to the line, which was never opened
    act(workshop, running.go_back)
    assert where(workshop) == (1, "write")
    assert not step(workshop, 1).revealed
    act(workshop, running.go_on)
    assert where(workshop) == (1, "reveal")
    assert step(workshop, 1).revealed


def test_what_was_left_can_be_shown_from_afar(workshop: Workshop):
    share(workshop, FIVE_WAYS)
    act(workshop, running.go_to, step=step(workshop, 3))
    act(workshop, running.reveal_step, step=step(workshop, 1))
    assert where(workshop) == (1, "reveal")
    assert step(workshop, 1).revealed
    with pytest.raises(running.NotNow):
        act(workshop, running.reveal_step, step=step(workshop, 1))


def test_lines_that_were_left_are_looked_at_first(workshop: Workshop):
    act(workshop, running.go_to, step=step(workshop, 2))
    share(workshop, LINES)
    act(workshop, running.go_to, step=step(workshop, 3))
    act(workshop, running.reveal_step, step=step(workshop, 2))
    assert where(workshop) == (2, "sift")
    assert len(step(workshop, 2).lines) == 15


def test_what_takes_parts_cannot_be_shown_without_closing(workshop: Workshop):
    share(workshop, FIVE_WAYS)
    with pytest.raises(running.NotNow):
        act(workshop, running.reveal_step, step=step(workshop, 1))
    assert where(workshop) == (1, "share")


def test_back_shows_again_and_reopens_nothing(workshop: Workshop):
    share(workshop, FIVE_WAYS)
    on_to(workshop, Phase.TALK)
    act(workshop, running.go_back)
    assert where(workshop) == (1, "reveal")
    act(workshop, running.go_to, step=step(workshop, 2))
    act(workshop, running.go_back)
    assert where(workshop) == (1, "reveal")
    assert not takes_parts(workshop, workshop.step)
    with pytest.raises(running.NotNow):
        act(workshop, running.go_back)


def test_the_end_leads_nowhere(workshop: Workshop):
    act(workshop, running.go_to, step=step(workshop, 3))
    with pytest.raises(running.NotNow):
        act(workshop, running.go_on)
    with pytest.raises(running.NotNow):
        act(workshop, running.close_sharing_now)


def test_the_time_of_a_step_begins_with_it_and_not_with_its_phases(workshop: Workshop):
    before = workshop.ends_at
    act(workshop, running.go_on)
    assert workshop.ends_at == before
    act(workshop, running.go_to, step=step(workshop, 2))
    assert dt.timedelta(minutes=2.9) < workshop.ends_at - timezone.now() <= dt.timedelta(minutes=3)


def test_a_minute_more_counts_from_now_when_the_time_is_over(workshop: Workshop):
    ends = workshop.ends_at
    act(workshop, running.add_minute)
    assert workshop.ends_at == ends + dt.timedelta(minutes=1)
    Workshop.objects.update(ends_at=timezone.now() - dt.timedelta(minutes=9))
    act(workshop, running.add_minute)
    assert dt.timedelta(seconds=50) < workshop.ends_at - timezone.now() <= dt.timedelta(minutes=1)


def test_going_on_takes_the_pause_card_away(workshop: Workshop):
    act(workshop, running.pause, paused=True)
    assert workshop.paused
    act(workshop, running.go_on)
    assert not workshop.paused


def test_people_find_each_other_when_a_step_of_groups_begins(room: Room):
    workshop = room(("topic", ""), ("", ""))
    Step.objects.filter(position=2).update(kind=Step.Kind.GROUPS)
    for _number in range(7):
        Seat.objects.create(workshop=workshop)
    act(workshop, running.go_on)
    assert Group.objects.filter(step=step(workshop, 2)).count() == 7


def test_a_changed_code_still_names_the_room_and_opens_no_door(workshop: Workshop):
    old = workshop.codes.get()
    act(workshop, running.reset_code)
    old.refresh_from_db()
    assert old.ended_at is not None
    new = workshop.codes.get(ended_at=None)
    assert new.code != old.code
    assert find_room(old.code) == find_room(new.code) == workshop


def test_doors_are_locked_and_unlocked(workshop: Workshop):
    act(workshop, running.lock_doors, locked=True)
    assert workshop.locked
    act(workshop, running.lock_doors, locked=False)
    assert not workshop.locked


@pytest.mark.parametrize("name", sorted(set(running.__all__) - {"MovedOn", "NotNow", "open_doors"}))
def test_nothing_is_done_in_a_workshop_that_is_over(workshop: Workshop, name: str):
    Workshop.objects.update(state="closed", step=None, phase="")
    more: dict[str, Any] = {
        "go_to": {"step": step(workshop, 1)},
        "reveal_step": {"step": step(workshop, 1)},
        "pause": {"paused": True},
        "lock_doors": {"locked": True},
    }.get(name, {})
    with pytest.raises(running.NotNow):
        act(workshop, getattr(running, name), **more)
