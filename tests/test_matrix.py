"""Every address × role × method. An address that is not in the table fails; a GET that changes a row fails."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver

from reflections.people.middleware import DEVICE_URLS, PUBLIC_URLS
from tests.casting import OWN_WORDS, address, ask, belongings, everything
from tests.matrix import TABLE, WITHOUT_TOKEN
from tests.matrix_room import LIKE, ROOM, due
from tests.matrix_rows import ROLES, Cast, Outcome

pytestmark = pytest.mark.django_db


def patterns(resolver: Any = None, space: str = "", route: str = "/") -> Iterator[str]:
    """The key in the table of every pattern there is: its name, or its route where it has none."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLPattern):
            yield f"{space}{each.name}" if each.name else f"{route}{each.pattern}"
        else:
            yield from patterns(each, f"{each.namespace}:" if each.namespace else space, f"{route}{each.pattern}")


def check(name: str, role: str, method: str, reply: HttpResponse, wanted: Outcome) -> None:
    got: Outcome = reply.url if reply.status_code in (301, 302) else reply.status_code
    fits = got.startswith(wanted) if isinstance(got, str) and isinstance(wanted, str) else got == wanted
    assert fits, f"{method} {name} as {role}: {got}, not {wanted}"
    if name in DEVICE_URLS:
        assert "no-store" not in reply.headers.get("Cache-Control", ""), f"{method} {name} as {role} cannot be kept"
    elif LIKE.get(role, role) not in {0, "anonymous"} or name not in PUBLIC_URLS:
        assert "no-store" in reply.headers["Cache-Control"], f"{method} {name} as {role} may be kept by a cache"


def leaks(role: str, name: str, reply: HttpResponse) -> list[str]:
    """Words of the owner that somebody is shown who is not meant to see them."""
    said = b"".join(reply.streaming_content if reply.streaming else [reply.content]).decode(errors="replace")
    meant = {("mentor", "shared")}
    return [] if (role, name) in meant else [words for words in OWN_WORDS if words in said]


def test_the_table_knows_every_address_and_no_other():
    assert sorted(patterns()) == sorted(TABLE)


@pytest.mark.parametrize("name", TABLE)
def test_reading(name: str, cast: Cast):
    path, before = address(name, cast), everything()
    for role, wanted in zip(ROLES, TABLE[name].get, strict=True):
        for method in ("GET", "HEAD"):
            reply = ask(cast.clients[role], method, path)
            check(name, role, method, reply, wanted)
            # The guest wrote the same: what they are shown is theirs.
            assert role in {"owner", "guest"} or not leaks(role, name, reply)
    changed = [table for table, there in everything().items() if there != before[table]]
    assert not changed, f"GET {name} changes {changed}"


@pytest.mark.parametrize("name", TABLE)
def test_acting(name: str, cast: Cast):
    path, mine = address(name, cast), belongings(cast.owner)
    others = dict.fromkeys(("PUT", "PATCH", "DELETE"), TABLE[name].other)
    for method, row in {"POST": TABLE[name].post, **others}.items():
        for role, wanted in zip(ROLES, row, strict=True):
            with transaction.atomic():
                check(name, role, method, ask(cast.clients[role], method, path), wanted)
                if role != "owner" and method == "POST":
                    assert belongings(cast.owner) == mine, f"{method} {name} as {role} changes what the owner has"
                transaction.set_rollback(True)


@pytest.mark.parametrize("name", TABLE)
def test_acting_without_a_token_changes_nothing(name: str, cast: Cast):
    path, before = address(name, cast), everything()
    wanted = 200 if name in WITHOUT_TOKEN else 403
    for role in ROLES:
        client = Client(enforce_csrf_checks=True)
        client.cookies = cast.clients[role].cookies.copy()
        assert ask(client, "POST", path).status_code == wanted, f"POST {name} as {role} without a token"
    assert everything() == before


@pytest.mark.parametrize("role", ROOM)
def test_reading_in_a_room(role: str, room_cast: Cast):
    before = everything()
    for name in TABLE:
        for method in ("GET", "HEAD"):
            reply = ask(room_cast.clients[role], method, address(name, room_cast))
            check(name, role, method, reply, due(role, name, method))
            assert not leaks(role, name, reply), f"{method} {name} as {role}"
        assert everything() == before, f"GET {name} as {role} changes a row"


@pytest.mark.parametrize("role", ROOM)
def test_acting_in_a_room(role: str, room_cast: Cast):
    mine = belongings(room_cast.owner)
    for name in TABLE:
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            with transaction.atomic():
                reply = ask(room_cast.clients[role], method, address(name, room_cast))
                check(name, role, method, reply, due(role, name, method))
                assert not leaks(role, name, reply), f"{method} {name} as {role}"
                assert belongings(room_cast.owner) == mine, f"{method} {name} as {role} changes what the owner has"
                transaction.set_rollback(True)


@pytest.mark.parametrize("role", ROOM)
def test_nobody_in_a_room_acts_without_a_token(role: str, room_cast: Cast):
    before = everything()
    client = Client(enforce_csrf_checks=True)
    client.cookies = room_cast.clients[role].cookies.copy()
    for name in TABLE:
        status = ask(client, "POST", address(name, room_cast)).status_code
        assert status == (200 if name in WITHOUT_TOKEN else 403), f"POST {name} as {role} without a token"
    assert everything() == before
