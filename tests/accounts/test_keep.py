"""From a guest to an account, and an account from nothing; one-time codes are shown once."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from reflections.journal.models import Round
from reflections.people.models import Person
from tests.accounts.conftest import body, sign_in
from tests.conftest import PASSWORD, signed_in

pytestmark = pytest.mark.django_db

NEW = {"username": "Lou Lee", "password1": PASSWORD, "email": ""}
CODE = re.compile(r"<code>([a-z2-9-]+)</code>")
FILE = re.compile(r'name="file" value="[^"]+"')


def test_the_notebook_stays_the_same_one(guest, as_guest, write):
    write(guest, "topic", "of the guest")
    elsewhere = signed_in(guest)
    page = body(as_guest.post("/account/keep/", NEW))
    assert len(CODE.findall(page)) == 8
    assert "Codes for when you forget the password" in page
    assert Round.objects.get().journal.person_id == guest.pk
    assert Person.objects.get(pk=guest.pk).username == "lou lee"
    assert as_guest.get("/journal/").status_code == 200
    assert elsewhere.get("/journal/").status_code == 302
    assert sign_in(Client(), "lou lee").status_code == 302


def test_the_codes_are_not_shown_again(as_guest):
    codes = CODE.findall(body(as_guest.post("/account/keep/", NEW)))
    pages = "".join(body(as_guest.get(path)) for path in ("/account/privacy/", "/account/codes/", "/journal/"))
    assert not any(code in pages for code in codes)
    assert "8 of your codes are still good" in pages


def test_an_account_from_nothing(db):
    client = Client()
    assert len(CODE.findall(body(client.post("/account/signup/", NEW)))) == 8
    assert client.get("/journal/").status_code == 200
    assert not Person.objects.get().is_guest


def test_a_guest_who_signs_up_keeps_what_is_there(as_guest):
    assert as_guest.get("/account/signup/").url == "/account/keep/"


def test_an_account_keeps_nothing_twice(as_ada):
    assert as_ada.get("/account/keep/").url == "/account/privacy/"
    assert as_ada.post("/account/keep/", NEW).url == "/account/privacy/"


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("username", "ADA", "Somebody has this name already. Choose another, or sign in if it is you."),
        ("username", "", "Choose a name."),
        ("username", "a", "Choose a name of 2 to 150 characters."),
        ("username", "x" * 151, "at most 150 characters"),
        ("username", "a@b.org", "A name has no @."),
        ("username", "ad\u200ba", "cannot be seen"),
        ("username", "ad\x00a", "Null characters are not allowed."),
        ("password1", "", "Choose a password."),
        ("password1", "short", "at least 8 characters"),
        ("password1", "password", "too common"),
        ("email", "nowhere", "Write the whole address, with its @."),
    ],
)
@pytest.mark.parametrize("path", ["/account/keep/", "/account/signup/"])
def test_what_is_wrong_is_said_and_what_was_typed_stays(ada, as_guest, path, field, typed, words):
    client = as_guest if path == "/account/keep/" else Client()
    page = body(client.post(path, {**NEW, field: typed}))
    assert words in page
    assert "<title>Error:" in page
    assert f'href="#id_{field}"' in page
    assert field == "username" or 'value="Lou Lee"' in page
    assert Person.objects.exclude(username=None).count() == 1


def test_the_name_is_not_the_password(as_guest):
    assert "too similar" in body(as_guest.post("/account/keep/", {**NEW, "password1": "lou lee 1"}))


def test_a_second_submit_makes_no_second_account(as_guest):
    as_guest.post("/account/keep/", NEW)
    assert as_guest.post("/account/keep/", NEW).url == "/account/privacy/"
    assert "sign in if it is you" in body(Client().post("/account/signup/", NEW))
    assert Person.objects.count() == 1


def test_two_who_choose_a_name_at_once(as_guest, monkeypatch):
    monkeypatch.setattr(
        "allauth.account.adapter.DefaultAccountAdapter.clean_username", lambda self, name, shallow: name
    )
    Client().post("/account/signup/", NEW)
    assert "Somebody has this name already" in body(as_guest.post("/account/keep/", NEW))


def test_an_address_is_kept_and_asked_about_where_mail_is_sent(as_guest, guest, sends_mail, mailoutbox):
    as_guest.post("/account/keep/", {**NEW, "email": "Lou@Example.org"})
    address = EmailAddress.objects.get(user=guest)
    assert (address.email, address.primary, address.verified) == ("lou@example.org", True, False)
    (mail,) = mailoutbox
    link = re.search(r"/account/confirm-email/\S+", mail.body).group()
    assert "Is this your address" in body(Client().get(link))
    assert not EmailAddress.objects.get(user=guest).verified
    Client().post(link)
    assert EmailAddress.objects.get(user=guest).verified


def test_where_no_mail_is_sent_the_page_says_so(as_guest, mailoutbox):
    assert "sends no e-mail" in body(as_guest.get("/account/keep/"))
    as_guest.post("/account/keep/", {**NEW, "email": "lou@example.org"})
    assert mailoutbox == []
    assert sign_in(Client(), "lou@example.org").status_code == 302


def test_an_address_somebody_has_is_answered_like_a_new_one(ada, sends_mail):
    EmailAddress.objects.create(user=ada, email="ada@example.org", primary=True, verified=True)
    known = Client().post("/account/signup/", {**NEW, "email": "ada@example.org"})
    new = Client().post("/account/signup/", {**NEW, "username": "lou lea", "email": "new@example.org"})
    assert known.status_code == new.status_code == 200
    same = [FILE.sub("", CODE.sub("", body(page))).replace("lea", "lee") for page in (known, new)]
    assert same[0].replace("ada@", "new@") == same[1]


def test_a_mail_server_that_is_down_costs_nobody_their_account(as_guest, guest, settings, sends_mail, monkeypatch):
    def down(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", down)
    page = body(as_guest.post("/account/keep/", {**NEW, "email": "lou@example.org"}))
    assert len(CODE.findall(page)) == 8


def test_new_codes_ask_for_the_password_and_end_the_old_ones(as_ada):
    first = CODE.findall(body(as_ada.post("/account/codes/", {"password": PASSWORD})))
    assert "This is not your password" in body(as_ada.post("/account/codes/", {"password": "wrong"}))
    second = CODE.findall(body(as_ada.post("/account/codes/", {"password": PASSWORD})))
    assert len(second) == 8
    assert not set(first) & set(second)
    form = {"username": "ada", "code": first[0], "password1": "another walk"}
    assert "do not belong together" in body(Client().post("/account/password/code/", form))


def test_codes_are_for_accounts(as_guest):
    assert as_guest.get("/account/codes/").url == "/account/keep/"
