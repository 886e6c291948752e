"""The journal's first page: what is due first, where one left off, this week in earlier years, notes."""

import datetime as dt
import re
import uuid
from importlib import import_module

import pytest
from django.utils import timezone

from reflections.guide.library import guide
from reflections.journal.actions import Draft, Save, held, save_answer, save_note
from reflections.journal.actions.rounds import begin_again
from reflections.journal.days import week_ago, years_back
from reflections.journal.models import Answer, Date, Round
from tests.kinds.examples import examples
from tests.summary import cast

pytestmark = pytest.mark.django_db


def day(distance):
    """A day so far from today, as a value holds it."""
    return (timezone.localdate() + dt.timedelta(days=distance)).isoformat()


def asked(*rows):
    """Whom to ask, by when; what was heard is the fourth."""
    cells = [
        {"key": f"{number:08x}", "cells": {"who": who, "by": by, **({"heard": heard} if heard else {})}}
        for number, (who, by, heard) in enumerate(rows, 1)
    ]
    return {"kind": "rows", "v": 1, "types": {"by": "date"}, "done": "heard", "rows": cells}


def text_of(page):
    """The words of a page, as one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def note(person, text, on, **more):
    draft = Draft(text, on, **more)
    return save_note(person=person, note=uuid.uuid4(), draft=draft, save=Save(key=uuid.uuid4()))


def test_what_is_due_comes_first_in_its_rows_own_words(as_ada, ada, write):
    write(ada, "ask-whom", value=asked(("Ines", day(9), ""), ("Kwame", day(-20), ""), ("Marta", day(0), "")))
    page = text_of(as_ada.get("/journal/").text)
    title = guide().prompts["ask-whom"].title
    places = [page.index(words) for words in (f"{title}: row 2, Kwame", f"{title}: row 3, Marta", "row 1, Ines")]
    assert places == sorted(places)
    assert page.index("Due since") < places[0] < page.index("Due today") < places[1]
    assert places[2] < page.index("Where you left off")
    assert 'href="/write/ask-whom/?row=00000002#row-00000002"' in as_ada.get("/journal/").text
    assert 'id="row-00000002"' in as_ada.get("/write/ask-whom/").text


def test_a_row_that_has_its_answer_is_not_due(as_ada, ada, write):
    write(ada, "ask-whom", value=asked(("Ines", day(-9), ""), ("Kwame", day(-20), "two years at least")))
    page = as_ada.get("/journal/").text
    assert "Ines" in page and "Kwame" not in page
    assert Date.objects.count() == 1
    as_ada.post("/write/ask-whom/", {"a-00000001-who": "Ines", "a-00000001-by": day(-9), "base": "1"})
    assert "Ines" in as_ada.get("/journal/").text
    heard = {"a-00000001-who": "Ines", "a-00000001-by": day(-9), "a-00000001-heard": "yes", "base": "2"}
    as_ada.post("/write/ask-whom/", heard)
    assert Answer.objects.get().value["done"] == "heard"
    assert not Date.objects.exists() and "Your dates" not in as_ada.get("/journal/").text


def test_a_date_that_is_put_away_stays_away_until_it_is_changed(as_ada, ada, write):
    write(ada, "ask-whom", value=asked(("Ines", day(-9), ""), ("Kwame", day(-20), "")))
    as_ada.post(f"/journal/dates/{Date.objects.get(row='00000001').pk}/")
    assert "Put away." in as_ada.get("/journal/").text
    assert "Ines" not in as_ada.get("/journal/").text
    assert Answer.objects.get().value["rows"][0]["cells"]["by"] == day(-9)
    write(ada, "ask-whom", value=asked(("Ines", day(-9), ""), ("Kwame", day(-19), "")))
    assert [date.row for date in Date.objects.all()] == ["00000002"]
    write(ada, "ask-whom", value=asked(("Ines", day(3), ""), ("Kwame", day(-19), "")))
    assert "Ines" in as_ada.get("/journal/").text


def test_nobody_puts_anothers_date_away(as_stranger, ada, write):
    write(ada, "ask-whom", value=asked(("Ines", day(-9), "")))
    as_stranger.post(f"/journal/dates/{Date.objects.get().pk}/")
    assert Date.objects.count() == 1


def test_dates_of_an_earlier_round_lead_to_it_unless_it_is_put_away(as_ada, ada, write):
    write(ada, "ask-whom", value=asked(("Ines", day(-9), "")))
    first = Round.objects.get()
    Round.objects.update(begun_at=timezone.now() - dt.timedelta(days=200))
    begin_again(person=ada)
    assert f'href="/journal/rounds/{first.pk}/"' in as_ada.get("/journal/").text
    assert "row 1" in as_ada.get("/journal/").text
    Round.objects.filter(pk=first.pk).update(archived_at=timezone.now())
    assert "Ines" not in as_ada.get("/journal/").text


def test_where_one_left_off_is_the_row(as_ada, ada, write):
    write(ada, "admired", value=cast.ADMIRED, left_at="a-0a0a0a0a-how")
    page = as_ada.get("/journal/").text
    assert 'href="/write/admired/#id_a-0a0a0a0a-how"' in page
    assert f"{guide().prompts['admired'].title}: row 1, Marta" in text_of(page)
    assert 'id="id_a-0a0a0a0a-how"' in as_ada.get("/write/admired/").text
    write(ada, "topic", "words", left_at="a-text")
    assert 'href="/write/topic/#id_a-text"' in as_ada.get("/journal/").text


@pytest.mark.parametrize("left_at", ["", "a-ffffffff-how"])
def test_where_the_row_is_gone_it_is_the_page(as_ada, ada, write, left_at):
    write(ada, "admired", value=cast.ADMIRED, left_at=left_at)
    page = as_ada.get("/journal/").text
    assert 'href="/write/admired/"' in page and ": row" not in page


@pytest.mark.parametrize("example", examples(), ids=lambda each: f"{each.prompt.kind}-{each.name}")
def test_every_kind_says_which_row_a_day_belongs_to(example):
    for value in (sample.value for sample in example.samples):
        for due in (due for due in example.kind.dates(value) if due.what == "due"):
            number, words = example.kind.row(value, due.key)
            assert number > 0 and (words in example.kind.words(value) or words == "")


def test_this_week_a_year_ago(as_ada, ada, write):
    today = timezone.localdate()
    write(ada, "topic", "an answer of two years ago")
    Answer.objects.update(saved_at=timezone.now() - dt.timedelta(days=729))
    note(ada, "a note of last year", week_ago(today, 1)[1])
    note(ada, "a note of another week", week_ago(today, 1)[1] + dt.timedelta(days=1))
    note(ada, "a tender note", week_ago(today, 3)[0], prompt="net")
    for address in ("/journal/", "/journal/notes/"):
        page = text_of(as_ada.get(address).text).partition("Find")[0].partition("Search your")[0]
        past = page[page.index("This week, in earlier years") :].partition(" Notes ")[0]
        assert "A year ago you wrote" in past and "a note of last year" in past
        assert "2 years ago you wrote" in past and "an answer of two years ago" in past
        assert "another week" not in past and "tender note" not in past


def test_nothing_tender_and_nothing_sealed_comes_up_unasked(as_ada, ada, write):
    write(ada, "net", "what my family would say")
    write(ada, "letter", value=cast.letter(90))
    write(ada, "cv", value=cast.BOTH_CVS)
    Answer.objects.update(saved_at=timezone.now() - dt.timedelta(days=365))
    page = as_ada.get("/journal/").text
    assert "This week, in earlier years" not in page
    assert not any(words in page for words in ("what my family would say", cast.LETTER, cast.CV))


@pytest.mark.parametrize(
    ("then", "now", "years"),
    [
        ("2024-02-29", "2025-02-28", 1),
        ("2025-02-28", "2028-02-29", 3),
        ("2024-12-30", "2026-01-01", 1),
        ("2025-12-29", "2026-01-01", 0),
        ("2024-12-28", "2026-01-01", 0),
    ],
)
def test_the_same_week_of_another_year(then, now, years):
    assert years_back(dt.date.fromisoformat(then), dt.date.fromisoformat(now)) == years


def test_the_latest_notes_and_an_empty_journal(as_ada, ada, write):
    page = as_ada.get("/journal/").text
    assert "Nothing here yet" in page and "/journal/notes/" not in page and "Your dates" not in page
    write(ada, "topic", "begun")
    assert "Write one" in as_ada.get("/journal/").text
    for number in range(5):
        note(ada, f"note {number}", timezone.localdate() - dt.timedelta(days=number))
    page = as_ada.get("/journal/").text
    assert [f"note {number}" in page for number in range(5)] == [True, True, True, False, False]


def test_eight_statements_however_much_there_is(
    as_ada, ada, write, django_assert_max_num_queries, django_assert_num_queries
):
    write(ada, "ask-whom", value=asked(("Ines", day(-9), "")), left_at="a-00000001-who")
    note(ada, "one", timezone.localdate())
    as_ada.get("/journal/")
    with django_assert_max_num_queries(8) as with_one:
        as_ada.get("/journal/")
    for prompt in list(guide().prompts.values()):
        example = import_module(f"tests.kinds.{prompt.kind}").EXAMPLES[0]
        write(ada, prompt.key, value=example.samples[-1].value)
    Answer.objects.filter(prompt="topic").update(saved_at=timezone.now() - dt.timedelta(days=365))
    for number in range(30):
        note(ada, "more", timezone.localdate() - dt.timedelta(days=number * 36))
    begin_again(person=ada)
    prompt = guide().prompts["ask-whom"]
    value = asked(*((f"person {number}", day(number - 20), "") for number in range(40)))
    save_answer(person=ada, prompt=prompt, value=value, aside="", save=Save(key=uuid.uuid4()))
    assert held(ada)["dates"] >= 40
    with django_assert_num_queries(len(with_one)):
        as_ada.get("/journal/")
