"""How often codes may be tried at the door. Nothing here tells whether a code that was tried is one.

Bounds that grow, and so none of people/limits.py: a whole room is one address, so what an address may get wrong grows
with the seats that were taken from it. The long secret of a QR code cannot be guessed, and is not limited.
"""

import secrets
from dataclasses import dataclass

from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from reflections.people.cookies import give, named
from reflections.people.events import note
from reflections.people.limits import MINUTE, TooMany, address, count, counted, left

WINDOW = 600
"""Seconds in which wrong tries are counted."""
WRONG_BY_ADDRESS, WRONG_BY_DEVICE = 30, 10
"""Wrong codes in a window: of an address, to which the seats taken from it are added, and of one browser."""
KNOWN_FOR, KNOWN_TIMES = 3_600, 10
"""A code by which somebody sat down from an address in the last hour is taken from there for ten times as long: so
that nobody shuts a room out by typing nonsense beside it."""
SEATS_A_MINUTE = 1_500
"""Seats that one typed code gives in a minute: a full hall at once, and an end to a machine that fills it."""
DEVICE = named("tries")
"""The cookie by which a browser is known that tried a wrong code; it is kept as long as the tries are counted."""
_SALT = "workshops.tries"


@dataclass(frozen=True)
class Comer:
    """Who stands at the door with a `code`: from where, and in which browser, if it tried a wrong one before."""

    address: str
    device: str
    code: str


def comer(request: HttpRequest, code: str) -> Comer:
    """Who asks to come in."""
    try:
        device = signing.Signer(salt=_SALT).unsign(request.COOKIES.get(DEVICE, ""))
    except signing.BadSignature:
        device = ""
    return Comer(address(request), device, code)


def expect_tries(who: Comer) -> None:
    """Raises `TooMany` when nothing more is said to who comes from there, right or wrong."""
    allowed = WRONG_BY_ADDRESS + counted(f"join:seats:{who.address}", WINDOW)
    if cache.get(f"join:known:{who.address}:{who.code}"):
        allowed *= KNOWN_TIMES
    by_device = counted(f"join:device:{who.device}", WINDOW) if who.device else 0
    if counted(f"join:address:{who.address}", WINDOW) >= allowed or by_device >= WRONG_BY_DEVICE:
        note("too many join codes")
        raise TooMany(left(WINDOW))


def note_wrong(who: Comer, response: HttpResponse) -> None:
    """Count a wrong code against the address and the browser it came from."""
    device = who.device or secrets.token_hex(8)
    count(f"join:address:{who.address}", WINDOW)
    count(f"join:device:{device}", WINDOW)
    give(response, DEVICE, signing.Signer(salt=_SALT).sign(device), WINDOW)


def expect_seats(who: Comer) -> None:
    """Raises `TooMany` when a code gives too many seats in this minute."""
    if count(f"join:seats of:{who.code}", MINUTE) > SEATS_A_MINUTE:
        raise TooMany(MINUTE)


def note_seat(who: Comer) -> None:
    """From this address a seat was taken: more may go wrong there, and its code is known."""
    count(f"join:seats:{who.address}", WINDOW)
    cache.set(f"join:known:{who.address}:{who.code}", True, KNOWN_FOR)
