"""How somebody wants to see pages, and as whom they come."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from reflections.people.who import owner

THEMES = ("light", "dark")


def look(request: HttpRequest) -> dict[str, dict[str, Any]]:
    """For every template: the theme from a cookie ("light", "dark", or "" for the device's), and cover by itself.

    `owner`, asked for where something is kept in the browser, is the name under which it is.
    """
    theme, covers = request.COOKIES.get("theme", ""), request.COOKIES.get("cover") == "auto"
    theme = theme if theme in THEMES else ""
    return {"reader": {"theme": theme, "covers": covers, "owner": lambda: owner(request.user)}}


def frame(request: HttpRequest) -> tuple[Any, ...]:
    """All that the frame of a page depends on: who share it are given the same header, footer and language."""
    reader = look(request)["reader"]
    who = (request.user.is_authenticated, getattr(request.user, "is_guest", False))
    return get_language(), reader["theme"], reader["covers"], *who
