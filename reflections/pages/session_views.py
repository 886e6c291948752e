"""Where somebody is signed in, to see and to end."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from reflections.pages.account_views import page
from reflections.people.sessions import end_others, end_session, sessions_of
from reflections.people.who import guest, me


@page
def sessions(request: HttpRequest) -> HttpResponse:
    """Each browser in words, since when, and the day it was last used; one is ended, or all but this one."""
    if guest(request):
        return redirect("account_keep")
    if request.method == "POST":
        return _ended(request)
    here = request.session.session_key
    rows = sorted(sessions_of(me(request)), key=lambda row: row.session_key != here)
    return render(request, "account/sessions.html", {"sessions": rows, "here": here})


def _ended(request: HttpRequest) -> HttpResponse:
    """End what was asked for."""
    row = request.POST.get("session", "")
    if "others" in request.POST:
        end_others(me(request), request.session.session_key)
        messages.success(request, _("You are signed out everywhere but here."))
    elif row.isdecimal() and len(row) < 19 and end_session(me(request), int(row)):
        messages.success(request, _("You are signed out there."))
    return redirect("usersessions_list")
