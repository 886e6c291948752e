"""A new password: by one-time code, by e-mail, or in place of today's; alike for known and unknown."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from reflections.people.actions import new_reset_codes
from reflections.people.models import Person
from tests.accounts.conftest import body, sign_in
from tests.conftest import PASSWORD, signed_in

pytestmark = pytest.mark.django_db

NEW = "another walk by the sea"


def by_code(name: str, code: str, password: str = NEW):
    return Client().post("/account/password/code/", {"username": name, "code": code, "password1": password})


def test_a_code_sets_a_new_password_and_signs_out_elsewhere(ada, as_ada):
    code = new_reset_codes(ada)[0]
    assert as_ada.get("/journal/").status_code == 200
    reply = by_code("ADA", code)
    assert reply.url == "/account/password/reset/key/done/"
    assert "Sign in with it" in body(Client().get(reply.url))
    assert as_ada.get("/journal/").status_code == 302
    assert sign_in(Client(), "ada", NEW).status_code == 302
    assert "do not belong together" in body(by_code("ada", code))


def test_by_code_known_and_unknown_are_answered_alike(ada):
    new_reset_codes(ada)
    for code in ("x", "aaaaa-bbbbb-ccccc-ddddd"):
        known, unknown = by_code("ada", code), by_code("eve", code)
        assert known.status_code == unknown.status_code == 200
        assert body(known).replace('"ada"', "") == body(unknown).replace('"eve"', "")
    known, unknown = by_code("ada", "x", "ada ada ada"), by_code("eve", "x", "eve eve eve")
    assert body(known).replace('"ada"', "") == body(unknown).replace('"eve"', "")


def test_what_is_missing_is_named(db):
    page = body(by_code("", "", ""))
    for words in ("Write the name you sign in with.", "Write one of the codes you kept.", "Choose a password."):
        assert words in page
    assert "3 things to put right" in page


@pytest.fixture
def address(ada) -> str:
    EmailAddress.objects.create(user=ada, email="ada@example.org", primary=True, verified=True)
    Person.objects.filter(pk=ada.pk).update(email="ada@example.org")
    return "ada@example.org"


def ask(email: str, client: Client | None = None):
    return (client or Client()).post("/account/password/reset/", {"email": email}, follow=True)


def test_without_mail_the_page_names_the_codes_and_sends_nothing(address, mailoutbox):
    page = body(Client().get("/account/password/reset/"))
    assert "sends no e-mail" in page
    assert "/account/password/code/" in page
    assert 'name="email"' not in page
    known, unknown = ask(address), ask("eve@example.org")
    assert known.redirect_chain == unknown.redirect_chain == [("/account/password/reset/", 302)]
    assert body(known) == body(unknown)
    assert mailoutbox == []


def test_by_mail_known_and_unknown_are_answered_alike(address, sends_mail, mailoutbox):
    known, unknown = ask(address), ask("eve@example.org")
    assert known.redirect_chain == unknown.redirect_chain == [("/account/password/reset/done/", 302)]
    assert body(known) == body(unknown)
    assert [mail.to for mail in mailoutbox] == [[address], ["eve@example.org"]]
    assert len({mail.subject for mail in mailoutbox}) == 1


def test_no_link_goes_to_an_address_that_was_only_typed(address, sends_mail, mailoutbox):
    EmailAddress.objects.update(verified=False)
    assert ask(address).redirect_chain == [("/account/password/reset/done/", 302)]
    assert "/reset/key/" not in mailoutbox[0].body
    assert "none where it is confirmed" in mailoutbox[0].body


def test_the_link_of_the_mail_sets_a_password_once(address, ada, sends_mail, mailoutbox):
    elsewhere = signed_in(ada)
    ask(address)
    link = re.search(r"/account/password/reset/key/\S+", mailoutbox[0].body).group()
    scanner = Client()
    assert "Choose a new password" in body(scanner.get(link))
    assert not scanner.cookies.get("session")
    assert "too common" in body(Client().post(link, {"password1": "password"}))
    assert Client().post(link, {"password1": NEW}).url == "/account/password/reset/key/done/"
    assert elsewhere.get("/journal/").status_code == 302
    assert sign_in(Client(), address, NEW).status_code == 302
    again = Client().post(link, {"password1": "a third walk"})
    assert again.status_code == 404
    assert "This link sets no password" in body(again)


@pytest.mark.parametrize("key", ["zz-x", "00000000000000000000000000000000-x", "x-y-z"])
def test_a_broken_link_says_so(db, key):
    reply = Client().get(f"/account/password/reset/key/{key}/")
    assert reply.status_code == 404
    assert "This link sets no password" in body(reply)


def test_changing_it_keeps_this_device_and_ends_the_others(ada, as_ada):
    elsewhere = signed_in(ada)
    wrong = as_ada.post("/account/password/change/", {"oldpassword": "wrong", "password1": NEW})
    assert "not your password of today" in body(wrong)
    reply = as_ada.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": NEW}, follow=True)
    assert reply.redirect_chain == [("/account/privacy/", 302)]
    assert "The new password is set." in body(reply)
    assert elsewhere.get("/journal/").status_code == 302
    assert sign_in(Client(), "ada", NEW).status_code == 302


def by_change(ada: Person, own: Client, mails: list) -> None:
    own.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": NEW})


def by_a_code(ada: Person, own: Client, mails: list) -> None:
    form = {"username": "ada", "code": new_reset_codes(ada)[0], "password1": NEW}
    own.post("/account/password/code/", form)


def by_a_link(ada: Person, own: Client, mails: list) -> None:
    ask("ada@example.org", own)
    link = re.search(r"/account/password/reset/key/\S+", mails.pop().body).group()
    own.post(link, {"password1": NEW})


@pytest.mark.parametrize(("way", "stays"), [(by_change, True), (by_a_code, False), (by_a_link, False)])
def test_a_new_password_ends_every_other_session_and_is_told_by_mail(
    address, ada, stranger, as_stranger, sends_mail, settings, mailoutbox, way, stays
):
    settings.ACCOUNT_EMAIL_NOTIFICATIONS = True
    own, *others = (Client(HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux) Firefox/140.0") for _ in range(4))
    for client in (own, *others):
        sign_in(client)
    way(ada, own, mailoutbox)
    assert [client.get("/journal/").status_code for client in others] == [302] * 3
    assert own.get("/journal/").status_code == (200 if stays else 302)
    left = {own.session.session_key} if stays else set()
    assert set(UserSession.objects.filter(user=ada).values_list("session_key", flat=True)) == left
    theirs = {row.pk for row in Session.objects.all() if row.get_decoded().get("_auth_user_id") == str(ada.pk)}
    assert theirs == left
    assert as_stranger.get("/journal/").status_code == 200
    (mail,) = mailoutbox
    assert mail.to == [address]
    assert "password" in mail.body
    assert not re.search(r"127\.0\.0|Firefox", mail.body)


def test_an_address_that_nobody_has_confirmed_is_told_nothing(address, ada, as_ada, sends_mail, settings, mailoutbox):
    settings.ACCOUNT_EMAIL_NOTIFICATIONS = True
    EmailAddress.objects.update(verified=False)
    by_change(ada, as_ada, mailoutbox)
    assert mailoutbox == []


def test_a_guest_has_no_password_to_change(as_guest):
    assert as_guest.get("/account/password/change/").url == "/account/keep/"
    assert as_guest.get("/account/email/").url == "/account/keep/"


def test_an_address_is_added_with_the_password_only(ada, as_ada, sends_mail, mailoutbox):
    form = {"action_add": "1", "email": "ada@example.org"}
    assert "This is not your password" in body(as_ada.post("/account/email/", {**form, "password": "wrong"}))
    page = body(as_ada.post("/account/email/", {**form, "password": PASSWORD}, follow=True))
    assert "ada@example.org" in page
    assert [mail.to for mail in mailoutbox] == [["ada@example.org"]]
    as_ada.post("/account/email/", {"action_remove": "1", "email": "ada@example.org"})
    assert not EmailAddress.objects.exists()


def test_opening_a_confirmation_signs_nobody_out(ada, as_stranger, sends_mail, mailoutbox):
    signed_in(ada).post("/account/email/", {"action_add": "1", "email": "ada@example.org", "password": PASSWORD})
    link = re.search(r"/account/confirm-email/\S+", mailoutbox[0].body).group()
    assert "Is this your address?" in body(as_stranger.get(link))
    as_stranger.post(link)
    assert as_stranger.get("/journal/").status_code == 200
    assert EmailAddress.objects.get().verified
    assert "This link confirms nothing" in body(as_stranger.get(link))
