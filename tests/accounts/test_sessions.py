"""Where somebody is signed in: in words, by day, without an address; ended one by one, or all but this one."""

import datetime as dt

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reflections.people import middleware
from reflections.people.sessions import NOBODYS, in_words
from tests.accounts.conftest import body, sign_in
from tests.conftest import PASSWORD, signed_in

pytestmark = pytest.mark.django_db

PATH = "/account/sessions/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile Safari/604.1"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36"
AGENTS = {
    FIREFOX: "Firefox on Linux",
    PHONE: "Safari on iPhone",
    CHROME: "Chrome on Windows",
    f"{CHROME} Edg/142.0": "Edge on Windows",
    CHROME.replace("Windows NT 10.0; Win64; x64", "Linux; Android 15; Pixel 9"): "Chrome on Android",
    FIREFOX.replace("X11; Linux x86_64", "Macintosh; Intel Mac OS X 15.5"): "Firefox on macOS",
    "curl/8.5": "A browser",
    "": "A browser",
}


@pytest.fixture
def laptop(ada) -> Client:
    """Ada signed in by the door, with Firefox."""
    client = Client(headers={"user-agent": FIREFOX})
    sign_in(client)
    return client


@pytest.fixture
def phone(laptop) -> Client:
    """Ada signed in once more, on a phone."""
    client = Client(headers={"user-agent": PHONE})
    sign_in(client)
    return client


@pytest.mark.parametrize("agent", AGENTS)
def test_a_browser_is_called_as_its_owner_calls_it(agent):
    assert in_words(agent) == AGENTS[agent]
    assert in_words(AGENTS[agent]) == AGENTS[agent]


def test_what_is_kept_of_a_session(laptop, phone):
    rows = UserSession.objects.order_by("pk").values_list("ip", "user_agent", "data")
    assert list(rows) == [("0.0.0.0", "Firefox on Linux", {}), ("0.0.0.0", "Safari on iPhone", {})]  # noqa: S104 - no address
    moments = UserSession.objects.values_list("created_at", "last_seen_at")
    assert {moment.time() for pair in moments for moment in pair} == {dt.time()}


def test_each_is_listed_and_this_one_named(laptop, phone):
    page = body(phone.get(PATH))
    assert page.index("Safari on iPhone</b> <span") < page.index("this one") < page.index("Firefox on Linux</b>")
    assert page.count('name="session"') == 1


def test_one_is_ended(laptop, phone):
    row = UserSession.objects.get(user_agent="Firefox on Linux")
    assert phone.post(PATH, {"session": row.pk}).url == PATH
    assert "You are signed out there." in body(phone.get(PATH))
    assert laptop.get("/journal/").status_code == 302
    assert phone.get("/journal/").status_code == 200


def test_all_others_are_ended_also_those_that_are_not_listed(ada, laptop, phone):
    older = signed_in(ada)
    assert older.get("/journal/").status_code == 200
    phone.post(PATH, {"others": "1"})
    assert older.get("/journal/").status_code == laptop.get("/journal/").status_code == 302
    assert phone.get("/journal/").status_code == 200
    assert UserSession.objects.count() == 1


@pytest.mark.parametrize("row", ["", "x", "-1", "99999999999999999999", "²"])
def test_what_is_no_session_of_mine_ends_nothing(laptop, as_stranger, row):
    given = row or str(UserSession.objects.get().pk)
    assert as_stranger.post(PATH, {"session": given}).url == PATH
    assert "signed out there" not in body(as_stranger.get(PATH))
    assert laptop.get("/journal/").status_code == 200


def test_signing_out_takes_the_row_along(laptop):
    laptop.post("/account/logout/")
    assert not UserSession.objects.exists()


def test_rows_of_our_own_ways_in(as_guest):
    new = {"username": "lou", "password1": PASSWORD, "email": ""}
    as_guest.post("/account/keep/", new)
    assert "this one" in body(as_guest.get(PATH))
    client = Client()
    client.post("/account/signup/", {**new, "username": "lea"})
    assert "this one" in body(client.get(PATH))
    assert UserSession.objects.count() == 2


def test_a_new_password_keeps_this_one_listed(laptop, phone):
    form = {"oldpassword": PASSWORD, "password1": "another walk by the sea"}
    assert phone.post("/account/password/change/", form).status_code == 302
    page = body(phone.get(PATH))
    assert "this one" in page
    assert "Firefox on Linux" not in page


def test_guests_have_no_row_and_no_list(as_guest):
    assert as_guest.get(PATH).url == "/account/keep/"
    assert not UserSession.objects.exists()


def test_the_day_is_dated_once_a_day_and_costs_nothing_else(laptop, monkeypatch):
    tomorrow = dt.date.today() + dt.timedelta(days=1)
    laptop.get("/journal/")
    with CaptureQueriesContext(connection) as today:
        laptop.get("/journal/")
    assert not [one for one in today if "usersession" in one["sql"]]
    monkeypatch.setattr(middleware.timezone, "localdate", lambda *when: tomorrow)
    laptop.get("/journal/")
    assert UserSession.objects.get().last_seen_at.date() == tomorrow
    with CaptureQueriesContext(connection) as again:
        laptop.get("/journal/")
    assert len(again) == len(today)


def test_looking_changes_no_row_also_where_a_session_is_over(laptop, phone):
    Session.objects.exclude(pk=phone.session.session_key).delete()
    with CaptureQueriesContext(connection) as seen:
        page = body(phone.get(PATH))
    assert "Firefox on Linux" not in page
    assert all(one["sql"].startswith("SELECT") for one in seen)
    assert UserSession.objects.count() == 2


def test_a_session_of_nobody_is_soon_over(ada, settings):
    client = Client()
    client.post("/account/login/passkey/", headers={"Accept": "application/json"})
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == NOBODYS
    assert client.session.get_expiry_age() <= NOBODYS
    sign_in(client)
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == settings.SESSION_COOKIE_AGE
    assert Session.objects.get().expire_date > timezone.now() + dt.timedelta(seconds=settings.SESSION_COOKIE_AGE - 60)


def test_tidy_forgets_sessions_that_are_over(laptop, phone):
    Session.objects.exclude(pk=phone.session.session_key).delete()
    call_command("tidy")
    assert UserSession.objects.get().user_agent == "Safari on iPhone"


def test_statements_are_the_same_for_many(laptop, ada):
    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            laptop.get(PATH)
        return len(seen)

    few = count()
    for _ in range(10):
        sign_in(Client())
    assert count() == few <= 4
