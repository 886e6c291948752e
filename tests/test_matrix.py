"""Every address × role × method. An address that is not in the table fails; a GET that changes a row fails."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import models, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from reflections.guide.library import guide
from reflections.journal.actions import make_return_link
from reflections.journal.models import Revision
from reflections.people.actions import give_consent
from reflections.people.middleware import PUBLIC_URLS
from reflections.people.models import Person
from tests.conftest import Write, signed_in

pytestmark = pytest.mark.django_db

ROLES = ("anonymous", "guest", "owner", "stranger")
type Outcome = int | str
"""A status, or the beginning of the address it leads to (302)."""
type Who = tuple[Outcome, Outcome, Outcome, Outcome]
"""What each of `ROLES` gets."""

LOGIN, KEEP, PRIVACY, JOURNAL = "/account/login/", "/account/keep/", "/account/privacy/", "/journal/"
CLOSE, LOGOUT, ADMIN, TOPIC, RESET = (
    "/account/close/",
    "/account/logout/",
    "/admin/login/",
    "/write/topic/",
    "/account/password/reset/",
)


def everybody(outcome: Outcome) -> Who:
    return (outcome,) * 4


NOT_THAT = everybody(405)
GOES_ON = (JOURNAL, JOURNAL)


def signed(guest: Outcome, owner: Outcome | None = None, stranger: Outcome | None = None) -> Who:
    """Closed to whoever is not signed in; for the others as said, an account like a guest unless said."""
    owner = guest if owner is None else owner
    return (LOGIN, guest, owner, owner if stranger is None else stranger)


@dataclass(frozen=True)
class Cast:
    """The people of a test, each in their browser, and the keys to what the owner and the guest wrote."""

    clients: dict[str, Client]
    owner: Person
    revision: Revision
    token: str


@dataclass(frozen=True)
class Row:
    """One address: what GET and POST give to whom; every other method gives `other`."""

    get: Who
    post: Who = NOT_THAT
    args: Callable[[Cast], list[Any]] = lambda cast: []
    other: Who = NOT_THAT


def closed(get: Who, post: Who | None = None, **more: Any) -> Row:
    """An address for people who are signed in; without `post` it is only read."""
    return Row(get, post or signed(405), other=signed(405), **more)


def topic(cast: Cast) -> list[Any]:
    return ["topic"]


def admin(outcome: Outcome = ADMIN, args: Callable[[Cast], list[Any]] = lambda cast: []) -> Row:
    """The operator's pages: nobody of the cast comes in, with whatever method."""
    return Row(signed(outcome), signed(outcome), args, signed(outcome))


def somebody(cast: Cast) -> list[Any]:
    return [cast.owner.pk]


TABLE: dict[str, Row] = {
    "home": Row(everybody(200)),
    "help": Row(everybody(200)),
    "find_help": Row(everybody(200)),
    "privacy": Row(everybody(200)),
    "accessibility": Row(everybody(200)),
    "healthz": Row(everybody(200)),
    "readyz": Row(everybody(200)),
    "look": Row(everybody(405), everybody("/")),
    "guide": Row(everybody(200)),
    "chapter": Row(everybody(200), args=lambda cast: [guide().chapters[0].key]),
    "write": Row(everybody(200), (TOPIC, 409, 409, 403), args=topic),
    "earlier": closed(signed(200, 200, 404), args=topic),
    "earlier_change": closed(signed(405), signed(404, TOPIC, 404), args=lambda cast: ["topic", cast.revision.pk]),
    "marks": closed(signed(200, 200, 404), signed(TOPIC, TOPIC, 404), args=topic),
    "journal": closed(signed(200)),
    "return_link": closed(signed(200), signed(200)),
    "return": Row(everybody(200), everybody(JOURNAL), args=lambda cast: [cast.token]),
    "summary": closed(signed(200)),
    "export": closed(signed(200, 200, "/summary/"), args=lambda cast: ["md"]),
    "account": closed(signed(PRIVACY)),
    "account_login": Row((200, 200, *GOES_ON), (200, 200, *GOES_ON), other=(405, 405, *GOES_ON)),
    "account_logout": Row(("/", CLOSE, 200, 200), (200, CLOSE, 200, 200)),
    "account_inactive": Row(everybody(200)),
    "account_signup": Row((200, KEEP, *GOES_ON), (200, KEEP, *GOES_ON)),
    "account_keep": closed(signed(200, PRIVACY), signed(200, PRIVACY)),
    "account_codes": closed(signed(KEEP, 200), signed(KEEP, 200)),
    "account_email": Row(signed(KEEP, 200), signed(KEEP, "/account/email/"), other=signed(KEEP, 405)),
    "account_confirm_email": Row(everybody(200), everybody(404), args=lambda cast: ["MQ:no:key"]),
    "account_change_password": Row(signed(KEEP, 200), signed(KEEP, 200), other=signed(KEEP, 405)),
    "account_reset_code": Row(everybody(200), everybody(200)),
    "account_reset_password": Row(everybody(200), everybody(RESET)),
    "account_reset_password_done": Row(everybody(200)),
    "account_reset_password_from_key": Row(everybody(404), everybody(404), args=lambda cast: ["1", "no-key"]),
    "account_reset_password_from_key_done": Row(everybody(200)),
    "account_privacy": closed(signed(200)),
    "account_delete": closed(signed(200), signed(200)),
    "account_close": closed(signed(200, LOGOUT), signed(200, LOGOUT)),
    "admin:index": admin(),
    "admin:login": admin(403),
    "admin:logout": admin("/admin/"),
    "admin:password_change": admin(),
    "admin:password_change_done": admin(),
    "admin:autocomplete": admin(),
    "admin:jsi18n": admin(),
    "admin:view_on_site": admin(args=lambda cast: [1, cast.owner.pk]),
    "admin:app_list": admin(args=lambda cast: ["reflections"]),
    "admin:reflections_person_changelist": admin(),
    "admin:reflections_person_add": admin(),
    "admin:reflections_person_history": admin(args=somebody),
    "admin:reflections_person_delete": admin(args=somebody),
    "admin:reflections_person_change": admin(args=somebody),
    "/admin/reflections/person/<path:object_id>/": admin(),
    "/admin/(?P<url>.*)$": admin(),
}


