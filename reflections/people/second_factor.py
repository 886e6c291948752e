"""Passkeys, authenticator apps and recovery codes: allauth's, with their secrets sealed like everything private."""

from typing import Any, ClassVar

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reflections.people.models import Person
from reflections.people.seal import seal, unseal
from reflections.people.sessions import browser

PLACE = "authenticator"
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What is asked for after the password; recovery codes only stand in for them."""


class MFAAdapter(DefaultMFAAdapter):
    """What is stored of a second factor is sealed; a person is called by the name they chose, on their devices too."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code does not fit, or it was used before. Type the one that is shown now."),
    }

    def encrypt(self, text: str) -> str:
        """A secret as it is stored."""
        return seal(text, PLACE)

    def decrypt(self, encrypted_text: str) -> str:
        """A secret as it is used."""
        return unseal(encrypted_text, PLACE)

    def get_totp_label(self, user: Person) -> str:
        """Whose codes an app shows; never an e-mail address."""
        return user.get_username() or ""

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:
        """What a passkey is called unless its owner says otherwise: the browser it was made in."""
        return browser(context.request)

    def get_public_key_credential_user_entity(self, user: Person) -> dict[str, Any]:
        """What a device keeps beside a passkey, and shows when it asks which one to use."""
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**entity, "name": user.get_username(), "display_name": user.get_username()}


def factors(person: Person) -> QuerySet[Authenticator]:
    """The passkeys and the app of a person, the oldest first."""
    return Authenticator.objects.filter(user=person, type__in=FACTORS).order_by("pk")


def recovery_codes(person: Person) -> list[str]:
    """The recovery codes of a person that are still good, in groups of five."""
    row = Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).first()
    codes = row.wrap().get_unused_codes() if row else []
    return [f"{code[:5]}-{code[5:]}" for code in codes]
