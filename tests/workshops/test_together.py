"""Two organisers change one page of a plan at once, each from a page that the other's save has made old."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from reflections.guide.library import guide
from reflections.people.models import Person
from reflections.workshops.models import Organiser, Step, Workshop
from reflections.workshops.step_forms import for_walls
from tests.kinds.reading import Page
from tests.workshops.acts import step
from tests.workshops.at_once import together, while_holding
from tests.workshops.conftest import Room

pytestmark = pytest.mark.django_db
CHANGED = "Somebody changed this while you wrote."


class Form:
    """A page's form, as one browser holds it."""

    def __init__(self, client: Client, path: str) -> None:
        self.client, self.path = client, path
        self.read(client.get(path))

    def read(self, answer: HttpResponse) -> None:
        self.text = answer.content.decode()
        start = self.text.index("<form", self.text.index("data-keep") - 80)
        self.page = Page(self.text[start : self.text.index("</form>", start)] + "</form>")

    def save(self, **typed: str | None) -> int:
        """Type, save, and read what comes; None: unticked."""
        sent: dict[str, Any] = {name: given[-1] for name, given in self.page.sends().lists()} | typed
        answer = self.client.post(self.path, {name: text for name, text in sent.items() if text is not None})
        if answer.status_code != 302:
            self.read(answer)
        return answer.status_code


@pytest.fixture
def workshop(room: Room, stranger: Person) -> Workshop:
    """One that is planned by Ada and somebody else."""
    made = room(("ways", "picture"), ("topic", "line"), state=Workshop.State.PLANNED, turn_to="Dana", voluntary=True)
    Organiser.objects.create(workshop=made, person=stranger)
    made.steps.filter(position=2).update(say="First line.\nSecond line.")
    return made


def test_two_fields_of_one_step_keep_both_changes(workshop: Workshop, as_ada: Client, as_stranger: Client):
    path = f"/workshops/{workshop.pk}/steps/{step(workshop, 2).pk}/"
    mine, theirs = Form(as_ada, path), Form(as_stranger, path)
    assert theirs.save(title="Our topics", tender="on", part="") == 302
    assert mine.save(say="Breathe.", minutes="9") == 302
    now = step(workshop, 2)
    assert (now.title, now.tender, now.part, now.say, now.minutes) == ("Our topics", True, "", "Breathe.", 9)


@pytest.mark.parametrize(("field", "theirs", "mine"), [("say", "One.\nTwo.", "Three."), ("title", "A", "B")])
def test_the_same_field_is_refused_once_with_the_other_words_beside_it(
    workshop: Workshop, as_ada: Client, as_stranger: Client, field: str, theirs: str, mine: str
):
    path = f"/workshops/{workshop.pk}/steps/{step(workshop, 2).pk}/"
    slower, quicker = Form(as_ada, path), Form(as_stranger, path)
    assert quicker.save(**{field: theirs}) == 302
    assert slower.save(**{field: mine}) == 422
    assert f"{CHANGED} Save again, and yours takes the place of “{theirs}”" in slower.text
    assert slower.page.sends()[field] == mine
    assert getattr(step(workshop, 2), field) == theirs
    assert slower.save() == 302
    assert getattr(step(workshop, 2), field) == mine


def test_a_third_change_before_the_second_save_is_shown_too(workshop: Workshop, as_ada: Client, as_stranger: Client):
    path = f"/workshops/{workshop.pk}/steps/{step(workshop, 2).pk}/"
    slower, quicker = Form(as_ada, path), Form(as_stranger, path)
    assert quicker.save(say="") == 302
    assert slower.save(say="Mine.") == 422
    assert "Save again, and yours takes the place of “nothing”" in slower.text
    assert Form(as_stranger, path).save(say="A third one.") == 302
    assert slower.save() == 422
    assert "Save again, and yours takes the place of “A third one.”" in slower.text


def test_the_same_words_are_no_quarrel(workshop: Workshop, as_ada: Client, as_stranger: Client):
    path = f"/workshops/{workshop.pk}/steps/{step(workshop, 2).pk}/"
    mine, theirs = Form(as_ada, path), Form(as_stranger, path)
    assert theirs.save(say="Breathe.\nAgain.") == 302
    assert mine.save(say="Breathe.\r\nAgain. ") == 302


