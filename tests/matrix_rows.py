"""What the tables of all addresses are written with: who asks, what they get, and what an address is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.test import Client

from reflections.journal.models import Revision
from reflections.people.models import Person
from reflections.workshops.models import Workshop

ROLES = ("anonymous", "guest", "owner", "stranger")
type Outcome = int | str
"""A status, or the beginning of the address it leads to (302)."""
type Who = tuple[Outcome, Outcome, Outcome, Outcome]
"""What each of `ROLES` gets."""

LOGIN, KEEP, PRIVACY, JOURNAL = "/account/login/", "/account/keep/", "/account/privacy/", "/journal/"
CONFIRM = "/account/confirm/"
CLOSE, LOGOUT, ADMIN, TOPIC, RESET, CODE = (
    "/account/close/",
    "/account/logout/",
    "/admin/login/",
    "/write/topic/",
    "/account/password/reset/",
    "/account/login/code/",
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
    shared: str
    workshop: Workshop
    invited: str


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


def a_note(cast: Cast) -> list[Any]:
    return [cast.owner.journal.notes.get().pk]


def a_round(cast: Cast) -> list[Any]:
    return [cast.revision.answer.round_id]


def a_link(cast: Cast) -> list[Any]:
    return [cast.owner.journal.share_links.get().pk]


def a_workshop(cast: Cast) -> list[Any]:
    return [cast.workshop.pk]


def a_step(cast: Cast) -> list[Any]:
    return [cast.workshop.pk, cast.workshop.steps.all()[1].pk]


def a_code(cast: Cast) -> list[Any]:
    return [cast.workshop.codes.get().code]


def theirs(get: Outcome, post: Outcome = 405, args: Callable[[Cast], list[Any]] = a_workshop) -> Row:
    """An address of the workshop's organisers: nobody else learns that there is one."""
    read, act = ((outcome if outcome == 405 else 404, outcome) for outcome in (get, post))
    return closed(signed(*read, read[0]), signed(*act, act[0]), args=args)


def a_number(cast: Cast) -> list[Any]:
    return [1]


def shown_first(args: Callable[[Cast], list[Any]] = lambda cast: []) -> Row:
    """An address for accounts, which have to show first that it is them."""
    return Row(signed(KEEP, CONFIRM), signed(KEEP, CONFIRM), args, signed(KEEP, CONFIRM))


NOWHERE = (everybody(404), everybody(404))
NOT_SET_UP = Row(*NOWHERE, other=everybody(404))
"""Where no provider is configured there is no such page, with whatever method."""


def admin(outcome: Outcome = ADMIN, args: Callable[[Cast], list[Any]] = lambda cast: []) -> Row:
    """The operator's pages: nobody of the cast comes in, with whatever method."""
    return Row(signed(outcome), signed(outcome), args, signed(outcome))


def somebody(cast: Cast) -> list[Any]:
    return [cast.owner.pk]
