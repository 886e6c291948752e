"""The door: what opens for nobody in particular, what a script is told, visits, and what no cache keeps."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from reflections.people.middleware import OPEN_URLS
from reflections.people.models import Person

pytestmark = pytest.mark.django_db


def test_a_closed_page_leads_to_sign_in_and_back():
    reply = Client().get(reverse("journal") + "?round=2")
    assert (reply.status_code, reply.url) == (302, "/account/login/?next=/journal/%3Fround%3D2")


def test_a_script_gets_an_answer_it_can_read():
    part = Client().get(reverse("journal"), headers={"HX-Request": "true"})
    assert part.status_code == 401
    assert 'data-state="signed-out"' in part.content.decode()
    reply = Client().get(reverse("journal"), headers={"Accept": "application/json"})
    assert reply.status_code == 401
    assert reply.json()["state"] == "signed-out"


def test_a_decorator_opens_nothing(monkeypatch):
    monkeypatch.setattr("reflections.people.middleware.OPEN_URLS", OPEN_URLS - {"account_inactive"})
    assert Client().get(reverse("account_inactive")).status_code == 302


def test_a_visit_is_dated_once_a_day_and_lengthens_the_session(as_ada, ada):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    Person.objects.filter(pk=ada.pk).update(last_seen=yesterday)
    reply = as_ada.get(reverse("help"))
    ada.refresh_from_db()
    assert ada.last_seen == timezone.localdate()
    assert "session" in reply.cookies
    assert "session" not in as_ada.get(reverse("help")).cookies


def test_machines_cost_no_session(as_ada, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert as_ada.get(reverse("healthz")).status_code == 200


@pytest.mark.parametrize("name", ["home", "guide", "help", "privacy"])
def test_a_public_page_may_be_kept_only_without_a_session(as_ada, name):
    assert "no-store" not in Client().get(reverse(name)).headers.get("Cache-Control", "")
    assert "no-store" in as_ada.get(reverse(name)).headers["Cache-Control"]


def test_refusals_and_sign_in_are_not_kept():
    for path in ("/nothing/", "/journal/", "/account/login/", "/account/password/code/"):
        assert "no-store" in Client().get(path).headers["Cache-Control"], path


def test_a_person_who_is_gone_is_told_so_at_sign_in(as_guest, guest):
    guest.delete()
    reply = as_guest.get(reverse("journal"), follow=True)
    assert reply.redirect_chain[0][0].startswith("/account/login/")
    assert "no longer kept" in reply.content.decode()
    assert "no longer kept" not in Client().get("/account/login/").content.decode()
