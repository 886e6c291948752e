"""The wall: whose browsers show it, what it says in each state, and what it never says."""

import re
from collections.abc import Callable

import pymupdf
import pytest
import zxingcpp
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from reflections.people.models import Person
from reflections.workshops.actions.running import go_on
from reflections.workshops.door import remember_seat
from reflections.workshops.models import JoinCode, Organiser, Phase, Seat, Step, Workshop
from reflections.workshops.screen import join_url, qr_svg, screen_link, screen_url
from tests.workshops.acts import act, on_to, share, way
from tests.workshops.conftest import Room
from tests.workshops.walls import text

URL, KEY = "/w/48291356/screen/", "a-key-for-the-screen-that-nobody-guesses"
pytestmark = pytest.mark.django_db


# Who may


def test_organisers_and_nobody_else(
    room: Room, as_ada: Client, as_stranger: Client, as_guest: Client, stranger: Person
):
    workshop = room(("ways", "picture"))
    assert as_ada.get(URL).status_code == 200
    for other in (Client(), as_stranger, as_guest):
        assert other.get(URL).status_code == 404
    Organiser.objects.create(workshop=workshop, person=stranger)
    assert as_stranger.get(URL).status_code == 200


def test_a_seat_is_no_reason(room: Room, seats: Callable[[Workshop, int], list[Seat]]):
    workshop = room(("ways", "picture"))
    phone, kept = Client(), HttpResponse()
    remember_seat(kept, seats(workshop, 1)[0])
    phone.cookies = kept.cookies
    assert phone.get(URL).status_code == 404


def test_the_screen_link_opens_it_and_leaves_no_trace_in_the_address(room: Room, settings):
    settings.UNTOLD_BASE_URL = "https://untold.example"
    workshop = room(("ways", "picture"), screen_key=KEY)
    assert screen_link(workshop) == f"https://untold.example{URL}?key={KEY}"
    beamer = Client()
    with CaptureQueriesContext(connection) as asked:
        reply = beamer.get(URL, {"key": KEY})
    assert (reply.status_code, reply["Location"]) == (302, URL)
    assert all(query["sql"].startswith("SELECT") for query in asked), asked.captured_queries
    (cookie,) = [kept for name, kept in reply.cookies.items() if name.startswith("screen-")]
    assert cookie["httponly"]
    assert cookie["max-age"] == 86_400
    assert KEY not in reply["Location"]
    page = beamer.get(URL)
    assert page.status_code == 200
    assert "/console/" not in page.content.decode()  # who holds the link may look, and move nothing


def test_every_refusal_is_the_same(room: Room, as_ada: Client):
    room(("ways", "picture"), screen_key=KEY)
    nowhere = as_ada.get("/w/11111111/screen/")
    for reply in (Client().get(URL), as_ada.get(URL, {"key": "no"}), as_ada.get(URL, {"key": ""})):
        assert reply.status_code == 404
        assert "screen-" not in str(reply.cookies)
    assert as_ada.get(URL, {"key": "é"}).content.split(b"csrf")[0] == nowhere.content.split(b"csrf")[0]


def test_no_key_is_no_key(room: Room):
    room(("ways", "picture"))
    assert Client().get(URL, {"key": ""}).status_code == 404


def test_a_new_key_ends_the_old_right_and_it_is_for_one_workshop(room: Room, ada: Person):
    workshop = room(("ways", "picture"), screen_key=KEY)
    other = Workshop.objects.create(title="Another", starts_at=workshop.starts_at, screen_key=KEY)
    JoinCode.objects.create(workshop=other, code="11112222", secret="another-secret")
    beamer = Client()
    beamer.get(URL, {"key": KEY})
    assert beamer.get("/w/11112222/screen/").status_code == 404
    Workshop.objects.filter(pk=workshop.pk).update(screen_key="another-key")
    assert beamer.get(URL).status_code == 404


def test_a_code_that_was_changed_still_finds_the_wall(room: Room, as_ada: Client):
    workshop = room(("ways", "picture"))
    workshop.codes.update(ended_at=workshop.starts_at)
    JoinCode.objects.create(workshop=workshop, code="77778888", secret="the-new-secret")
    page = text(as_ada.get(URL))
    assert "7777 8888" in page
    assert "4829 1356" not in page
    assert screen_url(workshop) == "/w/77778888/screen/"


# The QR code


def read(svg: str) -> list[str]:
    """What a camera reads from a picture."""
    with pymupdf.open(stream=svg.encode(), filetype="svg") as drawn:
        seen = drawn[0].get_pixmap(matrix=pymupdf.Matrix(8, 8))
    return [
        found.text for found in zxingcpp.read_barcodes(Image.frombytes("RGB", (seen.width, seen.height), seen.samples))
    ]


def test_a_camera_reads_the_address_with_the_secret(room: Room, as_ada: Client, settings):
    settings.UNTOLD_BASE_URL = "https://untold.example"
    workshop = room(("ways", "picture"))
    svg = re.search(r"<svg[^>]*role=\"img\".*?</svg>", as_ada.get(URL).content.decode(), re.DOTALL)[0]
    address = join_url(workshop.codes.get())
    assert read(svg) == [address]
    assert address == "https://untold.example/join/a-secret-that-is-long-enough-for-a-QR/"


def test_the_picture_is_named_and_has_no_style():
    svg = qr_svg("https://untold.example/join/x/", 'a "name" <b>')
    assert 'role="img" aria-label="a &quot;name&quot; &lt;b&gt;"' in svg
    assert "style" not in svg
    assert 'fill="#fff"' in svg


# What it costs


def test_statements_do_not_grow(room: Room, as_ada: Client, seats: Callable[[Workshop, int], list[Seat]]):
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert as_ada.get(URL).status_code == 200
        return len(asked)

    workshop = room(("ways", "picture"))
    as_ada.get(URL)  # today's visit is noted, the guide is cached
    on_to(workshop, Phase.SHARE)
    small = cost()
    for number in range(2, 15):
        Step.objects.create(workshop=workshop, position=number, kind=Step.Kind.TALK, title="Talk")
    seats(workshop, 50)
    share(workshop, [way("precision")] * 20 + [way("tools")] * 20)
    assert cost() == small <= 8
    on_to(workshop, Phase.REVEAL)
    assert cost() <= small
    act(workshop, go_on)
    assert cost() <= small
