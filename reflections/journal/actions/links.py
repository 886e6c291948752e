"""Return links: a secret with which a guest's notebook opens on another device."""

import hashlib
import secrets

from reflections.people.models import Person


def make_return_link(person: Person) -> str:
    """A new secret with which a guest's notebook opens on another device; the one before it stops working."""
    token = secrets.token_urlsafe(24)
    person.return_digest = digest(token)
    person.save(update_fields=["return_digest"])
    return token


def person_of(token: str) -> Person | None:
    """Whom a return link belongs to."""
    return Person.objects.filter(return_digest=digest(token), is_active=True).first()


def digest(token: str) -> str:
    """What is stored of a secret: enough to recognise it, too little to use it."""
    return hashlib.sha256(token.encode()).hexdigest()
