"""The slip that one took part: for whoever sat there, once it is over, and it says nothing else."""

import pytest
from django.test import Client

from reflections.workshops.actions.closing import close_workshop
from reflections.workshops.models import Workshop
from tests.workshops.conftest import Room

pytestmark = pytest.mark.django_db
SLIP = "/w/48291356/slip/"


@pytest.fixture
def here(room: Room) -> Workshop:
    return room(("ways", "picture"), ("cv", "line"), minutes=45, time_zone="Pacific/Kiritimati")


def test_it_is_there_once_it_is_over_and_as_long_as_the_workshop_is(here: Workshop, client: Client):
    client.post("/join/48291356/")
    assert client.get(SLIP).status_code == 404
    close_workshop(workshop=here, tick=here.tick)
    assert client.get(SLIP).status_code == 200
    here.delete()
    assert client.get(SLIP).status_code == 404


def test_nobody_else_gets_it(here: Workshop, as_ada: Client):
    close_workshop(workshop=here, tick=here.tick)
    assert as_ada.get(SLIP).status_code == Client().get(SLIP).status_code == 404


def test_it_says_title_day_and_minutes_where_it_was_and_no_more(here: Workshop, client: Client):
    client.post("/join/48291356/")
    close_workshop(workshop=here, tick=here.tick)
    Workshop.objects.update(starts_at="2026-11-24T12:00:00Z", turn_to="Ilse", from_before="a line")
    html = client.get(SLIP).content.decode()
    for words in ("Newcomers’ hour", "25 November 2026", "45 minutes", "Name, by hand"):
        assert words in html
    for words in ("ada", "Ilse", "a line", "Ways of working", "Two CVs", "<input", "<textarea"):
        assert words not in html
