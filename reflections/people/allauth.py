"""What django-allauth does differently here: names in one spelling, words that help, and no second way of answering."""

import logging
from smtplib import SMTPException
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.account.models import EmailAddress
from allauth.core import context as context_of
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.dispatch import Signal
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reflections.people import known, slow_down
from reflections.people.models import Person
from reflections.people.names import clean_name
from reflections.people.who import guest

logger = logging.getLogger(__name__)
BRING = "bring"
"""In a guest's session: False if what they wrote is to stay apart when they sign in. Not there, it comes along."""
guest_signed_in = Signal()
"""A `guest` turned out to be `person`, who is signed in now, and wants to bring along what they wrote."""
NO_MATCH = _("This name and this password do not belong together. Check both, and whether capitals are locked.")


class AccountAdapter(DefaultAccountAdapter):
    """The answers are alike for a name that exists and one that does not, in words, status and work done."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": NO_MATCH,
        "email_password_mismatch": NO_MATCH,
        "username_taken": _("Somebody has this name already. Choose another, or sign in if it is you."),
        "too_many_login_attempts": _("Too many tries, for now. Wait a few minutes, then try again."),
        "incorrect_code": _("This is not the code, or it is no longer good. Look at it once more."),
        "duplicate_email": _("This address stands here already."),
        "incorrect_password": _("This is not your password. Type it again."),
        "enter_current_password": _("This is not your password of today. Type it again."),
        "max_email_addresses": _("There is room for %d addresses. Remove one first."),
    }

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """A new name, in its one spelling and free; raises `ValidationError`."""
        return super().clean_username(clean_name(username), shallow)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a try by address and by name, before a password is looked at; raises `ValidationError`."""
        super().pre_authenticate(request, **credentials)
        name = credentials.get("username") or credentials.get("email", "")
        self._tries = slow_down.Tries(request, slow_down.PASSWORD, name)
        self._tries.begin()

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Whom a name or address and a password belong to, or None; raises `ValidationError` after too many tries."""
        person = super().authenticate(request, **credentials)
        if person:
            self._tries.forgive()
        return person

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Sign in, whichever way was gone; what a guest wrote here comes along, all of it or nothing."""
        writer = guest(request) if request.session.get(BRING, True) else None
        with transaction.atomic():
            super().login(request, user)
            if writer and writer != user:
                guest_signed_in.send(sender=Person, guest=writer, person=user)

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **more: Any) -> HttpResponse:
        """On to where one was going; the browser is known from now on."""
        response = super().post_login(request, user, **more)
        if isinstance(user, Person):
            known.remember(request, response, user)
        return response

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

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """One page for all ways of showing that it is you; none for somebody who has none."""
        return [{"id": "any", "url": reverse("account_reauthenticate")}] if get_reauthentication_flows(user) else []

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell of a change to an account; only where somebody has shown that the address is theirs."""
        confirmed = EmailAddress.objects.filter(user=user, verified=True, **({"email": email} if email else {}))
        if to := confirmed.order_by("-primary").first():
            super().send_notification_mail(template_prefix, user, context, to.email)

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """A new password, and nothing else of the row."""
        user.set_password(password)
        user.save(update_fields=["password"])


def note_wish(request: HttpRequest, bring: bool) -> None:
    """Keep whether a guest wants to bring along what they wrote, however many steps the sign-in takes."""
    if guest(request):
        request.session[BRING] = bring


def add_address(request: HttpRequest, person: Person, email: str) -> None:
    """Note an e-mail address as `person`'s first; where e-mail is sent, ask whether it is theirs."""
    if email:
        row = EmailAddress.objects.add_email(request, person, email, confirm=bool(settings.EMAIL_URL))
        row.set_as_primary()
