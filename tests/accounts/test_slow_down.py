"""After ten wrong tries a guesser waits, longer each time; the owner comes in all the same."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.core.context import request_context
from django.core.cache import cache
from django.db import connection
from django.test import Client, RequestFactory

from reflections.people import slow_down
from reflections.people.actions import new_reset_codes
from reflections.people.slow_down import FIRST, FREE, LONGEST, PASSWORD, SECOND_FACTOR, WINDOW, Tries, Wait
from tests.accounts.conftest import body, sign_in
from tests.conftest import PASSWORD as RIGHT

pytestmark = pytest.mark.django_db

NEW = "another walk by the sea"
SLOW = "Too many wrong tries for this name. Wait a minute, then try again."


@pytest.fixture
def roomy(settings) -> None:
    """Limits by address, which are not the matter here, let everything through."""
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "9999/m/ip", "login_failed": "9999/m/ip"}


def elsewhere(number: int = 0) -> Client:
    """A browser at another address."""
    return Client(REMOTE_ADDR=f"203.0.{number // 250}.{number % 250}")


def storm(name: str = "ada", times: int = 50) -> int:
    """As many wrong tries, each from another address, without the page that answers them; how many had to wait."""
    waited = 0
    for number in range(times):
        request = RequestFactory(REMOTE_ADDR=elsewhere(number).defaults["REMOTE_ADDR"]).post("/account/login/")
        with request_context(request):
            try:
                assert get_adapter(request).authenticate(request, **credentials(name, "wrong")) is None
            except Wait:
                waited += 1
    return waited


def credentials(name: str, password: str) -> dict[str, str]:
    return {"email" if "@" in name else "username": name, "password": password}


def by_code(client: Client, name: str, code: str):
    return client.post("/account/password/code/", {"username": name, "code": code, "password1": NEW})


def tries(kind: str = PASSWORD, name: str = "ada") -> Tries:
    return Tries(RequestFactory().post("/"), kind, name)


def time_passes(what: Tries) -> None:
    """The wait that is under way is over."""
    assert cache.delete(f"{what.key}:until")


@pytest.mark.parametrize("name", ["ada", "eve", "ada@example.org"])
def test_after_ten_wrong_tries_a_stranger_waits_whether_or_not_there_is_such_a_name(ada, name, roomy):
    storm(name, FREE - 1)
    assert "do not belong together" in body(sign_in(Client(), name, "wrong"))
    page = body(sign_in(Client(), name, RIGHT))
    assert SLOW in page
    assert "So does a browser in which you signed in by this name before." in page
    other = body(sign_in(Client(), "ada" if name != "ada" else "bob", "wrong"))
    assert "do not belong together" in other


def test_the_words_are_the_same_for_a_name_that_does_not_exist(ada, roomy):
    pages = []
    for name in ("ada", "eve"):
        storm(name, FREE)
        pages.append(body(sign_in(Client(), name, "wrong")).replace(f'"{name}"', ""))
    assert pages[0] == pages[1]


def test_a_thousand_wrong_tries_from_elsewhere_do_not_stop_the_owner(ada, roomy, settings):
    own = Client()
    assert sign_in(own).status_code == 302
    own.post("/account/logout/")
    assert storm(times=1_000) == 1_000 - FREE
    assert SLOW in body(sign_in(elsewhere(), "ada", RIGHT))
    assert sign_in(own).status_code == 302
    assert own.get("/journal/").status_code == 200


def test_on_a_new_browser_a_one_time_code_lets_the_owner_in_during_an_attack(ada, roomy):
    code = new_reset_codes(ada)[0]
    storm()
    for _ in range(FREE + 1):
        by_code(elsewhere(), "ada", "aaaaa-bbbbb-ccccc-ddddd")
    new = Client()
    assert by_code(new, "ada", code).status_code == 302
    storm()
    assert sign_in(new, "ada", NEW).status_code == 302


def test_on_a_new_browser_a_code_by_mail_lets_the_owner_in_during_an_attack(ada, roomy, sends_mail, mailoutbox):
    EmailAddress.objects.create(user=ada, email="ada@example.org", primary=True, verified=True)
    storm()
    storm("ada@example.org")
    new = Client()
    new.post("/account/login/code/", {"email": "ada@example.org"})
    code = mailoutbox[0].body.split("\n\n")[2]
    assert new.post("/account/login/code/confirm/", {"code": code}).url == "/journal/"


def test_one_time_codes_are_slowed_down_by_name_and_address(ada):
    code = new_reset_codes(ada)[0]
    for _ in range(FREE):
        assert "do not belong together" in body(by_code(elsewhere(), "ada", "x"))
    assert SLOW in body(by_code(elsewhere(), "ada", code))
    assert "do not belong together" in body(by_code(elsewhere(), "eve", "x"))
    assert by_code(Client(), "ada", code).status_code == 302


def test_a_new_password_lets_strangers_try_again(ada, roomy):
    code = new_reset_codes(ada)[0]
    storm(times=FREE)
    by_code(Client(), "ada", code)
    assert sign_in(Client(), "ada", NEW).status_code == 302


def test_a_right_password_makes_the_wrong_ones_before_it_undone(ada, roomy):
    storm(times=FREE - 1)
    assert sign_in(Client()).status_code == 302
    storm(times=FREE - 1)
    assert sign_in(Client()).status_code == 302


def test_a_known_browser_has_a_count_of_its_own(ada, roomy):
    own, other = Client(), Client()
    for client in (own, other):
        sign_in(client)
        client.post("/account/logout/")
    for _ in range(FREE):
        sign_in(own, "ada", "wrong")
    page = body(sign_in(own))
    assert SLOW in page
    assert "So does a browser" not in page
    assert sign_in(other).status_code == sign_in(Client()).status_code == 302


def test_the_wait_grows_and_ends_where_it_is_longest():
    for _ in range(FREE):
        tries().begin()
    waits = []
    for _ in range(8):
        with pytest.raises(Wait) as told:
            tries().begin()
        waits.append(told.value.seconds)
        time_passes(tries())
        tries().begin()
    wanted = [min(FIRST * 2**number, LONGEST) for number in range(8)]
    assert all(wait in (want, want - 1) for wait, want in zip(waits, wanted, strict=True)), waits
    assert wanted[-1] == wanted[-2] == LONGEST


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "Wait a minute,"), (60, "Wait a minute,"), (61, "Wait 2 minutes,"), (900, "Wait 15 minutes,")],
)
def test_the_time_is_told_in_words(seconds, words):
    assert words in Wait(seconds, kind=PASSWORD, stranger=True).messages[0]


@pytest.mark.parametrize(("mail", "told"), [("", False), ("smtp://mail.example.org", True)])
def test_only_ways_that_there_are_are_named(settings, mail, told):
    settings.EMAIL_URL = mail
    words = Wait(60, kind=PASSWORD, stranger=True).messages[0]
    assert ("a code by e-mail" in words) is told
    assert "A passkey" in words
    assert "one-time" not in Wait(60, kind=slow_down.SECOND_FACTOR, stranger=True).messages[0]


def test_many_at_the_same_moment_get_no_more_tries():
    def one(_number: int) -> bool:
        try:
            tries(name="a crowd").begin()
        except Wait:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(16) as pool:
        through = sum(pool.map(one, range(400)))
    assert through in (FREE, FREE + 1)


def test_kinds_are_counted_apart():
    for _ in range(FREE):
        tries().begin()
    with pytest.raises(Wait):
        tries().begin()
    tries(slow_down.SECOND_FACTOR).begin()


def test_who_has_the_password_does_not_guess_six_digits_within_a_year(settings):
    day, fit_at_once = 86_400, 2 * settings.MFA_TOTP_TOLERANCE + 1
    unseen, waiting = (FREE - 1) * day / WINDOW[SECOND_FACTOR], FREE + day / LONGEST
    assert max(unseen, waiting) * 365 * fit_at_once / 10**6 < 0.15


def test_nothing_in_a_count_says_whose_it_is(ada):
    assert tries().key == tries().key != tries(name="eve").key
    assert "ada" not in tries().key
