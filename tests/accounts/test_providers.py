"""ORCID and OpenID Connect, against a real provider: off by default, with a warning, and no more kept than a number."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from config.services import providers
from reflections.journal.models import Answer, Round
from reflections.people.actions import new_reset_codes
from reflections.people.models import Person
from tests.accounts.conftest import body
from tests.accounts.openid import CALLED, CLIENT, GO, SECRET, TOLD, come_back, newcomer, there
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db

HELD, CODES = "/account/with/", re.compile(r"<code>([a-z2-9-]+)</code>")


PATHS = (GO, f"{GO}back/", "/account/with/orcid/", "/account/with/name/", "/account/with/cancelled/")


def test_without_a_provider_there_are_no_such_pages(as_ada):
    for path in PATHS:
        assert (Client().get(path).status_code, Client().post(path).status_code) == (404, 404), path
    assert as_ada.get(HELD).status_code == 404
    pages = body(Client().get("/account/login/")) + body(as_ada.get("/account/privacy/"))
    assert "/account/with/" not in pages
    assert "It names you" not in pages


def test_what_is_set_up_is_offered_with_the_warning(provider, as_guest):
    for client, path in ((Client(), "login"), (Client(), "signup"), (as_guest, "login"), (as_guest, "keep")):
        page = body(client.get(f"/account/{path}/"))
        assert f'action="{GO}"' in page, path
        assert "It names you." in page
        assert "Whoever runs this place can then see whose notebook it is" in page
        assert "orcid" not in page
    assert Client().get("/account/with/orcid/").status_code == Client().post("/account/with/orcid/").status_code == 404


def test_what_is_not_filled_in_whole_is_not_offered():
    assert providers(("id", ""), ("https://a.example", "", "secret", "name")) == {}
    (orcid,) = providers(("id", "secret"), ("", "", "", ""))["openid_connect"]["APPS"]
    assert (orcid["provider_id"], orcid["settings"]["server_url"]) == ("orcid", "https://orcid.org")
    with pytest.raises(ImproperlyConfigured, match="https://"):
        providers(("", ""), ("http://a.example", "id", "secret", "name"))


def test_the_way_there_is_a_button_a_warning_and_a_link(provider):
    client = Client()
    assert client.get(GO).status_code == 405
    page = client.post(GO)
    assert "What that tells, and to whom" in body(page)
    provider.consent(there(page))
    (asked,) = provider.asked
    assert asked["scope"] == "openid"
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["state"]) >= 16
    assert asked["redirect_uri"] == "http://testserver/account/with/openid/back/"


def test_a_newcomer_chooses_a_name_and_is_given_codes(provider):
    client, page = newcomer(provider)
    assert len(CODES.findall(body(page))) == 8
    person = Person.objects.get()
    assert (person.username, person.email, person.has_usable_password()) == ("lou lee", "", False)
    assert client.get("/journal/").status_code == 200
    again = Client()
    assert come_back(again, provider).url == "/journal/"
    assert again.get("/journal/").status_code == 200
    assert Person.objects.count() == 1


def test_nothing_is_kept_but_the_number(provider):
    client, _page = newcomer(provider)
    come_back(Client(), provider)
    row = SocialAccount.objects.get()
    assert (row.provider, row.uid, row.extra_data) == ("openid", provider.person, {})
    assert not SocialToken.objects.exists()
    assert not EmailAddress.objects.exists()
    rows = repr([list(model._base_manager.values_list()) for model in apps.get_models()])
    session = repr(dict(client.session))
    for told in (TOLD["email"], TOLD["name"], "access_token"):
        assert told not in rows
        assert told not in session


def test_not_even_the_session_holds_more_before_the_name_is_chosen(provider):
    client = Client()
    come_back(client, provider)
    held = repr(dict(client.session))
    assert provider.person in held
    for told in (TOLD["email"], TOLD["name"], "Lovelace", "token"):
        assert told not in held


def test_the_same_address_opens_no_account_of_another(provider, ada):
    EmailAddress.objects.create(user=ada, email=TOLD["email"], primary=True, verified=True)
    Person.objects.filter(pk=ada.pk).update(email=TOLD["email"])
    client = Client()
    assert come_back(client, provider).url == "/account/with/name/"
    assert client.get("/journal/").status_code == 302
    assert not SocialAccount.objects.exists()


def test_a_guest_keeps_the_notebook(provider, guest, as_guest, write):
    write(guest, "topic", "of the guest")
    newcomer(provider, as_guest)
    assert Person.objects.get(pk=guest.pk).username == "lou lee"
    assert Answer.objects.get().round.journal.person_id == guest.pk
    assert as_guest.get("/journal/").status_code == 200


@pytest.mark.parametrize(("form", "rounds"), [({"bring": "on"}, 2), ({}, 1)])
def test_a_guest_with_an_account_brings_along_what_they_wrote_or_not(provider, as_guest, guest, write, form, rounds):
    newcomer(provider)
    lou = Person.objects.get(username="lou lee")
    write(lou, "topic", "of Lou")
    write(guest, "topic", "of the guest")
    assert come_back(as_guest, provider, **form).url == "/journal/"
    assert as_guest.session["_auth_user_id"] == str(lou.pk)
    assert Round.objects.filter(journal__person=lou).count() == rounds


@pytest.mark.parametrize(
    ("typed", "words"), [("", "Choose a name."), ("ADA", "Somebody has this name"), ("a@b", "no @")]
)
def test_a_name_that_will_not_do(provider, ada, typed, words):
    client = Client()
    come_back(client, provider)
    page = body(client.post("/account/with/name/", {"username": typed}))
    assert words in page
    assert "<title>Error:" in page


def test_no_name_is_asked_of_somebody_who_does_not_come_by_a_provider(provider, as_ada):
    for client in (Client(), as_ada):
        assert client.get("/account/with/name/").url == "/account/login/"
        assert client.post("/account/with/name/", {"username": "lou"}).url == "/account/login/"
    assert not SocialAccount.objects.exists()


def test_no(provider):
    client = Client()
    page = client.get(provider.refuse(there(client.post(GO))), follow=True)
    assert "You said no there" in body(page)
    assert client.get("/journal/").status_code == 302


def test_opening_the_page_back_changes_nothing(provider):
    client = Client()
    back = provider.consent(there(client.post(GO)))
    before = dict(client.session)
    assert client.get(back).status_code == 200
    assert dict(client.session) == before
    assert provider.codes
    assert not Person.objects.exists()


def test_a_state_of_another_browser_is_refused_and_asks_nobody(provider):
    back = provider.consent(there(Client().post(GO)))
    other = Client()
    for reply in (other.get(back), other.post(back)):
        assert reply.status_code in (400, 401)
        assert "That did not work" in body(reply)
    assert provider.codes
    assert not SocialAccount.objects.exists()


def test_a_code_and_a_state_are_good_once(provider):
    client = Client()
    back = provider.consent(there(client.post(GO)))
    client.post(back)
    assert client.post(back).status_code == 401


def test_a_token_for_somebody_else_is_refused(provider):
    provider.audience = "another client"
    reply = come_back(Client(), provider)
    assert reply.status_code == 401
    assert "That did not work" in body(reply)
    assert CALLED in body(reply)


def test_a_provider_that_is_down_is_said(provider, settings):
    client = Client()
    back = provider.consent(there(client.post(GO)))
    settings.SOCIALACCOUNT_PROVIDERS = providers(("", ""), ("http://127.0.0.1:1", CLIENT, SECRET, CALLED))
    for reply in (client.post(GO), client.post(back)):
        assert reply.status_code == 503
        assert "That did not work" in body(reply)


def test_a_locked_account_stays_locked(provider):
    newcomer(provider)
    Person.objects.update(is_active=False)
    client = Client()
    assert come_back(client, provider).url == "/account/inactive/"
    assert client.get("/journal/").status_code == 302


def test_codes_of_somebody_else_are_not_touched(provider, ada):
    codes = new_reset_codes(ada)
    newcomer(provider)
    assert len(codes) == ada.reset_codes.count()
    assert signed_in(ada).get("/journal/").status_code == 200
