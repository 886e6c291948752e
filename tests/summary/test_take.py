"""The page on which one chooses what to take along."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reflections.journal.actions import current_round
from reflections.journal.actions.rounds import archive_round, begin_again
from reflections.journal.models import Journal
from reflections.summary.actions import remember_ticks
from reflections.summary.exports.choice import left_out_last
from reflections.summary.models import Selection
from tests.summary import cast
from tests.summary.full import admired, full, rows

TAKE = "/summary/take/"
STATEMENTS = 8


@pytest.fixture
def filled(ada, write):
    cast.fill(write, ada)
    return ada


def ticked(page: str) -> set[str]:
    """The parts whose boxes are set."""
    return set(re.findall(r'name="part" value="([a-z-]+)" checked', page))


def boxes(page: str) -> set[str]:
    """All parts that have a box."""
    return set(re.findall(r'name="part" value="([a-z-]+)"', page))


def send(client, **fields):
    """The form as a browser sends it from the page that `fields` were ticked on."""
    page = client.get(TAKE, {key: fields[key] for key in ("length", "round") if key in fields}).text
    hidden = dict(re.findall(r'<input type="hidden" name="(length|round|shown)" value="([^"]*)">', page))
    return client.post(TAKE, {**hidden, **fields})


def test_tender_chapters_are_off_on_a_page_and_on_in_a_book(as_ada, filled):
    page = as_ada.get(TAKE).text
    assert boxes(page) - ticked(page) == {"cv", "net"}
    assert "Not in it until you tick them, each time anew: Two CVs, Safe to fail." in page
    assert 'name="asides" value="1">' in page
    book = as_ada.get(f"{TAKE}?length=book").text
    assert boxes(book) == ticked(book)
    assert 'name="asides" value="1" checked' in book
    assert "until you tick them" not in book + as_ada.get(f"{TAKE}?length=book&chosen=1&part=topic").text


def test_a_card_offers_only_what_makes_one(as_ada, filled, write):
    assert "Nothing for a card yet" in as_ada.get(f"{TAKE}?length=card").text
    write(filled, "network", value=rows({"who": "Marta", "next": "write"}))
    page = as_ada.get(f"{TAKE}?length=card").text
    assert boxes(page) == {"network"}
    assert 'name="asides"' not in page


def test_what_is_ticked_leads_to_the_file_in_one_step(as_ada, filled):
    answer = send(as_ada, part=["admired", "cv"], asides="1", format="docx")
    assert answer.status_code == 303
    assert answer["Location"] == "/summary/untold.docx?length=page&chosen=1&asides=1&part=admired&part=cv"
    text = as_ada.get(answer["Location"].replace(".docx", ".md")).text
    assert cast.HOW in text and cast.CV in text
    assert "Sampling" in text and cast.NET not in text


@pytest.mark.parametrize("format", ["", "json", "exe", "../.."])
def test_an_unknown_format_is_a_pdf(format, as_ada, filled):
    assert send(as_ada, part="topic", format=format)["Location"].startswith("/summary/untold.pdf?")


def test_the_same_can_be_shown_on_the_page_of_the_summary(as_ada, filled):
    answer = send(as_ada, part="topic", format="show")
    assert answer["Location"] == "/summary/?length=page&chosen=1&part=topic"
    page = as_ada.get(answer["Location"]).text
    assert cast.HOW not in page
    assert f'href="{TAKE}?length=page&amp;chosen=1&amp;part=topic"' in page, "and back with the same ticks"


def test_ticks_are_remembered_but_not_those_of_tender_pages(as_ada, filled):
    send(as_ada, part=["admired", "cv"], asides="1")
    again = as_ada.get(TAKE).text
    assert ticked(again) == {"admired"}
    assert 'name="asides" value="1">' in again
    assert cast.CV not in as_ada.get("/summary/untold.md").text
    assert "1 answer\n" in as_ada.get("/summary/untold.md").text
    assert left_out_last(filled) & {"cv", "net"} == set()
    assert "admired" not in Selection.objects.get().left_out_sealed


def test_what_a_form_did_not_show_stays_as_it_was(as_ada, filled, write):
    write(filled, "network", value=rows({"who": "Marta", "next": "write"}))
    write(filled, "ask-whom", value=rows({"who": "Joon", "question": "why?"}))
    send(as_ada, part=["network", "topic"])
    send(as_ada, length="card", part="ask-whom")
    assert ticked(as_ada.get(TAKE).text) == {"ask-whom", "topic"}


def test_a_book_begins_with_everything_and_is_not_remembered(as_ada, filled):
    send(as_ada, part="admired")
    book = as_ada.get(f"{TAKE}?length=book").text
    assert boxes(book) == ticked(book)
    send(as_ada, length="book", part="cv")
    assert ticked(as_ada.get(TAKE).text) == {"admired"}
    text = as_ada.get("/summary/untold.md?length=book").text
    assert cast.CV in text and cast.NET in text and cast.ASIDE in text


def test_with_nothing_ticked_nothing_is_remembered_and_no_file_made(as_ada, filled):
    answer = send(as_ada)
    assert not Selection.objects.exists()
    back = as_ada.get(answer["Location"], follow=True)
    assert back.redirect_chain == [(f"{TAKE}?length=page&chosen=1", 302)]
    assert "nothing is ticked" in back.text
    assert ticked(back.text) == set()
    assert '<details class="more" open>' in back.text


def test_all_and_none_come_back_with_the_boxes_set(as_ada, filled):
    answer = send(as_ada, part=["topic"], set="all cv net")
    assert answer["Location"] == f"{TAKE}?length=page&chosen=1&part=topic&part=cv&part=net#what"
    assert not Selection.objects.exists(), "nothing was taken yet"
    page = as_ada.get(answer["Location"]).text
    assert ticked(page) == {"topic", "cv", "net"}
    assert (
        "/take/?length=page&chosen=1&part=cv&part=net#what"
        in send(as_ada, part=["topic", "cv", "net"], set="none topic")["Location"]
    )


def test_looking_changes_nothing(as_ada, filled):
    before = Journal.objects.values().get()
    for address in (TAKE, f"{TAKE}?chosen=1&part=cv&asides=1", "/summary/untold.md?chosen=1&part=topic"):
        assert as_ada.get(address).status_code == 200
    assert not Selection.objects.exists()
    assert Journal.objects.values().get() == before


def test_an_earlier_round_has_its_files(as_ada, ada, as_stranger, write):
    write(ada, "admired", value=admired(3))
    write(ada, "topic", "what I wrote then")
    first = current_round(ada)
    archive_round(this=first)
    write(ada, "topic", "what I write now", round=begin_again(person=ada, name="November <b>").pk)
    assert f'href="{TAKE}?round={first.pk}"' in as_ada.get(f"/summary/?round={first.pk}").text
    assert f'href="{TAKE}?round={first.pk}"' in as_ada.get(f"/journal/rounds/{first.pk}/").text
    page = as_ada.get(f"{TAKE}?round={first.pk}").text
    assert f'value="{first.pk}" selected' in page
    assert "November &lt;b&gt;" in page
    answer = send(as_ada, round=str(first.pk), part=["topic"], format="md")
    text = as_ada.get(answer["Location"]).text
    assert "what I wrote then" in text and "what I write now" not in text
    assert as_stranger.get(f"{TAKE}?round={first.pk}").status_code == 404
    assert as_stranger.get(answer["Location"]).status_code == 404


def test_one_round_needs_no_choice_of_round(as_ada, filled):
    assert "Which round" not in as_ada.get(TAKE).text


def test_a_guest_has_it_too_and_one_who_wrote_nothing_is_told(as_guest, guest, write):
    assert "Nothing is written here yet" in as_guest.get(TAKE).text
    assert send(as_guest, part="topic").status_code == 303
    assert not Selection.objects.exists(), "no journal, no ticks"
    write(guest, "topic", "words")
    write(guest, "tried", "more")
    write(guest, "come-for", "plots")
    send(as_guest, part="topic")
    assert left_out_last(guest) == {"come-for"}


def test_ticks_go_with_the_journal(filled):
    remember_ticks(person=filled, left_out=["topic"])
    remember_ticks(person=filled, left_out=["ways"])
    assert Selection.objects.get().left_out == ["ways"]
    filled.journal.delete()
    assert not Selection.objects.exists()


def test_made_up_keys_are_not_kept(as_ada, filled):
    as_ada.post(TAKE, {"shown": "topic <script> " + "x" * 50, "part": "ways"})
    assert left_out_last(filled) == {"topic"}


def test_ticks_that_cannot_be_read_stop_a_file_and_not_the_page(as_ada, filled):
    remember_ticks(person=filled, left_out=["topic"])
    Selection.objects.update(left_out_sealed="not sealed")
    assert as_ada.get(TAKE).status_code == 200
    assert as_ada.get("/summary/untold.md").status_code == 500, "it might hold what was left out"
    assert send(as_ada, part="ways").status_code == 303
    assert as_ada.get("/summary/untold.md").status_code == 200


@pytest.mark.parametrize(
    "address", [TAKE, f"{TAKE}?length=book", "/summary/untold.pdf", "/summary/untold.html?length=book"]
)
def test_statements_do_not_grow_with_answers_and_rounds(address, as_ada, ada, write):
    write(ada, "admired", value=admired(2))
    write(ada, "admired", value=admired(3), round=begin_again(person=ada).pk)

    def asked():
        as_ada.get(address)
        with CaptureQueriesContext(connection) as statements:
            assert as_ada.get(address).status_code == 200
        return len(statements)

    few = asked()
    for _round in range(3):
        again = begin_again(person=ada)
        for key, value in full().items():
            write(ada, key, value=value, aside="aside", round=again.pk)
    assert asked() == few <= STATEMENTS
