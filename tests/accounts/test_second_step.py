"""The step after the password: by the app, by a recovery code once, by nothing else; a guest’s words come along."""

import pytest
from django.core.cache import cache
from django.test import Client

from reflections.journal.models import Round
from reflections.people.actions import new_reset_codes
from reflections.people.models import Person
from reflections.people.second_factor import factors, recovery_codes
from tests.accounts.app import CODES, CONFIRM, ONE_TIME, STEP, app_digits
from tests.accounts.conftest import body, sign_in
from tests.conftest import PASSWORD, signed_in

pytestmark = pytest.mark.django_db


def test_after_the_password_comes_a_step(app):
    client = Client()
    assert sign_in(client, next="/summary/").url == STEP
    assert client.get("/journal/").url.startswith("/account/login/")
    assert "Code from your app, or a recovery code" in body(client.get(STEP))
    assert "This code does not fit" in body(client.post(STEP, {"code": "123456"}))
    assert client.get("/journal/").status_code == 302
    assert client.post(STEP, {"code": app_digits(app[0])}).url == "/summary/"
    assert client.get("/journal/").status_code == 200


def test_a_code_opens_once(app):
    code = app_digits(app[0])
    for wanted in (302, 200):
        client = Client()
        sign_in(client)
        assert client.post(STEP, {"code": code}).status_code == wanted


def test_it_opens_nothing_again_as_long_as_it_fits(app, ada):
    code = app_digits(app[0])
    row = factors(ada).get()
    for typed, wanted in ((code, 302), (f"{code[:3]} {code[3:]}", 200)):
        client = Client()
        sign_in(client)
        assert client.post(STEP, {"code": typed}).status_code == wanted
        cache.delete(row.wrap()._get_used_cache_key(code))  # allauth's own memory of it is over before it is


@pytest.mark.parametrize("typed", [str, lambda code: code.replace("-", ""), lambda code: f" {code.replace('-', ' ')} "])
def test_a_recovery_code_stands_in_once(app, ada, typed):
    for wanted in (302, 200):
        client = Client()
        sign_in(client)
        assert client.post(STEP, {"code": typed(app[1][3])}).status_code == wanted
    assert len(recovery_codes(ada)) == 7


def test_a_one_time_code_is_no_recovery_code_and_the_other_way_round(app, ada, as_ada):
    one_time = ONE_TIME.findall(body(as_ada.post("/account/codes/", {"password": PASSWORD})))[0]
    client = Client()
    sign_in(client)
    assert client.post(STEP, {"code": one_time}).status_code == 200
    form = {"username": "ada", "code": app[1][0], "password1": "another walk by the sea"}
    assert "do not belong together" in body(Client().post("/account/password/code/", form))


def test_a_new_password_does_not_spare_the_step(app, as_ada):
    one_time = ONE_TIME.findall(body(as_ada.post("/account/codes/", {"password": PASSWORD})))[0]
    form = {"username": "ada", "code": one_time, "password1": "another walk by the sea"}
    assert Client().post("/account/password/code/", form).status_code == 302
    client = Client()
    assert sign_in(client, password="another walk by the sea").url == STEP
    assert client.post(STEP, {"code": app[1][0]}).url == "/journal/"


def test_who_gave_no_password_sees_no_step(app):
    assert Client().get(STEP).url == "/account/login/"
    assert Client().post(STEP, {"code": app_digits(app[0])}).url == "/account/login/"


def test_the_step_can_be_left(app):
    client = Client()
    sign_in(client)
    assert client.post(STEP, {"again": "1"}).url == "/account/login/"
    assert client.get("/account/login/").status_code == 200
    assert client.get(STEP).url == "/account/login/"


def test_guessing_at_the_step_waits(app):
    client = Client()
    sign_in(client)
    pages = [body(client.post(STEP, {"code": f"{number:06}"})) for number in range(11)]
    assert "Too many wrong tries" in pages[-1]
    assert "Too many wrong tries" not in pages[0]


def test_a_new_password_buys_no_more_guesses_at_the_step(app, ada):
    codes = new_reset_codes(ada)
    for number in range(3):
        client, password = Client(), f"another walk by the sea {number}"
        form = {"username": "ada", "code": codes[number], "password1": password}
        assert client.post("/account/password/code/", form).status_code == 302
        assert sign_in(client, password=password).url == STEP
        for guess in range(5):
            page = body(client.post(STEP, {"code": f"{guess:06}"}))
    assert "Too many wrong tries" in page


def test_a_key_that_was_found_opens_nothing_without_its_owner(app):
    client = Client()
    sign_in(client)
    for address in (STEP, "/account/login/passkey/"):
        challenge = client.post(address, headers={"Accept": "application/json"}).json()["get"]
        assert challenge["userVerification"] == "required"


@pytest.mark.parametrize("bring", [{"bring": "on"}, {}])
def test_what_a_guest_wrote_comes_along_after_the_step(app, ada, guest, as_guest, write, bring):
    write(guest, "topic", "of the guest")
    assert sign_in(as_guest, **bring).url == STEP
    assert as_guest.session["_auth_user_id"] == str(guest.pk)
    assert as_guest.get("/journal/").status_code == 200
    assert as_guest.get(STEP).status_code == 200
    assert not Round.objects.filter(journal__person=ada).exists()
    assert as_guest.post(STEP, {"code": app[1][0]}).url == "/journal/"
    assert as_guest.session["_auth_user_id"] == str(ada.pk)
    assert Round.objects.filter(journal__person=ada).exists() is bool(bring)
    assert Person.objects.filter(pk=guest.pk).exists() is not bool(bring)


def test_a_code_shows_that_it_is_you(app, ada):
    client = signed_in(ada)
    page = body(client.get(f"{CONFIRM}?next={CODES}"))
    assert 'name="password"' in page
    assert 'name="code"' in page
    assert "This code does not fit" in body(client.post(CONFIRM, {"code": "1", "next": CODES}))
    assert client.post(CONFIRM, {"code": app[1][0], "next": CODES}).url == CODES
