"""Signing in with ORCID or the host's own sign-in, where a host has set it up."""

from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.conf import settings
from django.http import HttpRequest

from reflections.people.models import Person


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Of what a provider tells, nothing is kept but its number for a person."""

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Any:
        """Leave out whatever came along with the number: the next thing that happens is that it is stored."""
        sociallogin.account.extra_data = {}
        sociallogin.email_addresses = []
        return sociallogin.user

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """The tokens have done their work: not even the session keeps them."""
        sociallogin.token = None

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Whoever comes for the first time chooses a name."""
        return False


def offered() -> dict[str, str]:
    """The names of the providers that are set up here, by their keys."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return {app["provider_id"]: app["name"] for app in apps}


def connected(person: Person) -> list[SocialAccount]:
    """With whom `person` can sign in here, each with the `called` of its provider, also of one not offered any more."""
    rows = list(SocialAccount.objects.filter(user=person).order_by("provider"))
    for row in rows:
        row.called = offered().get(row.provider, row.provider)
    return rows


class OnlyWayIn(Exception):
    """Without this provider nobody could sign in to the account any more."""


def disconnect(person: Person, provider: str) -> None:
    """`person` cannot sign in with `provider` any more, and its number for them is gone. Raises `OnlyWayIn`."""
    rows = SocialAccount.objects.filter(user=person)
    if not person.has_usable_password() and not rows.exclude(provider=provider).exists():
        raise OnlyWayIn
    rows.filter(provider=provider).delete()