def test_a_choice_is_named_by_its_words(workshop: Workshop, as_ada: Client, as_stranger: Client):
    wall = workshop.steps.create(position=3, kind=Step.Kind.WALL, prompt="topic", part="line", title="The wall")
    path = f"/workshops/{workshop.pk}/steps/{wall.pk}/"
    mine, theirs = Form(as_ada, path), Form(as_stranger, path)
    (first, second), named = other_walls(wall), guide().prompts
    assert theirs.save(prompt=first) == 302
    assert mine.save(prompt=second) == 422
    assert f"{CHANGED} Save again, and yours takes the place of “{named[first].title}”" in mine.text


def other_walls(wall: Step) -> list[str]:
    """Two other questions whose lines the wall could take."""
    return [each.key for each in for_walls(guide()) if each.key != wall.prompt][:2]


def test_details_of_two_people_are_kept_both(workshop: Workshop, as_ada: Client, as_stranger: Client):
    path = f"/workshops/{workshop.pk}/details/"
    mine, theirs = Form(as_ada, path), Form(as_stranger, path)
    assert theirs.save(voluntary=None, from_before="It helped.") == 302
    assert mine.save(title="Another title", turn_to="Omar") == 302
    workshop.refresh_from_db()
    kept = (workshop.title, workshop.turn_to, workshop.voluntary, workshop.from_before)
    assert kept == ("Another title", "Omar", False, "It helped.")


@together
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("what", ["step", "details"])
def test_two_who_save_at_once_keep_both_changes(workshop: Workshop, as_ada: Client, as_stranger: Client, what: str):
    path = f"/workshops/{workshop.pk}/" + (f"steps/{step(workshop, 2).pk}/" if what == "step" else "details/")
    mine, theirs = Form(as_ada, path), Form(as_stranger, path)
    other = {"step": {"say": "Breathe."}, "details": {"turn_to": "Omar"}}[what]
    assert while_holding(lambda: mine.save(title="Another title"), lambda: theirs.save(**other)) is None
    now = Form(as_ada, path).page.sends()
    assert now["title"] == "Another title"
    assert {name: now[name] for name in other} == other


def test_what_an_old_page_asks_of_a_step_that_runs_is_refused_aloud(workshop: Workshop, as_ada: Client):
    mine = Form(as_ada, f"/workshops/{workshop.pk}/steps/{step(workshop, 2).pk}/")
    Workshop.objects.filter(pk=workshop.pk).update(state=Workshop.State.OPEN, step=step(workshop, 2))
    assert mine.save(tender="on", minutes="9") == 302
    assert "this step has run" in as_ada.get(f"/workshops/{workshop.pk}/").content.decode()
    now = step(workshop, 2)
    assert (now.tender, now.minutes) == (False, 3)


def test_of_a_workshop_that_is_over_nothing_changes(workshop: Workshop, as_ada: Client):
    mine = Form(as_ada, f"/workshops/{workshop.pk}/details/")
    Workshop.objects.filter(pk=workshop.pk).update(state=Workshop.State.CLOSED, step=None)
    assert mine.save(title="Another title") == 302
    assert "this workshop is over" in as_ada.get(f"/workshops/{workshop.pk}/").content.decode()
    workshop.refresh_from_db()
    assert workshop.title != "Another title"


@pytest.mark.parametrize("stood", ["", "[" * 100_000, "no JSON", "[1]", '{"say": 5, "title": null}', "null"])
def test_a_page_that_brings_back_nothing_of_use_still_saves(workshop: Workshop, as_ada: Client, stood: str):
    path = f"/workshops/{workshop.pk}/steps/{step(workshop, 2).pk}/"
    mine = Form(as_ada, path)
    assert mine.save(say="Breathe.", title="topic", stood=stood) in (302, 422)
    assert mine.save(say="Breathe.") == 302
    assert step(workshop, 2).say == "Breathe."
