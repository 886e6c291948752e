"""The wall in use: what a room's pages ask the database for, and what its rows have in common with a journal's."""

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reflections.journal.models import Answer
from reflections.kinds import room as parts
from reflections.people.models import Person
from reflections.people.seal import Sealed
from reflections.workshops import urls
from reflections.workshops.models import Contribution, Seat, Step, StepKey, Workshop
from tests.conftest import signed_in
from tests.workshops.conftest import Room
from tests.workshops.test_wall import tables

pytestmark = pytest.mark.django_db

CODE = "48291356"
SENTENCE = "The kingfisher of Canary Lane never got that letter"
LINE = "Nobody answered my letter from Canary Lane"


@pytest.fixture
def here(room: Room, ada: Person) -> Workshop:
    """A room of Ada's at a step that takes lines."""
    made = room(("topic", "line"), ("ways", "picture"))
    act(made, ada, "next")
    return made


def act(workshop: Workshop, organiser: Person, name: str, **more: str) -> None:
    """The organiser presses a button of the console."""
    workshop.refresh_from_db()
    said = {"act": name, "tick": str(workshop.tick), **more}
    assert signed_in(organiser).post(reverse("run", args=[workshop.pk]), said).status_code in {302, 303}
    workshop.refresh_from_db()


def sits_down() -> Client:
    """Somebody takes a seat with the code on the wall."""
    client = Client()
    assert client.post(reverse("join_code", args=[CODE])).status_code == 302
    return client


def sends(client: Client, workshop: Workshop, line: str, turn: int = 1) -> HttpResponse:
    """A seat sends a line to the step the room is at."""
    part = parts.carried({"kind": "text", "v": 1, "line": line})
    step = workshop.step_id
    return client.post(reverse("send", args=[CODE]), {"step": str(step), "phase": "share", "turn": turn, "part": part})


@pytest.fixture
def writer(db: None) -> tuple[Client, Answer]:
    """Somebody who has a journal, and writes in it in the browser in which they sit in the room."""
    client = Client()
    said = {"key": str(uuid.uuid4()), "base": "0", "a-text": SENTENCE, "consent": "yes", "then": ""}
    assert client.post(f"/write/topic/?room={CODE}", said).status_code == 302
    return client, Answer.objects.get(prompt="topic")


def values_of(model: type[Model]) -> Iterator[Any]:
    """Everything that stands in a table, with what its seals hold."""
    seals = [field for field in vars(model).values() if isinstance(field, Sealed)]
    for row in model._default_manager.all():
        yield from (getattr(row, field.attname) for field in model._meta.concrete_fields)
        for seal in seals:
            yield from leaves(getattr(row, seal.name))


def leaves(value: Any) -> Iterator[Any]:
    """The single things in a piece of JSON."""
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from leaves(each)
    else:
        yield value


def tells(value: Any) -> bool:
    """Whether a value could tell two rows apart: not a small number, a flag, a key of the guide or a blank."""
    if isinstance(value, str):
        return len(value) > 12
    return isinstance(value, uuid.UUID | dt.datetime)


def held_by(*packages: str) -> set[Any]:
    """All telling values of these packages' tables."""
    return {value for model in tables(*packages) for value in values_of(model) if tells(value)}


def common() -> set[Any]:
    """What stands on both sides of the wall."""
    return held_by("workshops") & held_by("journal", "summary", "sessions")


def test_the_look_would_see_a_line_that_is_kept_twice(here, writer, ada):
    client, answer = writer
    client.post(reverse("join_code", args=[CODE]))
    assert sends(client, here, SENTENCE).status_code == 302
    assert SENTENCE in {*leaves(Contribution.objects.get().part)}
    assert SENTENCE in {*leaves(answer.value)}
    assert SENTENCE in common()


