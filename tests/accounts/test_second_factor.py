"""The authenticator app and recovery codes: added, shown once, taken away; and what is kept of them."""

import json
import re
from urllib.parse import quote

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reflections.people.second_factor import recovery_codes
from tests.accounts.app import APP, CODE, CODES, CONFIRM, ONE_TIME, SEALED, SECRET, add_app, app_digits, confirm
from tests.accounts.conftest import body, sign_in
from tests.conftest import PASSWORD, signed_in

pytestmark = pytest.mark.django_db


def test_first_it_has_to_be_shown_that_it_is_you(as_ada):
    for path in (APP, CODES, "/account/2fa/passkeys/"):
        assert as_ada.get(path).url == f"{CONFIRM}?next={quote(path, safe='')}"
    assert "This is not your password" in body(as_ada.post(CONFIRM, {"password": "wrong"}))
    assert as_ada.get(APP).status_code == 302
    assert confirm(as_ada, next=APP).url == APP
    assert as_ada.get(APP).status_code == 200


def test_what_waits_until_then_holds_no_address_and_no_cookie(as_ada):
    headers = {"User-Agent": "a browser of hers", "X-Forwarded-For": "203.0.113.7"}
    asked = as_ada.post(APP, {"code": "123456"}, REMOTE_ADDR="203.0.113.7", headers=headers)
    assert asked.url.startswith(CONFIRM)
    kept = json.dumps(Session.objects.get().get_decoded())
    assert "123456" in kept
    assert not re.search(f"203.0.113.7|a browser of hers|{as_ada.session.session_key}", kept)
    page = as_ada.post(CONFIRM, {"password": PASSWORD, "next": APP})
    assert "The six digits the app shows now" in page.content.decode()
    assert "This code does not fit" in page.content.decode()


def test_where_one_goes_on_to_is_ours(as_ada):
    assert confirm(as_ada, next="https://elsewhere.example/").url == "/journal/"


def test_an_app_is_added_by_a_first_code_and_recovery_codes_come_with_it(as_ada, ada):
    confirm(as_ada)
    page = body(as_ada.get(APP))
    assert "<svg" in page
    assert "data:" not in page
    sealed = SEALED.search(page)[1]
    refused = body(as_ada.post(APP, {"sealed": sealed, "code": "000"}))
    assert "This code does not fit" in refused
    assert not Authenticator.objects.exists()
    secret, codes = add_app(as_ada)
    assert secret != SECRET.search(page)[1].replace(" ", "")
    assert len(codes) == 8
    assert codes == recovery_codes(ada)
    assert "On</b>" in body(as_ada.get("/account/2fa/"))


def test_a_refused_code_keeps_the_secret_that_was_shown(as_ada):
    confirm(as_ada)
    page = body(as_ada.get(APP))
    again = body(as_ada.post(APP, {"sealed": SEALED.search(page)[1], "code": "000"}))
    assert SECRET.search(page)[1] == SECRET.search(again)[1]


@pytest.mark.parametrize("sealed", ["", "x", "of somebody else"])
def test_a_secret_that_was_not_shown_to_you_is_not_taken(as_ada, as_stranger, sealed):
    confirm(as_stranger)
    page = body(as_stranger.get(APP))
    secret = SECRET.search(page)[1].replace(" ", "")
    given = SEALED.search(page)[1] if sealed == "of somebody else" else sealed
    confirm(as_ada)
    assert "This code does not fit" in body(as_ada.post(APP, {"sealed": given, "code": app_digits(secret)}))
    assert not Authenticator.objects.exists()


def test_secrets_are_sealed_and_no_session_holds_one(app, ada, as_ada):
    secret, codes = app
    stored = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    stored += json.dumps([session.get_decoded() for session in Session.objects.all()])
    assert not any(each in stored or each.replace("-", "") in stored for each in (secret, *codes))


