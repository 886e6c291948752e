"""A form without a valid token: what was typed comes back to its writer, and to nobody else's page."""

import pytest
from django.test import Client

TYPED = "a line that was typed"


@pytest.mark.parametrize("path", ["/write/topic/", "/journal/notes/"])
@pytest.mark.parametrize("origin", [None, "http://testserver", "https://elsewhere.example", "null"])
def test_what_another_site_says_does_not_stand_in_our_page(db, path, origin):
    headers = {"Origin": origin} if origin else {}
    reply = Client(enforce_csrf_checks=True).post(path, {"text": TYPED, "aside": TYPED}, headers=headers)
    assert reply.status_code == 403
    assert (TYPED in reply.content.decode()) is (origin in {None, "http://testserver"})
