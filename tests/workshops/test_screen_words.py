"""What the wall says in each state, and what it never says."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from reflections.documents.document import Own, Table
from reflections.documents.stored import pack
from reflections.workshops.actions.rehearsing import rehearse
from reflections.workshops.actions.running import lock_doors, pause
from reflections.workshops.models import JoinCode, Phase, Step, Workshop
from reflections.workshops.screen import screen_url
from tests.workshops.acts import act, line, on_to, share, way
from tests.workshops.conftest import Room
from tests.workshops.seated import moved, sit
from tests.workshops.walls import LONG, text

URL, PHONE = "/w/48291356/screen/", "/w/48291356/"
NOTHING = "Nothing is shown: too few sent something, or all sent the same. What was written stays with its writers."
pytestmark = pytest.mark.django_db


def alike(reply: HttpResponse) -> str:
    """A page without what differs from one moment to the next: tokens, the ticket, the tick and the clock."""
    page = re.sub(r'(csrfmiddlewaretoken"|name="tick") value="[^"]*"', r"\1", reply.content.decode())
    page = re.sub(r'ticket=[^"]*|data-tick="\d+"|data-ends="\d+">\d+:\d\d', "", page)
    return re.sub(r'nonce="[^"]*"', "", page)


def test_before_the_first_step(room: Room, as_ada: Client):
    workshop = room(("ways", "picture"), turn_to="Amina, room 12")
    Workshop.objects.filter(pk=workshop.pk).update(step=None, phase="", ends_at=None)
    for state in (Workshop.State.PLANNED, Workshop.State.OPEN):
        Workshop.objects.filter(pk=workshop.pk).update(state=state)
        page = text(as_ada.get(URL))
        for words in ("Newcomers’ hour", "Join at localhost", "/join 4829 1356", "voluntary", "Amina, room 12"):
            assert words in page, words
    Workshop.objects.filter(pk=workshop.pk).update(voluntary=False)
    assert "voluntary" not in text(as_ada.get(URL))


def test_a_picture_from_writing_to_talking(room: Room, as_ada: Client):
    workshop = room(("ways", "picture"))
    question = "Which ways of working come back, and which do you want to grow?"
    assert all(words in text(as_ada.get(URL)) for words in ("Write: in private", question, "Only you can read"))
    on_to(workshop, Phase.SHARE)
    assert all(words in text(as_ada.get(URL)) for words in ("Send, if you like", question, "send what you chose"))
    share(workshop, [way("precision")] * 3 + [way("tools")] * 4)
    on_to(workshop, Phase.REVEAL)
    page = text(as_ada.get(URL))
    assert "Ways of working" not in page  # the step's own title is what stands above
    assert all(words in page for words in ("ways", "Building tools that others can use", "Precision"))
    on_to(workshop, Phase.TALK)
    assert "Precision" in text(as_ada.get(URL))


def test_a_wall_and_its_photos(room: Room, as_ada: Client):
    workshop = room(("topic", "line"))
    share(workshop, [line(f"my line {number}") for number in range(1, 8)])
    page = text(as_ada.get(URL))
    assert "send one line to the room" in page
    assert "No photos of the wall" in page
    on_to(workshop, Phase.SIFT)
    page = text(as_ada.get(URL))
    assert "The organiser looks at the lines" in page
    assert "my line" not in page
    step = workshop.step
    step.lines = [{**row, "state": "up"} for row in step.lines]
    step.save()
    on_to(workshop, Phase.REVEAL)
    page = text(as_ada.get(URL))
    assert all(f"my line {number}" in page for number in range(1, 8))
    assert "No photos of the wall" in page


def test_enough_is_said_on_ordinary_steps_alone(room: Room, as_ada: Client):
    workshop = room(("ways", "picture"))
    share(workshop, [way("precision")] * 4)
    assert "Enough to show" not in text(as_ada.get(URL))
    share(workshop, [way("tools")])
    assert "Enough to show" in text(as_ada.get(URL))


def test_a_tender_step_says_whom_to_turn_to_and_never_enough(room: Room, as_ada: Client):
    workshop = room(("ways", "picture"), tender=True, turn_to="Amina, room 12")
    assert "Amina, room 12" in text(as_ada.get(URL))
    share(workshop, [way("precision"), *[way("tools")] * 9])
    Step.objects.update(enough=True)
    assert "Enough to show" not in text(as_ada.get(URL))


@pytest.mark.parametrize("tender", [False, True])
def test_how_many_have_sent_cannot_be_seen(room: Room, as_ada: Client, tender: bool):
    workshop = room(("ways", "picture"), tender=tender)
    on_to(workshop, Phase.SHARE)
    pages = [alike(as_ada.get(URL))]
    share(workshop, [way("precision")] * 4)
    pages.append(alike(as_ada.get(URL)))
    if tender:
        share(workshop, [way("tools")] * 30)
        pages.append(alike(as_ada.get(URL)))
    assert len(set(pages)) == 1


def test_too_few_and_all_alike_are_the_same_page(room: Room, as_ada: Client):
    pages = []
    for sent in ([way("precision"), way("tools")], [way("precision")] * 12, []):
        Workshop.objects.all().delete()
        workshop = room(("ways", "picture"), tender=True)
        share(workshop, sent)
        on_to(workshop, Phase.REVEAL)
        page = as_ada.get(URL)
        assert NOTHING in text(page)
        pages.append(re.sub(r"[0-9a-f-]{36}", "", alike(page)))
    assert len(set(pages)) == 1


def test_nothing_of_a_result_stands_there_before_its_time(room: Room, as_ada: Client):
    workshop = room(("ways", "picture"), ("cv", "line"))
    share(workshop, [way("precision")] * 3 + [way("tools")] * 4)
    on_to(workshop, Phase.REVEAL)
    Workshop.objects.filter(pk=workshop.pk).update(phase=Phase.WRITE)
    assert "Precision" not in text(as_ada.get(URL))
    Workshop.objects.filter(pk=workshop.pk).update(phase=Phase.TALK)
    Step.objects.update(revealed=False)
    assert "Precision" not in text(as_ada.get(URL))


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (
            {"kind": Step.Kind.GROUPS, "title": "With a neighbour"},
            ("With a neighbour", "Find your sign: it is on your phone"),
        ),
        ({"kind": Step.Kind.TALK, "title": "Who sees what"}, ("Talk", "Who sees what")),
        ({"kind": Step.Kind.PAUSE, "title": "A breath"}, ("Pause", "A breath")),
    ],
)
def test_steps_that_ask_nothing(room: Room, as_ada: Client, step: dict[str, str], said: tuple[str, ...]):
    workshop = room(("ways", "picture"))
    workshop.steps.update(**step, prompt="", part="")
    Workshop.objects.update(phase=Phase.TALK)
    page = text(as_ada.get(URL))
    assert all(words in page for words in said)


def test_a_pause_hides_whatever_was_there(room: Room, as_ada: Client):
    workshop = room(("ways", "picture"))
    act(workshop, pause, paused=True)
    page = text(as_ada.get(URL))
    assert "We go on in a moment" in page
    assert "Which ways" not in page


def test_locked_doors_show_no_code(room: Room, as_ada: Client):
    workshop = room(("ways", "picture"))
    act(workshop, lock_doors, locked=True)
    page = as_ada.get(URL)
    assert "Doors are closed" in text(page)
    assert "1356" not in text(page)
    assert 'class="qr"' not in page.content.decode()


def test_closed(room: Room, as_ada: Client):
    room(("ways", "picture"), state=Workshop.State.CLOSED)
    page = as_ada.get(URL)
    words = text(page)
    assert all(said in words for said in ("Thank you, and welcome to the field", "Your journal is yours", "/journal/"))
    assert "1356" not in words
    assert "Doors" not in words
    assert 'class="qr"' not in page.content.decode()


def test_a_rehearsal_says_so_and_has_no_code(room: Room, as_ada: Client):
    real = room(("ways", "picture"))
    JoinCode.objects.update(code="11112222")
    page = as_ada.get(screen_url(rehearse(workshop=real, person=real.organisers.get().person)))
    assert "Rehearsal: the people in it are made up" in text(page)
    assert 'class="qr"' not in page.content.decode()


def test_time_left(room: Room, as_ada: Client):
    workshop = room(("ways", "picture"))
    page = as_ada.get(URL).content.decode()
    assert re.search(r'data-ends="\d{10}">2:5\d<', page)
    Workshop.objects.filter(pk=workshop.pk).update(ends_at=None)
    assert "data-ends" not in as_ada.get(URL).content.decode()


def test_the_page_speaks_the_rooms_language(room: Room, as_ada: Client):
    room(("ways", "picture"), language="en")
    assert '<html lang="en" dir="ltr"' in as_ada.get(URL, headers={"accept-language": "de"}).content.decode()


# Leaves


def test_leaves_are_turned_and_those_of_another_step_are_not_meant(room: Room, as_ada: Client):
    workshop = room(("cv", "line"))
    share(workshop, [line(f"{LONG[:120]} number {number}") for number in range(12)])
    on_to(workshop, Phase.SIFT)
    step = workshop.step
    step.lines = [{**row, "state": "up"} for row in step.lines]
    step.save()
    on_to(workshop, Phase.REVEAL)
    first, second = text(as_ada.get(URL)), text(as_ada.get(URL, {"page": "1.2"}))
    assert "1 of 3" in first
    assert "2 of 3" in second
    seen = [set(re.findall(r"number \d+", page)) for page in (first, second, text(as_ada.get(URL, {"page": "1.3"})))]
    assert len(set.union(*seen)) == 12
    for strange in ("2.2", "1.x", "1.9999", "", "1.-1", "1.²"):
        assert "1 of 3" in text(as_ada.get(URL, {"page": strange})), strange
    assert "3 of 3" in text(as_ada.get(URL, {"page": "1.99"}))


def test_lines_of_a_wall_are_set_as_somebodys_own_words_and_ours_are_not(client: Client, room: Room):
    workshop = room(("cv", "line"))
    wall = Table("", ("Line",), ((Own("Froze at the interview."),),))
    step = workshop.step
    step.result, step.revealed, step.closed = pack([wall]), True, True
    step.save()
    sit(client, moved(workshop, phase=Phase.REVEAL))
    assert '<span class="own">Froze at the interview.</span>' in client.get(PHONE).content.decode()
    step.result = pack([Table("", ("Option", "How many"), (("Precision", "7"),))])
    step.save()
    assert 'class="own"' not in client.get(PHONE).content.decode()
