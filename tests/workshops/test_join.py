"""Coming in: a code in whatever digits, one plain page that changes nothing, a seat; and doors that say nothing."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reflections.workshops.actions.closing import close_workshop
from reflections.workshops.actions.rehearsing import rehearse
from reflections.workshops.join_views import digits_of
from reflections.workshops.models import JoinCode, Seat, Workshop
from tests.workshops.conftest import Room

pytestmark = pytest.mark.django_db
CODE, SECRET = "48291356", "a-secret-that-is-long-enough-for-a-QR"
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


@pytest.fixture(autouse=True)
def _no_tries() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        "4829 1356",
        " 4829-1356 ",
        "4829\u00a01356",
        "4829–1356",
        "٤٨٢٩ ١٣٥٦",
        "۴۸۲۹۱۳۵۶",
        "４８２９１３５６",
        "४८२९१३५६",
    ],
)
def test_a_code_is_read_however_it_is_typed(typed: str, client: Client):
    assert digits_of(typed) == CODE
    assert client.post("/join/", {"code": typed}).url == f"/join/{CODE}/"
    assert client.get("/join/", {"code": typed}).url == f"/join/{CODE}/"


@pytest.mark.parametrize(
    ("typed", "words"), [("482 913", "these are 6."), ("4", "this is one."), ("hello", "nothing else")]
)
def test_what_is_no_code_is_said_and_kept(typed: str, words: str, client: Client):
    reply = client.post("/join/", {"code": typed})
    html = reply.content.decode()
    assert reply.status_code == 422
    assert words in html and f'value="{typed}"' in html and 'aria-invalid="true"' in html and "<title>Error:" in html


def test_the_field_is_for_numbers_and_home_has_it_too(client: Client):
    for page in ("/join/", "/"):
        html = client.get(page).content.decode()
        assert re.search(r'<input id="code" name="code" inputmode="numeric" autocomplete="off"', html)
    assert 'action="/join/"' in html
    assert "csrfmiddlewaretoken" not in html.partition('action="/join/"')[2].partition("</form>")[0]


def test_to_look_changes_nothing(room: Room, client: Client):
    room(("ways", "picture"), turn_to="Ilse, at the door", from_before="I left with <one> question.")
    for method in (client.get, client.head):
        reply = method(f"/join/{CODE}/")
        assert reply.status_code == 200 and not reply.cookies.keys() - {"csrf"}
    html = client.get(f"/join/{CODE}/").content.decode()
    for words in (
        "Newcomers’ hour",
        "What you write: you alone.",
        "only what you send by a button",
        "from five answers up, from eight where a question is tender",
        "The organiser never sees who.",
        "It is voluntary.",
        "Ilse, at the door",
        "I left with &lt;one&gt; question.",
        "Take a seat",
    ):
        assert words in html
    assert not Seat.objects.exists()


@pytest.mark.parametrize("way", [CODE, SECRET])
def test_the_button_gives_a_seat_that_comes_back(way: str, room: Room, client: Client):
    here = room(("ways", "picture"))
    reply = client.post(f"/join/{way}/")
    assert reply.url == f"/w/{CODE}/"
    [cookie] = [each for name, each in reply.cookies.items() if name.startswith("seat-")]
    assert cookie["httponly"] and cookie["max-age"] == 60 * 86_400 and cookie["samesite"] == "Lax"
    for method in (client.get, client.post):
        assert method(f"/join/{way}/").url == f"/w/{CODE}/"
    assert Seat.objects.filter(workshop=here).count() == 1
    assert client.get(reply.url).status_code == 200


def test_a_seat_outlives_a_locked_door_a_new_code_and_the_end(room: Room, client: Client):
    here = room(("ways", "picture"))
    client.post(f"/join/{CODE}/")
    Workshop.objects.update(locked=True)
    assert client.get(f"/join/{CODE}/").url == f"/w/{CODE}/"
    JoinCode.objects.update(ended_at=timezone.now())
    assert client.get(f"/join/{CODE}/").url == f"/w/{CODE}/"
    close_workshop(workshop=here, tick=here.tick)
    assert client.get(f"/join/{CODE}/").url == f"/w/{CODE}/"
    assert client.get(f"/w/{CODE}/").status_code == 200


def test_a_seat_that_is_gone_is_none(room: Room, client: Client):
    room(("ways", "picture"))
    client.post(f"/join/{CODE}/")
    Seat.objects.all().delete()
    assert client.get(f"/join/{CODE}/").status_code == 200
    assert client.post(f"/join/{CODE}/").url == f"/w/{CODE}/"


STATES: dict[str, dict[str, Any]] = {
    "planned": {"state": "planned"},
    "closed": {"state": "closed", "closed_at": timezone.now()},
    "locked": {"locked": True},
    "open": {},
}


@pytest.fixture
def doors(room: Room) -> dict[str, str]:
    """Addresses that open nothing, by the reason for it."""
    made: dict[str, str] = {"unknown": "90000000"}
    for number, (name, state) in enumerate(STATES.items()):
        here = room(("ways", "picture"))
        JoinCode.objects.filter(workshop=here).update(
            code=f"7000000{number}", secret=f"the-secret-of-{name}-{'x' * 16}"
        )
        Workshop.objects.filter(pk=here.pk).update(**state)
        made[name] = f"7000000{number}"
    open_one = Workshop.objects.get(codes__code=made.pop("open"))
    organiser = open_one.organisers.get().person
    made["rehearsal"] = rehearse(workshop=open_one, person=organiser).codes.get().code
    JoinCode.objects.filter(workshop=open_one).update(ended_at=timezone.now())
    made["ended"] = open_one.codes.get().code
    secrets = {
        f"{name}'s secret": JoinCode.objects.get(code=code).secret for name, code in made.items() if name != "unknown"
    }
    return {**made, **secrets, "no secret": "z" * 32}


_house = Client().handler


def answer(code: str, method: str) -> tuple[Any, ...]:
    """All that somebody new is told: status, bytes, headers, names of cookies; and the statements it took."""
    cache.clear()
    client = Client()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        reply = getattr(client, method)(f"/join/{code}/")
    plain = TOKEN.sub(b"", reply.content)
    cookies = set(reply.cookies) if len(code) == 8 else set(reply.cookies) | {"tries"}
    headers = sorted((name, said) for name, said in reply.headers.items() if name != "Expires")
    return reply.status_code, plain, headers, cookies, len(asked) if method == "get" else 0


@pytest.mark.parametrize("method", ["get", "post"])
def test_doors_that_do_not_open_all_look_alike(method: str, doors: dict[str, str]):
    said = {name: answer(code, method) for name, code in doors.items()}
    assert len(said) == 12
    for name, told in said.items():
        assert told == said["unknown"], name
    assert said["unknown"][0] == 404 and b"Check the eight digits on the screen" in said["unknown"][1]
    assert Seat.objects.filter(workshop__rehearsal_of=None).count() == 0


def test_it_costs_the_same_in_a_full_room_and_asks_for_no_session(room: Room, seats: Any, as_ada: Client):
    here = room(("ways", "picture"))
    counts = []
    for more in (0, 300):
        seats(here, more)
        as_ada.cookies.pop(next((name for name in as_ada.cookies if name.startswith("seat-")), ""), None)
        with CaptureQueriesContext(connection) as asked:
            as_ada.get(f"/join/{CODE}/")
            as_ada.post(f"/join/{CODE}/")
        counts.append(len(asked))
        assert not [each for each in asked.captured_queries if "session" in each["sql"] or "person" in each["sql"]]
    assert counts[0] == counts[1] <= 8


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["%00", "a%00bcdefg", "%E2%80%AE", "%0A1234567"])
def test_what_no_code_can_be_opens_nothing(client, code):
    answer = client.get(f"/join/{code}/")
    assert answer.status_code == 404
