"""The name of what was asked goes to a web server that is trusted, and to nobody else."""

import pytest
from django.test import Client
from pytest_django import Settings

HEADER = "X-Route"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/", "home"),
        ("/write/topic/", "write"),
        ("/shared/a-secret/", "shared"),
        ("/admin/", "admin:index"),
        ("/nowhere/", "none"),
        ("/static/nothing.css", "static"),
    ],
)
def test_an_answer_bears_the_name_of_its_address(client: Client, settings: Settings, address: str, name: str) -> None:
    assert HEADER not in client.get(address).headers
    settings.UNTOLD_TRUSTED_PROXIES = ["127.0.0.1"]
    assert client.get(address).headers[HEADER] == name
