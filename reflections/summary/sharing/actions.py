"""Share links: made, given a new address, ended, deleted; and what a mentor sends back by one."""

import datetime as dt
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from reflections.journal.actions.links import digest
from reflections.journal.models import Round
from reflections.people.deletions import ENDED, remember, remembered
from reflections.people.events import note
from reflections.people.models import Person
from reflections.summary.models import Reply, ShareLink

SECRET = 24
"""Bytes of chance in the secret of a link."""
MOST_LINKS = 50
"""As many links as a journal keeps, those that have ended among them."""


class NoSuchLink(Exception):
    """There is no such link, or it opens nothing any more; which of the two is told to nobody."""


class TooManyLinks(Exception):
    """So many links are kept that one has to be deleted first."""


class MadeAlready(Exception):
    """The link of this page was made before: its form was sent twice."""


@dataclass(frozen=True)
class Wish:
    """What a writer wants a link to be. `copies`: the answers as they are now; None for a link that is live."""

    parts: tuple[str, ...]
    question: str
    days: int
    copies: list[dict[str, Any]] | None = None
    name: str = ""
    passphrase: str = ""


def make_share_link(*, this: Round, wish: Wish, key: uuid.UUID | None = None) -> str:
    """The secret of a new link to parts of `this` round; it is shown once. Only its digest is kept.

    `key` names the page that asks for it. Raises `MadeAlready`, `TooManyLinks`.
    """
    key = key or uuid.uuid4()
    if ShareLink.objects.filter(pk=key).exists():
        raise MadeAlready(key)
    if ShareLink.objects.filter(journal=this.journal_id).count() >= MOST_LINKS:
        raise TooManyLinks
    link = ShareLink(pk=key, journal_id=this.journal_id, round=this, live=wish.copies is None)
    link.expires_at = end_of_day(wish.days)
    link.parts, link.question, link.copies, link.name = list(wish.parts), wish.question, wish.copies, wish.name or None
    link.passphrase = make_password(wish.passphrase) if wish.passphrase else ""
    token, link.digest = _secret()
    try:
        with transaction.atomic():
            link.save(force_insert=True)
    except IntegrityError:
        raise MadeAlready(key) from None
    note("share link made")
    return token


def give_new_address(*, link: ShareLink) -> str:
    """Another secret for a link that still stands; the one before it opens nothing any more."""
    token, link.digest = _secret()
    link.save(update_fields=["digest"])
    note("share link made")
    return token


def _secret() -> tuple[str, str]:
    """A new secret, and what is kept of it."""
    token = secrets.token_urlsafe(SECRET)
    return token, digest(token)


def end_of_day(days: int) -> dt.datetime:
    """The end of the day that many days from now: what a page calls the last day is a whole one."""
    last = timezone.localtime() + dt.timedelta(days=days)
    return last.replace(hour=23, minute=59, second=59, microsecond=0)


def find_share_link(person: Person, key: uuid.UUID) -> ShareLink:
    """One of this person's links, with its round and its reply; raises `NoSuchLink`."""
    mine = ShareLink.objects.select_related("round", "reply").filter(pk=key, journal__person=person)
    if (link := mine.first()) is None:
        raise NoSuchLink(key)
    return link


def link_behind(token: str) -> ShareLink:
    """The link that `token` opens now, with its round and its reply. Raises `NoSuchLink`. One statement."""
    links = ShareLink.objects.select_related("round", "reply").filter(_standing(), digest=digest(token))
    if (link := links.first()) is None:
        raise NoSuchLink
    return link


def _standing() -> Q:
    """Links that open something: neither ended nor expired, and not live where the round is gone."""
    gone = Q(live=True, round=None)
    return Q(revoked_at=None, expires_at__gt=timezone.now(), journal__person__is_active=True) & ~gone


def revoke(*, link: ShareLink) -> None:
    """From now on the link opens nothing. Its copies and its list of parts go at once; a reply stays."""
    link.revoked_at = link.revoked_at or timezone.now()
    link.parts = link.copies = None
    with transaction.atomic():
        remember(ShareLink, [link.pk], ENDED)
        link.save(update_fields=["revoked_at", "parts_sealed", "copies_sealed"])
    note("share link ended")


def revoke_again() -> int:
    """End links that were ended before and are there again, out of a backup, as if they were not; how many."""
    back = ShareLink.objects.filter(pk__in=remembered(ENDED), revoked_at=None)
    return back.update(revoked_at=timezone.now(), parts_sealed="", copies_sealed="")


def delete_share_link(*, link: ShareLink) -> None:
    """The link goes, and with it the reply that came by it."""
    with transaction.atomic():
        remember(ShareLink, [link.pk])
        link.delete()


def empty_expired() -> int:
    """Copies and lists of parts of links that have expired go; replies stay. How many links were emptied."""
    over = ShareLink.objects.filter(expires_at__lte=timezone.now())
    full = over.exclude(parts_sealed="", copies_sealed="")
    return full.update(parts_sealed="", copies_sealed="")


def send_reply(*, link: ShareLink, text: str, comments: Sequence[dict[str, str]], line: str) -> None:
    """What the mentor says, in the place of what they said before. Raises `NoSuchLink` when the link has ended."""
    _keep(link, declined=False, text=text, comments=list(comments), line=line)


def decline(*, link: ShareLink) -> None:
    """The mentor would rather not; what they sent before is gone. Raises `NoSuchLink`."""
    _keep(link, declined=True, text=None, comments=None, line=None)


def _keep(link: ShareLink, *, declined: bool, text: str | None, comments: Any, line: str | None) -> None:
    with transaction.atomic():
        if ShareLink.objects.select_for_update(of=("self",)).filter(_standing(), pk=link.pk).first() is None:
            raise NoSuchLink(link.pk)
        reply = Reply.objects.filter(link=link).first() or Reply(link=link)
        reply.declined, reply.sent_at = declined, timezone.now()
        reply.text, reply.comments, reply.line = text or None, comments or None, line or None
        reply.save()
