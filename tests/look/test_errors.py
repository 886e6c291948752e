"""Pages that say what went wrong: calm, in our look, and never in need of what may be broken."""

import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.views import defaults

WITH_REQUEST = ["400", "403", "403_csrf", "404", "429"]
ALONE = ["500", "offline"]


@pytest.fixture
def request_of_nobody(db) -> HttpRequest:
    return RequestFactory().get("/nowhere/")


@pytest.mark.parametrize("name", WITH_REQUEST)
def test_stands_in_the_frame(name, request_of_nobody):
    page = render_to_string(f"{name}.html", request=request_of_nobody)
    assert page.count("<h1>") == 1
    assert 'rel="stylesheet"' in page
    assert 'id="main"' in page


@pytest.mark.parametrize("name", ALONE)
def test_needs_neither_context_nor_database(name):
    """No `db` fixture: a query would fail the test."""
    page = render_to_string(f"{name}.html")
    assert page.count("<h1>") == 1
    assert 'rel="stylesheet"' in page
    assert "<form" not in page


def test_500_is_what_django_shows():
    answer = defaults.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert b"Something broke here" in answer.content


def test_404_is_for_anybody(client, db):
    answer = client.get("/nowhere/at/all/")
    assert answer.status_code == 404
    assert b"There is no page here" in answer.content


@pytest.mark.parametrize("name", [*WITH_REQUEST, *ALONE])
def test_has_nothing_inline(name, request_of_nobody):
    """What the content security policy would refuse."""
    page = render_to_string(f"{name}.html", request=request_of_nobody)
    assert " style=" not in page
    assert "<style" not in page
    assert " onclick=" not in page
