"""Mail that a command sends: one person at a time, over a line of its own, in plain text."""

import logging
from typing import Any

from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage

from reflections.people.models import Person

logger = logging.getLogger(__name__)


class NoMailServer(Exception):
    """The mail server cannot be reached: nobody is written to, everybody is tried again."""


def verified_address(person: Person) -> str:
    """Where `person` is written to: the first address they have shown to be theirs, or nothing."""
    shown = EmailAddress.objects.filter(user=person, verified=True).order_by("-primary", "pk")
    return shown.values_list("email", flat=True).first() or ""


def send(mailer: Any, message: EmailMessage) -> bool:
    """Whether a message was taken; raises `NoMailServer` when there is nobody to take it."""
    try:
        mailer.open()
    except OSError as failed:  # SMTPException is one
        raise NoMailServer(type(failed).__name__) from None
    try:
        mailer.send_messages([message])
    except (OSError, ValueError) as failed:  # ValueError: an address that no mail server understands
        logger.warning("An e-mail could not be sent: %s", type(failed).__name__)
        mailer.close()
        return False
    return True
