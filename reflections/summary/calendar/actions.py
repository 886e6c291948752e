"""A private address from which a calendar reads dates: made, made anew, stopped."""

import secrets

from django.http import Http404

from reflections.journal.actions import digest
from reflections.journal.models import Journal
from reflections.people.models import Person
from reflections.summary.models import Feed


class NoSuchFeed(Http404):
    """No feed has this secret: it never had, or another was made since."""


def make_feed(*, person: Person, discreet: bool) -> str:
    """The secret of a new feed, to be shown once; the one before it stops working."""
    token = secrets.token_urlsafe(24)
    journal, _ = Journal.objects.get_or_create(person=person)
    Feed.objects.update_or_create(journal=journal, defaults={"digest": digest(token), "discreet": discreet})
    return token


def stop_feed(*, person: Person) -> None:
    """From now on the address gives nothing."""
    Feed.objects.filter(journal__person=person).delete()


def feed_of(token: str) -> Feed:
    """The feed with this secret, with its journal and person; raises `NoSuchFeed`."""
    feed = Feed.objects.select_related("journal__person").filter(digest=digest(token)).first()
    if feed is None or not feed.journal.person.is_active:
        raise NoSuchFeed
    return feed
