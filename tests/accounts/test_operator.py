"""The operator's pages: one door, people with a name, and nothing that anybody wrote; and how e-mail leaves."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from config.services import mailer
from reflections.people.models import Person
from tests.accounts.conftest import body, sign_in
from tests.conftest import PASSWORD, signed_in

WORDS = "a sentence that no operator may read"


@pytest.fixture
def operator(db) -> Person:
    return Person.objects.create_superuser("operator", password=PASSWORD)


def test_the_admin_has_no_door_of_its_own(operator, as_guest):
    assert Client().get("/admin/login/").url.startswith("/account/login/")
    assert as_guest.post("/admin/login/", {"username": "operator", "password": PASSWORD}).status_code == 403
    client = Client()
    assert sign_in(client, "operator", next="/admin/").url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_an_operator_sees_who_has_an_account_and_nothing_they_wrote(operator, ada, guest, write):
    for person in (ada, guest):
        write(person, "topic", WORDS, aside=WORDS)
    client = signed_in(operator)
    pages = "".join(
        body(client.get(f"/admin/{path}"))
        for path in ("", "reflections/person/", f"reflections/person/{ada.pk}/change/", "reflections/")
    )
    assert "ada" in pages
    assert str(guest.pk) not in pages
    assert WORDS not in pages
    assert client.get(f"/admin/reflections/person/{ada.pk}/delete/").status_code == 403
    assert client.get("/admin/reflections/answer/").status_code == 404


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("smtp://me:p%40ss@mail.example.org", {"port": 587, "use_tls": True, "use_ssl": False, "password": "p@ss"}),
        ("smtps://me:pass@mail.example.org", {"port": 465, "use_tls": False, "use_ssl": True, "username": "me"}),
        ("smtp://localhost:25", {"port": 25, "use_tls": False, "use_ssl": False, "username": ""}),
    ],
)
def test_how_mail_leaves(url, options):
    assert mailer(url)["OPTIONS"].items() >= options.items()


def test_no_mail_is_a_choice_and_a_wrong_address_is_none():
    assert mailer("")["BACKEND"].endswith("NoMail")
    for wrong in ("mail.example.org", "http://mail.example.org", "smtp://"):
        with pytest.raises(ImproperlyConfigured, match="smtp://"):
            mailer(wrong)
