"""Limits count tries in the cache: each test begins with none."""

import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from config.services import providers
from tests.accounts.app import add_app
from tests.accounts.openid import CALLED, CLIENT, SECRET, Provider, running
from tests.conftest import PASSWORD


@pytest.fixture(autouse=True)
def _no_tries_yet(request: pytest.FixtureRequest) -> Iterator[None]:
    """The cache may be a table: a test without a database counts nothing."""
    if not request.node.get_closest_marker("django_db") and "db" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("db")
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def app(as_ada: Client) -> tuple[str, list[str]]:
    """Ada has an authenticator app: its secret, and her recovery codes."""
    return add_app(as_ada)


@pytest.fixture
def provider(settings) -> Iterator[Provider]:
    """A provider that is set up here."""
    with running() as this:
        settings.SOCIALACCOUNT_PROVIDERS = providers(("", ""), (this.url, CLIENT, SECRET, CALLED))
        yield this


@pytest.fixture
def sends_mail(settings) -> None:
    """A place that sends e-mail."""
    settings.EMAIL_URL = "smtp://mail.example.org"
    settings.ACCOUNT_EMAIL_VERIFICATION = "optional"


def body(reply) -> str:
    """A page without what is new each time it is made."""
    return re.sub(r'(name="csrfmiddlewaretoken" value)="[^"]+"', r"\1", reply.content.decode())


def sign_in(client: Client, name: str = "ada", password: str = PASSWORD, **more: str):
    """Post the sign-in form."""
    return client.post("/account/login/", {"login": name, "password": password, **more})
