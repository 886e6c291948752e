"""Who asks."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from reflections.people.models import Person


def me(request: HttpRequest) -> Person:
    """The person who asks; behind the door there always is one, elsewhere it is refused."""
    if not isinstance(request.user, Person):
        raise PermissionDenied
    return request.user


def guest(request: HttpRequest) -> Person | None:
    """The guest who asks, or None for an account and for nobody."""
    person = getattr(request, "stepped_aside", request.user)
    return person if isinstance(person, Person) and person.is_guest else None


def step_aside(request: HttpRequest) -> None:
    """At the door a guest is nobody yet, as allauth has it; `guest` still knows them."""
    if person := guest(request):
        request.stepped_aside = person  # type: ignore[attr-defined]  # for `guest` alone
        request.user = AnonymousUser()


def owner(person: object) -> str:
    """A name under which a browser keeps this person's unsent text: stable, and it tells nobody who they are."""
    if not isinstance(person, Person):
        return ""
    return salted_hmac("drafts", str(person.pk), algorithm="sha256").hexdigest()[:16]


def agreed(person: object, purpose: str) -> bool:
    """Whether a yes of this person to `purpose` stands."""
    return isinstance(person, Person) and person.consents.filter(purpose=purpose, withdrawn_at=None).exists()
