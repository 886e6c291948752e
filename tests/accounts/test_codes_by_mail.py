"""Sign in by a code sent by e-mail: to confirmed addresses only, alike for all, and a code is good for little."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from reflections.journal.models import Round
from reflections.people.models import Person
from tests.accounts.conftest import body

pytestmark = pytest.mark.django_db

ASK, CONFIRM = "/account/login/code/", "/account/login/code/confirm/"
CODE = re.compile(r"^[A-Z]{4}-[A-Z]{4}$", re.MULTILINE)


@pytest.fixture
def address(ada, sends_mail) -> str:
    EmailAddress.objects.create(user=ada, email="ada@example.org", primary=True, verified=True)
    Person.objects.filter(pk=ada.pk).update(email="ada@example.org")
    return "ada@example.org"


def ask(client: Client, email: str, **more: str):
    return client.post(ASK, {"email": email, **more})


def code_of(mails) -> str:
    return CODE.search(mails[-1].body).group()


def test_without_mail_the_page_says_so_and_names_the_other_ways(ada, mailoutbox):
    page = body(Client().get(ASK))
    for words in ("sends no e-mail", "so does a passkey", "/account/password/code/"):
        assert words in page
    assert 'name="email"' not in page
    assert ask(Client(), "ada@example.org").url == ASK
    assert mailoutbox == []
    assert ASK not in body(Client().get("/account/login/"))


def test_the_code_signs_in_once_and_in_any_spelling(address, mailoutbox):
    assert f'href="{ASK}"' in body(Client().get("/account/login/"))
    client = Client()
    assert ask(client, "Ada@Example.org").url == CONFIRM
    assert address in body(client.get(CONFIRM))
    code = code_of(mailoutbox)
    assert client.post(CONFIRM, {"code": code.lower().replace("-", " ")}).url == "/journal/"
    assert client.get("/journal/").status_code == 200
    client.post("/account/logout/")
    assert client.post(CONFIRM, {"code": code}).status_code == 302
    assert client.get("/journal/").status_code == 302


def test_it_leads_on_to_where_one_was_going(address, mailoutbox):
    client = Client()
    assert ask(client, address, next="/summary/").url == f"{CONFIRM}?next=%2Fsummary%2F"
    code = code_of(mailoutbox)
    assert client.post(CONFIRM, {"code": code, "next": "/summary/"}).url == "/summary/"


def test_the_subject_does_not_hold_the_code(address, mailoutbox):
    ask(Client(), address)
    (mail,) = mailoutbox
    assert not CODE.search(mail.subject)
    assert mail.to == [address]
    assert "Give it to nobody" in mail.body


def test_only_the_browser_that_asked_can_use_it(address, mailoutbox):
    ask(Client(), address)
    other = Client()
    assert other.post(CONFIRM, {"code": code_of(mailoutbox)}).status_code == 302
    ask(other, "eve@example.org")
    assert "not the code" in body(other.post(CONFIRM, {"code": code_of(mailoutbox[:1])}))
    assert other.get("/journal/").status_code == 302


@pytest.mark.parametrize("unknown", ["eve@example.org", "unconfirmed@example.org"])
def test_known_and_unknown_are_answered_alike(address, stranger, unknown, mailoutbox):
    EmailAddress.objects.create(user=stranger, email="unconfirmed@example.org", primary=True, verified=False)
    pages = []
    for email in (address, unknown):
        client = Client()
        asked = ask(client, email)
        steps = [client.get(CONFIRM), *(client.post(CONFIRM, {"code": "ABCD-EFGH"}) for _ in range(3)), client.get(ASK)]
        pages.append([asked.url, *((step.status_code, body(step).replace(email, "")) for step in steps)])
    assert pages[0] == pages[1]
    assert [len(CODE.findall(mail.body)) for mail in mailoutbox] == [1, 0]
    assert [mail.to for mail in mailoutbox] == [[address], [unknown]]


def test_a_name_that_has_no_code_yet_is_not_signed_in_by_an_empty_one(address):
    client = Client()
    ask(client, "eve@example.org")
    assert "Write the code" in body(client.post(CONFIRM, {"code": ""}))
    assert "not the code" in body(client.post(CONFIRM, {"code": "-"}))
    assert client.get("/journal/").status_code == 302


def test_three_wrong_codes_end_it(address, mailoutbox):
    client = Client()
    ask(client, address)
    replies = [client.post(CONFIRM, {"code": "ABCD-EFGH"}) for _ in range(3)]
    assert [reply.status_code for reply in replies] == [200, 200, 302]
    assert "wrong three times" in body(client.get(ASK))
    assert client.post(CONFIRM, {"code": code_of(mailoutbox)}).status_code == 302
    assert client.get("/journal/").status_code == 302


def test_ten_minutes_later_it_is_too_late(address, mailoutbox):
    client = Client()
    ask(client, address)
    session = client.session
    for stage in session["account_login"]["state"]["stages"].values():
        if isinstance(stage, dict):
            stage["data"]["at"] -= 601
    session.save()
    client.post(CONFIRM, {"code": code_of(mailoutbox)})
    assert client.get("/journal/").status_code == 302


def test_nobody_fills_a_mailbox(address, mailoutbox):
    pages = [ask(Client(), email) for email in [address] * 6 + ["eve@example.org"] * 6]
    assert [page.status_code for page in pages] == ([302] * 5 + [200]) * 2
    assert "Too many tries, for now." in body(pages[5])
    assert len(mailoutbox) == 10


def test_a_locked_account_gets_no_code(address, ada, mailoutbox):
    Person.objects.filter(pk=ada.pk).update(is_active=False)
    assert ask(Client(), address).url == CONFIRM
    assert not CODE.search(mailoutbox[0].body)


@pytest.mark.parametrize(("form", "rounds"), [({"bring": "on"}, 2), ({}, 1)])
def test_a_guest_brings_along_what_they_wrote_or_not(address, ada, guest, as_guest, write, mailoutbox, form, rounds):
    write(ada, "topic", "of Ada")
    write(guest, "topic", "of the guest")
    assert 'name="bring"' in body(as_guest.get(ASK))
    assert 'name="bring"' not in body(Client().get(ASK))
    assert ask(as_guest, address, **form).url == CONFIRM
    assert as_guest.get("/journal/").status_code == 200
    assert as_guest.post(CONFIRM, {"code": code_of(mailoutbox)}).url == "/journal/"
    assert as_guest.session["_auth_user_id"] == str(ada.pk)
    assert Round.objects.filter(journal__person=ada).count() == rounds


def test_a_guest_with_a_wrong_code_stays_the_guest(address, guest, as_guest, write):
    write(guest, "topic", "of the guest")
    ask(as_guest, address, bring="on")
    as_guest.post(CONFIRM, {"code": "ABCD-EFGH"})
    assert as_guest.session["_auth_user_id"] == str(guest.pk)
    assert Round.objects.filter(journal__person=guest).count() == 1


def test_whoever_is_signed_in_goes_on(address, as_ada):
    assert as_ada.get(ASK).url == "/journal/"
    assert as_ada.get(CONFIRM).url == "/journal/"


def test_the_address_is_asked_for(sends_mail):
    page = body(ask(Client(), "nowhere"))
    assert "Write the whole address" in page
    assert "<title>Error:" in page
