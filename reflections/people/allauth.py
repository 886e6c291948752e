"""What django-allauth does differently here: names in one spelling, words that help, and no second way of answering."""

import logging
from smtplib import SMTPException
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context as context_of
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reflections.people.models import Person
from reflections.people.names import clean_name

logger = logging.getLogger(__name__)
NO_MATCH = _("This name and this password do not belong together. Check both, and whether capitals are locked.")


class AccountAdapter(DefaultAccountAdapter):
    """The answers are alike for a name that exists and one that does not, in words, status and work done."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": NO_MATCH,
        "email_password_mismatch": NO_MATCH,
        "username_taken": _("Somebody has this name already. Choose another, or sign in if it is you."),
        "too_many_login_attempts": _("Too many tries for this name. Wait five minutes, then try again."),
        "duplicate_email": _("This address stands here already."),
        "enter_current_password": _("This is not your password of today. Type it again."),
        "max_email_addresses": _("There is room for %d addresses. Remove one first."),
    }

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """A new name, in its one spelling and free; raises `ValidationError`."""
        return super().clean_username(clean_name(username), shallow)

    def is_ajax(self, request: HttpRequest) -> bool:
        """Pages answer with pages: no JSON, which would have to be kept as discreet as they are."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a message, where this place sends e-mail; a mail server that is down costs nobody their account."""
        if not settings.EMAIL_URL:
            return
        try:
            super().send_mail(template_prefix, email, context)
        except (SMTPException, OSError) as failed:
            logger.warning("An e-mail could not be sent: %s", type(failed).__name__)
            messages.error(context_of.request, _("E-mail cannot be sent at the moment. Try again in an hour."))

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address limits count by. The server has put the visitor's in place of a trusted proxy's."""
        return str(request.META.get("REMOTE_ADDR", ""))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """After a change of password: all that is held, where the password stands too."""
        return reverse("account_privacy")

    def forgive_tries(self, request: HttpRequest, username: str) -> None:
        """Failed tries no longer count against a name whose owner has just set a new password."""
        self._delete_login_attempts_cached_email(request, username=username)

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """A new password, and nothing else of the row."""
        user.set_password(password)
        user.save(update_fields=["password"])


def add_address(request: HttpRequest, person: Person, email: str) -> None:
    """Note an e-mail address as `person`'s first; where e-mail is sent, ask whether it is theirs."""
    if email:
        known = EmailAddress.objects.add_email(request, person, email, confirm=bool(settings.EMAIL_URL))
        known.set_as_primary()
