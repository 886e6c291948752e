"""The end: what is destroyed at closing, what the report still has, and what outlives its time."""

import datetime as dt
import json
import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from reflections.people.models import Person
from reflections.workshops.actions import running
from reflections.workshops.actions.closing import close_workshop
from reflections.workshops.actions.rehearsing import rehearse
from reflections.workshops.actions.sifting import UP, judge_line
from reflections.workshops.models import (
    Contribution,
    Group,
    Invitation,
    JoinCode,
    Organiser,
    Seat,
    Step,
    StepKey,
    Workshop,
)
from tests.workshops.acts import act, fresh, line, on_to, share, step, way
from tests.workshops.conftest import Room

pytestmark = pytest.mark.django_db
SHOWN, UNSEEN = "a line that was shown", "a line that nobody let through"


def a_wall(workshop: Workshop, number: int, words: str = SHOWN) -> None:
    """Show a wall with one line of six on it."""
    act(workshop, running.go_to, step=step(workshop, number))
    share(workshop, [line(words), *[line(f"{UNSEEN} {place}") for place in range(5)]])
    act(workshop, running.go_on)
    place = next(place for place, each in enumerate(workshop.step.lines) if each["words"] == words)
    judge_line(workshop=workshop, number=place, state=UP)
    act(workshop, running.go_on)


@pytest.fixture
def workshop(room: Room) -> Workshop:
    """A picture shown, a wall shown, a picture closed and never shown, and sending open in the last."""
    made = room(("ways", "picture"), ("topic", "line"), ("ways", "picture"), ("topic", "line"))
    share(made, [way("intuitions")] * 6)
    on_to(made, "talk")
    a_wall(made, 2)
    act(made, running.go_to, step=step(made, 3))
    share(made, [way("precision")] * 6)
    act(made, running.go_to, step=step(made, 4))
    share(made, [line(f"{UNSEEN} at last {place}") for place in range(6)])
    Group.objects.create(step=step(made, 1), seat=made.seats.first(), number=1)
    return fresh(made)


def everything(workshop: Workshop) -> str:
    """All that is stored of its steps, unsealed."""
    return json.dumps([[each.title, each.result, each.lines] for each in workshop.steps.all()])


def test_seats_keys_and_what_was_sent_are_gone(workshop: Workshop):
    assert all(table.objects.exists() for table in (Seat, StepKey, Contribution, Group))
    act(workshop, close_workshop)
    assert not any(table.objects.exists() for table in (Seat, StepKey, Contribution, Group))
    assert workshop.is_closed
    assert workshop.closed_at is not None
    assert (workshop.step, workshop.phase, workshop.ends_at) == (None, "", None)


def test_what_was_never_shown_is_nowhere(workshop: Workshop):
    assert step(workshop, 3).result is not None
    act(workshop, close_workshop)
    assert step(workshop, 3).result is None
    assert not step(workshop, 3).revealed
    assert not step(workshop, 3).enough
    assert UNSEEN not in everything(workshop)


def test_what_was_shown_stays_for_the_report(workshop: Workshop):
    seen = step(workshop, 1).result
    act(workshop, close_workshop)
    assert step(workshop, 1).result == seen


def test_lines_go_unless_they_are_ticked(workshop: Workshop):
    assert SHOWN in everything(workshop)
    act(workshop, close_workshop)
    assert SHOWN not in everything(workshop)
    assert step(workshop, 2).revealed


def test_lines_of_a_wall_that_is_ticked_stay_as_they_were_shown(workshop: Workshop):
    seen = step(workshop, 2).result
    act(workshop, close_workshop, keep={step(workshop, 2).pk, step(workshop, 4).pk})
    kept = step(workshop, 2)
    assert (kept.result, kept.lines, kept.keep_lines) == (seen, None, True)
    assert (step(workshop, 4).keep_lines, step(workshop, 4).result) == (False, None)


def test_it_is_closed_once(workshop: Workshop):
    act(workshop, close_workshop)
    with pytest.raises(running.NotNow):
        act(workshop, close_workshop)


def test_the_page_asks_and_says_what_will_be_left(workshop: Workshop, as_ada: Client):
    page = as_ada.get(f"/workshops/{workshop.pk}/close/").content.decode()
    assert "what the room saw in 2 of them" in page
    assert "Sending is open" in page
    assert len(re.findall(r'name="keep"', page)) == 1
    assert "checked" not in page
    assert fresh(workshop).is_open


