"""Forms of the ways in that need no password: a code by e-mail, and whoever else says who somebody is."""

from typing import Any

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.core import context, ratelimit
from django import forms
from django.utils.translation import gettext_lazy as _

from reflections.people import known
from reflections.people.forms import BringForm, address, line
from reflections.people.names import LONGEST


class AskForCodeForm(BringForm, allauth.RequestLoginCodeForm):
    """The address a code for signing in goes to, if somebody has confirmed that it is theirs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = address(required=True)
        self.order_fields(["email", "bring"])

    def clean_email(self) -> str:
        """The address; whom it belongs to is looked up here, and told to nobody."""
        email = str(self.cleaned_data["email"]).lower()
        lane = f"{email} {known.browser(context.request, email)}"
        if not ratelimit.consume(context.request, action="request_login_code", key=lane):
            raise get_adapter().validation_error("too_many_login_attempts")
        confirmed = EmailAddress.objects.filter(email=email, verified=True, user__is_active=True)
        found = confirmed.select_related("user").first()
        self._user = found.user if found else None
        return email


class CodeOfMailForm(allauth.ConfirmLoginCodeForm):
    """The code that an e-mail brought."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = line(_("The code"), _("Write the code of the e-mail."), "one-time-code", max_length=40)


class NameForm(forms.Form):
    """A name for somebody who comes by a provider for the first time."""

    username = line(_("Name"), _("Choose a name."), "username", max_length=LONGEST)

    def clean_username(self) -> str:
        """The name in its one spelling, and free."""
        return get_adapter().clean_username(self.cleaned_data["username"])
