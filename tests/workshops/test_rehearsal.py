"""A rehearsal: the same plan with made-up people, and no way in for a real one."""

import pytest
from django.test import Client
from django.utils import timezone

from reflections.guide.library import guide
from reflections.kinds import kind
from reflections.people.models import Person
from reflections.workshops.actions.planning import make_workshop
from reflections.workshops.actions.rehearsing import PEOPLE, rehearse
from reflections.workshops.actions.running import NotNow, go_on, reset_code
from reflections.workshops.actions.sifting import UP, judge_line
from reflections.workshops.door import code_of
from reflections.workshops.models import Contribution, Organiser, Phase, Seat, Step, Workshop
from reflections.workshops.screen import screen_url
from tests.workshops.acts import act, fresh
from tests.workshops.conftest import Room

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(ada: Person) -> Workshop:
    """The 90 minutes: every kind of step."""
    return make_workshop(person=ada, agenda="ninety", title="Newcomers", starts_at=timezone.now(), language="en")


@pytest.fixture
def copy(plan: Workshop, ada: Person) -> Workshop:
    return rehearse(workshop=plan, person=ada)


def test_it_has_the_plan_and_its_own_organiser(plan: Workshop, copy: Workshop, ada: Person):
    assert copy.rehearsal_of == plan
    assert copy.is_open
    assert [each.title for each in copy.steps.all()] == [each.title for each in plan.steps.all()]
    assert [each.person for each in copy.organisers.all()] == [ada]
    assert not Contribution.objects.exists()


def test_all_of_it_can_be_seen(plan: Workshop, copy: Workshop):
    """Run to its end: every step that shows something has something to show, and the plan stays as it was."""
    while True:
        try:
            act(copy, go_on)
        except NotNow:
            break
        if copy.phase == Phase.SIFT:
            assert len(copy.step.lines) == PEOPLE
            assert len({line["words"] for line in copy.step.lines}) == PEOPLE
            judge_line(workshop=copy, number=2, state=UP)
    shown = [each for each in copy.steps.all() if each.part]
    assert len(shown) > 4
    assert all(each.revealed and each.result for each in shown), [each.title for each in shown if not each.result]
    assert not plan.steps.filter(closed=True).exists()
    assert fresh(plan).state == "planned"


def test_one_line_names_somebody_so_that_holding_back_is_practised(copy: Workshop):
    while fresh(copy).phase != Phase.SIFT:
        act(copy, go_on)
    assert sum("Dr Example" in line["words"] for line in copy.step.lines) == 1


def test_every_picture_and_line_of_the_guide_can_be_made_up(room: Room, ada: Person):
    asked = guide().prompts.values()
    parts = [(prompt.key, part) for prompt in asked for part in kind(prompt.kind).parts(prompt)]
    assert len(parts) > 10
    copy = rehearse(workshop=room(*parts), person=ada)
    for each in list(copy.steps.all()):
        while fresh(copy).step != each or copy.phase != Phase.SHARE:
            act(copy, go_on)
        assert Contribution.objects.filter(step=each).count() == PEOPLE, (each.prompt, each.part)


def test_no_real_phone_comes_in(copy: Workshop, client: Client):
    """Its one code ended before it began: with it or its QR code, the door says what it says to a wrong one."""
    code = copy.codes.get()
    assert code_of(copy) is None
    assert code.ended_at is not None
    seats = Seat.objects.count()
    for said in (code.code, code.secret):
        tried = client.post(f"/join/{said}/", {"code": said}, follow=True)
        wrong = client.post("/join/00000000/", {"code": "00000000"}, follow=True)
        assert tried.status_code == wrong.status_code
    client.post("/join/", {"code": code.code}, follow=True)
    assert Seat.objects.count() == seats
    assert not [name for name in client.cookies if "seat" in name]


def test_it_gets_no_code_by_changing_it(copy: Workshop, as_ada: Client):
    with pytest.raises(NotNow):
        act(copy, reset_code)
    as_ada.post(f"/workshops/{copy.pk}/console/doors/", {"act": "reset", "tick": copy.tick})
    assert code_of(copy) is None


def test_it_has_a_screen_and_says_everywhere_what_it_is(copy: Workshop, as_ada: Client):
    console = as_ada.get(f"/workshops/{copy.pk}/console/").content.decode()
    assert console.count("Rehearsal") >= 3
    screen = screen_url(copy)
    assert screen in console
    assert "Rehearsal" in as_ada.get(screen).content.decode()
    assert "Rehearsal" in as_ada.get(f"/workshops/{copy.pk}/close/").content.decode()


def test_beginning_again_leaves_one(plan: Workshop, as_ada: Client, as_stranger: Client, stranger: Person):
    Organiser.objects.create(workshop=plan, person=stranger)
    for client in (as_ada, as_ada, as_stranger):
        reply = client.post(f"/workshops/{plan.pk}/rehearse/")
        assert client.get(reply.url).status_code == 200
    assert Workshop.objects.filter(rehearsal_of=plan).count() == 2
    assert reply.url in as_stranger.get(f"/workshops/{plan.pk}/rehearse/").content.decode()
    assert as_ada.get(reply.url).status_code == 404  # theirs is not hers


def test_ending_it_deletes_it_wholly(copy: Workshop, plan: Workshop, as_ada: Client):
    act(copy, go_on)
    reply = as_ada.post(f"/workshops/{copy.pk}/close/", {"tick": copy.tick})
    assert reply.url == f"/workshops/{plan.pk}/"
    assert list(Workshop.objects.all()) == [plan]
    assert not Seat.objects.exists()
    assert not Step.objects.exclude(workshop=plan).exists()
