"""Behind a web server that is trusted, limits count by the address it names; whoever is not trusted names nothing."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from config.serve import _server
from reflections.workshops.limits import WRONG_BY_ADDRESS
from tests.browser import Server
from tests.wire import Caller


class Behind(Server):
    """The product's server behind another on the same machine."""

    def env(self) -> dict[str, str]:
        return {**super().env(), "UNTOLD_TRUSTED_PROXIES": "127.0.0.1,::1"}


@pytest.fixture
def behind(tmp_path: Path) -> Iterator[Behind]:
    this = Behind(tmp_path)
    this.start()
    yield this
    this.stop()


def guess(server: Server, forwarded: str) -> int:
    """What somebody new is told who types a wrong code."""
    code = f"{random.randrange(10**8):08}"
    return Caller(server.url).ask("GET", f"/join/{code}/", **{"X-Forwarded-For": forwarded}).status


def test_each_address_has_its_own_tries(behind: Behind):
    assert [guess(behind, "203.0.113.7") for _ in range(WRONG_BY_ADDRESS + 1)][-2:] == [404, 429]
    assert guess(behind, "198.51.100.9") == 404
    # What a visitor claims stands before what the web server adds.
    assert guess(behind, "198.51.100.9, 203.0.113.7") == 429


def test_without_a_trusted_server_nobody_is_believed(settings: Settings):
    assert not settings.UNTOLD_TRUSTED_PROXIES and not _server(1).proxy_headers
    settings.UNTOLD_TRUSTED_PROXIES = ["10.0.0.1"]
    assert _server(1).proxy_headers and _server(1).forwarded_allow_ips == ["10.0.0.1"]
