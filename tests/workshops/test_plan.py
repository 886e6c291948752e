"""Making a workshop and changing its steps: what an organiser may plan, and what stands once it has run."""

from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reflections.guide.library import guide
from reflections.kinds import kind
from reflections.workshops.actions.planning import (
    MOST_STEPS,
    NeedsAccount,
    change_details,
    delete_workshop,
    duplicate_workshop,
    new_code,
    parts_of,
)
from reflections.workshops.actions.steps import (
    PartRefused,
    PlanStands,
    StepStands,
    TooManySteps,
    add_step,
    change_step,
    move_step,
    remove_step,
)
from reflections.workshops.models import JoinCode, Organiser, Seat, Step, StepKey, Workshop
from tests.workshops.planned import add, at_step, planned, titles

pytestmark = pytest.mark.django_db
LINE, PICTURE, NOTHING = Step.Shared.LINE, Step.Shared.PICTURE, Step.Shared.NOTHING


@pytest.mark.parametrize(("agenda", "sends"), [("twenty-five", 3), ("sixty", 4), ("ninety", 5)])
def test_an_agenda_of_the_guide_makes_a_workshop(ada, agenda, sends):
    outline = guide("en").agendas[agenda]
    made = planned(ada, agenda)
    steps = list(made.steps.all())
    assert made.minutes == outline.minutes == sum(step.minutes for step in steps)
    assert titles(made) == [step.title for step in outline.steps]
    assert [step.say for step in steps] == [step.say.strip() for step in outline.steps]
    assert [bool(step.part) for step in steps] == [step.room for step in outline.steps]
    assert sum(bool(step.part) for step in steps) == sends, "the welcome says how often something may be sent"
    assert Organiser.objects.get(workshop=made).is_owner


def test_what_goes_to_the_room_follows_from_kind_and_prompt(ada):
    parts = dict(planned(ada, "ninety").steps.values_list("title", "part"))
    assert parts["Ways of working"] == parts["Where effort goes"] == parts["How it is where you are"] == PICTURE
    assert parts["The wall"] == LINE
    assert parts["People you admire"] == parts["I go first, then two CVs"] == NOTHING
    prompts = guide("en").prompts
    allowed = {key: parts_of(Step.Kind.PROMPT, prompt) for key, prompt in prompts.items()}
    assert allowed["letter"] == allowed["admired"] == ()
    assert allowed["network"] == (PICTURE,), "rows only where the prompt has a column for the room"
    assert allowed["cv"] == (LINE, PICTURE)
    assert allowed["ways"] == (PICTURE, LINE)
    assert allowed["topic"] == allowed["where"] == allowed["experiments"] == (LINE,)
    assert parts_of(Step.Kind.WALL, prompts["cv"]) == (LINE,)
    assert parts_of(Step.Kind.WALL, prompts["horizons"]) == parts_of(Step.Kind.TALK, prompts["cv"]) == ()


@pytest.mark.parametrize("key", ["topic", "letter", "ways", "cv", "network", "admired", "horizons", "places", "safety"])
def test_what_a_kind_says_it_sends_is_what_it_makes_up(key):
    """`parts` and the code that sends must not say different things."""
    prompt = guide("en").prompts[key]
    this, chance = kind(prompt.kind), Random(1)
    for want in (PICTURE, LINE):
        assert bool(this.made_up(prompt, want, chance)) == (want in this.parts(prompt)), (key, want)


def test_a_prompt_that_the_guide_calls_tender_is_tender(ada):
    made = planned(ada, "ninety")
    assert {step.prompt for step in made.steps.filter(tender=True)} >= {"cv", "safety"}
    step = add_step(workshop=made, after=0, kind="prompt", prompt="safety", title="Again", part=PICTURE, tender=False)
    assert step.tender
    change_step(step=step, tender=False, title="Once more")
    step.refresh_from_db()
    assert (step.tender, step.title) == (True, "Once more")


def test_each_workshop_has_a_code_and_keys_of_its_own(ada):
    codes = [planned(ada).codes.get() for _ in range(3)]
    assert all(code.code.isdecimal() and len(code.code) == 8 and len(code.secret) >= 32 for code in codes)
    assert len({code.code for code in codes} | {code.secret for code in codes}) == 6
    assert len(set(Workshop.objects.values_list("screen_key", flat=True))) == 3


def test_a_code_is_never_given_twice(ada, monkeypatch):
    made = planned(ada)
    old = made.codes.get()
    digits = iter([old.code, old.code, "00000007"])
    monkeypatch.setattr("reflections.workshops.actions.planning._digits", lambda: next(digits))
    assert new_code(made).code == "00000007"
    old.refresh_from_db()
    assert old.ended_at


def test_a_guest_organises_nothing(guest):
    with pytest.raises(NeedsAccount):
        planned(guest)
    assert not Workshop.objects.exists()


def test_steps_come_move_and_go_and_are_counted_anew(ada):
    made = planned(ada)
    one, two, three = add(made, "one", "two", "three")
    move_step(step=three, by=-1)
    assert titles(made) == ["one", "three", "two"]
    move_step(step=one, by=-1)
    move_step(step=two, by=1)
    assert titles(made) == ["one", "three", "two"], "at an end nothing happens"
    add_step(workshop=made, after=1, kind="pause", title="between")
    add_step(workshop=made, after=0, kind="pause", title="first")
    assert titles(made) == ["first", "one", "between", "three", "two"]
    remove_step(step=one)
    assert titles(made) == ["first", "between", "three", "two"]
    with pytest.raises(Step.DoesNotExist):
        move_step(step=one, by=1)


