"""All that is held about somebody: shown with counts, taken along, taken back, deleted."""

import datetime as dt
import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reflections.journal import actions as journal
from reflections.journal.models import Answer, Date
from reflections.pages.holdings import KINDS, holdings
from reflections.people import actions as people
from reflections.people.actions import give_consent
from reflections.people.models import Consent, Person
from reflections.summary import actions as summary
from reflections.workshops.actions import organisers as workshops
from reflections.workshops.actions.planning import make_workshop
from tests.accounts.conftest import body
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db


def test_every_kind_that_is_counted_has_words(ada):
    held = (part.held(ada) for part in (journal, summary, workshops, people))
    assert set().union(*held) == set(KINDS)


def test_everything_is_counted(ada, as_ada, write):
    write(ada, "topic", "words")
    give_consent(person=ada, purpose="writing", version="2026-11")
    EmailAddress.objects.create(user=ada, email="ada@example.org", primary=True)
    counts = {each.label: each.count for each in holdings(ada) if each.count}
    assert list(counts.values()) == [1, 1, 1, 1, 1]
    assert all(each.kept for each in holdings(ada))
    page = body(as_ada.get("/account/privacy/"))
    for words in ("Keeping your journal here", "wording 2026-11", "/account/delete/", "untold.md", "untold.json"):
        assert words in page
    assert "words" not in page.split("<main")[1].replace("passwords", "")


def test_empty_states_are_there(as_guest, as_ada):
    page = body(as_guest.get("/account/privacy/"))
    assert "Nothing yet. You are asked before" in page
    assert "Keep it: a name and a password" in page
    assert "Nothing was written yet" in body(as_guest.get("/account/delete/"))
    assert "Sign out" in body(as_ada.get("/account/privacy/"))


def test_statements_stay_the_same(ada, as_ada, write):
    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            as_ada.get("/account/privacy/")
        return len(seen)

    write(ada, "topic", "words")
    few = count()
    for number in range(20):
        write(ada, "topic", f"words {number}", keep_old=True)
        give_consent(person=ada, purpose="writing", version=str(number))
    assert count() == few <= 22


@pytest.mark.parametrize("who", ["ada", "guest"])
def test_deleting_takes_everything_of_one_and_nothing_of_another(request, who, stranger, as_stranger, write):
    person = request.getfixturevalue(who)
    client, elsewhere = signed_in(person), signed_in(person)
    for each in (person, stranger):
        write(each, "topic", "words")
        give_consent(person=each, purpose="writing", version="1")
    page = body(client.get("/account/delete/"))
    assert page.index("untold.json") < page.index('name="sure"')
    assert "Tick the box" in body(client.post("/account/delete/"))
    assert Person.objects.count() == 2
    gone = body(client.post("/account/delete/", {"sure": "on"}))
    assert "data-clear-drafts" in gone
    assert list(Person.objects.all()) == [stranger]
    assert Answer.objects.count() == Consent.objects.count() == 1
    assert Session.objects.count() == 1
    assert elsewhere.get("/journal/").status_code == client.get("/journal/").status_code == 302
    assert as_stranger.get("/journal/").status_code == 200


def pressed(client: Client, words: str) -> str:
    """The page to which the link with these words on the page of all that is held leads."""
    found = re.search(rf'href="([^"]+)">{words}', body(client.get("/account/privacy/")))
    return found[1] if found else ""


@pytest.mark.parametrize("who", ["ada", "guest"])
def test_taking_consent_back_is_two_clicks(request, who, write):
    person = request.getfixturevalue(who)
    client = signed_in(person)
    assert not pressed(client, "Take it back"), "nothing was agreed to yet"
    write(person, "topic", "words")
    give_consent(person=person, purpose="writing", version="1")
    address = pressed(client, "Take it back")
    page = body(client.get(address))
    assert page.index("untold.json") < page.index("Answers, with their asides") < page.index('data-kind="stop"')
    gone = client.post(address)
    assert gone.status_code == 200 and "data-clear-drafts" in body(gone)
    assert not Answer.objects.exists()
    assert Person.objects.filter(pk=person.pk).exists() is (who == "ada")
    assert client.get(address).status_code == (404 if who == "ada" else 302)


def test_an_account_stays_when_its_consent_is_taken_back(ada, as_ada, write):
    write(ada, "topic", "words")
    give_consent(person=ada, purpose="writing", version="1")
    make_workshop(person=ada, title="An hour", starts_at=timezone.now(), language="en")
    address = pressed(as_ada, "Take it back")
    assert "Workshops you organise" not in body(as_ada.get(address)).split("<main")[1]
    as_ada.post(address)
    page = body(as_ada.get("/account/privacy/"))
    assert "taken back on" in page and not pressed(as_ada, "Take it back")
    assert as_ada.get("/workshops/").status_code == 200
    assert "consent" in body(as_ada.get("/write/topic/")), "whoever writes again is asked again"


def test_whoever_only_organises_sees_what_is_held_of_them(ada, as_ada):
    make_workshop(person=ada, title="An hour", starts_at=timezone.now(), language="en")
    page = body(as_ada.get("/account/privacy/"))
    assert re.search(r"Workshops you organise, alone or with others</a></th><td>1</td><td>until 30 days", page)


def test_tidy_keeps_a_guest_for_sixty_days_beyond_their_last_date(guest, write, settings, capsys):
    today = timezone.localdate()
    old = people.make_guest()
    answer = write(guest, "topic", "words")
    Person.objects.all().update(last_seen=today - dt.timedelta(days=settings.UNTOLD_GUEST_DAYS + 1))
    date = Date.objects.create(answer=answer, day=today - dt.timedelta(days=60))
    ended = signed_in(guest).session
    Session.objects.filter(pk=ended.session_key).update(expire_date=timezone.now() - dt.timedelta(hours=1))
    call_command("tidy")
    assert "Deleted: 1 guests who did not come back, 1 ended sessions." in capsys.readouterr().out
    assert not Person.objects.filter(pk=old.pk).exists()
    Date.objects.filter(pk=date.pk).update(day=today - dt.timedelta(days=61))
    call_command("tidy")
    assert not Person.objects.exists()
    assert not Answer.objects.exists()


def test_the_index_leads_to_all_that_is_held(as_ada):
    assert as_ada.get("/account/").url == "/account/privacy/"
    assert Client().get("/account/").url == "/account/login/?next=/account/"
