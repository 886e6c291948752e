"""The summary of another round, answers that cannot be read, and how often the database is asked."""

import logging
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reflections.journal.actions import current_round
from reflections.journal.actions.rounds import archive_round, begin_again
from reflections.journal.models import Answer, Round
from tests.summary import cast
from tests.summary.full import admired, fill_full

STATEMENTS = 8


@pytest.fixture
def earlier(ada, write):
    """A round that was put away, with another after it."""
    write(ada, "admired", value=admired(5))
    write(ada, "topic", "what I wrote then")
    first = current_round(ada)
    archive_round(this=first)
    again = begin_again(person=ada, name="November")
    write(ada, "topic", "what I write now", round=again.pk)
    return first


def test_an_earlier_round_is_read_where_it_stands(as_ada, earlier):
    page = as_ada.get(f"/summary/?round={earlier.pk}").content.decode()
    assert "what I wrote then" in page
    assert "what I write now" not in page
    assert 'href="#page-admired"' in page, "what was counted leads to where it stands, not to today's page"
    assert 'href="/write/' not in page.split("<h1>")[1].split("</main>")[0]
    assert f'href="/summary/take/?round={earlier.pk}"' in page
    assert 'href="/summary/untold.pdf"' not in page, "no file of today's round"
    assert 'href="/summary/">Your current round' in page


def test_each_sentence_of_an_earlier_round_leads_to_a_place_on_its_page(as_ada, ada, write):
    fill_full(write, ada)
    page = as_ada.get(f"/summary/?round={current_round(ada).pk}").content.decode()
    ids = set(re.findall(r'id="([^"]+)"', page))
    wanted = set(re.findall(r'href="#(page-[^"]+)"', page))
    assert len(wanted) > 10
    assert wanted <= ids


def test_the_current_round_links_to_the_one_before(as_ada, ada, earlier):
    page = as_ada.get("/summary/").content.decode()
    assert f'href="{reverse("compare")}?a={earlier.pk}&amp;b={current_round(ada).pk}"' in page
    assert "Compare with the round of" in page
    earlier.name = "May <b>"
    earlier.save()
    assert "Compare with “May &lt;b&gt;”" in as_ada.get("/summary/").content.decode()


def test_a_first_round_has_nothing_to_compare_with(as_ada, ada, write):
    write(ada, "topic", "words")
    assert "Compare with" not in as_ada.get("/summary/").content.decode()


def test_nobody_reads_the_round_of_another(as_stranger, as_ada, earlier):
    assert as_stranger.get(f"/summary/?round={earlier.pk}").status_code == 404
    assert as_ada.get(f"/summary/?round={uuid.uuid4()}").status_code == 404
    assert as_ada.get("/summary/?round=x").status_code == 404


def test_what_cannot_be_read_says_so_and_the_rest_stands(as_ada, ada, write, caplog):
    cast.fill(write, ada)
    other = Answer.objects.get(prompt="topic").value_sealed
    Answer.objects.filter(prompt="ways").update(value_sealed=other)
    Answer.objects.filter(prompt="before").update(value_sealed="not even sealed")
    odd = Answer.objects.get(prompt="style")
    odd.value = {"kind": "spectrum", "v": 99}
    odd.save()
    with caplog.at_level(logging.ERROR):
        answer = as_ada.get("/summary/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count("This answer could not be read just now.") == 3
    assert cast.HOW in page
    assert {each.getMessage() for each in caplog.records} == {
        "an answer could not be read: SealBroken",
        "an answer could not be read: Unreadable",
    }


def test_without_its_keys_the_page_says_so_for_each(as_ada, ada, write, settings):
    write(ada, "topic", "words")
    Round.objects.update(name_sealed="nothing that opens")
    settings.UNTOLD_ENCRYPTION_KEYS = ["YW5vdGhlci1rZXktdGhhdC1pcy0zMi1ieXRlcy1sbyE="]
    answer = as_ada.get("/summary/")
    assert answer.status_code == 200
    assert "could not be read just now" in answer.content.decode()


def statements(client, address="/summary/"):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_a_full_round_asks_no_more_than_a_small_one(as_ada, ada, stranger, write):
    write(ada, "admired", value=admired(3))
    begin_again(person=ada)
    small = statements(as_ada)
    full = fill_full(write, ada, people=70, cv_lines=60)
    assert len(full) == 34
    assert sum(len(value.get("rows", value.get("lines", ()))) for value in full.values()) >= 200
    fill_full(write, stranger)
    assert statements(as_ada) == small <= STATEMENTS
    for _round in range(4):
        again = begin_again(person=ada)
        for key, value in full.items():
            write(ada, key, value=value, round=again.pk)
    assert statements(as_ada) == small
    assert statements(as_ada, f"/summary/?round={Round.objects.order_by('begun_at').first().pk}") <= small