def test_an_agenda_has_an_end(ada):
    made = planned(ada)
    add(made, *map(str, range(MOST_STEPS)))
    with pytest.raises(TooManySteps):
        add_step(workshop=made, after=0, kind="talk", title="one more")


@pytest.mark.parametrize(
    ("what", "prompt", "part"),
    [("prompt", "letter", LINE), ("prompt", "horizons", LINE), ("wall", "horizons", LINE), ("talk", "", PICTURE)],
)
def test_a_part_that_may_not_go_is_refused(ada, what, prompt, part):
    made = planned(ada)
    with pytest.raises(PartRefused):
        add_step(workshop=made, after=0, kind=what, prompt=prompt, title="no", part=part)
    assert not made.steps.exists()


def test_what_has_run_stands_and_what_is_to_come_can_change(ada):
    made = at_step(planned(ada, "twenty-five"), 3)
    steps = list(made.steps.all())
    for ran in steps[:3]:
        for act in (lambda s: remove_step(step=s), lambda s: move_step(step=s, by=1)):
            with pytest.raises(StepStands):
                act(ran)
    with pytest.raises(StepStands):
        move_step(step=steps[3], by=-1)
    with pytest.raises(StepStands):
        change_step(step=steps[2], part=NOTHING)
    with pytest.raises(StepStands):
        add_step(workshop=made, after=1, kind="talk", title="too early")
    change_step(step=steps[2], say="Other words.", minutes=6)
    change_step(step=steps[5], part=NOTHING)
    move_step(step=steps[4], by=-1)
    remove_step(step=steps[6])
    add_step(workshop=made, after=3, kind="talk", title="Next")
    assert titles(made)[:4] == ["Welcome: who sees what", "People you admire", "Ways of working", "Next"]
    assert made.steps.get(pk=steps[2].pk).say == "Other words."


@pytest.mark.parametrize("how", ["closed", "revealed", "takes parts"])
def test_a_step_ahead_that_ran_before_stands(ada, how):
    made = at_step(planned(ada, "twenty-five"), 1)
    ahead = made.steps.get(position=3)
    if how == "takes parts":
        key = StepKey(step=ahead)
        key.secret = "00"
        key.save()
    else:
        made.steps.filter(pk=ahead.pk).update(**{how: True})
    with pytest.raises(StepStands):
        remove_step(step=ahead)


def test_a_workshop_that_is_over_stands(ada):
    made = planned(ada, "twenty-five")
    Workshop.objects.filter(pk=made.pk).update(state=Workshop.State.CLOSED)
    with pytest.raises(PlanStands):
        change_step(step=made.steps.first(), title="No")
    with pytest.raises(PlanStands):
        add_step(workshop=made, after=0, kind="talk", title="No")


def test_a_room_that_runs_is_told_and_one_that_is_planned_is_not(ada):
    made = planned(ada, "twenty-five")
    change_details(workshop=made, turn_to="Dana, by the door")
    move_step(step=made.steps.last(), by=-1)
    made.refresh_from_db()
    assert (made.tick, made.turn_to) == (0, "Dana, by the door")
    at_step(made, 2)
    change_details(workshop=made, title="Another")
    change_step(step=made.steps.last(), title="Home")
    made.refresh_from_db()
    assert made.tick == 2


def test_a_copy_has_the_plan_and_nothing_that_was_sent(ada, stranger):
    made = planned(ada, "twenty-five", turn_to="Dana", own_pace=False)
    step = made.steps.get(position=3)
    step.result, step.closed, step.revealed, step.enough = [{"x": 1}], True, True, True
    step.save()
    Seat.objects.create(workshop=made)
    copy = duplicate_workshop(workshop=made, person=stranger, title="Again", starts_at=made.starts_at)
    assert titles(copy) == titles(made)
    assert (copy.turn_to, copy.own_pace, copy.minutes, copy.title) == ("Dana", False, 25, "Again")
    same = copy.steps.get(position=3)
    assert (same.part, same.tender, same.say) == (step.part, step.tender, step.say)
    assert (same.result_sealed, same.closed, same.revealed, same.enough) == ("", False, False, False)
    assert not copy.seats.exists()
    assert (copy.state, copy.step) == (Workshop.State.PLANNED, None)
    assert [row.person for row in copy.organisers.all()] == [stranger]
    assert copy.screen_key != made.screen_key
    assert copy.codes.get().code != made.codes.get().code


def test_deleting_takes_all_of_it(ada):
    made = at_step(planned(ada, "twenty-five"), 2)
    Workshop.objects.create(title="rehearsal", starts_at=made.starts_at, rehearsal_of=made)
    Seat.objects.create(workshop=made)
    delete_workshop(workshop=made)
    assert not any(model.objects.exists() for model in (Workshop, Step, JoinCode, Organiser, Seat))


def test_moving_takes_as_many_statements_in_a_long_plan(ada):
    def count(steps: int) -> int:
        step = add(planned(ada), *map(str, range(steps)))[1]
        with CaptureQueriesContext(connection) as seen:
            move_step(step=step, by=1)
        return len(seen)

    assert count(3) == count(30)
