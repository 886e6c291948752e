"""What a mentor sends back: an answer, comments, a line; changed, declined, kept; and nothing typed is lost."""

import pytest
from django.test import Client

from reflections.guide.library import guide
from reflections.people.models import Person
from reflections.summary.models import Reply
from reflections.summary.sharing import actions
from reflections.summary.sharing.door import COOKIE
from tests.conftest import Write
from tests.documents.hostile import HOSTILE
from tests.summary.sharing.cast import QUESTION, mentor, page, share, the_link

pytestmark = pytest.mark.django_db

SAID = {
    "then": "send",
    "text": "In my second year I asked,\nand nobody minded.",
    "about-topic": "This drew me too.",
    "line": "A paper refused five times.",
}


@pytest.fixture
def address(ada: Person, write: Write) -> str:
    """A link to two pages of Ada's."""
    write(ada, "topic", "what draws ada")
    write(ada, "kind-of-work", "the work ada wants")
    return share(ada, "topic", "kind-of-work")


@pytest.fixture
def reader(address: str) -> Client:
    """A mentor who has opened it."""
    return mentor(address)


def test_a_reply_is_sent_and_shown(address: str, reader: Client):
    sent = reader.post(address, SAID)
    assert (sent.status_code, sent["Location"]) == (303, address)
    reply = Reply.objects.get()
    assert (reply.text, reply.line, reply.declined) == (SAID["text"], SAID["line"], False)
    title = guide().prompts["topic"].title
    assert reply.comments == [{"place": "topic", "quote": title, "text": "This drew me too."}]
    body = page(reader, address)
    assert "It is sent" in body and all(words in body for words in (SAID["text"], "This drew me too.", SAID["line"]))


@pytest.mark.parametrize("field", ["text", "line", "about-kind-of-work"])
def test_any_one_of_the_fields_will_do(address: str, reader: Client, field: str):
    assert reader.post(address, {"then": "send", field: "a word"}).status_code == 303
    assert Reply.objects.count() == 1


def test_nothing_at_all_is_not_sent(address: str, reader: Client):
    reply = reader.post(address, {"then": "send", "text": " \n ", "line": ""})
    assert reply.status_code == 422 and "Nothing is written yet" in reply.content.decode()
    assert not Reply.objects.exists()


def test_a_reply_is_changed_and_the_last_one_counts(address: str, reader: Client):
    reader.post(address, SAID)
    form = page(reader, f"{address}?change=1")
    assert "and nobody minded.</textarea>" in form and 'value="A paper refused five times."' in form
    assert ">\nThis drew me too.</textarea>" in form
    assert reader.post(address, {**SAID, "text": "Another answer", "about-topic": ""}).status_code == 303
    reply = Reply.objects.get()
    assert (reply.text, reply.comments, reply.line) == ("Another answer", None, SAID["line"])


def test_a_mentor_declines_and_may_come_back(address: str, reader: Client):
    assert reader.post(address, {"then": "decline"}).status_code == 303
    assert Reply.objects.get().declined and "You declined" in page(reader, address)
    assert reader.post(address, SAID).status_code == 303
    assert not Reply.objects.get().declined


def test_declining_asks_when_something_is_typed(address: str, reader: Client):
    reply = reader.post(address, {**SAID, "then": "decline"})
    assert reply.status_code == 422 and "nobody minded." in reply.content.decode()
    assert not Reply.objects.exists()
    assert reader.post(address, {**SAID, "then": "decline-anyway"}).status_code == 303
    reply = Reply.objects.get()
    assert (reply.declined, reply.text, reply.comments, reply.line) == (True, None, None, None)


def test_declining_after_an_answer_takes_the_answer_back(address: str, reader: Client):
    reader.post(address, SAID)
    reader.post(address, {"then": "decline"})
    assert Reply.objects.get().text is None


TOO_LONG = {"text": 20_001, "line": 301, "about-topic": 2_001}


