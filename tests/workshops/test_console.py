"""The console: what its page says and never says, what its buttons do, and who may press them."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reflections.people.models import Person
from reflections.workshops.actions import running
from reflections.workshops.console import Said, console_of
from reflections.workshops.models import Organiser, Phase, Seat, Step, Workshop
from tests.workshops.acts import act, fresh, line, on_to, share, step, way
from tests.workshops.conftest import Room
from tests.workshops.seated import statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop(room: Room) -> Workshop:
    """A picture, lines, and a step that sends nothing."""
    made = room(("ways", "picture"), ("topic", "line"), ("topic", ""))
    say = "Choose three ways.\n\n(After two minutes,\nclose the sending.)\n\nThank you."
    Step.objects.filter(position=1).update(say=say)
    return made


def page(client: Client, workshop: Workshop) -> str:
    return client.get(f"/workshops/{workshop.pk}/console/").content.decode()


def words(client: Client, workshop: Workshop) -> str:
    """What the page says, without its markup."""
    main = page(client, workshop).partition("<main")[2].partition(">")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", main))


def post(client: Client, workshop: Workshop, path: str = "run", **said: object) -> str:
    """Press something on the page as it is now; where it leads."""
    fresh(workshop)
    reply = client.post(f"/workshops/{workshop.pk}/console/{path}/", {"tick": workshop.tick, **said})
    assert reply.status_code == 303
    fresh(workshop)
    return str(reply.url)


def test_the_next_button_says_what_it_will_do(workshop: Workshop, as_ada: Client):
    said = []
    for _press in range(8):
        button = page(as_ada, workshop).partition('id="act-next"')[2].partition("</b>")[0]
        said.append(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", button.partition("<b>")[2])).strip())
        if workshop.phase == Phase.WRITE and workshop.step.part:
            share(workshop, [way("intuitions") if workshop.step.part == "picture" else line("one line")] * 5)
            continue
        if workshop.phase == Phase.SIFT:
            post(as_ada, workshop, "sift", line="up:0")
        post(as_ada, workshop, act="next")
    assert said == [
        "Open the sending",
        "Close the sending and show the picture",
        "Talk about it",
        "Next: topic",
        "Open the sending",
        "Close, and look at the lines",
        "Go on without a wall",
        "Talk about it",
    ]


def test_what_is_in_brackets_is_done_and_not_said(workshop: Workshop):
    assert console_of(workshop).say == (
        Said("Choose three ways.", False),
        Said("After two minutes,\nclose the sending.", True),
        Said("Thank you.", False),
    )


@pytest.mark.parametrize(
    ("seats", "said"),
    [(0, "a few"), (7, "a few"), (8, "about 10"), (12, "about 10"), (13, "about 15"), (44, "about 45")],
)
def test_how_many_joined_is_rounded_and_below_eight_not_said(workshop: Workshop, as_ada: Client, seats: int, said: str):
    Seat.objects.bulk_create(Seat(workshop=workshop) for _seat in range(seats))
    assert f"Joined {said} " in words(as_ada, workshop)


def test_how_many_sent_stands_nowhere(workshop: Workshop, as_ada: Client):
    """37 of 60 people send: the page knows no 37, before it is shown."""
    Seat.objects.bulk_create(Seat(workshop=workshop) for _seat in range(60 - 37))
    share(workshop, [way("intuitions")] * 37)
    assert "37" not in figures(as_ada, workshop)
    assert "enough to show" in words(as_ada, workshop)


def figures(client: Client, workshop: Workshop) -> list[str]:
    """The numbers of the page that are neither a time nor part of the code."""
    digits = code(workshop)
    said = re.sub(rf"\d\d?:\d\d|{digits[:4]}\s*{digits[4:]}", "", words(client, workshop))
    return re.findall(r"\d+", said)


def code(workshop: Workshop) -> str:
    (digits,) = workshop.codes.values_list("code", flat=True)
    return f"{digits[:4]}&nbsp;{digits[4:]}"


def test_it_takes_as_many_statements_with_300_seats_as_with_5(workshop: Workshop, as_ada: Client):
    counts = []
    page(as_ada, workshop)
    share(workshop, [way("intuitions")] * 5)
    for more in (0, 295):
        Seat.objects.bulk_create(Seat(workshop=workshop) for _seat in range(more))
        with CaptureQueriesContext(connection) as asked:
            page(as_ada, workshop)
        counts.append(len(statements(asked)))
    assert counts[0] == counts[1] <= 8


def test_it_reads_no_contribution(workshop: Workshop, as_ada: Client):
    share(workshop, [way("intuitions")] * 5)
    with CaptureQueriesContext(connection) as asked:
        page(as_ada, workshop)
    assert not [sql for sql in statements(asked) if "contribution" in sql or "stepkey" in sql]


@pytest.mark.parametrize(
    ("begun", "said"),
    [(0, "On time"), (-1, "On time"), (-9, "9 min late"), (5, "5 min to spare")],
)
def test_it_says_how_late_it_is(workshop: Workshop, as_ada: Client, begun: int, said: str):
    now = timezone.now()
    Workshop.objects.update(starts_at=now + dt.timedelta(minutes=begun), ends_at=now + dt.timedelta(minutes=3))
    assert said in words(as_ada, fresh(workshop))


def test_it_jumps_to_any_step(workshop: Workshop, as_ada: Client):
    post(as_ada, workshop, to=str(step(workshop, 3).pk))
    assert workshop.step.position == 3
    post(as_ada, workshop, act="to", step=str(step(workshop, 2).pk))
    assert workshop.step.position == 2


def test_it_shows_later_what_was_left(workshop: Workshop, as_ada: Client):
    share(workshop, [way("intuitions")] * 5)
    act(workshop, running.go_to, step=step(workshop, 3))
    assert "closed, not shown" in words(as_ada, workshop)
    post(as_ada, workshop, reveal=str(step(workshop, 1).pk))
    assert step(workshop, 1).revealed


def test_pausing_toggles_or_says_which(workshop: Workshop, as_ada: Client):
    post(as_ada, workshop, act="pause")
    assert workshop.paused
    post(as_ada, workshop, act="pause", paused="1")
    assert workshop.paused
    post(as_ada, workshop, act="pause")
    assert not workshop.paused


def test_the_clicker_on_the_screen_comes_back_to_the_screen(workshop: Workshop, as_ada: Client):
    assert post(as_ada, workshop, act="next", then="screen") == "/w/48291356/screen/"
    reply = as_ada.post(f"/workshops/{workshop.pk}/console/run/", {"act": "next", "tick": 0, "then": "screen"})
    assert reply.url == "/w/48291356/screen/"
    assert fresh(workshop).phase == Phase.SHARE


def test_what_makes_no_sense_changes_nothing_and_says_so(workshop: Workshop, as_ada: Client):
    before = list(Workshop.objects.values())
    for said in ({"act": "fly"}, {}, {"act": "close_sharing"}, {"act": "open"}, {"to": str(workshop.step_id)}):
        where = post(as_ada, workshop, **said)
        assert "does not fit" in as_ada.get(where).content.decode()
    post(as_ada, workshop, "sift", line="up:0")
    post(as_ada, workshop, "sift", line="down:x")
    assert list(Workshop.objects.values()) == before


@pytest.mark.parametrize("said", ["x", "5e2b3c1e-0000-4000-8000-000000000000"])
def test_a_step_of_elsewhere_is_not_found(workshop: Workshop, as_ada: Client, said: str):
    reply = as_ada.post(f"/workshops/{workshop.pk}/console/run/", {"to": said, "tick": workshop.tick})
    assert reply.status_code == 404


def test_the_doors_are_locked_and_the_code_changed_only_when_asked(workshop: Workshop, as_ada: Client):
    post(as_ada, workshop, "doors", act="lock")
    assert workshop.locked
    assert "Unlock the doors" in page(as_ada, workshop)
    assert "Change the code?" in as_ada.get(f"/workshops/{workshop.pk}/console/doors/").content.decode()
    assert workshop.codes.count() == 1
    post(as_ada, workshop, "doors", act="reset")
    assert workshop.codes.count() == 2
    new = workshop.codes.get(ended_at=None).code
    assert f"{new[:4]}&nbsp;{new[4:]}" in page(as_ada, workshop)


def test_counts_of_hands_are_shown_and_said_to_be_that(workshop: Workshop, as_ada: Client):
    on_to(workshop, Phase.SHARE)
    share(workshop, [way("precision")] * 6)
    where = f"/workshops/{workshop.pk}/console/hands/"
    assert "Network down?" in page(as_ada, workshop)
    assert 'name="intuitions"' in as_ada.get(where).content.decode()
    post(as_ada, workshop, "hands", intuitions="31", precision="7")
    assert workshop.phase == Phase.REVEAL
    assert workshop.step.by_hands
    assert workshop.step.closed
    assert workshop.step.revealed
    said = words(as_ada, workshop)
    assert "by raised hands" in said
    assert "31" in figures(as_ada, workshop)
    post(as_ada, workshop, "hands", intuitions="30")
    assert "31" not in figures(as_ada, workshop)


@pytest.mark.parametrize("typed", [{}, {"intuitions": "-1"}, {"intuitions": "many"}, {"intuitions": "99999"}])
def test_what_is_no_count_is_said_and_stays(workshop: Workshop, as_ada: Client, typed: dict[str, str]):
    where = f"/workshops/{workshop.pk}/console/hands/"
    reply = as_ada.post(where, {"tick": workshop.tick, "precision": "", **typed})
    assert reply.status_code == 422
    assert all(f'value="{value}"' in reply.content.decode() for value in typed.values())
    assert not fresh(workshop).step.closed


def test_no_hands_on_a_tender_step_nor_over_what_phones_sent(workshop: Workshop, as_ada: Client):
    Step.objects.filter(position=1).update(tender=True)
    assert "Network down?" not in page(as_ada, workshop)
    post(as_ada, workshop, "hands", intuitions="31")
    Step.objects.filter(position=1).update(tender=False)
    share(workshop, [way("precision")] * 6)
    act(workshop, running.go_on)
    seen = workshop.step.result
    post(as_ada, workshop, "hands", intuitions="31")
    assert workshop.step.result == seen
    assert not workshop.step.by_hands


def test_a_co_organiser_runs_it_and_a_stranger_learns_nothing(
    workshop: Workshop, stranger: Person, as_stranger: Client
):
    console = f"/workshops/{workshop.pk}/console/"
    assert as_stranger.get(console).status_code == 404
    assert as_stranger.post(f"{console}run/", {"act": "next", "tick": workshop.tick}).status_code == 404
    assert fresh(workshop).phase == Phase.WRITE
    Organiser.objects.create(workshop=workshop, person=stranger)
    post(as_stranger, workshop, act="next")
    assert workshop.phase == Phase.SHARE
