"""Everything that changes who someone is. Each action is one transaction; errors live beside it."""

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Collection, Iterable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from reflections.people import slow_down
from reflections.people.deletions import remember
from reflections.people.events import note
from reflections.people.models import Consent, Person, ResetCode
from reflections.people.names import tidy_name

CODES = 8
CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
CODE_LENGTH = 20
"""20 of 31 letters are 99 bits: nobody guesses one, and none looks like another on paper."""


class NameTaken(Exception):
    """Somebody else has this name, in whatever letters."""


class CodeRefused(Exception):
    """No such person, no such code, or it was used: which of them is not said."""


def make_guest() -> Person:
    """A person without a name or a password, who writes at once."""
    return Person.objects.create_user(None)


def keep_account(*, person: Person, username: str, password: str | None) -> None:
    """Give a guest a name and a password (None: somebody else says who they are); the row, and all that hangs on it,
    stays. Raises `NameTaken`.

    The return link ends here: from now on a password, or a provider, guards what it opened.
    """
    person.username = tidy_name(username)
    person.return_digest = ""
    person.set_password(password)
    try:
        with transaction.atomic():
            person.save(update_fields=["username", "return_digest", "password"])
    except IntegrityError:
        person.username = None
        raise NameTaken(username) from None


def make_account(*, username: str, password: str) -> Person:
    """A person with a name and a password who has written nothing yet. Raises `NameTaken`."""
    with transaction.atomic():
        person = make_guest()
        keep_account(person=person, username=username, password=password)
    return person


def new_reset_codes(person: Person) -> list[str]:
    """Fresh one-time codes, to be shown once; the ones before them stop working. Only digests are kept."""
    codes = ["".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH)) for _ in range(CODES)]
    with transaction.atomic():
        person.reset_codes.all().delete()
        ResetCode.objects.bulk_create(ResetCode(person=person, digest=_digest(code)) for code in codes)
    return ["-".join(code[at : at + 5] for at in range(0, CODE_LENGTH, 5)) for code in codes]


def use_reset_code(*, username: str, code: str, password: str) -> Person:
    """Set a new password by a one-time code. Raises `CodeRefused`.

    Other sessions end with the old password, because a session carries a digest of it.
    """
    fits = {"person__username": tidy_name(username), "person__is_active": True, "digest": _digest(code)}
    with transaction.atomic():
        row = ResetCode.objects.select_for_update(of=("self",)).filter(used_at=None, **fits).first()
        if row is None:
            raise CodeRefused
        row.used_at = timezone.now()
        row.save(update_fields=["used_at"])
        row.person.set_password(password)
        row.person.save(update_fields=["password"])
    note("one-time code used", row.person)
    return row.person


def codes_left(person: Person) -> int:
    """How many one-time codes are still good."""
    return person.reset_codes.filter(used_at=None).count()


def _digest(code: str) -> str:
    """What is kept of a code, whichever way it was typed."""
    plain = "".join(char for char in code.lower() if char in CODE_LETTERS)
    return hmac.new(settings.SECRET_KEY.encode(), f"reset code {plain}".encode(), hashlib.sha256).hexdigest()


def give_consent(*, person: Person, purpose: str, version: str) -> Consent:
    """A yes to `purpose` in the wording `version`; a second yes to the same changes nothing."""
    standing = Consent.objects.filter(person=person, purpose=purpose, version=version, withdrawn_at=None).first()
    return standing or Consent.objects.create(person=person, purpose=purpose, version=version)


def withdraw_consent(*, person: Person, purpose: str) -> int:
    """Take back every standing yes to `purpose`; how many there were. What stood on it is for the caller to delete."""
    standing = Consent.objects.filter(person=person, purpose=purpose, withdrawn_at=None)
    count = standing.update(withdrawn_at=timezone.now())
    note("consent withdrawn", person)
    return count


def move_in(*, guest: Person, person: Person) -> None:
    """A guest turns out to be `person`: their consents come along, and the guest is gone.

    That is not remembered as a deletion: in an older backup the guest still has the words that moved.
    """
    with transaction.atomic():
        Consent.objects.filter(person=guest).update(person=person)
        _take_out([guest])


def held(person: Person) -> dict[str, int]:
    """How many rows of each kind are kept about who a person is."""
    return {
        "name": int(not person.is_guest),
        "emails": EmailAddress.objects.filter(user=person).count(),
        "consents": person.consents.count(),
        "codes": person.reset_codes.count(),
        "passkeys": Authenticator.objects.filter(user=person).count(),
        "connected": SocialAccount.objects.filter(user=person).count(),
        "sessions": UserSession.objects.filter(user=person).count(),
        "time_zone": int(bool(person.time_zone)),
        "return_link": int(bool(person.return_digest)),
        "operator_log": _said_of([person]).count(),
    }


def forget(*people: Person) -> None:
    """Delete people with everything that hangs on their rows, remember that by id, and sign them out everywhere."""
    with transaction.atomic():
        remember(Person, [person.pk for person in people])
        _take_out(people)
    for person in people:
        if person.username:
            slow_down.forgive(person.username)


def _take_out(people: Collection[Person]) -> None:
    """Within a transaction of the caller."""
    end_sessions(*people)
    _said_of(people).delete()
    Person.objects.filter(pk__in=[person.pk for person in people]).delete()


def _said_of(people: Iterable[Person]) -> QuerySet[LogEntry]:
    """What the operator's admin noted about people: it names their row without hanging on it."""
    return LogEntry.objects.filter(object_id__in=[str(person.pk) for person in people])


def end_sessions(*people: Person, but: str | None = None) -> None:
    """Sign people out on every device, `but` in the session with that key.

    Sessions are sealed parcels: each has to be opened to see whom it names.
    """
    if not people:
        return
    named = re.compile("|".join(f"{person.pk}|{person.pk.hex}" for person in people))
    others = Session.objects.exclude(pk=but).iterator()
    theirs = [row.pk for row in others if named.search(json.dumps(row.get_decoded()))]
    Session.objects.filter(pk__in=theirs).delete()
