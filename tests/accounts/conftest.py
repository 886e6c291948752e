"""Limits count tries in the cache: each test begins with none."""

import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from tests.conftest import PASSWORD


@pytest.fixture(autouse=True)
def _no_tries_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


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