def test_the_page_closes_with_the_ticks_that_were_set(workshop: Workshop, as_ada: Client):
    wall = step(workshop, 2)
    said = {"tick": workshop.tick, "keep": [str(wall.pk), str(step(workshop, 1).pk), "x"], "keep_totals": "on"}
    reply = as_ada.post(f"/workshops/{workshop.pk}/close/", said)
    assert (reply.status_code, reply.url) == (303, f"/workshops/{workshop.pk}/report/")
    assert fresh(workshop).is_closed
    assert workshop.keep_totals
    assert step(workshop, 2).keep_lines
    assert not step(workshop, 1).keep_lines
    assert as_ada.get(f"/workshops/{workshop.pk}/console/").url == f"/workshops/{workshop.pk}/report/"


def test_a_page_that_is_old_closes_nothing(workshop: Workshop, as_ada: Client):
    reply = as_ada.post(f"/workshops/{workshop.pk}/close/", {"tick": workshop.tick - 3})
    assert reply.url.endswith("/console/")
    assert fresh(workshop).is_open


def tidy() -> str:
    """What it says of workshops."""
    out = StringIO()
    call_command("tidy", stdout=out)
    (said,) = [words for words in out.getvalue().splitlines() if words.startswith("Workshops: ")]
    return said


def ago(**time: float) -> dt.datetime:
    return timezone.now() - dt.timedelta(**time)


@pytest.mark.parametrize(("hours", "closed"), [(12.9, False), (13.1, True)])
def test_what_nobody_closes_is_closed_twelve_hours_after_its_planned_end(
    workshop: Workshop, hours: float, closed: bool
):
    Workshop.objects.update(starts_at=ago(hours=hours), minutes=60)
    assert tidy().startswith(f"Workshops: {int(closed)} closed that nobody had closed, 0 deleted,")
    assert fresh(workshop).is_closed == closed
    assert (SHOWN in everything(workshop)) == (not closed)
    assert Seat.objects.exists() == (not closed)


@pytest.mark.parametrize(("days", "there"), [(29.9, True), (30.1, False)])
def test_a_workshop_is_deleted_thirty_days_after_its_end(workshop: Workshop, days: float, there: bool):
    act(workshop, close_workshop)
    Workshop.objects.update(closed_at=ago(days=days))
    assert f" {int(not there)} deleted" in tidy()
    assert Workshop.objects.exists() == Step.objects.exists() == JoinCode.objects.exists() == there


@pytest.mark.parametrize(("days", "there"), [(30, True), (30.1, False)])
def test_a_plan_that_was_never_opened_goes_thirty_days_after_its_planned_end(room: Room, days: float, there: bool):
    workshop = room(("topic", ""), state="planned", keep_totals=True, minutes=60)
    Workshop.objects.update(starts_at=ago(days=days))
    tidy()
    assert Workshop.objects.filter(pk=workshop.pk).exists() == there


def test_totals_that_are_kept_are_all_that_is_kept(workshop: Workshop):
    Step.objects.update(say="what I meant to say")
    Workshop.objects.update(turn_to="Maria, room 12", from_before="It helped me", screen_key="a-key")
    Invitation.objects.create(workshop=workshop, digest="x", expires_at=timezone.now())
    titles, seen = [each.title for each in workshop.steps.all()], step(workshop, 1).result
    act(workshop, close_workshop, keep_totals=True)
    Workshop.objects.update(closed_at=ago(days=31))
    assert "0 deleted, 1 reduced to their totals" in tidy()
    fresh(workshop)
    assert [each.title for each in workshop.steps.all()] == titles
    assert step(workshop, 1).result == seen
    assert (workshop.title, workshop.turn_to, workshop.from_before) == ("Newcomers’ hour", "", "")
    assert workshop.screen_key == ""
    assert {each.say for each in workshop.steps.all()} == {""}
    assert not JoinCode.objects.exists()
    assert not Invitation.objects.exists()
    assert Organiser.objects.exists()
    assert "0 deleted, 0 reduced to their totals" in tidy()


def test_a_rehearsal_goes_after_a_day_and_its_plan_stays(workshop: Workshop, ada: Person):
    copy = rehearse(workshop=workshop, person=ada)
    Workshop.objects.filter(pk=copy.pk).update(opened_at=ago(hours=23))
    assert "0 rehearsals deleted" in tidy()
    Workshop.objects.filter(pk=copy.pk).update(opened_at=ago(hours=25))
    assert "1 rehearsals deleted" in tidy()
    assert list(Workshop.objects.all()) == [workshop]
