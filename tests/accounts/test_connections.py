"""To connect a provider to an account that is there, and to take it away again."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from tests.accounts.conftest import body, sign_in
from tests.accounts.openid import GO, come_back, newcomer, there
from tests.conftest import PASSWORD, signed_in

pytestmark = pytest.mark.django_db

HELD, CODES = "/account/with/", re.compile(r"<code>([a-z2-9-]+)</code>")


def test_an_account_connects_with_its_password_and_disconnects(provider, ada, as_ada, sends_mail, mailoutbox, settings):
    settings.ACCOUNT_EMAIL_NOTIFICATIONS = True
    EmailAddress.objects.create(user=ada, email="ada@example.org", primary=True, verified=True)
    assert "Nobody. You sign in by your name." in body(as_ada.get(HELD))
    assert as_ada.post(GO).url == HELD
    assert "This is not your password" in body(as_ada.post(HELD, {"connect": "openid", "password": "wrong"}))
    back = provider.consent(there(as_ada.post(HELD, {"connect": "openid", "password": PASSWORD})))
    assert "opens this notebook too" in body(as_ada.get(back))
    assert "you can sign in with it, too" in body(as_ada.post(back, follow=True))
    assert provider.person in body(as_ada.get(HELD))
    assert "its number for you" in body(as_ada.get("/account/privacy/"))
    assert come_back(Client(), provider).url == "/journal/"
    as_ada.post(HELD, {"then": "disconnect", "provider": "openid"})
    assert not SocialAccount.objects.exists()
    assert [mail.to for mail in mailoutbox] == [["ada@example.org"]] * 2
    assert not re.search(r"127\.0\.0|Mozilla", "".join(mail.body for mail in mailoutbox))


def test_nobody_guesses_the_password_here(provider, as_ada):
    for number in range(10):
        assert as_ada.post(HELD, {"connect": "openid", "password": f"wrong {number}"}).status_code == 200
    assert as_ada.post(HELD, {"connect": "openid", "password": PASSWORD}).status_code == 429


def test_who_cannot_show_that_it_is_them_connects_nobody(provider, ada):
    ada.set_unusable_password()
    ada.save()
    client = signed_in(ada)
    assert client.post(HELD, {"connect": "openid"}).url == "/account/password/code/"


def test_what_opens_another_account_is_not_connected(provider, as_ada):
    newcomer(provider)
    back = provider.consent(there(as_ada.post(HELD, {"connect": "openid", "password": PASSWORD})))
    assert "It opens another account here" in body(as_ada.post(back, follow=True))
    assert SocialAccount.objects.get().user.username == "lou lee"


def test_the_only_way_in_stays_until_a_code_has_set_a_password(provider):
    client, page = newcomer(provider)
    assert "your only way in" in body(client.post(HELD, {"then": "disconnect", "provider": "openid"}, follow=True))
    code = CODES.findall(body(page))[0]
    form = {"username": "lou lee", "code": code, "password1": PASSWORD}
    assert Client().post("/account/password/code/", form).status_code == 302
    assert client.get("/journal/").status_code == 302
    assert sign_in(client, "lou lee").status_code == 302
    client.post(HELD, {"then": "disconnect", "provider": "openid"})
    assert not SocialAccount.objects.exists()


def test_what_is_not_offered_any_more_can_still_be_seen_and_taken_away(provider, ada, as_ada, settings):
    SocialAccount.objects.create(user=ada, provider="openid", uid="1")
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "openid" in body(as_ada.get(HELD))
    as_ada.post(HELD, {"then": "disconnect", "provider": "openid"})
    assert as_ada.get(HELD).status_code == 404


def test_a_guest_is_asked_for_an_account_first(provider, as_guest):
    assert as_guest.get(HELD).url == "/account/keep/"


def test_somebody_without_a_password_is_shown_the_way_to_one(provider):
    client, _page = newcomer(provider)
    page = body(client.get("/account/privacy/")).split("<main")[1]
    assert "Set a password, by a one-time code" in page
    assert "Change the password" not in page
    for path in ("password/change", "codes", "email"):
        assert client.get(f"/account/{path}/").status_code in (200, 302), path
