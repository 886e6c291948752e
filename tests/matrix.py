"""Every address, and what it gives to whom with which method: the table that `test_matrix.py` walks through."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.test import Client

from reflections.guide.library import guide
from reflections.journal.actions.reminders import stop_token
from reflections.journal.models import Revision
from reflections.people.models import Person

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


def a_note(cast: Cast) -> list[Any]:
    return [cast.owner.journal.notes.get().pk]


def a_round(cast: Cast) -> list[Any]:
    return [cast.revision.answer.round_id]


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
    "before": closed(signed(404), args=topic),
    "then": closed(signed(TOPIC), args=topic),
    "journal": closed(signed(200)),
    "notes": Row(signed(200), (401, *(["/journal/notes/"] * 3))),
    "notes_file": closed(signed(200)),
    "note": closed(signed(404, 200, 404), args=a_note),
    "note_delete": closed(signed(404, 200, 404), signed(404, "/journal/notes/", 404), args=a_note),
    "search": closed(signed(200), signed(200)),
    "put_away": closed(signed(405), signed(JOURNAL), args=lambda cast: [1]),
    "rounds": closed(signed(200), signed("/write/", "/write/", "/guide/")),
    "round": closed(signed(404, 200, 404), signed(404, "/journal/rounds/", 404), args=a_round),
    "round_delete": closed(signed(404, 200, 404), signed(404, 200, 404), args=a_round),
    "compare": closed(signed(200)),
    "return_link": closed(signed(200), signed(200)),
    "reminders": closed(signed(200), signed(200)),
    "stop_reminders": Row(everybody(200), everybody(200), args=lambda cast: [stop_token(uuid.uuid4())]),
    "return": Row(everybody(200), everybody(JOURNAL), args=lambda cast: [cast.token]),
    "summary": closed(signed(200)),
    "dismiss": closed(signed(405), signed(404)),
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


WITHOUT_TOKEN = {"stop_reminders"}
"""What a mail program posts to (RFC 8058); the secret in the address alone says what it may."""
