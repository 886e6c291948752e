"""Sign in and out: by name or address, alike for known and unknown; a guest brings along what they wrote."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from reflections.journal.models import Answer, Round
from reflections.people.models import Person
from tests.accounts.conftest import body, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(ada) -> str:
    EmailAddress.objects.create(user=ada, email="ada@example.org", primary=True, verified=True)
    Person.objects.filter(pk=ada.pk).update(email="ada@example.org")
    return "ada@example.org"


@pytest.mark.parametrize("name", ["ada", "ADA", "  Ada ", "ａｄａ", "ada@example.org", "Ada@Example.ORG"])
def test_by_name_or_address_in_any_case(address, name):
    client = Client()
    reply = sign_in(client, name)
    assert (reply.status_code, reply.url) == (302, "/journal/")
    assert client.get("/journal/").status_code == 200


def test_on_to_where_one_was_going_and_nowhere_else(ada):
    assert sign_in(Client(), next="/summary/").url == "/summary/"
    assert sign_in(Client(), next="https://elsewhere.example/").url == "/journal/"
    assert 'value="/summary/"' in Client().get("/account/login/?next=/summary/").content.decode()


@pytest.mark.parametrize(("known", "unknown"), [("ada", "eve"), ("ada@example.org", "eve@example.org")])
def test_known_and_unknown_are_answered_alike(address, known, unknown):
    no, nobody = sign_in(Client(), known, "wrong"), sign_in(Client(), unknown, "wrong")
    assert no.status_code == nobody.status_code == 200
    assert body(no).replace(f'"{known}"', "") == body(nobody).replace(f'"{unknown}"', "")
    assert "do not belong together" in body(no)


@pytest.mark.parametrize(("known", "unknown"), [("ada", "eve"), ("ada@example.org", "eve@example.org")])
def test_known_and_unknown_cost_the_same_work(address, known, unknown, monkeypatch):
    made: list[str] = []
    monkeypatch.setattr(
        "django.contrib.auth.hashers.MD5PasswordHasher.encode",
        lambda self, password, salt: made.append(password) or f"md5${salt}$x",
    )
    sign_in(Client(), known, "wrong")
    first = len(made)
    sign_in(Client(), unknown, "wrong")
    assert first == len(made) - first > 0


def test_too_many_tries_from_one_place_get_our_page(ada, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    sign_in(Client(), "ada", "wrong")
    reply = sign_in(Client(), "ada", "wrong")
    assert reply.status_code == 429
    assert "Too many tries, for now" in body(reply)


def test_what_is_missing_is_named_and_what_was_typed_stays(ada):
    page = body(sign_in(Client(), "<b>ada", ""))
    assert "<title>Error: Sign in" in page
    assert 'href="#id_password">The password is missing.' in page
    assert 'value="&lt;b&gt;ada"' in page
    assert 'aria-invalid="true"' in page


def test_a_locked_account_is_told_so_only_with_its_password(ada):
    Person.objects.filter(pk=ada.pk).update(is_active=False)
    assert "do not belong together" in body(sign_in(Client(), "ada", "wrong"))
    reply = sign_in(Client(), "ada")
    assert reply.url == "/account/inactive/"
    assert "locked" in body(Client().get(reply.url))


def test_whoever_is_signed_in_goes_on(as_ada):
    assert as_ada.get("/account/login/?next=/summary/").url == "/summary/"
    assert as_ada.get("/account/signup/").url == "/journal/"


def test_a_guest_brings_along_what_they_wrote(ada, guest, as_guest, write):
    write(ada, "topic", "of Ada")
    write(guest, "topic", "of the guest")
    assert 'name="bring"' in body(as_guest.get("/account/login/"))
    assert sign_in(as_guest, bring="on").status_code == 302
    assert Round.objects.filter(journal__person=ada).count() == 2
    texts = {answer.value["text"] for answer in Answer.objects.filter(round__journal__person=ada)}
    assert texts == {"of Ada", "of the guest"}
    assert not Person.objects.filter(pk=guest.pk).exists()
    assert as_guest.session["_auth_user_id"] == str(ada.pk)


def test_without_the_tick_it_stays_apart(ada, guest, as_guest, write):
    write(guest, "topic", "of the guest")
    sign_in(as_guest)
    assert not Round.objects.filter(journal__person=ada).exists()
    assert Round.objects.filter(journal__person=guest).count() == 1


def test_nobody_else_sees_that_box(ada):
    assert 'name="bring"' not in body(Client().get("/account/login/"))
    sign_in(Client(), bring="on")


def test_a_wrong_password_brings_nothing(ada, guest, as_guest, write):
    write(guest, "topic", "of the guest")
    sign_in(as_guest, "ada", "wrong", bring="on")
    assert Round.objects.filter(journal__person=guest).count() == 1
    assert as_guest.session["_auth_user_id"] == str(guest.pk)


def test_a_locked_account_brings_nothing(ada, guest, as_guest, write):
    write(guest, "topic", "of the guest")
    Person.objects.filter(pk=ada.pk).update(is_active=False)
    assert sign_in(as_guest, bring="on").url == "/account/inactive/"
    assert Round.objects.filter(journal__person=guest).count() == 1
    assert as_guest.session["_auth_user_id"] == str(guest.pk)


def test_signing_out_ends_the_session_and_leaves_nothing(as_ada, ada):
    page = as_ada.get("/account/logout/")
    assert "data-drafts=" in body(page)
    left = as_ada.post("/account/logout/")
    assert "data-clear-drafts" in body(left)
    assert "no-store" in left["Cache-Control"]
    assert as_ada.get("/journal/").url.startswith("/account/login/")


def test_a_guest_closes_after_the_link_was_offered(as_guest, guest):
    assert as_guest.get("/account/logout/").url == "/account/close/"
    page = body(as_guest.get("/account/close/"))
    assert page.index("/journal/return/") < page.index("Close it now")
    assert "data-clear-drafts" in body(as_guest.post("/account/close/"))
    assert as_guest.get("/journal/").status_code == 302
    assert Person.objects.filter(pk=guest.pk).exists()


def test_an_account_signs_out_where_a_guest_closes(as_ada):
    assert as_ada.get("/account/close/").url == "/account/logout/"
