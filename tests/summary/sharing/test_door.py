"""The door of a share link: a button, a passphrase, a cookie; and one page for all that opens nothing."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client, override_settings
from django.utils import timezone

from reflections.people.models import Person
from reflections.summary.models import ShareLink
from reflections.summary.sharing import actions
from reflections.summary.sharing.door import COOKIE, SALT
from tests.conftest import Write
from tests.summary.sharing.cast import QUESTION, mentor, page, share, the_link

pytestmark = pytest.mark.django_db

WORDS = "what ada wrote to the first page"
PHRASE = "two herons"


@pytest.fixture
def address(ada: Person, write: Write) -> str:
    """A link to one page of Ada's."""
    write(ada, "topic", WORDS)
    return share(ada, "topic")


@pytest.fixture
def locked(ada: Person, write: Write) -> str:
    """The same with a passphrase."""
    write(ada, "topic", WORDS)
    return share(ada, "topic", passphrase=PHRASE)


def test_looking_opens_nothing_and_leaves_no_trace(address: str, client: Client):
    before = list(ShareLink.objects.values_list())
    for ask in (client.get, client.head):
        reply = ask(address)
        assert reply.status_code == 200 and COOKIE not in client.cookies
    body = client.get(address).content.decode()
    assert "about 10 minutes" in body and "You may decline" in body
    assert WORDS not in body and QUESTION not in body
    assert list(ShareLink.objects.values_list()) == before


def test_pressing_the_button_opens_it_and_writes_no_row(address: str):
    before = list(ShareLink.objects.values_list())
    reader = mentor(address)
    assert WORDS in page(reader, address) and WORDS in page(reader, address)
    assert list(ShareLink.objects.values_list()) == before
    assert not Session.objects.exists() and "session" not in reader.cookies


def test_the_cookie_reaches_this_address_alone_and_no_script(address: str):
    cookie = mentor(address).cookies[COOKIE]
    assert cookie["path"] == address and cookie["httponly"] and cookie["samesite"] == "Lax"
    assert int(cookie["max-age"]) == 12 * 3600 and not cookie["secure"]
    with override_settings(UNTOLD_HTTPS=True):
        assert mentor(address).cookies[COOKIE]["secure"]


def test_a_cookie_opens_no_other_link(ada: Person, address: str):
    other, reader = share(ada, "topic"), mentor(address)
    reader.cookies[COOKIE]["path"] = "/"
    assert WORDS not in page(reader, other)


def test_a_cookie_opens_for_some_hours(address: str, monkeypatch: pytest.MonkeyPatch):
    reader = mentor(address)
    later = timezone.now().timestamp() + 12 * 3600 + 60
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert WORDS not in page(reader, address)


def test_a_cookie_nobody_signed_opens_nothing(address: str, client: Client):
    client.cookies[COOKIE] = signing.dumps(the_link().digest, salt="another")
    assert WORDS not in page(client, address)
    client.cookies[COOKIE] = signing.dumps(the_link().digest, salt=SALT)
    assert WORDS in page(client, address)


def test_the_passphrase_opens_and_no_other_word(locked: str, client: Client):
    assert 'name="passphrase"' in page(client, locked)
    for wrong in ("", "two heron", PHRASE.upper()):
        reply = client.post(locked, {"passphrase": wrong})
        assert reply.status_code == 422 and "Error:" in reply.content.decode() and COOKIE not in client.cookies
    assert WORDS in page(mentor(locked, passphrase=PHRASE), locked)


def test_only_a_hash_of_the_passphrase_is_kept(locked: str):
    assert PHRASE not in the_link().passphrase and the_link().passphrase.startswith(("pbkdf2", "md5"))


