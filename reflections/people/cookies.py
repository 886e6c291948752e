"""Cookies that no script reads, and that over HTTPS no other host can set."""

from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse


def named(name: str) -> str:
    """What a cookie called `name` is called here: over HTTPS browsers bind it to this host (``__Host-``), or below a
    path, where that name is not allowed, to HTTPS (``__Secure-``).
    """
    return f"{settings.COOKIE_PREFIX}{name}"


def give(response: HttpResponse, name: str, value: str, age: int) -> None:
    """Let a browser keep `value` for `age` seconds, under a name that `named` gave."""
    given: dict[str, Any] = {"path": settings.SESSION_COOKIE_PATH, "secure": settings.UNTOLD_HTTPS}
    response.set_cookie(name, value, max_age=age, httponly=True, samesite="Lax", **given)


def take_back(response: HttpResponse, name: str) -> None:
    """Let a browser keep nothing under a name that `named` gave."""
    response.delete_cookie(name, path=settings.SESSION_COOKIE_PATH, samesite="Lax")


class MessageCookie(CookieStorage):
    """Django's cookie for a word on the next page, kept to where Untold stands on its host."""

    def update(self, response: Any) -> Any:
        """What Django does when an answer goes out; the cookie, if there is one, keeps to its path."""
        unstored = super().update(response)
        if self.cookie_name in response.cookies:
            response.cookies[self.cookie_name]["path"] = settings.SESSION_COOKIE_PATH
        return unstored
