"""Dates for a calendar: the page that explains them, and the address a calendar reads."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from reflections.people.limits import limited
from reflections.people.who import me
from reflections.summary.calendar.actions import feed_of, make_feed, stop_feed
from reflections.summary.calendar.dates import calendar_of, days_of
from reflections.summary.calendar.files import MIME
from reflections.summary.models import Feed


@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """What dates there are, as a file or by a feed; a new feed's address is shown this once."""
    person = me(request)
    if request.POST.get("then") == "stop":
        stop_feed(person=person)
        messages.info(request, _("The private address gives nothing any more."))
        return redirect("calendar")
    address = _made(request) if request.method == "POST" else ""
    feed = Feed.objects.filter(journal__person=person).first()
    context = {
        "section": "summary",
        "address": address,
        "feed": feed,
        "discreet": feed is None or feed.discreet,
        "days": list(days_of(person, discreet=False)),
    }
    return render(request, "summary/calendar.html", context)


def _made(request: HttpRequest) -> str:
    """The whole address of a new feed."""
    token = make_feed(person=me(request), discreet=request.POST.get("titles") != "own")
    return request.build_absolute_uri(reverse("feed", args=[token]))


@require_safe
@limited("feed", "GET")
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The dates, for whoever has the secret; nobody is signed in by it."""
    found = feed_of(token)
    days = calendar_of(found.journal.person, discreet=found.discreet)
    return HttpResponse(days, content_type=MIME, headers={"X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"})
