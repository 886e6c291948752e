"""Who asks."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from reflections.people.models import Person


def me(request: HttpRequest) -> Person:
    """The person who asks; behind the door there always is one, elsewhere it is refused."""
    if not isinstance(request.user, Person):
        raise PermissionDenied
    return request.user


def guest(request: HttpRequest) -> Person | None:
    """The guest who asks, or None for an account and for nobody."""
    person = request.user
    return person if isinstance(person, Person) and person.is_guest else None


def agreed(person: object, purpose: str) -> bool:
    """Whether a yes of this person to `purpose` stands."""
    return isinstance(person, Person) and person.consents.filter(purpose=purpose, withdrawn_at=None).exists()