def test_passphrases_are_not_guessed_on_and_on(locked: str):
    for _ in range(10):
        assert Client(REMOTE_ADDR="192.0.2.1").post(locked, {"passphrase": "wrong one"}).status_code == 422
    for address in ("192.0.2.1", "192.0.2.2"):
        right = Client(REMOTE_ADDR=address).post(locked, {"passphrase": PHRASE})
        assert right.status_code == 429, "the limit holds from wherever one tries"


def test_one_address_cannot_press_all_day(address: str):
    presses = [Client(REMOTE_ADDR="192.0.2.1").post(address).status_code for _ in range(61)]
    assert presses == [303] * 60 + [429]
    assert Client(REMOTE_ADDR="192.0.2.9").post(address).status_code == 303


def gone(address: str) -> bytes:
    """The page of a link that opens nothing, which is the same by GET and by POST."""
    replies = [Client().get(address), Client().post(address, {"then": "open", "passphrase": PHRASE})]
    assert [reply.status_code for reply in replies] == [404, 404]
    assert replies[0].content == replies[1].content
    assert not replies[0].cookies
    return replies[0].content


def test_unknown_expired_revoked_and_emptied_links_look_the_same(ada: Person, write: Write, address: str, locked: str):
    expired, revoked, live = share(ada, "topic"), share(ada, "topic"), share(ada, "topic", live=True)
    kinds = {each: actions.link_behind(each.split("/")[2]) for each in (expired, revoked, locked)}
    ShareLink.objects.filter(pk=kinds[expired].pk).update(expires_at=timezone.now())
    ShareLink.objects.filter(pk=kinds[locked].pk).update(expires_at=timezone.now() - dt.timedelta(days=1))
    actions.revoke(link=kinds[revoked])
    ada.journal.rounds.all().delete()
    dead = ["/shared/nothing/", f"/shared/{'x' * 32}/", address[:-2] + "/", expired, revoked, live, locked]
    assert len({gone(each) for each in dead}) == 1
    ada.is_active = False
    ada.save()
    assert gone(address) == gone(expired)


def test_a_link_ends_while_it_is_being_read(address: str):
    reader = mentor(address)
    assert WORDS in page(reader, address)
    actions.revoke(link=the_link())
    assert reader.get(address).status_code == 404
    late = reader.post(address, {"then": "send", "text": "too late"})
    assert late.status_code == 404
    assert "too late" in late.content.decode()


def test_a_link_works_to_the_end_of_its_last_day(address: str, monkeypatch: pytest.MonkeyPatch):
    end = the_link().expires_at
    assert (end.date() - timezone.localdate()).days == 30 and (end.hour, end.minute) == (23, 59)
    monkeypatch.setattr(actions.timezone, "now", lambda: end - dt.timedelta(seconds=1))
    assert Client().get(address).status_code == 200
    monkeypatch.setattr(actions.timezone, "now", lambda: end)
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("path", ["open", "door", "gone"])
def test_nobody_indexes_caches_or_is_told_the_address(address: str, path: str):
    reader = mentor(address) if path == "open" else Client()
    reply = reader.get("/shared/nothing/" if path == "gone" else address)
    assert "noindex" in reply["X-Robots-Tag"] and "nofollow" in reply["X-Robots-Tag"]
    assert reply["Referrer-Policy"] == "no-referrer"
    assert "no-store" in reply["Cache-Control"] and "private" in reply["Cache-Control"]
    assert reply["Cross-Origin-Resource-Policy"] == reply["Cross-Origin-Opener-Policy"] == "same-origin"
    body = reply.content.decode()
    assert '<meta name="robots" content="noindex, nofollow, noarchive">' in body
    assert '<meta name="referrer" content="no-referrer">' in body


def test_only_a_digest_of_the_secret_is_kept(address: str):
    token = address.split("/")[2]
    assert len(token) >= 32
    assert all(token not in str(row) for row in ShareLink.objects.values_list())


def test_an_account_that_is_deleted_takes_its_links_along(ada: Person, address: str):
    ada.delete()
    assert not ShareLink.objects.exists()
    assert Client().get(address).status_code == 404
