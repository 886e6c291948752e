"""People who write without an account."""

from django.contrib.auth import login
from django.http import HttpRequest

from reflections.people.actions import make_guest
from reflections.people.limits import expect
from reflections.people.models import Person

BACKEND = "django.contrib.auth.backends.ModelBackend"


def begin(request: HttpRequest) -> None:
    """Somebody whom nobody knows becomes a guest, and is signed in as one. Raises `limits.TooMany`."""
    expect(request, "begin")
    sign_in(request, make_guest())


def sign_in(request: HttpRequest, person: Person) -> None:
    """Sign in somebody of whom nothing is asked: a new guest or account, or whoever holds a return link."""
    login(request, person, backend=BACKEND)
