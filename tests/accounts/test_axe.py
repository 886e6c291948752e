"""Pages of an account, and of signing in in two steps: nothing for axe to mend, and nothing scrolls sideways."""

import uuid

import pytest

from tests.accounts.app import SEALED, SECRET, app_digits
from tests.browser import Server
from tests.conftest import PASSWORD
from tests.eyes import Eyes
from tests.wire import Caller


@pytest.fixture
def account(server: Server) -> Caller:
    """Somebody who has just chosen a name and a password."""
    this = Caller(server.url)
    form = {"username": f"axe {uuid.uuid4()}", "password1": PASSWORD, "email": f"{uuid.uuid4()}@example.org"}
    assert "<code>" in this.post("/account/signup/", form).text
    return this


def test_pages_of_an_account(eyes: Eyes, account: Caller):
    eyes.become(account)
    for path in (
        "journal",
        "summary",
        "summary/take",
        "account/privacy",
        "account/codes",
        "account/email",
        "account/password/change",
    ):
        eyes.look(f"/{path}/")
    eyes.look("/journal/reminders/")
    eyes.look("/account/logout/")
    eyes.look_at(account.post("/account/codes/", {"password": PASSWORD}).text, "new codes")
    assert account.fill("/write/topic/", "What draws me is how cells decide.").status == 302
    eyes.look("/account/consent/writing/")
    eyes.look_at(account.post("/account/consent/writing/", {}).text, "a consent taken back")
    eyes.look_at(account.post("/account/delete/", {"sure": "on"}).text, "all deleted")


def test_pages_of_the_second_factor(eyes: Eyes, server: Server):
    """Before there is one; while it is added; with it, at the overview and at the door."""
    owner, name = Caller(server.url), f"axe {uuid.uuid4()}"
    assert "<code>" in owner.post("/account/signup/", {"username": name, "password1": PASSWORD}).text
    eyes.become(owner)
    for path in ("2fa", "confirm", "sessions"):
        eyes.look(f"/account/{path}/")
    eyes.look_at(owner.post("/account/confirm/", {"password": "no"}).text, "it is not you")
    assert owner.post("/account/confirm/", {"password": PASSWORD}).status == 302
    eyes.look("/account/2fa/passkeys/")
    page = owner.get("/account/2fa/app/").text
    eyes.look_at(page, "an app to add")
    secret = SECRET.search(page)[1].replace(" ", "")
    shown = {"sealed": SEALED.search(page)[1]}
    eyes.look_at(owner.post("/account/2fa/app/", {**shown, "code": "1"}).text, "a code that does not fit")
    eyes.look_at(owner.post("/account/2fa/app/", {**shown, "code": app_digits(secret)}).text, "recovery codes")
    for path in ("2fa", "2fa/codes", "2fa/app/remove", "confirm"):
        eyes.look(f"/account/{path}/")
    comes_again = Caller(server.url)
    assert comes_again.post("/account/login/", {"login": name, "password": PASSWORD}).status == 302
    eyes.become(comes_again)
    eyes.look("/account/login/step/")
    eyes.look_at(comes_again.post("/account/login/step/", {"code": "1"}).text, "a wrong step")
