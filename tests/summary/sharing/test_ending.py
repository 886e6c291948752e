"""What a writer sees of a share link afterwards: the reply, never a look; and how a link ends."""

import datetime as dt
import re

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from reflections.guide.library import guide
from reflections.people.models import Person
from reflections.summary.models import Reply, ShareLink
from reflections.summary.sharing import actions
from tests.conftest import Write
from tests.summary.sharing.cast import LINKS, SECRET, make, mentor, page, share, the_link

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _written(ada: Person, write: Write) -> None:
    write(ada, "topic", "what draws ada")
    write(ada, "net", "what my family would say")


def test_the_reply_stands_beside_what_it_is_about(as_ada: Client):
    address = make(as_ada, part=["topic", "net"])
    mentor(address).post(
        address, {"then": "send", "text": "My answer", "about-net": "Mine was thin too", "line": "A year off"}
    )
    body = page(as_ada, f"{LINKS}{the_link().pk}/")
    assert "answered on" in body and "answered on" in page(as_ada, LINKS)
    assert body.index("My answer") < body.index("A year off") < body.index("what draws ada")
    assert body.index("Mine was thin too") > body.index(guide().prompts["net"].title)
    file = as_ada.get(f"{LINKS}{the_link().pk}/?copy=1").content.decode()
    assert "The mentor’s answer\n" in file and "My answer" in file


def test_that_somebody_looked_is_seen_nowhere(as_ada: Client):
    address = make(as_ada)
    before = page(as_ada, LINKS), page(as_ada, f"{LINKS}{the_link().pk}/")
    page(mentor(address), address)
    after = page(as_ada, LINKS), page(as_ada, f"{LINKS}{the_link().pk}/")
    assert [without_token(each) for each in before] == [without_token(each) for each in after]


def without_token(body: str) -> str:
    """A page without what differs from form to form."""
    return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", body)


def test_ended_at_once_and_the_reply_stays(as_ada: Client):
    address = make(as_ada)
    reader = mentor(address)
    reader.post(address, {"then": "send", "about-topic": "This drew me too"})
    as_ada.post(f"{LINKS}{the_link().pk}/", {"then": "revoke"})
    assert reader.get(address).status_code == 404
    assert (the_link().copies, the_link().parts) == (None, None)
    body = page(as_ada, f"{LINKS}{the_link().pk}/")
    assert "ended" in body and "This drew me too" in body and "what draws ada" not in body


def test_a_new_address_ends_the_old_one(as_ada: Client):
    old = make(as_ada)
    reader = mentor(old)
    shown = as_ada.post(f"{LINKS}{the_link().pk}/", {"then": "address"}).content.decode()
    new = SECRET.search(shown)[1]
    assert reader.get(old).status_code == 404
    assert "what draws ada" in page(mentor(new), new)


def test_an_ended_link_gets_no_new_address(as_ada: Client):
    make(as_ada)
    actions.revoke(link=the_link())
    assert as_ada.post(f"{LINKS}{the_link().pk}/", {"then": "address"}).status_code == 302


def test_deleting_asks_first(as_ada: Client):
    address = make(as_ada)
    mentor(address).post(address, {"then": "send", "text": "My answer"})
    delete = f"{LINKS}{the_link().pk}/delete/"
    assert as_ada.post(delete).status_code == 422 and ShareLink.objects.exists()
    assert as_ada.post(delete, {"sure": "on"}).url == LINKS
    assert not ShareLink.objects.exists() and not Reply.objects.exists()


def test_nobody_else_sees_or_ends_a_link(as_ada: Client, as_stranger: Client):
    make(as_ada)
    for path in (f"{LINKS}{the_link().pk}/", f"{LINKS}{the_link().pk}/delete/"):
        assert as_stranger.get(path).status_code == 404
        assert as_stranger.post(path, {"then": "revoke", "sure": "on"}).status_code == 404
    assert the_link().revoked_at is None


def test_the_list_costs_the_same_for_many_links(ada: Person, as_ada: Client, django_assert_num_queries):
    page(as_ada, LINKS)
    for count in (0, 8):
        for _ in range(count):
            share(ada, "topic")
        with django_assert_num_queries(5):  # session, person, round, answers, links
            page(as_ada, LINKS)


def test_tidy_empties_what_has_expired_and_leaves_the_reply(ada: Person, as_ada: Client):
    address = make(as_ada)
    mentor(address).post(address, {"then": "send", "text": "My answer"})
    open_still = share(ada, "topic")
    ShareLink.objects.exclude(pk=actions.link_behind(open_still.split("/")[2]).pk).update(
        expires_at=timezone.now() - dt.timedelta(days=1)
    )
    call_command("tidy", verbosity=0)
    expired = Reply.objects.get().link
    assert (expired.copies, expired.parts, Reply.objects.get().text) == (None, None, "My answer")
    assert "what draws ada" in page(mentor(open_still), open_still)
    assert "My answer" in page(as_ada, f"{LINKS}{expired.pk}/")