def patterns(resolver: Any = None, space: str = "", route: str = "/") -> Iterator[str]:
    """The key in the table of every pattern there is: its name, or its route where it has none."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLPattern):
            yield f"{space}{each.name}" if each.name else f"{route}{each.pattern}"
        else:
            yield from patterns(each, f"{each.namespace}:" if each.namespace else space, f"{route}{each.pattern}")


@pytest.fixture
def cast(ada: Person, guest: Person, stranger: Person, write: Write) -> Iterator[Cast]:
    for person in (ada, guest):
        give_consent(person=person, purpose="writing", version="1")
        write(person, "topic", "the first sentence")
        write(person, "topic", "the second sentence", keep_old=True)
    clients = dict(zip(ROLES, (Client(), *map(signed_in, (guest, ada, stranger))), strict=True))
    cache.clear()
    yield Cast(clients, ada, Revision.objects.get(answer__round__journal__person=ada), make_return_link(guest))
    cache.clear()


def address(name: str, cast: Cast) -> str:
    if name.startswith("/"):
        return name.split("(")[0].split("<")[0] + "nothing/"
    return reverse(name, args=TABLE[name].args(cast))


def rows(model: type[models.Model]) -> list[str]:
    """The rows of a table, each as a text."""
    return sorted(map(repr, model._base_manager.order_by().values_list()))


def everything() -> dict[str, list[str]]:
    """Every row of every table."""
    return {model._meta.label: rows(model) for model in apps.get_models(include_auto_created=True)}


def belongings(person: Person) -> list[str]:
    """What hangs on a person: a stranger's request must not touch it."""
    mine = [*Person.objects.filter(pk=person.pk).values_list(), *person.consents.values_list()]
    for this in person.journal.rounds.all():
        for answer in this.answers.all():
            mine += [*this.answers.values_list(), *answer.revisions.values_list()]
    return sorted(map(repr, mine))


def ask(client: Client, method: str, path: str) -> HttpResponse:
    """One request, after which the database is as it was."""
    cookies = client.cookies.copy()
    try:
        return client.generic(method, path)
    finally:
        client.cookies = cookies


def check(name: str, role: str, method: str, reply: HttpResponse, wanted: Outcome) -> None:
    got: Outcome = reply.url if reply.status_code in (301, 302) else reply.status_code
    fits = got.startswith(wanted) if isinstance(got, str) and isinstance(wanted, str) else got == wanted
    assert fits, f"{method} {name} as {role}: {got}, not {wanted}"
    if role != "anonymous" or name not in PUBLIC_URLS:
        assert "no-store" in reply.headers["Cache-Control"], f"{method} {name} as {role} may be kept by a cache"


def test_the_table_knows_every_address_and_no_other():
    assert sorted(patterns()) == sorted(TABLE)


@pytest.mark.parametrize("name", TABLE)
def test_reading(name: str, cast: Cast):
    path, before = address(name, cast), everything()
    for role, wanted in zip(ROLES, TABLE[name].get, strict=True):
        for method in ("GET", "HEAD"):
            check(name, role, method, ask(cast.clients[role], method, path), wanted)
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
    for role in ROLES:
        client = Client(enforce_csrf_checks=True)
        client.cookies = cast.clients[role].cookies.copy()
        assert ask(client, "POST", path).status_code == 403, f"POST {name} as {role} without a token"
    assert everything() == before
