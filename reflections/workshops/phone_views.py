"""The phone of somebody in the room."""

from dataclasses import replace
from functools import lru_cache

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape
from django.views.decorators.http import require_POST, require_safe

from reflections.workshops import sending
from reflections.workshops.actions import groups
from reflections.workshops.fragment import fragment
from reflections.workshops.phone import Guest, Mine, guest_of, mine_of, page_of, seated
from reflections.workshops.sending import Reply
from reflections.workshops.state import now_of


@require_safe
def phone(request: HttpRequest, code: str, number: int = 0) -> HttpResponse:
    """The phone: where the room is, or at `number` another of its questions.

    Without a seat one is sent to the door, which alone says whether there is such a room, and counts the tries.
    """
    guest = guest_of(request, code)
    if guest is None:
        return redirect("join_code", code)
    with translation.override(guest.workshop.language):
        found = {**page_of(guest, number), "reloads": not number and "still" not in request.GET}
        page = render(request, "workshops/phone.html", found)
        page["Content-Language"] = translation.get_language()
    return page


@require_safe
def phone_now(request: HttpRequest, code: str) -> HttpResponse:
    """The fragment that all phones of a room share, for a server that does not answer it from memory (`live`)."""
    workshop = seated(request, code).workshop
    now = now_of(workshop)
    if request.GET.get("tick") == str(now.tick):
        return HttpResponse(status=204, headers={"X-Room": now.bell()})
    return HttpResponse(fragment(workshop), headers={"X-Room": now.bell()})


@require_safe
def phone_mine(request: HttpRequest, code: str) -> HttpResponse:
    """What is one seat's own: what it sent, whom it looks for."""
    guest = seated(request, code)
    with translation.override(guest.workshop.language):
        return HttpResponse(_mine(request, guest))


@require_POST
def send(request: HttpRequest, code: str) -> HttpResponse:
    """Take a part that a person sends to the room."""
    guest = seated(request, code)
    with translation.override(guest.workshop.language):
        return _answer(request, guest, sending.sent(guest, request.POST))


@require_POST
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """Take it back."""
    guest = seated(request, code)
    with translation.override(guest.workshop.language):
        return _answer(request, guest, sending.taken_back(guest, request.POST))


@require_POST
def find_group(request: HttpRequest, code: str) -> HttpResponse:
    """Somebody late or alone joins a three."""
    guest = seated(request, code)
    with translation.override(guest.workshop.language):
        return _answer(request, guest, _placed(guest))


@require_safe
def own_step(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Another question of the room, at one's own pace."""
    return phone(request, code, number)


TOKEN, WORDS = "token-goes-here", "words-go-here"


def _mine(request: HttpRequest, guest: Guest, mine: Mine | None = None) -> str:
    mine = mine or mine_of(guest)
    if not mine.sent:
        found = {"mine": mine, "code": guest.code, "workshop": guest.workshop}
        return render_to_string("workshops/_mine.html", found, request)
    around = _around(replace(mine, sent=WORDS), guest.code, translation.get_language())
    return around.replace(TOKEN, get_token(request)).replace(WORDS, escape(mine.sent))


@lru_cache(maxsize=512)
def _around(mine: Mine, code: str, language: str) -> str:
    """What stands around the words that somebody sent: the same for a thousand phones that send at once."""
    found = {"mine": mine, "code": code, "csrf_token": TOKEN}
    return render_to_string("workshops/_mine.html", found)


def _placed(guest: Guest) -> Reply:
    step = guest.workshop.step
    try:
        if guest.seat is None or step is None:
            raise groups.NoGroups
        groups.find_group(seat=guest.seat, step=step)
    except groups.NoGroups:
        return Reply("no-groups", 409, translation.gettext("The room does something else now."))
    return Reply("placed", 200, translation.gettext("Here is your sign."))


def _answer(request: HttpRequest, guest: Guest, reply: Reply) -> HttpResponse:
    """For a script what came of it, with what is the seat's own now; else the phone again, or what was not sent."""
    if request.headers.get("Accept", "").startswith("application/json"):
        told = {"state": reply.state, "words": reply.words, "mine": _mine(request, guest, reply.mine)}
        return JsonResponse(told, status=reply.status)
    if reply.status == 200:
        return redirect("phone", guest.code)
    page = {**page_of(guest), "reply": reply, "typed": request.POST}
    return render(request, "workshops/phone.html", page, status=reply.status)
