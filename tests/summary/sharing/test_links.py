"""Share links for their writer: ticked, looked at, made, shown once, answered, ended, deleted."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from reflections.people.models import Person
from reflections.summary.models import Reply, ShareLink
from reflections.summary.sharing import actions
from reflections.summary.sharing.forms import usual_question
from tests.conftest import Write
from tests.summary.cast import letter
from tests.summary.sharing.cast import LINKS, QUESTION, hidden, make, mentor, page, share, the_link

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _written(ada: Person, write: Write) -> None:
    write(ada, "topic", "what draws ada", aside="a word aside")
    write(ada, "kind-of-work", "the work ada wants")
    write(ada, "net", "what my family would say")


def test_nothing_is_ticked_before_it_was(as_ada: Client):
    body = page(as_ada, LINKS)
    assert body.count('name="part"') == 3 and not re.search(r'type="checkbox"[^>]*checked', body)
    assert "a word aside" not in body and usual_question() in body


def test_a_sealed_letter_cannot_be_ticked(ada: Person, as_ada: Client, write: Write):
    write(ada, "letter", value=letter(90))
    assert 'value="letter"' not in page(as_ada, LINKS)
    assert as_ada.post(LINKS, {"then": "look", "part": "letter"}).status_code == 422


def test_without_a_tick_the_page_asks_for_one_and_keeps_the_question(as_ada: Client):
    reply = as_ada.post(LINKS, {"then": "look", "question": QUESTION})
    body = reply.content.decode()
    assert reply.status_code == 422 and "Error:" in body and QUESTION in body and 'href="#id_part"' in body


def test_too_long_a_question_comes_back(as_ada: Client):
    reply = as_ada.post(LINKS, {"then": "look", "question": "y" * 501, "part": "topic"})
    assert reply.status_code == 422 and "y" * 501 in reply.content.decode()
    assert re.search(r'value="topic" checked', reply.content.decode())


def test_the_preview_is_what_the_mentor_sees(as_ada: Client):
    look = as_ada.post(LINKS, {"then": "look", "part": ["topic"], "question": QUESTION}).content.decode()
    assert not ShareLink.objects.exists()
    address = make(as_ada)
    seen = page(mentor(address), address)
    assert parts(look) == parts(seen)
    assert QUESTION in look and "the work ada wants" not in look and "a word aside" not in look


def parts(body: str) -> list[str]:
    """What was written, as a page shows it."""
    found = re.findall(
        r'<section class="sec in" aria-labelledby="part-.*?</p>\s*(?=<div class="field|</div>)', body, re.S
    )
    assert found
    return [each.strip() for each in found]


def test_a_link_is_shown_once_and_listed(as_ada: Client):
    address = make(as_ada, name="for Amara")
    link = the_link()
    assert (link.name, link.question, link.parts, link.live) == ("for Amara", QUESTION, ["topic"], False)
    for body in (page(as_ada, LINKS), page(as_ada, f"{LINKS}{link.pk}/")):
        assert "for Amara" in body and "not answered yet" in body and address not in body
    assert "for Amara" not in page(mentor(address), address)


def test_an_empty_question_asks_the_usual_one(as_ada: Client):
    make(as_ada, question="  ")
    assert the_link().question == usual_question()


def test_the_same_page_sent_twice_makes_one_link(as_ada: Client):
    data = {"part": ["topic"], "question": QUESTION}
    look = as_ada.post(LINKS, {**data, "then": "look"}).content.decode()
    first, second = (as_ada.post(LINKS, {**data, **hidden(look), "then": "make"}) for _ in range(2))
    assert first.status_code == 200 and second.url == f"{LINKS}{the_link().pk}/"


def test_two_presses_at_once_make_one_link(as_ada: Client, monkeypatch: pytest.MonkeyPatch):
    data = {"part": ["topic"], "question": QUESTION, "passphrase": "quiet rivers run deep"}
    look = as_ada.post(LINKS, {**data, "then": "look"}).content.decode()
    hashed = actions.make_password

    def pressed_again(phrase: str) -> str:
        monkeypatch.setattr(actions, "make_password", hashed)
        assert as_ada.post(LINKS, {**data, **hidden(look), "then": "make"}).status_code == 200
        return hashed(phrase)

    monkeypatch.setattr(actions, "make_password", pressed_again)
    late = as_ada.post(LINKS, {**data, **hidden(look), "then": "make"})
    assert late.url == f"{LINKS}{the_link().pk}/"


def test_what_has_changed_since_is_looked_at_once_more(ada: Person, as_ada: Client, write: Write):
    data = {"part": ["topic"], "question": QUESTION, "name": "for Amara"}
    look = as_ada.post(LINKS, {**data, "then": "look"}).content.decode()
    write(ada, "topic", "something I did not look at", keep_old=True)
    again = as_ada.post(LINKS, {**data, **hidden(look), "then": "make"})
    body = again.content.decode()
    assert again.status_code == 422 and "something I did not look at" in body and "for Amara" in body
    assert not ShareLink.objects.exists()
    assert as_ada.post(LINKS, {**data, **hidden(body), "then": "make"}).status_code == 200


@pytest.mark.parametrize(("wrong", "words"), [({"passphrase": "abc"}, "longer"), ({"days": "400"}, "one of the three")])
def test_a_wrong_field_of_the_second_page_makes_nothing(as_ada: Client, wrong: dict[str, str], words: str):
    data = {"part": ["topic"], "question": QUESTION}
    look = as_ada.post(LINKS, {**data, "then": "look"}).content.decode()
    reply = as_ada.post(LINKS, {**data, **hidden(look), **wrong, "then": "make"})
    body = reply.content.decode()
    assert reply.status_code == 422 and "Error:" in body and words in body and not ShareLink.objects.exists()
    assert "what draws ada" in body


def test_change_goes_back_with_all_that_was_chosen(as_ada: Client):
    data = {"part": ["topic", "net"], "question": QUESTION, "live": "1", "days": "90", "name": "for Amara"}
    body = as_ada.post(LINKS, {**data, "then": "change"}).content.decode()
    assert re.findall(r'value="([\w-]+)" checked', body) == ["topic", "net", "1"]
    assert all(words in body for words in (QUESTION, 'name="days" value="90"', 'value="for Amara"'))


def test_days_and_passphrase_are_kept(as_ada: Client):
    address = make(as_ada, days="7", passphrase="two herons")
    assert (the_link().expires_at.date() - timezone.localdate()).days == 7
    assert Client().post(address, {"passphrase": "one heron"}).status_code == 422
    assert "what draws ada" in page(mentor(address, passphrase="two herons"), address)


def test_a_link_can_be_of_an_earlier_round(ada: Person, as_ada: Client, write: Write):
    this = ada.journal.rounds.get()
    actions_of = as_ada.post("/journal/rounds/", {"name": "", "path": ""})
    assert actions_of.status_code == 302
    assert "Nothing can be shown yet" in page(as_ada, LINKS)
    assert 'value="topic"' in page(as_ada, f"{LINKS}?round={this.pk}")


def test_there_is_room_for_fifty_links(ada: Person, as_ada: Client):
    for _ in range(50):
        share(ada, "topic")
    data = {"part": ["topic"], "question": QUESTION}
    look = as_ada.post(LINKS, {**data, "then": "look"}).content.decode()
    full = as_ada.post(LINKS, {**data, **hidden(look), "then": "make"})
    assert full.status_code == 422 and ShareLink.objects.count() == 50


def test_no_word_is_kept_unsealed(as_ada: Client):
    address = make(as_ada, name="for Amara")
    mentor(address).post(address, {"then": "send", "text": "My answer", "line": "A year off"})
    rows = [str(row) for model in (ShareLink, Reply) for row in model.objects.values_list()]
    assert not [row for row in rows for words in ("Amara", QUESTION, "draws", "My answer", "A year") if words in row]
