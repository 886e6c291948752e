"""The door: who may open which page, when someone was last here, and that private pages stay in no cache."""

from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _

from reflections.people.models import Person

MACHINE_URLS = frozenset({"healthz", "readyz"})
"""Asked every few seconds: no session is read for them."""

PUBLIC_URLS = MACHINE_URLS | {
    "home",
    "guide",
    "chapter",
    "help",
    "find_help",
    "privacy",
    "accessibility",
}
"""The same for everybody who comes without a session: these may be kept by a cache."""

OPEN_URLS = PUBLIC_URLS | {
    "look",
    "write",
    "notes",
    "return",
    "stop_reminders",
    "account_login",
    "account_signup",
    "account_logout",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_reset_code",
    "account_confirm_email",
}
"""Whoever is not signed in may open these and nothing else; a new address is closed until it stands here."""


class SignedInMiddleware(LoginRequiredMiddleware):
    """Every page asks who is there, but for `OPEN_URLS`; decorators on a view change nothing."""

    def process_view(self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any) -> Any:
        """None to go on, or the way to the sign-in page; a script gets an answer it can read."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in MACHINE_URLS:
            return None
        if isinstance(request.user, Person):
            note_visit(request, request.user)
            return None
        if name in OPEN_URLS:
            return None
        return signed_out(request) or self.handle_no_permission(request, view_func)

    def get_login_url(self, view_func: Any) -> str:
        """One door for all: the admin's own would not count tries."""
        return settings.LOGIN_URL


def signed_out(request: HttpRequest) -> HttpResponse | None:
    """What a script is told when nobody is signed in any more; None for somebody who opens a page."""
    words = _("You are signed out here. Sign in, and go on.")
    if request.headers.get("HX-Request"):
        return render(request, "account/_signed_out.html", {"words": words}, status=401)
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"state": "signed-out", "words": words}, status=401)
    return None


def note_visit(request: HttpRequest, person: Person) -> None:
    """Once a day a visit is dated, and the session lasts as long again: the one thing a GET changes."""
    today = timezone.localdate()
    if person.last_seen != today:
        Person.objects.filter(pk=person.pk).update(last_seen=today)
        person.last_seen = today
        request.session.modified = True


class PrivatePagesMiddleware(MiddlewareMixin):
    """Only a public page, shown without a session, may lie in a cache: after signing out Back shows nothing."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The same answer, marked as one that is not to be kept."""
        match = request.resolver_match
        public = match is not None and match.view_name in PUBLIC_URLS
        if not public or settings.SESSION_COOKIE_NAME in request.COOKIES:
            add_never_cache_headers(response)
        return response
