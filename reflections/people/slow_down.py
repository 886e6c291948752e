"""After ten wrong tries for a name a guesser waits, longer each time; the owner does not.

Tries are counted by name, whether there is such a person or not, apart for strangers and for each browser in which
that name was signed in to before (`known`): whoever guesses from elsewhere makes other strangers wait and nobody else.
A one-time code cannot be guessed, so its tries are counted by address too: what strangers do is no hindrance at all.

The counts lie in the cache, which all processes share (config/limits.py). A try is counted before it is known to be
wrong, so that many at the same moment get no more than one after the other.
"""

import time

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext, ngettext

from reflections.people import known
from reflections.people.events import note
from reflections.people.limits import address

FIRST, LONGEST, GROWN_FOR = 30, 900, 86_400
"""Seconds: the first wait, each is twice the one before; the longest; and how long it is remembered how far it grew."""
PASSWORD, RESET_CODE, SECOND_FACTOR = "password", "reset code", "second factor"
FREE, WINDOW = 10, {PASSWORD: 600, RESET_CODE: 600, SECOND_FACTOR: 86_400}
"""As many wrong tries within as many seconds cost no waiting. Six digits would be guessed within months at nine tries
in ten minutes, by somebody who has the password: of them so many are free in a day.
"""
_STRANGERS = "strangers"


class Wait(ValidationError):
    """Not now: try again in so many `seconds`. Its message says so in words, and what helps at once."""

    def __init__(self, seconds: float, *, kind: str, stranger: bool) -> None:
        self.seconds = max(1, int(seconds))
        super().__init__(_words(self.seconds, kind, stranger), code="wait")


class Tries:
    """The tries of one `kind` for one `name`, in the lane of whoever asks."""

    def __init__(self, request: HttpRequest, kind: str, name: str) -> None:
        self.kind = kind
        self.browser = known.browser(request, name)
        place = address(request) if kind == RESET_CODE else ""
        self.key = _key(kind, name, self.browser or f"{_STRANGERS} {place}")

    def begin(self) -> None:
        """Count a try, before anything is looked at. Raises `Wait`."""
        grown = cache.get(f"{self.key}:grown", 0)
        if not (grown == 0 and self._free()) and not self._wait_after(grown):
            raise Wait(cache.get(f"{self.key}:until", 0) - time.time(), kind=self.kind, stranger=not self.browser)

    def forgive(self) -> None:
        """The try was right: what went wrong before counts no more."""
        cache.delete_many(_all(self.key))

    def _free(self) -> bool:
        """Whether one of the free tries was left, which is taken now; after the last the waiting begins."""
        cache.add(f"{self.key}:count", 0, WINDOW[self.kind])
        count = cache.incr(f"{self.key}:count")
        if count == FREE:
            self._wait_after(0)
        return count <= FREE

    def _wait_after(self, grown: int) -> bool:
        """Let this try be the last for a while; False if one still has to wait for an earlier one."""
        seconds = min(FIRST * 2**grown, LONGEST)
        if not cache.add(f"{self.key}:until", time.time() + seconds, seconds):
            return False
        note("too many wrong tries")
        cache.set(f"{self.key}:grown", grown + 1, GROWN_FOR)
        return True


def forgive(name: str) -> None:
    """Whoever owns `name` has set a new password: strangers' guesses at the old one count no more.

    Those at the second factor do: each link of a stolen mailbox would buy ten more of them.
    """
    cache.delete_many(_all(_key(PASSWORD, name, f"{_STRANGERS} ")))


def _key(kind: str, name: str, lane: str) -> str:
    digest = salted_hmac("people.slow_down", f"{kind}\n{name}\n{lane}", algorithm="sha256").hexdigest()
    return f"tries:{digest[:32]}"


def _all(key: str) -> list[str]:
    return [f"{key}:{what}" for what in ("count", "until", "grown")]


def _words(seconds: int, kind: str, stranger: bool) -> str:
    minutes = -(-seconds // 60)
    wait = ngettext(
        "Too many wrong tries for this name. Wait a minute, then try again.",
        "Too many wrong tries for this name. Wait %(minutes)d minutes, then try again.",
        minutes,
    )
    elsewhere = gettext("So does a browser in which you signed in by this name before.") if stranger else ""
    return " ".join(filter(None, (wait % {"minutes": minutes}, _ways(kind), elsewhere)))


def _ways(kind: str) -> str:
    if kind != PASSWORD:
        return gettext("A passkey lets you in at once.")
    if settings.EMAIL_URL:
        return gettext("A passkey, a code by e-mail or one of your one-time codes lets you in at once.")
    return gettext("A passkey or one of your one-time codes lets you in at once.")
