"""What the summary holds of a guest comes along into an account, and all of it is counted and goes."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from reflections.journal.actions import digest
from reflections.pages.holdings import bring_along, forget_everything
from reflections.people.models import Person
from reflections.summary import actions as summary
from reflections.summary.calendar.actions import feed_of, make_feed
from reflections.summary.models import Dismissal, Feed, Reply, Selection, ShareLink

pytestmark = pytest.mark.django_db
RULE = "sure-moved"


def a_link(person: Person) -> ShareLink:
    link = ShareLink(
        journal=person.journal, digest=digest(str(person.pk)), expires_at=timezone.now() + dt.timedelta(days=30)
    )
    link.parts, link.question = ["topic"], "what would you ask?"
    link.save()
    reply = Reply(link=link)
    reply.text = "from my own years"
    reply.save()
    return link


def left_out(person: Person, *keys: str) -> None:
    one = Selection(journal=person.journal)
    one.left_out = list(keys)
    one.save()


@pytest.fixture
def wrote(guest: Person, write: Any) -> str:
    """A guest of whom there is one row of each kind; the secret of their feed."""
    write(guest, "topic", "something")
    Dismissal.objects.create(journal=guest.journal, rule=RULE, about="one")
    left_out(guest, "topic")
    a_link(guest)
    return make_feed(person=guest, discreet=True)


def test_a_guest_brings_all_of_it_along(guest: Person, ada: Person, wrote: str):
    assert summary.held(guest) == dict.fromkeys(summary.held(guest), 1)
    bring_along(guest=guest, person=ada)
    assert summary.held(ada) == dict.fromkeys(summary.held(ada), 1)
    assert feed_of(wrote).journal.person == ada
    assert ShareLink.objects.get().question == "what would you ask?"
    assert Reply.objects.get().text == "from my own years"
    assert Selection.objects.get().left_out == ["topic"]


def test_what_an_account_has_already_stays(guest: Person, ada: Person, wrote: str, write: Any):
    write(ada, "topic", "else")
    Dismissal.objects.create(journal=ada.journal, rule=RULE, about="one")
    left_out(ada, "net")
    own = make_feed(person=ada, discreet=False)
    bring_along(guest=guest, person=ada)
    assert summary.held(ada) == {"dismissals": 1, "selections": 1, "share_links": 1, "replies": 1, "feeds": 1}
    assert Selection.objects.get().left_out == ["net"]
    assert Feed.objects.get() == feed_of(own)


def test_a_guest_who_wrote_nothing_brings_nothing(guest: Person, ada: Person):
    assert bring_along(guest=guest, person=ada) == 0
    assert not any(summary.held(ada).values())


def test_forgetting_leaves_no_row(guest: Person, wrote: str):
    forget_everything(guest)
    for kind in (Dismissal, Selection, ShareLink, Reply, Feed):
        assert not kind.objects.exists()
