"""Share links, for the writer: make one, see what came back, end it, delete it."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from reflections.people.limits import limited
from reflections.people.who import me
from reflections.summary.models import ShareLink
from reflections.summary.sharing import actions
from reflections.summary.sharing.forms import SureForm
from reflections.summary.sharing.making import Desk, show_once
from reflections.summary.sharing.reading import Standing, beside
from reflections.summary.sharing.taking import reply_file
from reflections.summary.which import which_round

page = require_http_methods(["GET", "HEAD", "POST"])


@page
@limited("share", "POST")
@sensitive_post_parameters()
def share_links(request: HttpRequest) -> HttpResponse:
    """The links there are, and a new one, made in two pages; of the current round, or the one in `?round=`."""
    this, _read_only = which_round(request)
    return Desk(request, me(request), this).answer()


@page
@limited("share", "POST")
def share_link(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One link and what came back by it; a POST ends it, or gives it a new address."""
    standing = _find(request, key)
    if request.method == "POST":
        return _act(request, standing)
    if standing.reply and "copy" in request.GET:
        return reply_file(standing.link, standing.reply, mine=False)
    passages = beside(standing)
    quiet = [each for each in passages if not each.comment]
    context = {"section": "summary", "standing": standing, "link": standing.link, "beside": passages, "quiet": quiet}
    return render(request, "sharing/link.html", context)


def _act(request: HttpRequest, standing: Standing) -> HttpResponse:
    then = request.POST.get("then")
    if then == "address" and standing.state == "open":
        return show_once(request, standing.link, actions.give_new_address(link=standing.link))
    if then == "revoke":
        actions.revoke(link=standing.link)
        messages.info(request, _("The link opens nothing any more."))
    return redirect("share_link", standing.link.pk)


@page
def share_link_delete(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A link goes with the reply that came by it, after a box was ticked."""
    standing = _find(request, key)
    form = SureForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.delete_share_link(link=standing.link)
        messages.info(request, _("The link is deleted, and what came by it."))
        return redirect("share_links")
    context = {"section": "summary", "standing": standing, "link": standing.link, "form": form}
    return render(request, "sharing/delete.html", context, status=422 if form.is_bound else 200)


def _find(request: HttpRequest, key: uuid.UUID) -> Standing:
    """One of this person's links; not found when it is somebody else's."""
    try:
        found: ShareLink = actions.find_share_link(me(request), key)
    except actions.NoSuchLink:
        raise Http404(key) from None
    return Standing(found)