def test_after_a_reveal_nothing_but_the_lines_shown_is_equal_and_after_closing_nothing_is(here, writer, ada):
    client, _answer = writer
    client.post(reverse("join_code", args=[CODE]))
    assert sends(client, here, SENTENCE).status_code == 302
    for number in range(5):
        assert sends(sits_down(), here, f"{LINE}, said number {number} of us").status_code == 302
    act(here, ada, "next")
    assert (here.phase, StepKey.objects.count(), Contribution.objects.count()) == ("sift", 0, 0)
    up = next(number for number, line in enumerate(here.step.lines) if line["words"] != SENTENCE)
    signed_in(ada).post(reverse("sift", args=[here.pk]), {"line": f"up:{up}", "tick": here.tick})
    act(here, ada, "next")
    assert here.phase == "reveal"
    assert common() == set()

    signed_in(ada).post(reverse("workshop_close", args=[here.pk]), {"tick": here.tick, "yes": "1"})
    here.refresh_from_db()
    assert here.is_closed
    assert common() == set()
    assert Seat.objects.count() == 0
    assert not [step for step in Step.objects.all() if step.lines or step.result]
    assert not [value for value in held_by("workshops") if isinstance(value, str) and LINE in value]


def asks_for(client: Client, method: str, path: str, data: dict[str, Any]) -> tuple[int, list[str]]:
    """A request; its status, and the statements it took."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.post(path, data) if method == "post" else client.get(path)
    return answer.status_code, [query["sql"] for query in asked.captured_queries]


SEAT = ("phone", "phone_mine", "send", "take_back", "find_group", "own_step", "seat_link", "slip")
ROOMS = (
    *("workshop", "workshop_details", "step_new", "workshop_duplicate", "workshop_delete", "organisers", "console"),
    *("run", "sift", "hands", "doors", "rehearse", "workshop_close", "sheet"),
)
STEPS = ("step", "step_move", "step_delete", "step_preview")
OVER = ("report", "keep_report")


def written_tables() -> list[str]:
    """The tables on the other side of the wall."""
    return [model._meta.db_table for model in tables("journal", "summary")]


def never_looks_across(statements: list[str], *, session: bool = True) -> None:
    for statement in statements:
        assert not [table for table in written_tables() if table in statement], statement
        assert session or "django_session" not in statement, statement


def test_no_page_of_a_seat_looks_at_a_journal_or_a_session(here, writer, ada):
    client, _answer = writer
    assert written_tables()
    seated = {"join": [], "join_code": [CODE]} | {name: [CODE, *([1] if name == "own_step" else [])] for name in SEAT}
    for name, args in seated.items():
        for method in ("get", "post"):
            status, asked = asks_for(client, method, reverse(name, args=args), {})
            assert status < 500, name
            # A page that is not there is the site's, and greets whoever is signed in.
            never_looks_across(asked, session=status == 404)
        if name == "join_code":
            assert Seat.objects.count() == 1
    assert client.session.session_key  # they are signed in, and write beside it


def test_no_page_of_an_organiser_or_of_the_screen_looks_at_a_journal(here, writer, ada):
    step = here.steps.last()
    pages = {reverse(name, args=[here.pk]) for name in ROOMS if name != "workshop_delete"}
    pages |= {reverse(name, args=[here.pk, step.pk]) for name in STEPS}
    pages |= {reverse("screen", args=[CODE]), reverse("workshops"), reverse("workshop_new")}
    client = signed_in(ada)
    for page in sorted(pages):
        for method in ("get", "post"):
            status, asked = asks_for(client, method, page, {})
            assert status < 500, page
            never_looks_across(asked)
    here.refresh_from_db()
    signed_in(ada).post(reverse("workshop_close", args=[here.pk]), {"tick": here.tick, "yes": "1"})
    files = {reverse("report_file", args=[here.pk, sort]) for sort in ("pdf", "md", "csv")}
    for page in sorted(files | {reverse(name, args=[here.pk]) for name in OVER}):
        status, asked = asks_for(client, "get", page, {})
        assert status in {200, 405}, page
        never_looks_across(asked)


def test_every_page_of_a_room_is_looked_at():
    looked_at = {
        *SEAT,
        *ROOMS,
        *STEPS,
        *OVER,
        "join",
        "join_code",
        "screen",
        "workshops",
        "workshop_new",
        "report_file",
    }
    without = {"phone_now", "seat_return", "invitation", "organiser_leave"}
    assert {pattern.name for pattern in urls.urlpatterns} == looked_at | without
