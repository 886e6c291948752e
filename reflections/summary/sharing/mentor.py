"""What happens at a share link: at its door, and inside. Every way it can go, and the words for each.

Whatever a mentor typed is in every answer that is not a yes, also when the door has closed meanwhile.
"""

from typing import Any

from django.contrib.auth.hashers import check_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from reflections.people.events import note
from reflections.people.limits import TooMany, expect
from reflections.summary.models import Reply, ShareLink
from reflections.summary.sharing import actions
from reflections.summary.sharing.door import is_open, keep_open
from reflections.summary.sharing.forms import OpenForm, ReplyForm, comment_on
from reflections.summary.sharing.reading import Shown, shared_by, shown
from reflections.summary.sharing.taking import reply_file

SEND, DECLINE, DECLINE_ANYWAY = "send", "decline", "decline-anyway"
OURS = frozenset({"csrfmiddlewaretoken", "then", "passphrase"})
"""Fields of a form that are not the mentor's words."""


def gone(request: HttpRequest, *, trusted: bool = True) -> HttpResponse:
    """One page for a link that is unknown, mistyped, expired, ended or empty: it tells which to nobody.

    What was typed meanwhile stands there to be copied, unless another site may have sent it (not `trusted`).
    """
    kept = [text for _name, text in _words(request)] if trusted else []
    return render(request, "sharing/gone.html", {"kept": kept}, status=404)


def at_the_door(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """What this is, and a button; a POST comes in, with the passphrase where there is one."""
    if request.method != "POST":
        return _door(request, link, OpenForm() if link.passphrase else None)
    try:
        return _knock(request, link)
    except TooMany as why:
        return _door(request, link, OpenForm() if link.passphrase else None, status=429, minutes=why.minutes)


def _knock(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """Raises `TooMany`."""
    expect(request, "share_open")
    if not link.passphrase:
        return _come_in(request, link)
    form = OpenForm(request.POST)
    if form.is_valid():
        expect(request, "share_passphrase", link.pk.hex)
        if check_password(form.cleaned_data["passphrase"], link.passphrase):
            return _come_in(request, link)
        note("wrong passphrase for a share link")
        form.add_error("passphrase", _("This is not the passphrase of this link."))
    return _door(request, link, form, status=422)


def _door(
    request: HttpRequest, link: ShareLink, form: OpenForm | None, status: int = 200, minutes: int = 0
) -> HttpResponse:
    """`minutes`: how long to wait, after too many tries."""
    context = {"link": link, "form": form, "kept": _words(request), "minutes": minutes}
    return render(request, "sharing/door.html", context, status=status)


def _words(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed before the door closed: it goes along until it can be sent."""
    return [(name, str(text)) for name, text in request.POST.items() if name not in OURS and text]


def _come_in(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """On to the page; with words that were typed before, right to where they can be sent."""
    if not _words(request):
        return keep_open(request, link, see(request))
    parts = shown(shared_by(link))
    form = ReplyForm(request.POST, parts=parts)
    return keep_open(request, link, _page(request, link, form, notice="closed"))


def see(request: HttpRequest) -> HttpResponse:
    """Look at the same address (303), so that a reload sends nothing twice."""
    return HttpResponse(status=303, headers={"Location": request.path})


def inside(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """What was shared, the question and the form of a reply; or what was sent, once it was."""
    reply: Reply | None = getattr(link, "reply", None)
    if request.method == "POST":
        return _said(request, link, reply)
    if reply and "copy" in request.GET:
        return reply_file(link, reply, mine=True)
    if reply and "change" not in request.GET:
        return render(request, "sharing/sent.html", {"link": link, "reply": reply})
    parts = shown(shared_by(link))
    return _page(request, link, ReplyForm(parts=parts, initial=_as_typed(reply)))


def _page(request: HttpRequest, link: ShareLink, form: ReplyForm, notice: str = "", status: int = 200) -> HttpResponse:
    """`notice`: why the page comes again with what was typed: "closed", "asks" or "untrusted"."""
    context = {"link": link, "form": form, "beside": _beside(form), "notice": notice}
    return render(request, "sharing/read.html", context, status=status)


def _beside(form: ReplyForm) -> list[tuple[Shown, Any]]:
    """Each part with the field beside it."""
    return [(each, form[comment_on(each.key)]) for each in form.parts]


def _as_typed(reply: Reply | None) -> dict[str, str]:
    """A reply as the form shows it."""
    if reply is None:
        return {}
    beside = {comment_on(each["place"]): each["text"] for each in reply.comments or ()}
    return {"text": reply.text or "", "line": reply.line or "", **beside}


def _said(request: HttpRequest, link: ShareLink, reply: Reply | None) -> HttpResponse:
    """A reply was sent, or declined."""
    then, form = request.POST.get("then"), ReplyForm(request.POST, parts=shown(shared_by(link)))
    if then not in {SEND, DECLINE, DECLINE_ANYWAY}:
        return see(request)
    if then == DECLINE and form.anything:
        return _page(request, link, form, notice="asks", status=422)
    if then == SEND and not form.is_valid():
        return _page(request, link, form, status=422)
    try:
        _keep(then, link, form, reply)
    except actions.NoSuchLink:
        return gone(request)
    return see(request)


def _keep(then: str, link: ShareLink, form: ReplyForm, reply: Reply | None) -> None:
    if then != SEND:
        return actions.decline(link=link)
    # What was said of a part that does not stand there now is not taken back by sending the rest again.
    here = {each.key for each in form.parts}
    before = [each for each in (reply.comments if reply else None) or () if each["place"] not in here]
    words = form.cleaned_data
    return actions.send_reply(link=link, text=words["text"], comments=[*form.comments(), *before], line=words["line"])


def untrusted(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """A form came back without a valid token: nothing was changed, and what was typed stands there still."""
    if not is_open(request, link):
        return _door(request, link, OpenForm() if link.passphrase else None, status=403)
    form = ReplyForm(request.POST, parts=shown(shared_by(link)))
    return _page(request, link, form, notice="untrusted", status=403)
