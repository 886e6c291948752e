"""A room begins within minutes; a machine does not. Nothing that was typed is lost to a limit."""

import uuid
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from reflections.people import limits
from reflections.people.limits import DAY, LIMITS, MINUTE, Limit
from reflections.people.models import Person
from tests.conftest import PASSWORD, signed_in
from tests.summary.sharing.cast import share

pytestmark = pytest.mark.django_db
HERE, THERE, WORDS = "203.0.113.7", "198.51.100.9", "a sentence that is not to be lost"
TOPIC = {"base": "0", "round": "", "path": "", "a-text": WORDS, "consent": "yes"}


@pytest.fixture(autouse=True)
def _none_counted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def begin(address: str = HERE, **headers: str) -> Client:
    """Somebody new saves a first answer; the answer to that is on the client."""
    this = Client(REMOTE_ADDR=address)
    this.reply = this.post("/write/topic/", {**TOPIC, "key": str(uuid.uuid4())}, headers=headers)
    return this


def only(monkeypatch: pytest.MonkeyPatch, action: str, *wanted: Limit) -> None:
    monkeypatch.setitem(LIMITS, action, wanted)


def test_a_room_of_300_behind_one_address_has_begun_within_minutes():
    minute, day = LIMITS["begin"]
    assert (minute.seconds, day.seconds) == (MINUTE, DAY)
    assert 300 / minute.many <= 2 and 3_000 / minute.many <= 20 and day.many >= 3_000


def test_whoever_has_to_wait_keeps_their_words(monkeypatch: pytest.MonkeyPatch):
    only(monkeypatch, "begin", Limit(2, MINUTE))
    assert [begin().reply.status_code for _ in range(3)] == [302, 302, 429]
    page = begin().reply
    assert WORDS in page.content.decode() and "Save once more in a minute" in page.content.decode()
    assert 1 <= int(page["Retry-After"]) <= MINUTE
    told = begin(Accept="application/json").reply
    assert told.status_code == 429 and told.json()["state"] == "unsaved" and told["Retry-After"]
    assert begin(THERE).reply.status_code == 302
    assert Person.objects.count() == 3


def test_who_has_begun_waits_for_nobody(monkeypatch: pytest.MonkeyPatch):
    only(monkeypatch, "begin", Limit(1, MINUTE))
    first = begin()
    assert begin().reply.status_code == 429
    base = {**TOPIC, "base": "1", "round": str(Person.objects.get().journal.rounds.get().pk)}
    assert first.post("/write/topic/", {**base, "key": str(uuid.uuid4())}).status_code == 302


def test_after_the_minute_one_begins(monkeypatch: pytest.MonkeyPatch):
    only(monkeypatch, "begin", Limit(1, MINUTE))
    begin()
    now = limits.time.time()
    monkeypatch.setattr(limits.time, "time", lambda: now + MINUTE)
    assert begin().reply.status_code == 302


ASKED = {
    "export": ("GET", "/summary/untold.md"),
    "search": ("POST", "/journal/search/"),
    "share": ("POST", "/summary/mentor/"),
    "import": ("POST", "/import/"),
}


@pytest.mark.parametrize("action", ASKED)
def test_a_person_and_an_address_may_do_so_much(
    action: str, ada: Person, stranger: Person, monkeypatch: pytest.MonkeyPatch
):
    assert {limit.per for limit in LIMITS[action]} == {limits.PERSON, limits.ADDRESS}
    only(monkeypatch, action, Limit(2, MINUTE, limits.PERSON), Limit(3, MINUTE))
    here, other = signed_in(ada), signed_in(stranger)
    told = [here.generic(*ASKED[action]) for _ in range(3)]
    assert [each.status_code == 429 for each in told] == [False, False, True]
    assert "Wait a few minutes" in told[2].content.decode() and int(told[2]["Retry-After"]) <= MINUTE
    assert [other.generic(*ASKED[action]).status_code == 429 for _ in range(2)] == [False, True]
    other.defaults["REMOTE_ADDR"] = THERE
    assert other.generic(*ASKED[action]).status_code == 429  # it was the third of this person


def test_a_calendar_is_read_so_often(client: Client, monkeypatch: pytest.MonkeyPatch):
    only(monkeypatch, "feed", Limit(1, MINUTE))
    assert [client.get("/calendar/nothing.ics").status_code for _ in range(2)] == [404, 429]


def test_a_mentor_who_has_to_wait_keeps_what_was_typed(
    ada: Person, write: object, client: Client, monkeypatch: pytest.MonkeyPatch
):
    write(ada, "topic", "words")
    address = share(ada, "topic")
    only(monkeypatch, "share_open", Limit(0, MINUTE))
    page = client.post(address, {"text": WORDS})
    assert page.status_code == 429
    assert WORDS in page.content.decode() and "Wait a minute" in page.content.decode()


@pytest.mark.parametrize("path", ["/account/login/", "/account/signup/", "/account/password/reset/"])
def test_the_doors_are_limited_by_address(path: str, client: Client, settings: object):
    settings.ACCOUNT_RATE_LIMITS = dict.fromkeys(settings.ACCOUNT_RATE_LIMITS, "2/m/ip")
    settings.EMAIL_URL = "smtp://localhost"
    typed = {"login": "nobody", "password": PASSWORD, "username": "", "email": "nobody@example.org"}
    assert [client.post(path, typed).status_code for _ in range(3)][-1] == 429
