"""Events of security in the log (``untold.security``): what happened, never to whom, from where or with which words.

Events of one person on one day bear the same sign, so that an operator sees ten failures of one and one of ten; it is
made with the secret and the day, leads back to nobody, and is another tomorrow.
"""

import logging
from typing import Any, Literal

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.utils import timezone
from django.utils.crypto import salted_hmac

logger = logging.getLogger("untold.security")

type Event = Literal[
    "too many wrong tries",
    "too many requests",
    "too many join codes",
    "a form without a valid token",
    "password changed",
    "one-time code used",
    "second factor added",
    "second factor removed",
    "recovery codes renewed",
    "session ended",
    "staff signed in",
    "share link made",
    "share link ended",
    "wrong passphrase for a share link",
    "everything exported",
    "account deleted",
    "consent withdrawn",
]
"""All that is ever said; that none of it was typed by anybody is checked by its type."""


def note(event: Event, person: object = None) -> None:
    """Write an event into the log, with the sign of the day for the `person` (a row) it happened to, if any."""
    pk = getattr(person, "pk", None)
    logger.info("security: %s%s", event, f" [{_sign(pk)}]" if pk else "")


def _sign(pk: object) -> str:
    return salted_hmac("people.events", f"{timezone.localdate()} {pk}", algorithm="sha256").hexdigest()[:8]


@receiver([password_changed, password_reset])
def _password(user: Any, **kwargs: Any) -> None:
    note("password changed", user)


@receiver(authenticator_added)
def _added(user: Any, **kwargs: Any) -> None:
    note("second factor added", user)


@receiver(authenticator_removed)
def _removed(user: Any, **kwargs: Any) -> None:
    note("second factor removed", user)


@receiver(authenticator_reset)
def _renewed(user: Any, **kwargs: Any) -> None:
    note("recovery codes renewed", user)


@receiver(user_logged_in)
def _staff(user: Any, **kwargs: Any) -> None:
    if user.is_staff:
        note("staff signed in", user)
