"""The door: who may open which page, when someone was last here, and that private pages stay in no cache."""

from typing import Any

from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _

from reflections.people.models import Person
from reflections.people.sessions import note_day

MACHINE_URLS = frozenset({"healthz", "readyz"})
"""Asked every few seconds: no session is read for them."""

SEAT_URLS = frozenset(
    {
        *("phone", "phone_now", "phone_mine", "send", "take_back", "find_group", "own_step"),
        *("seat_link", "seat_return", "slip", "join", "join_code"),
    }
)
"""The pages of a seat in a room: whoever sits there is nobody, and no session is read for them either."""

DEVICE_URLS = frozenset({"worker", "blank", "offline"})
"""What a device keeps for times without a network: the same for all, whoever is signed in, and no session is read."""

PUBLIC_URLS = (
    MACHINE_URLS
    | DEVICE_URLS
    | {
        "home",
        "guide",
        "chapter",
        "help",
        "help_organisers",
        "find_help",
        "privacy",
        "accessibility",
    }
)
"""The same for everybody who comes without a session: these may be kept by a cache."""

OPEN_URLS = PUBLIC_URLS | {
    "operator",
    "look",
    "write",
    "part",
    "notes",
    "return",
    "stop_reminders",
    "shared",
    "feed",
    "import",
    "screen",
    "account_login",
    "mfa_login_webauthn",
    "mfa_authenticate",
    "account_request_login_code",
    "account_confirm_login_code",
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_signup",
    "socialaccount_login_cancelled",
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
        if name in MACHINE_URLS | SEAT_URLS | DEVICE_URLS:
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
        Person.objects.filter(pk=person.pk).update(last_seen=today, warned_on=None)
        person.last_seen = today
        request.session.modified = True
    note_day(request, today)


class PrivatePagesMiddleware(MiddlewareMixin):
    """Only a public page, shown without a session, may lie in a cache: after signing out Back shows nothing."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The same answer, marked as one that is not to be kept."""
        match = request.resolver_match
        name = match.view_name if match else ""
        own = name not in DEVICE_URLS and settings.SESSION_COOKIE_NAME in request.COOKIES
        if own or name not in PUBLIC_URLS:
            add_never_cache_headers(response)
        return response


class SuspendedMiddleware(MiddlewareMixin):
    """Before a form is taken somebody may have to show that it is them. Until then allauth keeps the request in their
    session, with all its headers: neither an address nor a cookie is to be among them.
    """

    KEPT = frozenset({"HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "CONTENT_TYPE", "CONTENT_LENGTH"})

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Leave of a request that is about to be kept only where it was sent to, and how it is read."""
        if isinstance(exception, ReauthenticationRequired):
            request.META = {name: value for name, value in request.META.items() if name in self.KEPT}
