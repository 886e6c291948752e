"""By which a browser shows that somebody signed in there before: an owner need not wait for a stranger's guesses.

The cookie names nobody: it holds a number of the browser and digests of the names that were signed in to, signed.
"""

import secrets

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from reflections.people.cookies import give, named, take_back
from reflections.people.models import Person

COOKIE = named("known")
NAMES = 12
"""As many names one browser remembers: of a family, not of a library."""
_SALT = "people.known"


def browser(request: HttpRequest, name: str) -> str:
    """The number of the browser that asks, if somebody signed in there by `name` before; else ""."""
    number, names = _read(request)
    return number if _digest(name) in names else ""


def remember(request: HttpRequest, response: HttpResponse, person: Person) -> None:
    """Let the browser know the name and the addresses of `person`, who has just signed in.

    Only addresses that they confirmed: anybody may write somebody else's into an account of their own.
    """
    number, before = _read(request)
    theirs = EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True)
    new = [_digest(name) for name in (person.username, *theirs) if name]
    names = [*new, *(name for name in before if name not in new)][:NAMES]
    value = signing.dumps([number or secrets.token_hex(8), *names], salt=_SALT)
    give(response, COOKIE, value, settings.SESSION_COOKIE_AGE)


def forget(response: HttpResponse) -> None:
    """Let the browser know nobody any more."""
    take_back(response, COOKIE)


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        number, *names = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=settings.SESSION_COOKIE_AGE)
    except signing.BadSignature:
        return "", []
    return number, names


def _digest(name: str) -> str:
    return salted_hmac(_SALT, name, algorithm="sha256").hexdigest()[:20]
