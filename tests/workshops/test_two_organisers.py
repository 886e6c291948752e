"""Two organisers at once: of two who press together one is the quicker, and nothing happens twice."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from reflections.people.models import Person
from reflections.workshops.actions import running
from reflections.workshops.actions.closing import close_workshop
from reflections.workshops.actions.hands import count_hands
from reflections.workshops.actions.sharing import StepClosed, send_to_room, take_back
from reflections.workshops.actions.sifting import HELD, UP, judge_line, take_down
from reflections.workshops.models import Contribution, Organiser, Phase, Seat, Workshop
from tests.workshops.acts import act, fresh, line, share, step, way
from tests.workshops.at_once import at_once, before, together, while_holding
from tests.workshops.conftest import Room

LINES = [line(f"line {number}") for number in range(6)]


@pytest.fixture
def workshop(room: Room, stranger: Person) -> Workshop:
    """One that Ada and somebody else run."""
    made = room(("ways", "picture"), ("topic", "line"), ("topic", ""))
    Organiser.objects.create(workshop=made, person=stranger)
    return made


def press(client: Client, workshop: Workshop, tick: int, act: str = "next", **more: Any) -> str:
    """Press a button on a page that showed `tick`, and read what comes."""
    said = {"act": act, "tick": tick, **more}
    return client.post(f"/workshops/{workshop.pk}/console/run/", said, follow=True).content.decode()


@pytest.mark.django_db
def test_the_slower_one_changes_nothing_and_sees_where_the_room_is(
    workshop: Workshop, as_ada: Client, as_stranger: Client
):
    tick = workshop.tick
    press(as_ada, workshop, tick)
    page = press(as_stranger, workshop, tick)
    assert fresh(workshop).phase == Phase.SHARE
    assert workshop.tick == tick + 1
    assert "Somebody else was quicker" in page
    assert "Close the sending and show the picture" in page
    assert "Somebody else" not in as_stranger.get(f"/workshops/{workshop.pk}/console/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "slower",
    [
        running.go_on,
        running.go_back,
        running.close_sharing_now,
        running.add_minute,
        running.reset_code,
        close_workshop,
        lambda **old: running.go_to(step=step(old["workshop"], 3), **old),
        lambda **old: running.reveal_step(step=step(old["workshop"], 1), **old),
        lambda **old: running.pause(paused=True, **old),
        lambda **old: running.lock_doors(locked=True, **old),
        lambda **old: take_down(number=0, **old),
        lambda **old: count_hands(counts={"intuitions": 3}, **old),
    ],
)
def test_every_act_on_an_old_page_is_refused(workshop: Workshop, slower: Callable[..., None]):
    old = workshop.tick
    act(workshop, running.go_on)
    before = list(Workshop.objects.values())
    with pytest.raises(running.MovedOn):
        slower(workshop=workshop, tick=old)
    assert list(Workshop.objects.values()) == before


@pytest.mark.django_db
def test_enough_to_show_makes_no_page_old(workshop: Workshop):
    """The bell that five have sent bumps the tick; an organiser who presses then has not come too late."""
    act(workshop, running.go_on)
    shown = workshop.tick
    share(workshop, [way("intuitions")] * 5)
    assert workshop.tick == shown + 1
    running.go_on(workshop=workshop, tick=shown)
    assert fresh(workshop).phase == Phase.REVEAL


@pytest.mark.django_db
def test_a_tick_that_no_page_showed_is_refused(workshop: Workshop, as_ada: Client):
    for tick in (-1, 99, "", "x", "9" * 30):
        press(as_ada, workshop, tick)
    assert fresh(workshop).phase == Phase.WRITE


@pytest.mark.django_db
def test_two_may_look_at_the_lines_together(workshop: Workshop):
    act(workshop, running.go_to, step=step(workshop, 2))
    share(workshop, LINES)
    act(workshop, running.go_on)
    tick = workshop.tick
    for number in (0, 3):
        judge_line(workshop=workshop, number=number, state=UP)
    assert fresh(workshop).tick == tick
    running.go_on(workshop=workshop, tick=tick)
    assert len(fresh(workshop).step.lines) == 2


@pytest.mark.django_db
def test_a_clicker_throws_no_lines_away(workshop: Workshop, as_ada: Client):
    """On the screen "next" shows a wall, but not an empty one while there are lines that nobody has looked at."""
    act(workshop, running.go_to, step=step(workshop, 2))
    share(workshop, LINES)
    act(workshop, running.go_on)
    press(as_ada, workshop, workshop.tick, then="screen")
    assert fresh(workshop).phase == Phase.SIFT
    judge_line(workshop=workshop, number=0, state=UP)
    press(as_ada, workshop, workshop.tick, then="screen")
    assert fresh(workshop).phase == Phase.REVEAL


@pytest.mark.django_db
def test_no_line_is_taken_down_in_the_place_of_another(workshop: Workshop):
    act(workshop, running.go_to, step=step(workshop, 2))
    share(workshop, LINES)
    act(workshop, running.go_on)
    for number in (0, 1, 2):
        judge_line(workshop=workshop, number=number, state=UP)
    act(workshop, running.go_on)
    tick = workshop.tick
    take_down(workshop=workshop, tick=tick, number=0)
    with pytest.raises(running.MovedOn):
        take_down(workshop=workshop, tick=tick, number=0)
    assert len(fresh(workshop).step.lines) == 2


@together
@pytest.mark.django_db(transaction=True)
def test_of_many_who_press_at_once_one_is_heard(workshop: Workshop):
    tick = workshop.tick
    ends = at_once(*[lambda: running.go_on(workshop=workshop, tick=tick)] * 6)
    assert sorted(type(end).__name__ for end in ends) == ["MovedOn"] * 5 + ["NoneType"]
    assert fresh(workshop).phase == Phase.SHARE
    assert workshop.tick == tick + 1


@together
@pytest.mark.django_db(transaction=True)
def test_closing_while_phones_send_loses_none_and_hangs_nobody(workshop: Workshop):
    """Each send is either counted or refused; the bell for "enough" and the closing do not wait for each other."""
    act(workshop, running.go_on)
    seats = [Seat.objects.create(workshop=workshop) for _number in range(12)]
    here = workshop.step

    def sends(seat: Seat) -> Callable[[], None]:
        return lambda: send_to_room(seat=seat, workshop=workshop, step=here, part=way("intuitions"), turn=1)

    ends = at_once(*map(sends, seats), lambda: running.go_on(workshop=workshop, tick=workshop.tick))
    assert {type(end).__name__ for end in ends[:-1]} <= {"NoneType", "StepClosed", "Outdated"}
    assert ends[-1] is None
    taken = sum(end is None for end in ends[:-1])
    result = fresh(workshop).step.result
    assert (result is not None) == (taken >= 5)
    if result:
        assert str(taken) in str(result)


@pytest.fixture
def lines(workshop: Workshop) -> Workshop:
    """The room looks at six lines, of which the first would go on the wall."""
    act(workshop, running.go_to, step=step(workshop, 2))
    share(workshop, LINES)
    act(workshop, running.go_on)
    judge_line(workshop=workshop, number=0, state=UP)
    return fresh(workshop)


@together
@pytest.mark.django_db(transaction=True)
def test_a_line_held_back_stays_so_whatever_another_judges_at_once(lines: Workshop):
    judged = while_holding(
        lambda: judge_line(workshop=lines, number=0, state=HELD),
        lambda: judge_line(workshop=lines, number=1, state=UP),
    )
    assert judged is None
    assert [each["state"] for each in fresh(lines).step.lines[:2]] == [HELD, UP]


@together
@pytest.mark.django_db(transaction=True)
def test_a_line_held_back_is_on_no_wall_that_is_shown_at_once(lines: Workshop):
    shown = while_holding(
        lambda: judge_line(workshop=lines, number=0, state=HELD),
        lambda: running.go_on(workshop=lines, tick=lines.tick),
    )
    assert shown is None
    assert fresh(lines).step.result is None


@together
@pytest.mark.django_db(transaction=True)
def test_what_is_sent_while_the_room_closes_is_refused_and_gone(workshop: Workshop):
    act(workshop, running.go_on)
    seat, here = Seat.objects.create(workshop=workshop), workshop.step

    def sends() -> None:
        send_to_room(seat=seat, workshop=workshop, step=here, part=way("intuitions"), turn=1)

    with before('UPDATE "reflections_contribution"', sends) as sender:
        close_workshop(workshop=workshop, tick=workshop.tick)
    assert isinstance(sender.raised, StepClosed)
    assert not Contribution.objects.exists()


@together
@pytest.mark.django_db(transaction=True)
def test_what_is_sent_again_while_sending_closes_is_counted_or_refused(workshop: Workshop):
    act(workshop, running.go_on)
    share(workshop, [way("intuitions")] * 4)
    seat, here = Seat.objects.create(workshop=workshop), workshop.step
    send_to_room(seat=seat, workshop=workshop, step=here, part=way("intuitions"), turn=1)
    take_back(seat=seat, workshop=workshop, step=here, turn=2)

    def sends() -> None:
        send_to_room(seat=seat, workshop=workshop, step=here, part=way("intuitions"), turn=3)

    with before('UPDATE "reflections_step"', sends) as sender:
        running.go_on(workshop=workshop, tick=fresh(workshop).tick)
    assert (sender.raised is None) == (fresh(workshop).step.result is not None)