@pytest.mark.parametrize("field", TOO_LONG)
def test_what_is_too_long_or_broken_comes_back_as_typed(address: str, reader: Client, field: str):
    for wrong in ("y" * TOO_LONG[field], "a zero \x00 sign"):
        words = {**SAID, "text": "the other words", field: wrong}
        reply = reader.post(address, words)
        body = reply.content.decode()
        assert reply.status_code == 422 and "Error:" in body and 'aria-invalid="true"' in body
        assert wrong.replace("\x00", "\ufffd") in body and (field == "text" or "the other words" in body)
    assert not Reply.objects.exists()
    longest = {"then": "send", field: "y" * (TOO_LONG[field] - 1)}
    assert reader.post(address, longest).status_code == 303


def test_hostile_words_are_only_words(address: str, reader: Client, as_ada: Client):
    words = "\n".join(each for each in HOSTILE if len(each) < 100)
    reader.post(address, {"then": "send", "text": words, "about-topic": words, "line": "<script>alert(1)</script>"})
    for body in (page(reader, address), page(as_ada, f"/summary/mentor/{the_link().pk}/")):
        assert "<script>alert" not in body and "<img src=x" not in body and "&lt;script&gt;alert(1)" in body


def test_the_copy_is_a_text_file_with_all_of_it(address: str, reader: Client):
    reader.post(address, SAID)
    file = reader.get(f"{address}?copy=1")
    assert file["Content-Type"] == "text/plain; charset=utf-8" and file["Content-Disposition"].startswith("attachment;")
    text = file.content.decode()
    assert all(words in text for words in (QUESTION, SAID["text"], SAID["line"], "This drew me too."))
    assert "what draws ada" not in text and "noindex" in file["X-Robots-Tag"]
    assert Client().get(f"{address}?copy=1").content.decode().count(SAID["line"]) == 0


def test_before_there_is_a_reply_there_is_no_copy(address: str, reader: Client):
    assert "What you are asked" in page(reader, f"{address}?copy=1")


def test_a_form_without_its_token_keeps_what_was_typed(address: str):
    reader = Client(enforce_csrf_checks=True)
    reader.cookies = mentor(address).cookies
    reply = reader.post(address, SAID)
    body = reply.content.decode()
    assert reply.status_code == 403 and "nobody minded.</textarea>" in body and "send it once more" in body
    assert reply["Referrer-Policy"] == "no-referrer" and not Reply.objects.exists()


@pytest.mark.parametrize(
    ("origin", "status"), [("null", 303), ("http://testserver", 303), ("http://evil.example", 403)]
)
def test_a_form_of_a_page_without_referrer_is_known_by_its_token(address: str, origin: str, status: int):
    reader = Client(enforce_csrf_checks=True)
    reader.cookies = mentor(address).cookies
    token = {"csrfmiddlewaretoken": page(reader, address).partition('csrfmiddlewaretoken" value="')[2][:64]}
    assert reader.post(address, {**SAID, **token}, headers={"origin": origin}).status_code == status
    assert reader.post(address, SAID, headers={"origin": origin}).status_code == 403


def test_words_outlive_a_door_that_closed_meanwhile(ada: Person, address: str):
    """The cookie is gone, and a passphrase is asked for again: what was typed goes along and can be sent."""
    locked = share(ada, "topic", passphrase="two herons")
    reader = mentor(locked, passphrase="two herons")
    del reader.cookies[COOKIE]
    asks = reader.post(locked, SAID)
    assert asks.status_code == 422 and "nobody minded." in asks.content.decode()
    again = reader.post(locked, {**SAID, "passphrase": "two herons"})
    assert again.status_code == 200 and "nobody minded.</textarea>" in again.content.decode()
    assert not Reply.objects.exists()
    assert reader.post(locked, SAID).status_code == 303


def test_a_reply_is_not_taken_once_the_link_has_ended(address: str):
    link = the_link()
    actions.revoke(link=link)
    with pytest.raises(actions.NoSuchLink):
        actions.send_reply(link=link, text="too late", comments=(), line="")
    assert not Reply.objects.exists()


def test_a_comment_on_a_part_that_is_gone_now_stays(ada: Person, write: Write):
    write(ada, "topic", "what draws ada")
    write(ada, "kind-of-work", "the work ada wants")
    live = share(ada, "topic", "kind-of-work", live=True)
    reader = mentor(live)
    reader.post(live, SAID)
    ada.journal.rounds.get().answers.get(prompt="topic").delete()
    reader.post(live, {"then": "send", "text": "and more"})
    assert [each["place"] for each in Reply.objects.get().comments] == ["topic"]
