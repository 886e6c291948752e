"""How pages look on this device: light or dark, and whether Cover comes by itself."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from .context import THEMES

KEPT = 400 * 86_400  # seconds; no browser keeps a cookie longer


@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Remember the choices in cookies and go back to where they were made."""
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = redirect(back if safe else "home")
    theme = request.POST.get("theme", "")
    remember(response, "theme", theme if theme in THEMES else "")
    remember(response, "cover", "auto" if request.POST.get("cover") == "auto" else "")
    return response


def remember(response: HttpResponseRedirectBase, name: str, value: str) -> None:
    """Set a cookie, or take it away where there is nothing to say."""
    if value:
        response.set_cookie(name, value, KEPT, secure=settings.UNTOLD_HTTPS, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(name, samesite="Lax")
