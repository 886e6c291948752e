"""What an operator reads of security: that it happened, and nothing of whom, where or with which words."""

import datetime as dt
import logging
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.core.cache import cache
from django.test import Client

from reflections.pages.holdings import forget_everything
from reflections.people import actions, events, limits, slow_down
from reflections.people.events import note
from reflections.people.models import Person
from reflections.people.sessions import end_others
from reflections.summary.sharing.actions import revoke
from reflections.workshops.limits import WRONG_BY_ADDRESS
from tests.conftest import PASSWORD, Write, signed_in
from tests.summary.sharing.cast import share, the_link

pytestmark = pytest.mark.django_db
LINE = re.compile(r"security: [a-z -]+( \[[0-9a-f]{8}\])?")
WORDS = "a sentence that no log may hold"


@pytest.fixture(autouse=True)
def _none_counted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    """What was said so far: each line has its shape, and holds nothing else."""
    caplog.set_level(logging.INFO, "untold.security")

    def lines() -> list[str]:
        found = [record.getMessage() for record in caplog.records if record.name == "untold.security"]
        assert all(LINE.fullmatch(line) for line in found)
        return [line.removeprefix("security: ").partition(" [")[0] for line in found]

    return lines


def sign(caplog: pytest.LogCaptureFixture) -> str:
    return caplog.records[-1].getMessage().rpartition(" ")[2]


def test_a_sign_tells_one_from_another_for_a_day(
    ada: Person, stranger: Person, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
):
    caplog.set_level(logging.INFO, "untold.security")
    signs = []
    for person in (ada, ada, stranger):
        note("session ended", person)
        signs.append(sign(caplog))
    monkeypatch.setattr(events.timezone, "localdate", lambda: dt.date(2031, 5, 4))
    note("session ended", ada)
    assert signs[0] == signs[1] and len({*signs, sign(caplog)}) == 3
    note("session ended")
    assert caplog.records[-1].getMessage() == "security: session ended"


def too_many_wrong_passwords(ada: Person, client: Client) -> None:
    for _ in range(slow_down.FREE + 1):
        client.post("/account/login/", {"login": "ada", "password": WORDS})


def too_many_codes(ada: Person, client: Client) -> None:
    for number in range(WRONG_BY_ADDRESS + 1):
        Client().get(f"/join/{number:08}/")


def too_many_searches(ada: Person, client: Client) -> None:
    for _ in range(limits.LIMITS["search"][0].many + 1):
        limits.count(f"search:{limits.PERSON}:{ada.pk}", limits.MINUTE)
    signed_in(ada).post("/journal/search/", {"q": WORDS})


def no_token(ada: Person, client: Client) -> None:
    Client(enforce_csrf_checks=True).post("/look/", {"text": WORDS})


def another_password(ada: Person, client: Client) -> None:
    typed = {"oldpassword": PASSWORD, "password1": "another walk by the sea"}
    assert signed_in(ada).post("/account/password/change/", typed).status_code == 302


def a_code(ada: Person, client: Client) -> None:
    [code, *_rest] = actions.new_reset_codes(ada)
    typed = {"username": "ada", "code": code, "password1": "another walk by the sea"}
    assert client.post("/account/password/code/", typed).status_code == 302


def factors(ada: Person, client: Client) -> None:
    for signal in (authenticator_added, authenticator_removed, authenticator_reset):
        signal.send(sender=Authenticator, request=None, user=ada, authenticator=Authenticator())


def other_browsers(ada: Person, client: Client) -> None:
    end_others(ada, None)


def links(ada: Person, client: Client) -> None:
    address = share(ada, "topic", passphrase="open sesame")
    client.post(address, {"passphrase": WORDS})
    revoke(link=the_link())


def a_copy(ada: Person, client: Client) -> None:
    assert signed_in(ada).get("/summary/untold.json").status_code == 200


def no_more(ada: Person, client: Client) -> None:
    actions.withdraw_consent(person=ada, purpose="writing")


def farewell(ada: Person, client: Client) -> None:
    forget_everything(ada)


def staff(ada: Person, client: Client) -> None:
    Person.objects.filter(pk=ada.pk).update(is_staff=True)
    client.post("/account/login/", {"login": "ada", "password": PASSWORD})


EVENTS: list[tuple[Any, list[str]]] = [
    (too_many_wrong_passwords, ["too many wrong tries"]),
    (too_many_codes, ["too many join codes"]),
    (too_many_searches, ["too many requests"]),
    (no_token, ["a form without a valid token"]),
    (another_password, ["password changed"]),
    (a_code, ["one-time code used"]),
    (factors, ["second factor added", "second factor removed", "recovery codes renewed"]),
    (other_browsers, ["session ended"]),
    (links, ["share link made", "wrong passphrase for a share link", "share link ended"]),
    (a_copy, ["everything exported"]),
    (no_more, ["consent withdrawn"]),
    (farewell, ["account deleted"]),
    (staff, ["staff signed in"]),
]


@pytest.mark.parametrize(("happens", "wanted"), EVENTS, ids=[happens.__name__ for happens, _wanted in EVENTS])
def test_it_is_said(
    happens: Any, wanted: list[str], ada: Person, write: Write, client: Client, said: Callable[[], list[str]]
):
    write(ada, "topic", WORDS)
    happens(ada, client)
    assert [line for line in said() if line in wanted] == wanted


def test_every_event_there_is_happens_here():
    assert {*events.Event.__value__.__args__} == {line for _happens, wanted in EVENTS for line in wanted}
