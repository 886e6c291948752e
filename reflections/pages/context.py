"""What every template knows about its reader."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

THEMES = ("light", "dark")


def look(request: HttpRequest) -> dict[str, Any]:
    """The reader's choices from two cookies: theme ("light", "dark", or "" for the device's) and cover by itself.

    `frame` names all that the frame of a page depends on (language, choices, signed in or not, guest or account):
    readers with the same are given the same pieces, put together once.
    """
    theme = request.COOKIES.get("theme", "")
    reader = {"theme": theme if theme in THEMES else "", "covers": request.COOKIES.get("cover") == "auto"}
    user = getattr(request, "user", None)
    who = "nobody" if user is None or not user.is_authenticated else "guest" if user.is_guest else "account"
    return {"reader": reader, "frame": f"{get_language()} {reader['theme']} {reader['covers']} {who}"}
