"""The page of a share link, for whoever holds its address: no account, no session, no trace of having looked."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from reflections.summary.sharing import mentor
from reflections.summary.sharing.actions import NoSuchLink, link_behind
from reflections.summary.sharing.door import by_token, is_open, unseen


@csrf_exempt  # not for long: `by_token` makes the same check, and knows the origin of a page without a referrer
@unseen
@require_http_methods(["GET", "HEAD", "POST"])
@by_token
@sensitive_post_parameters()
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """What this is and a button; once it was pressed, what is shared and the form of a reply. A GET changes nothing."""
    try:
        link = link_behind(token)
    except NoSuchLink:
        return mentor.gone(request)
    return mentor.inside(request, link) if is_open(request, link) else mentor.at_the_door(request, link)


def untrusted(request: HttpRequest, token: str) -> HttpResponse:
    """What the page answers to a form without a valid token."""
    try:
        return mentor.untrusted(request, link_behind(token))
    except NoSuchLink:
        return mentor.gone(request, trusted=False)