def test_codes_are_shown_once_and_given_as_a_file_from_that_page_alone(app, as_ada):
    page = body(as_ada.post(CODES))
    codes = CODE.findall(page)
    assert not set(codes) & set(app[1])
    pages = "".join(body(as_ada.get(path)) for path in ("/account/2fa/", CODES, "/account/privacy/"))
    assert not any(code in pages for code in codes)
    reply = as_ada.post("/account/codes/file/", {"file": re.search(r'name="file" value="([^"]+)"', page)[1]})
    assert reply["Content-Disposition"] == 'attachment; filename="untold-codes.txt"'
    assert all(code in reply.content.decode() for code in codes)
    assert as_ada.post("/account/codes/file/", {"file": "made up"}).url == "/account/privacy/"


def test_one_time_codes_come_as_a_file_too(as_ada):
    page = body(as_ada.post("/account/codes/", {"password": PASSWORD}))
    reply = as_ada.post("/account/codes/file/", {"file": re.search(r'name="file" value="([^"]+)"', page)[1]})
    assert all(code in reply.content.decode() for code in ONE_TIME.findall(page))


def test_taking_the_app_away_takes_the_step_and_the_codes_away(app, as_ada, ada):
    page = body(as_ada.get("/account/2fa/app/remove/"))
    assert "your password alone opens the notebook again" in page
    assert Authenticator.objects.count() == 2
    assert as_ada.post("/account/2fa/app/remove/").url == "/account/2fa/"
    assert not Authenticator.objects.exists()
    assert "The app is removed." in body(as_ada.get("/account/2fa/"))
    assert sign_in(Client()).url == "/journal/"
    assert as_ada.get("/account/2fa/app/remove/").status_code == 404


def test_nothing_is_added_twice(app, as_ada):
    assert as_ada.get(APP).url == "/account/2fa/"


def test_there_are_no_recovery_codes_without_a_factor(as_ada):
    confirm(as_ada)
    assert as_ada.get(CODES).url == as_ada.post(CODES).url == "/account/2fa/"
    assert "You get recovery codes with the first of them" in body(as_ada.get("/account/2fa/"))


def test_somebody_without_a_password_sets_one_first(ada, as_ada):
    ada.set_unusable_password()
    ada.save()
    client = signed_in(ada)
    for path in ("/account/2fa/", APP, "/account/2fa/passkeys/", CODES):
        assert client.get(path).url == "/account/password/code/"


@pytest.mark.django_db(transaction=True)
def test_the_owner_is_told_by_e_mail_of_what_changes(ada, as_ada, sends_mail, settings, mailoutbox):
    settings.ACCOUNT_EMAIL_NOTIFICATIONS = True
    EmailAddress.objects.create(user=ada, email="ada@example.org", primary=True, verified=True)
    add_app(as_ada)
    as_ada.post(CODES)
    as_ada.post("/account/2fa/app/remove/")
    assert [mail.subject for mail in mailoutbox] == [
        "An authenticator app was added",
        "New recovery codes were made",
        "The authenticator app was removed",
    ]
    assert all("127.0.0.1" not in mail.body for mail in mailoutbox)


def test_looking_changes_no_row(app, as_ada):
    before = Session.objects.get(pk=as_ada.session.session_key).session_data
    with CaptureQueriesContext(connection) as seen:
        for path in ("/account/2fa/", CODES, "/account/2fa/app/remove/", "/account/2fa/passkeys/", CONFIRM):
            assert as_ada.get(path).status_code == 200
    assert not [one["sql"] for one in seen if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert Session.objects.get(pk=as_ada.session.session_key).session_data == before


def test_the_overview_asks_the_same_of_the_database_however_much_there_is(app, ada, as_ada):
    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            as_ada.get("/account/2fa/")
        return len(seen)

    few = count()
    data = {"name": "a key", "credential": {}}
    Authenticator.objects.bulk_create(Authenticator(user=ada, type="webauthn", data=data) for _ in range(20))
    assert count() == few <= 7
