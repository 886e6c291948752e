"""The guide and a chapter, for somebody who has not begun and for somebody who has."""

import re
from collections.abc import Callable

import pytest
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reflections.guide.library import guide
from reflections.kinds import kind
from reflections.people.models import Person
from tests.conftest import Write

pytestmark = pytest.mark.django_db


@pytest.fixture
def leave_open(ada: Person, write: Write) -> Callable[[str], None]:
    """Leaves a prompt of any kind open on purpose."""

    def skip(key: str) -> None:
        prompt = guide().prompts[key]
        write(ada, key, value=kind(prompt.kind).clean(prompt, QueryDict()), skip=True)

    return skip


def page(client: Client, address: str) -> str:
    """The page at `address` as text, one blank between words."""
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def cells(html: str, chapter: str) -> list[str]:
    """Marks of a chapter's cells: w(ritten), n(ext), (s)k(ipped) or "" for open."""
    [row] = re.findall(rf'<li id="{chapter}".*?</li>', html)
    return re.findall(r'<i(?: class="(.)")?></i>', row.split("fig")[0])


def test_somebody_new_may_begin_at_page_1(client: Client) -> None:
    html = page(client, "/guide/")
    assert "34 pages, about 96 minutes" in html
    assert "Not begun yet" in html
    assert "Begin at page 1" in html
    assert 'href="/write/before/"' in html
    for chapter in guide().chapters:
        assert f'href="/guide/{chapter.key}/"' in html
        assert cells(html, chapter.key) == ["n" if prompt.number == 1 else "" for prompt in chapter.prompts]


def test_shorter_ways_are_offered(client: Client) -> None:
    html = page(client, "/guide/")
    assert 'href="/write/admired/?path=half-hour"' in html
    assert 'href="/write/before/?path=fifteen"' in html
    assert 'href="/write/where/?path=after-a-no"' in html
    assert "path=again" not in html


def test_progress_is_said_in_cells_and_in_words(as_ada: Client, ada: Person, write: Write) -> None:
    write(ada, "topic", "graphs")
    write(ada, "kind-of-work", skip=True)
    html = page(as_ada, "/guide/")
    assert "1 of 34 pages written." in html
    assert cells(html, "start") == ["n"]
    assert cells(html, "topic") == ["", "", "w", "k", "", "", ""]
    assert '<span class="st">1 of 7</span><span class="vh"> pages written</span>' in html
    assert "1 page left open" in html
    assert "Continue at page 1" in html


def test_going_on_keeps_to_the_path(
    as_ada: Client, ada: Person, write: Write, leave_open: Callable[[str], None]
) -> None:
    write(ada, "where", path="after-a-no", value={"kind": "fields", "v": 1, "fields": {"happened": "a no"}})
    html = page(as_ada, "/guide/")
    assert 'data-kind="next" data-size="l" href="/write/tried/?path=after-a-no"' in html
    for key in ("tried", "picked-up", "come-for"):
        leave_open(key)
    assert 'data-kind="next" data-size="l" href="/write/before/"' in page(as_ada, "/guide/")


def test_when_nothing_is_open_the_summary_is_next(as_ada: Client, leave_open: Callable[[str], None]) -> None:
    for prompt in guide().prompts.values():
        leave_open(prompt.key)
    html = page(as_ada, "/guide/")
    assert 'data-kind="next" data-size="l" href="/summary/"' in html


def test_a_chapter_says_where_each_claim_is_from(client: Client) -> None:
    html = page(client, "/guide/horizons/")
    assert html.count("From the talk: Horizons") == 3
    assert "Ours, not the talk’s" in html


@pytest.mark.parametrize("number", range(10))
def test_one_persons_experience_is_said_of_chapters_2_to_6(client: Client, number: int) -> None:
    html = page(client, f"/guide/{guide().chapters[number].key}/")
    assert ("One person’s experience. Who else could you ask?" in html) == (2 <= number <= 6)


def test_a_chapter_shows_its_pages_with_their_state(as_ada: Client, ada: Person, write: Write) -> None:
    write(ada, "not-trying", "a talk")
    html = page(as_ada, "/guide/experiments/")
    assert "1 of 2 pages written" in html
    assert re.findall(r'<span class="st">(.*?)</span>', html) == ["next", "written"]
    assert '<a class="go" href="/write/experiments/">' in html
    assert 'href="/guide/collaborations/"' in html
    assert 'href="/guide/cvs/"' in html


def test_a_chapter_with_nothing_open_leads_on(as_ada: Client, leave_open: Callable[[str], None]) -> None:
    leave_open("before")
    assert '<a class="go" href="/write/admired/">' in page(as_ada, "/guide/start/")


def test_the_chapter_on_power_names_what_to_read(client: Client) -> None:
    html = page(client, "/guide/power/")
    assert "Further reading" in html
    assert "Building inclusive engineering teams" in html


def test_there_is_no_such_chapter(client: Client) -> None:
    assert client.get("/guide/nowhere/").status_code == 404


def test_only_reading(client: Client) -> None:
    assert client.post("/guide/").status_code == 405


@pytest.mark.parametrize("address", ["/guide/", "/guide/topic/"])
def test_the_number_of_statements_does_not_grow(
    address: str,
    as_ada: Client,
    leave_open: Callable[[str], None],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    leave_open("topic")
    as_ada.get(address)
    with django_assert_num_queries(4):  # session, person, round, states
        as_ada.get(address)
    for prompt in list(guide().prompts.values())[:30]:
        if prompt.key != "topic":
            leave_open(prompt.key)
    with django_assert_num_queries(4):
        as_ada.get(address)


def test_somebody_new_costs_no_statement(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    guide()
    with django_assert_num_queries(0):
        client.get("/guide/")
        client.get("/guide/cvs/")
