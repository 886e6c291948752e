"""Forms of passkeys, the authenticator app and recovery codes: allauth's, in our words and with our slow-down."""

from typing import Any

from allauth.account.forms import ReauthenticateForm
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core import context
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret, validate_totp_code
from allauth.mfa.webauthn.forms import EditWebAuthnForm, SignupWebAuthnForm
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from reflections.people.forms import Words, line, secret
from reflections.people.models import Person
from reflections.people.seal import SealBroken, seal, unseal
from reflections.people.slow_down import SECOND_FACTOR, Tries

LONGEST = 60
FITS = 90
"""Seconds in which a code of an app fits: its own thirty, and those before and after (`MFA_TOTP_TOLERANCE`)."""


def digits(label: Words, **more: Any) -> forms.CharField:
    """A field for the digits of a code, however they are grouped."""
    field = line(label, _("Type the code."), "one-time-code", max_length=20, **more)
    field.widget.attrs["inputmode"] = "numeric"
    return field


class StepForm(AuthenticateForm):
    """The step after the password: a code of the app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        has_app = Authenticator.objects.filter(user=self.user, type=Authenticator.Type.TOTP).exists()
        self.fields["code"] = digits(_("Code from your app, or a recovery code") if has_app else _("A recovery code"))

    def clean_code(self) -> str:
        """The code, if it is theirs and was not used before; raises `ValidationError`."""
        code: str = self.cleaned_data["code"]
        tries = Tries(context.request, SECOND_FACTOR, self.user.username)
        tries.begin()
        for row in Authenticator.objects.filter(user=self.user).exclude(type=Authenticator.Type.WEBAUTHN):
            if row.wrap().validate_code(code) and _is_new(row, code):
                self.authenticator = row
                tries.forgive()
                return code
        raise get_adapter().validation_error("incorrect_code")


def _is_new(row: Authenticator, code: str) -> bool:
    """Whether this is the first time that the code opens something: allauth asks so for thirty seconds alone."""
    return cache.add(f"code:{row.pk}:{normalize_user_code(code)}", 1, FITS)


class ConfirmCodeForm(StepForm):
    """Somebody who is signed in shows by a code that it is them."""

    def save(self) -> None:
        """Remember that they did."""
        post_authentication(context.request, self.authenticator, reauthenticated=True)


class ConfirmPasswordForm(ReauthenticateForm):
    """Somebody who is signed in shows by their password that it is them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = secret(_("Your password"), _("The password is missing."))

    def save(self) -> None:
        """Remember that they did."""
        reauthenticate_by_password(context.request)


class AppForm(forms.Form):
    """An authenticator app: a first code from it shows that it has the secret.

    Until then the secret stands nowhere but in the page, sealed for its person as `sealed`.
    """

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = digits(_("The six digits the app shows now"))
        self.place = f"new authenticator:{person.pk}"
        self.secret = self._shown() or generate_totp_secret()
        self.sealed = seal(self.secret, self.place)
        self.in_groups = " ".join(self.secret[at : at + 4] for at in range(0, len(self.secret), 4))

    def _shown(self) -> str:
        """The secret of the page this was sent from, or "" where there was none of this person's."""
        try:
            return unseal(self.data.get("sealed", ""), self.place)
        except (SealBroken, ValueError):
            return ""

    def clean_code(self) -> str:
        """The code, if an app with this secret shows it now; raises `ValidationError`."""
        code: str = self.cleaned_data["code"]
        if not validate_totp_code(self.secret, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class PasskeyForm(SignupWebAuthnForm):
    """A new passkey: what it is called, and what the browser made."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = called()
        self.fields["credential"].error_messages["required"] = _("A passkey is made by the browser, with JavaScript.")

    def clean(self) -> dict[str, Any]:
        """What was made answers this page; raises `ValidationError` for anything else."""
        try:
            return super().clean()
        except (KeyError, ValueError, TypeError, AttributeError) as broken:
            raise get_adapter().validation_error("incorrect_code") from broken


class RenameForm(EditWebAuthnForm):
    """What a passkey is called."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = called()


def called() -> forms.CharField:
    """A field for the name of a passkey."""
    hint = _("So that you know later which one it is: a device, or where you keep it.")
    return line(_("Name of the passkey"), _("Give it a name."), "off", max_length=LONGEST, help_text=hint)
