"""Who runs a workshop: invited by a link that works once, and never left without anybody."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from reflections.pages.holdings import bring_along, forget_everything, holdings
from reflections.people.actions import make_account
from reflections.people.logs import hide
from reflections.people.models import Person
from reflections.workshops.actions import organisers
from reflections.workshops.models import Invitation, Organiser, Workshop
from tests.accounts.conftest import body
from tests.conftest import PASSWORD, signed_in
from tests.workshops.planned import planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop(ada) -> Workshop:
    """One of Ada's."""
    return planned(ada, "twenty-five")


def people(workshop: Workshop) -> dict[str, bool]:
    """Its organisers by name, and who owns it."""
    return dict(workshop.organisers.values_list("person__username", "is_owner"))


def test_by_a_link_once(workshop, as_ada, as_stranger, stranger):
    page = body(as_ada.post(f"/workshops/{workshop.pk}/people/"))
    path = re.search(r'value="http[^"]*(/workshops/invited/[\w-]+/)"', page)[1]
    assert path.split("/")[3] not in str(Invitation.objects.values_list().get()), "only a digest is kept"
    assert path.split("/")[3] not in body(as_ada.get(f"/workshops/{workshop.pk}/people/")), "it is shown once"
    assert "Yes, I join in" in body(as_stranger.get(path))
    assert people(workshop) == {"ada": True}, "opening changes nothing"
    assert as_stranger.post(path).url == f"/workshops/{workshop.pk}/"
    assert people(workshop) == {"ada": True, "stranger": False}
    third = make_account(username="third", password=PASSWORD)
    assert signed_in(third).post(path).status_code == signed_in(third).get(path).status_code == 404
    assert as_stranger.get(f"/workshops/{workshop.pk}/").status_code == 200


def test_an_old_link_opens_nothing(workshop, as_stranger):
    token = organisers.invite(workshop=workshop)
    Invitation.objects.update(expires_at=timezone.now() - dt.timedelta(minutes=1))
    assert as_stranger.post(f"/workshops/invited/{token}/").status_code == 404
    assert people(workshop) == {"ada": True}


def test_the_owner_ends_links_that_nobody_used(workshop, as_ada, as_stranger):
    token = organisers.invite(workshop=workshop)
    page = body(as_ada.get(f"/workshops/{workshop.pk}/people/"))
    assert "1 link was not used yet" in page
    as_ada.post(f"/workshops/{workshop.pk}/people/", {"then": "end"})
    assert as_stranger.get(f"/workshops/invited/{token}/").status_code == 404


def test_a_guest_is_told_that_it_takes_an_account(workshop, as_guest):
    path = f"/workshops/invited/{organisers.invite(workshop=workshop)}/"
    page = body(as_guest.get(path))
    assert "/account/keep/" in page
    assert "Yes, I join in" not in page
    assert as_guest.post(path).status_code == 403
    assert Invitation.objects.count() == 1, "the link is still good"


def test_the_link_is_in_no_log():
    assert hide("GET /workshops/invited/abc-DEF_1/ 200") == "GET /workshops/invited/…/ 200"
    assert hide("GET /w/12345678/link/abc-DEF_1/ 200") == "GET /w/…/link/…/ 200"


def test_there_is_an_end_to_organisers(workshop):
    for _ in range(organisers.MOST_ORGANISERS - 1):
        organisers.invite(workshop=workshop)
    with pytest.raises(organisers.TooManyOrganisers):
        organisers.invite(workshop=workshop)


def test_a_co_organiser_plans_and_runs_but_neither_invites_nor_deletes(workshop, stranger, as_stranger):
    organisers.accept(person=stranger, token=organisers.invite(workshop=workshop))
    here = f"/workshops/{workshop.pk}/"
    for may in ("", "details/", "steps/new/", "people/", "duplicate/", "people/leave/"):
        assert as_stranger.get(here + may).status_code == 200, may
    assert "Make a link" not in body(as_stranger.get(f"{here}people/"))
    assert "Delete it" not in body(as_stranger.get(here))
    owner = workshop.organisers.get(is_owner=True)
    assert as_stranger.post(f"{here}people/").status_code == 404
    assert as_stranger.get(f"{here}delete/").status_code == 404
    assert as_stranger.post(f"{here}delete/", {"sure": "on"}).status_code == 404
    assert as_stranger.post(f"{here}people/leave/", {"who": owner.pk}).status_code == 404
    assert people(workshop) == {"ada": True, "stranger": False}


def test_a_co_organiser_leaves_and_the_owner_takes_out(workshop, stranger, as_stranger, as_ada):
    organisers.accept(person=stranger, token=organisers.invite(workshop=workshop))
    assert as_stranger.post(f"/workshops/{workshop.pk}/people/leave/").url == "/workshops/"
    assert people(workshop) == {"ada": True}
    organisers.accept(person=stranger, token=organisers.invite(workshop=workshop))
    row = workshop.organisers.get(person=stranger)
    assert "Take out stranger?" in body(as_ada.get(f"/workshops/{workshop.pk}/people/leave/?who={row.pk}"))
    as_ada.post(f"/workshops/{workshop.pk}/people/leave/", {"who": row.pk})
    assert people(workshop) == {"ada": True}
    assert as_stranger.get(f"/workshops/{workshop.pk}/").status_code == 404


def test_an_owner_leaves_to_the_earliest_and_not_to_nobody(workshop, ada, as_ada, stranger):
    path = f"/workshops/{workshop.pk}/people/leave/"
    assert "You are the only organiser" in body(as_ada.get(path))
    as_ada.post(path)
    assert people(workshop) == {"ada": True}
    later = make_account(username="later", password=PASSWORD)
    for days, person in ((1, later), (9, stranger)):
        since = timezone.now() - dt.timedelta(days=days)
        Organiser.objects.create(workshop=workshop, person=person, since=since)
    assert "It passes to stranger" in body(as_ada.get(path))
    as_ada.post(path)
    assert people(workshop) == {"stranger": True, "later": False}


def test_who_deletes_their_account_hands_on_or_takes_along(workshop, ada, as_ada, stranger):
    alone = planned(ada)
    organisers.accept(person=stranger, token=organisers.invite(workshop=workshop))
    counted = {each.url: each.count for each in holdings(ada)}
    assert counted["workshops"] == 2
    going = body(as_ada.get("/account/delete/"))
    assert "passes to whoever has organised it beside you" in going
    assert "passes to its earliest co-organiser" in body(as_ada.get("/account/privacy/"))
    forget_everything(ada)
    assert not Person.objects.filter(username="ada").exists()
    assert list(Workshop.objects.all()) == [workshop]
    assert not Workshop.objects.filter(pk=alone.pk).exists()
    assert people(workshop) == {"stranger": True}


def test_what_a_guest_organised_would_come_along(guest, stranger, workshop):
    """Guests organise nothing; should one ever, nothing is lost, and nobody organises twice."""
    Organiser.objects.create(workshop=workshop, person=guest)
    both = planned(stranger)
    Organiser.objects.create(workshop=both, person=guest)
    bring_along(guest=guest, person=stranger)
    assert people(workshop) == {"ada": True, "stranger": False}
    assert people(both) == {"stranger": True}
