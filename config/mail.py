"""Where no e-mail is set up."""

from collections.abc import Sequence

from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class NoMail(BaseEmailBackend):
    """Sends nothing, and does not look as if it did: pages and commands ask `settings.EMAIL_URL` before."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Raises ImproperlyConfigured."""
        raise ImproperlyConfigured("No e-mail is set up here: UNTOLD_EMAIL_URL is not set.")
