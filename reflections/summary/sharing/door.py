"""The door of a share link: it opens by a button, stays open for some hours in one browser, and leaves no trace here.

Opening writes no row: a signed cookie that reaches this one address says that the button was pressed.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_protect

from reflections.summary.models import ShareLink

COOKIE = "shared"
SALT = "share link"
HOURS = 12
"""How long a link stays open in a browser; a passphrase is asked for again after that."""
HEADERS = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def by_token[**P](view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> Callable[..., HttpResponseBase]:
    """The usual check of a form, for a view that is exempt from it because its page names itself to nobody.

    Of such a page browsers say that its origin is "null"; that stands for ours here. The token in the form still has
    to fit the cookie, which no other site can read or send along.
    """
    checked = csrf_protect(view)

    @wraps(view)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.META.get("HTTP_ORIGIN") == "null":
            request.META["HTTP_ORIGIN"] = f"{request.scheme}://{request.get_host()}"
        return checked(request, *args, **kwargs)

    return answer


def unseen[**P](view: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
    """Whatever the view answers, no search engine lists it and no other place learns its address."""

    @wraps(view)
    def answer(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(*args, **kwargs)
        for name, value in HEADERS.items():
            response[name] = value
        return response

    return answer


def is_open(request: HttpRequest, link: ShareLink) -> bool:
    """Whether the button was pressed in this browser, and not too long ago."""
    try:
        opened = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=HOURS * 3600)
    except signing.BadSignature:
        return False
    return bool(opened == link.digest)


def keep_open[R: HttpResponse](request: HttpRequest, link: ShareLink, response: R) -> R:
    """The same answer with the cookie. A reader who comes from a mail again brings it along: it is lax, not strict."""
    given: dict[str, Any] = {"max_age": HOURS * 3600, "path": request.path, "secure": settings.UNTOLD_HTTPS}
    response.set_cookie(COOKIE, signing.dumps(link.digest, salt=SALT), httponly=True, samesite="Lax", **given)
    return response
