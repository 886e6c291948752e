"""Two organisers at once: of two who press together one is the quicker, and nothing happens twice."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client

from reflections.people.models import Person
from reflections.workshops.actions import running
from reflections.workshops.actions.closing import close_workshop
from reflections.workshops.actions.hands import count_hands
from reflections.workshops.actions.sharing import send_to_room
from reflections.workshops.actions.sifting import UP, judge_line, take_down
from reflections.workshops.models import Organiser, Phase, Seat, Workshop
from tests.workshops.acts import act, fresh, line, share, step, way
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


def at_once(*works: Callable[[], None]) -> list[Exception | None]:
    """Do all of `works` together, each on a connection of its own; what each raised."""
    start, ends = threading.Barrier(len(works)), [None] * len(works)

    def do(number: int) -> None:
        try:
            start.wait(timeout=20)
            works[number]()
        except Exception as error:
            ends[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=do, args=(number,)) for number in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends


together = pytest.mark.skipif(
    connection.vendor != "postgresql",
    reason="A database in memory has one connection; the gate runs this on PostgreSQL.",
)


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
