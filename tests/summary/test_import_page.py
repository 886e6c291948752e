"""The page that takes a file back: for an account, a guest, and somebody with nothing at all."""

import logging
import re

import pytest
from django.conf import settings as ours
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from config.bridge import FILES
from reflections.journal.models import Answer, Journal
from reflections.people.models import Consent, Person
from reflections.summary.exports.pieces import LONGEST_FILE
from tests.summary import cast
from tests.summary.carrying import file_of, raw, said

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_limits_left_over():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def there(ada, write):
    cast.fill(write, ada)
    return file_of(ada)


def send(client, content, **more):
    """The form with a file in it."""
    return client.post("/import/", {"file": SimpleUploadedFile("untold.json", content), **more})


def told(client):
    """What the page says on the way back."""
    page = client.get("/import/").content.decode()
    return [
        re.sub(r"<[^>]+>", "", words).strip() for words in re.findall(r'<p class="note">(.*?)</p>', page, re.DOTALL)
    ]


def test_somebody_with_nothing_becomes_a_guest_by_agreeing(there):
    new = Client()
    assert send(new, raw(there), consent="yes").url == "/import/"
    person = Person.objects.get(pk=new.session["_auth_user_id"])
    assert person.is_guest
    assert person.consents.get().purpose == "writing"
    assert said(file_of(person))["rounds"] == said(there)["rounds"]
    assert told(new) == ["Brought in: 1 round with 9 answers."]


def test_without_agreeing_nothing_is_kept(there):
    people = Person.objects.count()
    reply = send(Client(), raw(there))
    assert reply.status_code == 422
    assert 'id="consent-e"' in reply.content.decode()
    assert Person.objects.count() == people


def test_a_refused_file_makes_no_guest(there):
    people = Person.objects.count()
    there["rounds"][0]["answers"][1]["state"] = "perhaps"
    reply = send(Client(), raw(there), consent="yes")
    assert reply.status_code == 422
    assert "Round 1, answer 2, state: " in reply.content.decode()
    assert (Person.objects.count(), Consent.objects.count()) == (people, 0)


def test_a_guest_who_agreed_is_not_asked_again(as_guest, guest, write, there):
    write(guest, "topic", "mine")
    there["rounds"][0]["begun_at"] = timezone.now().isoformat()
    assert 'name="consent"' not in as_guest.get("/import/").content.decode()
    assert send(as_guest, raw(there)).status_code == 302
    assert "so it is put away: you go on in yours" in " ".join(told(as_guest))


def test_a_new_account_is_asked_once(as_ada, ada, there):
    Journal.objects.all().delete()
    assert send(as_ada, raw(there)).status_code == 422
    assert send(as_ada, raw(there), consent="yes").status_code == 302
    assert 'name="consent"' not in as_ada.get("/import/").content.decode()


def test_twice_is_said(as_ada, there):
    send(as_ada, raw(there))
    assert told(as_ada) == ["Here already, and left as it is: 1 round."]


def test_an_empty_file_of_ours(as_ada, there):
    send(as_ada, raw({**there, "rounds": [], "notes": []}))
    assert told(as_ada) == ["There is no round and no note in this file."]


def test_nothing_chosen(as_ada, ada, write):
    write(ada, "topic", "x")
    page = as_ada.post("/import/", {}).content.decode()
    assert "<title>Error:" in page
    assert 'href="#id_file"' in page


def test_what_this_site_does_not_ask_is_left_out_when_ticked(as_guest, guest, write, there):
    write(guest, "topic", "mine")
    there["rounds"][0]["answers"][0]["prompt"] = "elsewhere"
    assert "Leave out what this site does not ask" in send(as_guest, raw(there)).content.decode()
    assert send(as_guest, raw(there), leave="on").status_code == 302
    assert "1 answer was left out: this site does not ask for it." in told(as_guest)


def test_a_letter_from_elsewhere_is_told(as_guest, there, settings):
    settings.UNTOLD_ENCRYPTION_KEYS = ["YW5vdGhlciBrZXkgdGhhdCBpcyAzMiBieXRlcyBsb24=", *ours.UNTOLD_ENCRYPTION_KEYS[1:]]
    send(as_guest, raw(there), consent="yes")
    assert told(as_guest)[1].startswith("1 sealed letter cannot be opened by this site")


def test_the_bounds_agree(as_guest):
    """What may arrive, what is kept in memory of it, and what is given away: a file fits with the form around it."""
    room = 100_000
    assert FILES["/import/"].most >= LONGEST_FILE + room
    assert FILES["/import/"].most <= ours.FILE_UPLOAD_MAX_MEMORY_SIZE
    assert ours.FILE_UPLOAD_HANDLERS == ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
    assert "up to 16 MB" in as_guest.get("/import/").content.decode()


def test_the_longest_file_is_read_and_one_sign_more_is_not(as_guest):
    for more, words in ((0, "“untold” is missing"), (1, "longer than any of ours")):
        content = b"{" + b" " * (LONGEST_FILE - 2 + more) + b"}"
        page = send(as_guest, content, consent="yes").content.decode()
        assert (words in page) or ("no journal of Untold" in page and not more)


def test_too_many_files_in_an_hour(as_guest):
    replies = [send(as_guest, b"x", consent="yes").status_code for _ in range(31)]
    assert (set(replies[:30]), replies[30]) == ({422}, 429)


def test_logs_say_nothing_of_it(as_guest, there, caplog):
    caplog.set_level(logging.DEBUG)
    there["rounds"][0]["answers"][0]["aside"] = {"secret": cast.ASIDE}
    send(as_guest, raw(there), consent="yes")
    send(as_guest, raw(there)[:-40], consent="yes")
    assert cast.ASIDE not in caplog.text
    assert cast.HOW not in caplog.text
    assert not Answer.objects.filter(round__journal__person__username=None).exists()
