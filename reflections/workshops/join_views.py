"""Coming in: a code, one plain page, a seat. To look changes nothing, and wrong codes all look alike."""

import unicodedata

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_http_methods

from reflections.workshops.actions.seats import DoorClosed, RoomFull, opens, take_seat
from reflections.workshops.door import has_seat, remember_seat
from reflections.workshops.limits import TooMany, comer, expect_seats, expect_tries, note_seat, note_wrong
from reflections.workshops.models import JoinCode

DIGITS = 8


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Type the eight digits of a room; with `code` it leads there, whether there is such a room or not."""
    typed = request.POST.get("code", "") if request.method == "POST" else request.GET.get("code")
    if typed is None:
        return render(request, "workshops/join.html")
    digits = digits_of(typed)
    if len(digits) == DIGITS:
        return redirect("join_code", code=digits)
    context = {"typed": typed[:40], "count": len(digits)}
    return render(request, "workshops/join.html", context, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def join_code(request: HttpRequest, code: str) -> HttpResponse:
    """Who will see what, then the seat. `code`: eight digits, or the long secret of the QR code."""
    found = _behind(code)
    if found and has_seat(request, found.workshop):
        return redirect("phone", code=found.code)
    try:
        if _typed(code):
            expect_tries(comer(request, code))
        if not found or not opens(found):
            return _wrong(request, code)
        if request.method == "POST":
            return _sit_down(request, found, code)
        with translation.override(found.workshop.language):
            return render(request, "workshops/join_room.html", {"workshop": found.workshop})
    except TooMany as why:
        return _not_now(request, minutes=why.minutes)


def digits_of(typed: str) -> str:
    """The digits in what somebody typed, of whatever script, in ours; nothing where a letter is among them."""
    values = [unicodedata.decimal(sign, None) for sign in typed if unicodedata.category(sign)[0] not in "ZPSC"]
    return "" if None in values else "".join(map(str, values))


def _typed(code: str) -> bool:
    return len(code) == DIGITS


def _behind(code: str) -> JoinCode | None:
    """The code or secret that was said, whether it opens or not."""
    if not code.isprintable():  # PostgreSQL refuses to look for some of what an address can hold
        return None
    asked = {"code": code} if _typed(code) else {"secret": code}
    return JoinCode.objects.select_related("workshop").filter(**asked).first()


def _sit_down(request: HttpRequest, found: JoinCode, said: str) -> HttpResponse:
    """Raises `TooMany`."""
    who = comer(request, found.code)
    if _typed(said):
        expect_seats(who)
    try:
        seat = take_seat(code=found)
    except DoorClosed:
        return _wrong(request, said)
    except RoomFull:
        return _not_now(request, minutes=0)
    note_seat(who)
    response = redirect("phone", code=found.code)
    remember_seat(response, seat)
    return response


def _wrong(request: HttpRequest, code: str) -> HttpResponse:
    """The same for every code that opens nothing; what was typed does not stand in it."""
    response = render(request, "workshops/join.html", {"wrong": True}, status=404)
    if _typed(code):
        note_wrong(comer(request, code), response)
    return response


def _not_now(request: HttpRequest, *, minutes: int) -> HttpResponse:
    """Too many tries from there, or (no minutes) no seat is left."""
    response = render(request, "workshops/join_not_now.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(60 * (minutes or 60))
    return response
