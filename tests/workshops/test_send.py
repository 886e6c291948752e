"""Sending to the room, as a browser does it: what is taken, what is refused, and in which words."""

import json
import uuid
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reflections.guide.library import guide
from reflections.workshops.actions.sharing import close_sharing, sent_by
from reflections.workshops.models import Contribution, Phase, Seat, Step, StepKey, Workshop
from tests.workshops.seated import JSON, LINE, ROOM, WAYS, Post, moved, sharing, sit, statements

pytestmark = pytest.mark.django_db


def sent(seat: Seat, workshop: Workshop) -> Any:
    row = sent_by(seat, workshop.step)
    return row.part if row else None


def at_lines(workshop: Workshop) -> Workshop:
    """The room goes to its second step, where a line may be sent."""
    return sharing(moved(workshop, step=workshop.steps.get(position=2)))


def refused(reply: HttpResponse, status: int, *words: str) -> None:
    told = reply.json()
    assert (reply.status_code, told["state"]) == (status, "not-sent")
    assert told["words"].startswith("Not sent: ")
    for each in words:
        assert each in told["words"]


def test_what_is_sent_is_counted_and_said_back(post: Post, seat: Seat, workshop: Workshop):
    reply = post()
    assert reply.status_code == 200
    told = reply.json()
    assert (told["state"], told["words"]) == ("sent", "Sent to the room.")
    assert "Sent to the room" in told["mine"]
    assert "ntuition" in told["mine"]
    assert 'data-nth="2"' in told["mine"]
    assert sent(seat, workshop) == WAYS


def test_changed_and_taken_back_until_closing(post: Post, seat: Seat, workshop: Workshop):
    post()
    other = {**WAYS, "chosen": ["precision"]}
    assert post(other, turn="2").json()["state"] == "sent"
    assert sent(seat, workshop) == other
    told = post(to="take-back", turn="3").json()
    assert (told["state"], told["words"]) == ("taken-back", "Taken back. Nothing of yours is counted.")
    assert "Nothing of yours is counted." in told["mine"]
    assert not sent(seat, workshop)
    assert Contribution.objects.count() == 1
    assert post(turn="4").json()["state"] == "sent"


def test_an_older_send_does_not_undo_a_take_back(post: Post, seat: Seat, workshop: Workshop):
    post(turn="1")
    post(to="take-back", turn="3")
    refused(post(turn="2"), 409, "something later".capitalize())
    refused(post(turn="3"), 409)
    assert not sent(seat, workshop)
    late = post(to="take-back", turn="2")
    assert (late.status_code, late.json()["state"]) == (409, "not-taken-back")


def test_a_take_back_that_overtakes_its_send_wins(post: Post, seat: Seat, workshop: Workshop):
    assert post(to="take-back", turn="2").json()["state"] == "taken-back"
    refused(post(turn="1"), 409)
    assert not sent(seat, workshop)


def test_another_seat_is_another_contribution(post: Post, seat: Seat, workshop: Workshop):
    post()
    other = Client()
    sit(other, workshop)
    fields = {"step": str(workshop.step_id), "phase": "share", "turn": "1", "part": json.dumps(WAYS)}
    assert other.post(f"{ROOM}send/", fields, headers=JSON).json()["state"] == "sent"
    assert other.post(f"{ROOM}take-back/", {**fields, "turn": "2"}, headers=JSON).json()["state"] == "taken-back"
    assert sent(seat, workshop) == WAYS
    assert Contribution.objects.count() == 2


@pytest.mark.parametrize("phase", [Phase.WRITE, Phase.SIFT, Phase.REVEAL, Phase.TALK])
def test_nothing_is_taken_in_another_phase(post: Post, workshop: Workshop, phase: str):
    moved(workshop, phase=phase)
    refused(post(), 409, "Sending is closed for this step.")
    assert post(to="take-back").json()["state"] == "not-taken-back"
    assert not Contribution.objects.exists()


def test_nothing_is_taken_once_it_is_closed(post: Post, workshop: Workshop):
    post()
    close_sharing(workshop.step)
    for phase in (Phase.SHARE, Phase.REVEAL):
        moved(workshop, phase=phase)
        refused(post(turn="2"), 409, "Sending is closed for this step.", "in your journal")
    assert not Contribution.objects.exists()
    assert not StepKey.objects.exists()


def test_nothing_is_taken_for_another_step(post: Post, workshop: Workshop):
    other = workshop.steps.get(position=2)
    for step in (str(other.pk), str(uuid.uuid4()), "", "x" * 5000, "\x00"):
        refused(post(step=step), 409)
    before = str(workshop.step_id)
    at_lines(workshop)
    refused(post(step=before), 409)
    assert not Contribution.objects.exists()


def test_nothing_is_taken_with_another_phase_in_the_form(post: Post):
    for phase in ("write", "reveal", ""):
        refused(post(phase=phase), 409)


def test_nothing_is_taken_in_a_room_that_is_over(post: Post, workshop: Workshop):
    moved(workshop, state=Workshop.State.CLOSED)
    refused(post(), 409)
    assert not Contribution.objects.exists()


