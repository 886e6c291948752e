"""How pages look on this device: light or dark, and whether Cover comes by itself."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from reflections.people.cookies import give, take_back
from reflections.people.reader import THEMES

KEPT = 400 * 86_400  # seconds; no browser keeps a cookie longer


@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Remember the choices in cookies and go back to where they were made."""
    response = HttpResponseRedirect(way_back(request))
    theme = request.POST.get("theme", "")
    remember(response, "theme", theme if theme in THEMES else "")
    remember(response, "cover", "auto" if request.POST.get("cover") == "auto" else "")
    return response


def way_back(request: HttpRequest) -> str:
    """The page the choice was made on; the first page, should that be none of ours."""
    back = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return back if ours else reverse("home")


def remember(response: HttpResponse, name: str, value: str) -> None:
    """Set a cookie, or take it away where there is nothing to say."""
    if value:
        give(response, name, value, KEPT)
    else:
        take_back(response, name)
