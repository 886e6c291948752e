"""A phone's page: who gets it, what it shows at each point of a room, and what it asks of the database."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from config.bundles import BUNDLES
from reflections.documents.document import Own, Table
from reflections.documents.stored import pack
from reflections.guide.library import guide
from reflections.kinds import kinds
from reflections.workshops.actions.groups import form_groups
from reflections.workshops.fragment import fragment
from reflections.workshops.models import Contribution, JoinCode, Phase, Seat, Step, Workshop
from tests.workshops.conftest import Room
from tests.workshops.seated import moved, sharing, sit, statements

pytestmark = pytest.mark.django_db
ROOM = "/w/48291356/"


@pytest.fixture
def workshop(room: Room) -> Workshop:
    """A room that asks three things."""
    return room(("ways", "picture"), ("cv", "line"), ("before", ""))


def ask(workshop: Workshop) -> str:
    return guide().prompts[workshop.step.prompt].ask


def test_a_seat_sees_its_room(client: Client, workshop: Workshop):
    sit(client, workshop)
    page = client.get(ROOM)
    assert page.status_code == 200
    assert "<title>Workshop 4829 1356 · Untold</title>" in page.text
    assert "4829&nbsp;1356" in page.text
    assert "Step&nbsp;<b>1</b>&nbsp;of 3" in page.text
    assert f'data-ends="{int(workshop.ends_at.timestamp())}"' in page.text
    assert f"<h1>{ask(workshop)}</h1>" in page.text
    assert f"/write/ways/?room=48291356&amp;step={workshop.step_id}&amp;want=picture&amp;turn=1" in page.text
    assert "no-store" in page["Cache-Control"]


def test_nobody_without_a_seat_learns_whether_there_is_a_room(client: Client, workshop: Workshop):
    """The door alone says that, and counts the tries."""
    closed = Workshop.objects.create(title="Over", starts_at=timezone.now(), state=Workshop.State.CLOSED)
    JoinCode.objects.create(workshop=closed, code="11112222", secret="another secret", ended_at=timezone.now())
    for code in ("48291356", "11112222", "00000000"):
        for path in ("", "step/1/"):
            assert client.get(f"/w/{code}/{path}").url == f"/join/{code}/"
        assert client.get(f"/w/{code}/mine/").status_code == 404


def test_no_session_is_looked_at(client: Client, as_ada: Client, workshop: Workshop):
    """Somebody who is signed in is nobody here: no table of people or sessions is asked."""
    sit(as_ada, workshop)
    for path in ("", "mine/", "step/1/"):
        with CaptureQueriesContext(connection) as asked:
            assert as_ada.get(ROOM + path).status_code == 200
        tables = " ".join(statements(asked))
        assert "reflections_seat" in tables
        for private in ("session", "reflections_person", "journal", "answer", "round"):
            assert private not in tables


def test_a_former_code_still_leads_to_its_room(client: Client, workshop: Workshop):
    sit(client, workshop)
    workshop.codes.update(ended_at=timezone.now())
    JoinCode.objects.create(workshop=workshop, code="77776666", secret="a new secret")
    for code in ("48291356", "77776666"):
        assert client.get(f"/w/{code}/").status_code == 200


SCENES: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "planned": (
        {"state": "planned", "step": None, "phase": ""},
        ("You are in. It begins soon.", "All of it is voluntary"),
    ),
    "waiting": ({"step": None, "phase": ""}, ("You are in.", "Whom to turn to here:", "Dr Paz")),
    "write": ({"phase": "write"}, ("Only you can read what you write.", "Time is up for the room. Write on")),
    "share": ({"phase": "share"}, ("Only if you want to:", "before 5 people have sent something")),
    "sift": ({"phase": "sift"}, ("nothing more can be changed", "sees nobody’s name")),
    "reveal": ({"phase": "reveal"}, ("Nothing is shown: too few sent something, or all sent the same.",)),
    "talk": ({"phase": "talk"}, ("Nothing is shown:", "Talk about it")),
    "paused": ({"phase": "write", "paused": True}, ("The room makes a pause.",)),
    "closed": ({"state": "closed"}, ("Thank you, and welcome to the field.",)),
}


@pytest.mark.parametrize("name", SCENES)
def test_what_the_fragment_says(workshop: Workshop, name: str):
    to, words = SCENES[name]
    text = fragment(moved(workshop, turn_to="Dr Paz", **to))
    for each in words:
        assert each in text
    assert text.count("<h1") == 1


@pytest.mark.parametrize(
    ("kind", "words"),
    [("talk", "Look up:"), ("pause", "<h1>A pause</h1>"), ("pairs", "Find the one with your sign")],
)
def test_steps_in_which_nobody_types(workshop: Workshop, kind: str, words: str):
    step = Step.objects.create(workshop=workshop, position=4, kind=kind, title="A talk of ours")
    text = fragment(moved(workshop, step=step, phase=Phase.TALK))
    assert words in text
    assert "A talk of ours" in text
    assert "Only you can read" not in text


def test_on_a_tender_step_it_says_whom_to_turn_to(room: Room):
    text = fragment(room(("cv", "line"), tender=True, turn_to="Dr Paz, by the door"))
    assert "Dr Paz, by the door" in text
    assert "/find-help/" in text


def test_the_reveal_in_words(workshop: Workshop):
    lines = Table("What was sent", ("Line",), ((Own("I froze <b>twice</b>"),), (Own("I said yes"),)))
    Step.objects.filter(position=2).update(closed=True, revealed=True)
    step = workshop.steps.get(position=2)
    step.result = pack([lines])
    step.save()
    text = fragment(moved(workshop, step=step, phase=Phase.REVEAL))
    assert "I froze &lt;b&gt;twice&lt;/b&gt;" in text
    assert "Please take no photos of the wall." in text


def test_the_fragment_is_nobodys_own(client: Client, workshop: Workshop):
    """All phones get the same, also from a cache: no code, no token, no seat; and it costs one statement at most."""
    seat = sit(client, workshop)
    sharing(workshop)
    guide()
    found = Workshop.objects.select_related("step").get(pk=workshop.pk)
    with CaptureQueriesContext(connection) as asked:
        text = fragment(found)
    assert len(statements(asked)) == 1
    for own in ("48291356", "csrf", str(seat.pk), "<form", "/write/"):
        assert own not in text


def test_the_fragment_by_its_address(client: Client, workshop: Workshop):
    sit(client, workshop)
    reply = client.get(f"{ROOM}now/")
    assert reply.text == fragment(workshop)
    assert f'"tick":{workshop.tick}' in reply["X-Room"]
    assert client.get(f"{ROOM}now/?tick={workshop.tick}").status_code == 204


def test_closed_it_is_taken_home(client: Client, workshop: Workshop):
    sit(client, workshop)
    moved(workshop, state=Workshop.State.CLOSED)
    Seat.objects.all().delete()  # as closing does
    page = client.get(ROOM).text
    for address in ("/summary/", "/summary/take/", "/account/keep/", "/journal/return/", "/find-help/", f"{ROOM}slip/"):
        assert f'href="{address}"' in page
    assert "<script" in page and "phone" not in page.partition("<body>")[0].replace("phone.css", "")
    assert Client().get(ROOM).url == "/join/48291356/"


def test_whose_cookie_is_not_ours_has_no_seat(client: Client, workshop: Workshop):
    sit(client, workshop)
    name = next(iter(client.cookies))
    client.cookies[name] = client.cookies[name].value[:-1] + "A"
    assert client.get(ROOM).url == "/join/48291356/"
    Seat.objects.all().delete()
    assert Client().get(ROOM).url == "/join/48291356/"


def test_the_questions_of_the_room_at_ones_own_pace(client: Client, workshop: Workshop):
    sit(client, workshop)
    page = client.get(ROOM).text
    assert "All questions of today" in page
    assert page.count("data-prompt=") == 3
    assert f"<h1>{guide().prompts['before'].ask}</h1>" in client.get(f"{ROOM}step/3/").text
    assert client.get(f"{ROOM}step/9/").status_code == 404
    moved(workshop, own_pace=False)
    page = client.get(ROOM).text
    assert "The questions so far" in page
    assert page.count("data-paced hidden") == 2
    assert client.get(f"{ROOM}step/3/").status_code == 404
    assert client.get(f"{ROOM}step/1/").status_code == 200


def test_without_scripts_it_reloads_unless_told_not_to(client: Client, workshop: Workshop):
    sit(client, workshop)
    again = '<noscript><meta http-equiv="refresh" content="15"></noscript>'
    assert again in client.get(ROOM).text
    assert again not in client.get(f"{ROOM}?still").text
    assert again not in client.get(f"{ROOM}step/2/").text


def test_the_page_speaks_the_language_of_its_room(client: Client, workshop: Workshop):
    sit(client, workshop)
    page = client.get(ROOM, headers={"Accept-Language": "fr"})
    assert '<html lang="en"' in page.text
    assert page["Content-Language"] == "en"


@pytest.mark.parametrize("phase", [Phase.WRITE, Phase.SHARE, Phase.REVEAL])
def test_a_page_asks_the_database_little_however_much_there_is(client: Client, workshop: Workshop, phase: str, seats):
    seat = sit(client, workshop)
    sharing(workshop)
    moved(workshop, phase=phase)
    guide()
    counts = []
    for time in range(2):
        for path in ("", "mine/"):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(ROOM + path).status_code == 200
            counts.append(len(statements(asked)))
        seats(workshop, 40)
        Contribution.objects.bulk_create(
            Contribution(step=workshop.step, key=getattr(workshop.step, "key", None), slot=f"{time}-{n}")
            for n in range(40)
        )
        Step.objects.bulk_create(
            Step(workshop=workshop, position=n, kind="prompt", prompt="topic", title="More") for n in range(10, 30)
        )
    assert counts[:2] == counts[2:]
    assert max(counts) <= 6
    assert seat


def test_pairs_cost_little_too(client: Client, workshop: Workshop, seats):
    sit(client, workshop)
    seats(workshop, 30)
    step = Step.objects.create(workshop=workshop, position=4, kind=Step.Kind.GROUPS, title="In pairs")
    form_groups(step)
    moved(workshop, step=step, phase=Phase.TALK)
    guide()
    with CaptureQueriesContext(connection) as asked:
        assert "Meet here:" in client.get(ROOM).text
    assert len(statements(asked)) <= 6


def test_a_phone_has_the_scripts_of_every_kind():
    """It fetches forms of all of them, and the network may be gone when they are needed."""
    of_kinds = {part for kind in kinds().values() if kind.script for part in BUNDLES[kind.script]}
    assert of_kinds - {"js/zone.js"} <= set(BUNDLES["phone.js"])


def test_a_step_whose_time_is_open_has_no_clock(workshop: Workshop):
    assert "data-ends" not in fragment(moved(workshop, ends_at=None))
    assert "data-ends" in fragment(moved(workshop, ends_at=timezone.now() - dt.timedelta(minutes=1)))
