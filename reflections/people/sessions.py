"""Where somebody is signed in: in which browser, since when, last seen on which day. Never from which address.

allauth's `UserSession`, one row for each browser an account is signed in with. Guests have none.
"""

import datetime as dt
from ipaddress import IPv4Address
from typing import Any

from allauth.account.signals import user_logged_in
from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.signals import user_logged_out
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from reflections.people.actions import end_sessions
from reflections.people.events import note
from reflections.people.models import Person

NOBODYS = 3600
"""Seconds a session lasts in which nobody is signed in: longer than any step of a sign-in, of which it holds some."""
NOWHERE = str(IPv4Address(0))
"""Stands in the column for the network address, which is not kept."""
SEEN = "seen"
"""In a session that has a row: the day that row says it was last used."""
BROWSERS = {
    **{"Edg": "Edge", "OPR/": "Opera", "SamsungBrowser": "Samsung Internet", "Firefox": "Firefox", "FxiOS": "Firefox"},
    **{"CriOS": "Chrome", "Chrom": "Chrome", "Safari": "Safari"},
}
SYSTEMS = {
    **{"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows", "CrOS": "ChromeOS"},
    **{"Mac": "macOS", "macOS": "macOS", "Linux": "Linux"},
}
"""By a part of what browsers say of themselves; the first that fits, since most claim to be others too."""


class SessionStore(DatabaseStore):
    """Sessions in the database. A stranger's are soon over: they may hold an address, and anybody can begin many."""

    def get_session_cookie_age(self) -> int:
        """How long it lasts, in seconds."""
        return super().get_session_cookie_age() if SESSION_KEY in self else NOBODYS


def in_words(agent: str) -> str:
    """A browser as its owner knows it ("Firefox on Linux"), from what it says of itself."""
    browser = next((name for part, name in BROWSERS.items() if part in agent), _("A browser"))
    system = next((name for part, name in SYSTEMS.items() if part in agent), "")
    return _("%(browser)s on %(system)s") % {"browser": browser, "system": system} if system else browser


def browser(request: HttpRequest) -> str:
    """The browser of a request, in words."""
    return in_words(request.headers.get("User-Agent", ""))


def note_session(request: HttpRequest) -> None:
    """Note that an account is signed in with this browser from now on, where allauth did not see it sign in."""
    UserSession.objects.create_from_request(request)
    request.session[SEEN] = timezone.localdate().isoformat()


def note_day(request: HttpRequest, today: dt.date) -> None:
    """Once a day, date the row of this session; no statement where there is none, or where it is dated."""
    if request.session.get(SEEN, today.isoformat()) != today.isoformat():
        UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=_morning(today))
        request.session[SEEN] = today.isoformat()


def sessions_of(person: Person) -> QuerySet[UserSession]:
    """Where `person` is signed in now, the last used first."""
    live = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return UserSession.objects.filter(user=person, session_key__in=live).order_by("-last_seen_at", "-pk")


def end_session(person: Person, row: int) -> bool:
    """Sign `person` out in the one browser that `row` (the row's number) stands for; whether there was one."""
    keys = list(sessions_of(person).filter(pk=row).values_list("session_key", flat=True))
    Session.objects.filter(pk__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    if keys:
        note("session ended", person)
    return bool(keys)


def end_others(person: Person, key: str | None) -> None:
    """Sign `person` out in every browser but the one whose session has this key."""
    end_sessions(person, but=key)
    UserSession.objects.filter(user=person).exclude(session_key=key).delete()
    note("session ended", person)


def forget_ended() -> int:
    """Delete the rows of sessions that are over; how many there were."""
    return UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()[0]


def _morning(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)


@receiver(pre_save, sender=UserSession)
def _say_little(instance: UserSession, **kwargs: Any) -> None:
    """Of what allauth would keep of a browser, its name in words and the days."""
    instance.ip, instance.user_agent = NOWHERE, in_words(instance.user_agent)
    instance.created_at = _morning(timezone.localdate(instance.created_at))
    instance.last_seen_at = _morning(timezone.localdate(instance.last_seen_at))


@receiver(user_logged_in)
def _signed_in(request: HttpRequest, **kwargs: Any) -> None:
    request.session[SEEN] = timezone.localdate().isoformat()


@receiver(user_logged_out)
def _signed_out(request: HttpRequest, user: object, **kwargs: Any) -> None:
    if isinstance(user, Person) and not user.is_guest:
        UserSession.objects.filter(session_key=request.session.session_key).delete()
