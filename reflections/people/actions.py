"""Everything that changes who someone is. Each action is one transaction; errors live beside it."""

import datetime as dt
import hashlib
import hmac
import secrets
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.utils import timezone

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


def keep_account(*, person: Person, username: str, password: str) -> None:
    """Give a guest a name and a password; the row, and all that hangs on it, stays. Raises `NameTaken`.

    The return link ends here: from now on a password guards what it opened.
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
    return standing.update(withdrawn_at=timezone.now())


def move_in(*, guest: Person, person: Person) -> None:
    """A guest turns out to be `person`: their consents come along, and the guest is gone."""
    with transaction.atomic():
        Consent.objects.filter(person=guest).update(person=person)
        forget(guest)


def held(person: Person) -> dict[str, int]:
    """How many rows of each kind are kept about who a person is."""
    return {
        "name": int(not person.is_guest),
        "emails": EmailAddress.objects.filter(user=person).count(),
        "consents": person.consents.count(),
        "codes": codes_left(person),
    }


def forget(person: Person) -> None:
    """Delete a person with everything that hangs on the row, and sign them out everywhere."""
    with transaction.atomic():
        end_sessions(person)
        person.delete()


def end_sessions(person: Person) -> None:
    """Sign a person out on every device. Sessions are sealed parcels: each has to be opened to see whose it is."""
    theirs = [
        session.pk
        for session in Session.objects.filter(expire_date__gte=timezone.now()).iterator()
        if session.get_decoded().get("_auth_user_id") == str(person.pk)
    ]
    Session.objects.filter(pk__in=theirs).delete()


def expire_guests(*, spared: Any = (), today: dt.date | None = None) -> int:
    """Delete guests who were not here for `UNTOLD_GUEST_DAYS`, but for the `spared` (ids, or a query for them).

    How many went is returned.

    Their journals go with them, as rows that hang on a person do; their sessions have ended by then.
    """
    last = (today or timezone.localdate()) - dt.timedelta(days=settings.UNTOLD_GUEST_DAYS)
    gone = Person.objects.filter(username=None, is_staff=False, last_seen__lt=last).exclude(pk__in=spared)
    pks = list(gone.values_list("pk", flat=True))
    for at in range(0, len(pks), 200):
        Person.objects.filter(pk__in=pks[at : at + 200]).delete()
    return len(pks)
