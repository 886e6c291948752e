"""How often something may be done: one table of all limits of ours, and the counting.

The counts lie in the cache, which all processes share (config/limits.py). Each is one number that the cache itself
counts up: django-allauth's limits, which its own pages keep, are lists of times under a lock, and here a whole room
comes at once. A room is one address, so that an address has much room and a person less; of IPv6 the network counts,
since a guesser has all its addresses.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from allauth.core.internal.ratelimit import get_ip
from allauth.core.ratelimit import respond_429
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from reflections.people.events import note

MINUTE, HOUR, DAY = 60, 3_600, 86_400
ADDRESS, PERSON, THING = "address", "person", "thing"


@dataclass(frozen=True)
class Limit:
    """So `many` times in so many `seconds`, each address, person or other thing for itself."""

    many: int
    seconds: int
    per: str = ADDRESS


LIMITS = {
    # A room of 300 behind one address has begun after two minutes, a hall of 3,000 after twenty.
    "begin": (Limit(150, MINUTE), Limit(10_000, DAY)),
    "import": (Limit(30, HOUR, PERSON), Limit(300, HOUR)),
    # Files are made one after the other; at the end of a workshop everybody in the room takes some.
    "export": (Limit(60, 10 * MINUTE, PERSON), Limit(1_500, 10 * MINUTE)),
    "search": (Limit(60, MINUTE, PERSON), Limit(1_000, MINUTE)),
    "share": (Limit(120, HOUR, PERSON), Limit(600, HOUR)),
    "share_open": (Limit(60, MINUTE),),
    "share_passphrase": (Limit(10, 5 * MINUTE, THING),),
    "feed": (Limit(600, MINUTE),),
}


class TooMany(Exception):
    """Not now: try again in so many `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = max(1, math.ceil(seconds))

    @property
    def minutes(self) -> int:
        """The same for people."""
        return -(-self.seconds // 60)


def expect(request: HttpRequest, action: str, thing: str = "") -> None:
    """Count that somebody does `action` (to a `thing`), against each of its limits. Raises `TooMany`."""
    for limit in LIMITS[action]:
        whose = _whose(request, limit.per, thing)
        if whose and count(f"{action}:{limit.per}:{whose}", limit.seconds) > limit.many:
            note("too many requests")
            raise TooMany(left(limit.seconds))


def limited(action: str, *methods: str) -> Callable[..., Any]:
    """A view that may be asked so often with one of `methods`; else the page that says to wait."""

    def around(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def within(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                if request.method in methods:
                    expect(request, action)
                return view(request, *args, **kwargs)
            except TooMany as why:
                return not_now(request, why)

        return within

    return around


def not_now(request: HttpRequest, why: TooMany) -> HttpResponse:
    """The page that says to wait, to people and to machines."""
    response = respond_429(request)
    response["Retry-After"] = str(why.seconds)
    return response


def count(key: str, seconds: int) -> int:
    """Count one more in this stretch of so many `seconds`; how many there are now."""
    key = _now(key, seconds)
    cache.add(key, 0, 2 * seconds)
    try:
        return cache.incr(key)
    except ValueError:  # it was thrown out between the two
        return 1


def counted(key: str, seconds: int) -> int:
    """How many were counted in this stretch of so many `seconds`."""
    return int(cache.get(_now(key, seconds), 0))


def left(seconds: int) -> float:
    """How long this stretch still lasts."""
    return seconds - time.time() % seconds


def address(request: HttpRequest) -> str:
    """Where somebody comes from, as limits count it."""
    return str(get_ip(request))


def _whose(request: HttpRequest, per: str, thing: str) -> str:
    if per == PERSON:
        return str(request.user.pk) if request.user.is_authenticated else ""
    return thing if per == THING else address(request)


def _now(key: str, seconds: int) -> str:
    return f"{key}:{seconds}:{int(time.time() // seconds)}"
