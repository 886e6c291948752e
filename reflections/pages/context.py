"""What every template knows about how a page shall look."""

from django.http import HttpRequest

THEMES = ("light", "dark")


def look(request: HttpRequest) -> dict[str, dict[str, object]]:
    """The reader's choices from two cookies: theme ("light", "dark", or "" for the device's) and cover by itself."""
    theme = request.COOKIES.get("theme", "")
    return {"reader": {"theme": theme if theme in THEMES else "", "covers": request.COOKIES.get("cover") == "auto"}}
