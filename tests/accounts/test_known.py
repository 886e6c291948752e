"""What a browser knows of those who signed in there: enough that they need not wait, and it names nobody."""

import pytest
from allauth.account.models import EmailAddress
from django.http import HttpRequest
from django.test import Client, RequestFactory

from reflections.people import known
from reflections.people.models import Person
from tests.accounts.conftest import sign_in
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(ada) -> str:
    """One that Ada has confirmed."""
    Person.objects.filter(pk=ada.pk).update(email="ada@example.org")
    return EmailAddress.objects.create(user=ada, email="ada@example.org", primary=True, verified=True).email


def asks(client: Client) -> HttpRequest:
    """A request of the browser after somebody signed in there."""
    request = RequestFactory().get("/")
    request.COOKIES[known.COOKIE] = client.cookies[known.COOKIE].value
    return request


def test_what_a_browser_knows_names_nobody_and_cannot_be_made_up(ada):
    client = Client()
    sign_in(client)
    value = client.cookies[known.COOKIE].value
    assert "ada" not in value
    assert client.cookies[known.COOKIE]["httponly"]
    request = RequestFactory().get("/")
    for cookie, found in ((value, True), (value[:-1] + ("a" if value[-1] != "a" else "b"), False), ("", False)):
        request.COOKIES[known.COOKIE] = cookie
        assert bool(known.browser(request, "ada")) is found
    request.COOKIES[known.COOKIE] = value
    assert known.browser(request, "eve") == ""


def test_a_browser_knows_those_who_signed_in_last_by_name_and_address(address, stranger):
    client = Client()
    for name in ("ada", "stranger"):
        sign_in(client, name)
        client.post("/account/logout/")
    numbers = {known.browser(asks(client), name) for name in ("ada", address, "stranger")}
    assert len(numbers) == 1
    assert "" not in numbers


def test_whoever_claims_an_address_without_confirming_it_is_a_stranger_to_it(address, stranger):
    EmailAddress.objects.create(user=stranger, email=address, primary=True)
    Person.objects.filter(pk=stranger.pk).update(email=address)
    client = Client()
    sign_in(client, "stranger")
    assert known.browser(asks(client), "stranger")
    assert known.browser(asks(client), address) == ""


def test_whoever_has_just_made_an_account_is_known():
    client = Client()
    client.post("/account/signup/", {"username": "lou", "password1": PASSWORD, "email": ""})
    assert known.browser(asks(client), "lou")
