"""Home and the pages about this place: what they promise, and that they cost nothing."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from reflections.guide.library import guide
from tests.house import HOUSE

pytestmark = pytest.mark.django_db
PAGES = ["/", "/help/", "/help/organisers/", "/find-help/", "/privacy/", "/accessibility/"]


def page(client: Client, address: str) -> str:
    """The page at `address` as text, one blank between words."""
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("address", PAGES)
def test_no_statement_for_somebody_new(
    address: str, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    guide()
    with django_assert_num_queries(0):
        client.get(address)


@pytest.mark.parametrize("address", PAGES)
def test_only_reading(address: str, client: Client) -> None:
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_no_session_begins_by_looking(address: str, client: Client) -> None:
    client.get(address)
    assert "session" not in client.cookies


def test_home_offers_the_ways_in(client: Client) -> None:
    html = page(client, "/")
    assert 'data-kind="next" data-size="l" href="/write/admired/?path=half-hour"' in html
    for address in (
        "/write/before/?path=whole",
        "/write/before/?path=fifteen",
        "/write/where/?path=after-a-no",
        "/guide/",
    ):
        assert f'href="{address}"' in html
    assert "path=again" not in html


def test_home_lists_nine_chapters_because_it_says_nine(client: Client) -> None:
    html = page(client, "/")
    assert "Nine chapters, any order" in html
    assert html.count('href="/guide/') - html.count('href="/guide/"') == 9


def test_home_has_a_field_for_the_code_of_a_workshop(client: Client) -> None:
    html = page(client, "/")
    assert "In a workshop right now?" in html and '<form action="/join/">' in html


def test_home_shows_its_example_by_its_page(client: Client) -> None:
    cv = guide().prompts["cv"]
    assert f"Page {cv.number} · <b>{cv.title}</b>" in page(client, "/")


def test_home_leads_back_whoever_has_begun(as_guest: Client) -> None:
    html = page(as_guest, "/")
    assert "Go on writing" in html
    assert "Start writing" not in html


def test_help_of_the_host(client: Client, settings: Settings) -> None:
    settings.UNTOLD_HOST_NAME = "The <Institute>"
    settings.UNTOLD_HOST_HELP = "Room 5, Tuesdays\nhttps://example.org/help\n<b>not markup</b>"
    html = page(client, "/find-help/")
    assert "Help named by The &lt;Institute&gt;" in html
    assert 'href="https://example.org/help"' in html
    assert "&lt;b&gt;not markup&lt;/b&gt;" in html
    assert "has not done so" not in html


@pytest.mark.parametrize(
    ("words", "link"),
    [
        ("Call 116 123 at night.", '<a href="tel:116123">116 123</a> at night.'),
        ("+33 (0)4 76-12-34-56, room 5", '<a href="tel:+33476123456">+33 (0)4 76-12-34-56</a>, room 5'),
        ("help@example.org", '<a href="mailto:help@example.org">help@example.org</a>'),
        ("https://example.org/12345678/?id=87654321", ">https://example.org/12345678/?id=87654321</a>"),
    ],
)
def test_who_is_named_can_be_reached_at_a_touch(client: Client, settings: Settings, words: str, link: str) -> None:
    settings.UNTOLD_HOST_HELP = f"Ombudsperson\n\n{words}\n<i>0800123456</i>"
    html = page(client, "/find-help/")
    assert link in html
    assert html.count("tel:") == 1 + words.endswith((".", "5")), "only what is a number is one"
    assert "<p>Ombudsperson</p>" in html
    assert "&lt;i&gt;" in html


def test_a_day_is_no_number_to_call(client: Client, settings: Settings) -> None:
    settings.UNTOLD_HOST_HELP = "Open from 2026-11-24, 08:00-17:00, room 512, 2024-2026"
    assert "tel:" not in page(client, "/find-help/")


@pytest.mark.parametrize(("key", "hard"), [("safe", True), ("cvs", True), ("topic", False)])
def test_chapters_with_hard_pages_say_where_to_find_help(client: Client, key: str, hard: bool) -> None:
    assert ("When one weighs on you" in page(client, f"/guide/{key}/")) is hard


def test_help_shows_pictures_that_are_light(client: Client) -> None:
    html = page(client, "/help/")
    pictures = re.findall(
        r'<img src="/static/pictures/(\w+)\S*\.webp" alt="([^"]{20,})" width="(\d+)" height="(\d+)" loading="lazy">',
        html,
    )
    assert len(pictures) == html.count("<img") == 3
    for name, *_rest in pictures:
        assert (HOUSE / "static" / "pictures" / f"{name}.webp").stat().st_size <= 40_000


def test_without_help_of_the_host_it_says_so(client: Client, settings: Settings) -> None:
    settings.UNTOLD_HOST_HELP = ""
    html = page(client, "/find-help/")
    assert "has not done so" in html
    assert "call the emergency number" in html


def test_privacy_says_what_this_host_set(client: Client, settings: Settings) -> None:
    settings.UNTOLD_HOST_NAME = "The Institute"
    settings.UNTOLD_HOST_CONTACT = "untold@example.org"
    settings.UNTOLD_GUEST_DAYS = 123
    html = page(client, "/privacy/")
    assert "This site is run by The Institute." in html
    assert "mailto:untold@example.org" in html
    assert "123 days after your last visit, or 60 days beyond the last date you set" in html


def test_privacy_speaks_of_those_whom_one_names(client: Client) -> None:
    html = page(client, "/privacy/")
    assert "Initials or a role are enough" in html
    assert "400 days" in html and "one press, and one more" in html


def test_questions_that_ask_for_people_say_that_a_role_is_enough(client: Client) -> None:
    asked = {key for key, prompt in guide().prompts.items() if prompt.others}
    assert {key for key, prompt in guide().prompts.items() if "initials" in prompt.hint} <= asked
    said = {key for key in guide().prompts if "initials or a role are enough" in page(client, f"/write/{key}/")}
    assert said == asked


def test_privacy_without_a_host_says_so(client: Client, settings: Settings) -> None:
    settings.UNTOLD_HOST_NAME = settings.UNTOLD_HOST_CONTACT = ""
    assert "has not filled in their name" in page(client, "/privacy/")