def test_a_step_without_a_part_takes_none(post: Post, workshop: Workshop):
    Step.objects.filter(pk=workshop.step_id).update(part="")
    refused(post(), 409)


def test_a_line_is_not_a_picture_and_a_picture_no_line(post: Post, workshop: Workshop):
    line_of_a_choice = {"kind": "choice", "v": 1, "line": "a way of my own"}
    refused(post(line_of_a_choice), 422, "This step takes something else.")
    Step.objects.filter(pk=workshop.step_id).update(part="line")
    refused(post(), 422, "This step takes something else.")
    assert post(line_of_a_choice).json()["state"] == "sent"
    close_sharing(workshop.steps.get(position=1))


def test_a_line_is_sent_as_it_was_rewritten(client: Client, post: Post, seat: Seat, workshop: Workshop):
    at_lines(workshop)
    told = post(LINE, line="I wrote it twice\nand <b>lost</b> it").json()
    assert told["state"] == "sent"
    assert sent(seat, workshop)["line"] == "I wrote it twice and <b>lost</b> it"
    assert "I wrote it twice and &lt;b&gt;lost&lt;/b&gt; it" in told["mine"]
    assert "&lt;b&gt;lost" in client.get(ROOM).text


def test_a_line_too_long_or_empty_is_refused_in_words(post: Post, workshop: Workshop):
    at_lines(workshop)
    refused(post(LINE, line="x" * 141), 422, "1 character over the limit of 140")
    refused(post(LINE, line="  "), 422, "Write the line first")
    assert not Contribution.objects.exists()


def test_without_a_script_the_phone_comes_back(client: Client, workshop: Workshop, seat: Seat):
    fields = {"step": str(workshop.step_id), "phase": "share", "turn": "1", "part": json.dumps(WAYS)}
    reply = client.post(f"{ROOM}send/", fields)
    assert (reply.status_code, reply.url) == (302, ROOM)
    assert "ntuition" in client.get(ROOM).text
    assert client.post(f"{ROOM}take-back/", {**fields, "turn": "2"}).url == ROOM
    assert "Nothing of yours is counted." in client.get(ROOM).text


def test_without_a_script_what_was_typed_stays(client: Client, workshop: Workshop, seat: Seat):
    at_lines(workshop)
    typed = "a line that is far too long for the wall of this room " * 4
    fields = {"step": str(workshop.step_id), "phase": "share", "turn": "1", "part": json.dumps(LINE), "line": typed}
    reply = client.post(f"{ROOM}send/", fields)
    assert reply.status_code == 422
    assert "<title>Not sent: " in reply.text
    assert f'name="line" rows="3" dir="auto">\n{typed}</textarea>' in reply.text
    assert 'name="turn" value="1"' in reply.text
    moved(workshop, phase=Phase.SIFT)
    closed = client.post(f"{ROOM}send/", {**fields, "line": "a line"})
    assert closed.status_code == 409
    assert '<p class="yours" dir="auto">a line</p>' in closed.text


def test_only_a_seat_of_this_room_may_send(workshop: Workshop, post: Post):
    fields = {"step": str(workshop.step_id), "phase": "share", "turn": "1", "part": json.dumps(WAYS)}
    elsewhere = Client()
    other = Workshop.objects.create(title="Elsewhere", starts_at=workshop.starts_at, state=Workshop.State.OPEN)
    sit(elsewhere, other)
    for nobody in (Client(), elsewhere):
        for to in ("send", "take-back", "group"):
            assert nobody.post(f"{ROOM}{to}/", fields, headers=JSON).status_code == 404
    assert not Contribution.objects.exists()


def test_a_form_of_another_site_sends_nothing(workshop: Workshop):
    client = Client(enforce_csrf_checks=True)
    sit(client, workshop)
    fields = {"step": str(workshop.step_id), "phase": "share", "turn": "1", "part": json.dumps(WAYS)}
    for to in ("send", "take-back", "group"):
        assert client.post(f"{ROOM}{to}/", fields, headers=JSON).status_code == 403
    assert not Contribution.objects.exists()
    token = client.get(f"{ROOM}mine/").text.partition('name="csrfmiddlewaretoken" value="')[2][:64]
    reply = client.post(f"{ROOM}send/", {**fields, "csrfmiddlewaretoken": token}, headers=JSON)
    assert reply.json()["state"] == "sent"


def test_sending_asks_the_database_little(workshop: Workshop):
    counts = []
    guide()
    for _number in range(6):
        other = Client()
        sit(other, workshop)
        fields = {"step": str(workshop.step_id), "phase": "share", "turn": "1", "part": json.dumps(WAYS)}
        with CaptureQueriesContext(connection) as asked:
            assert other.post(f"{ROOM}send/", fields, headers=JSON).json()["state"] == "sent"
        counts.append(len(statements(asked)))
    # The fifth says "enough": it looks at the room and moves it, once.
    assert counts[:4] == [counts[0]] * 4
    assert counts[5] <= counts[0] <= 6
    assert max(counts) <= counts[0] + 4
