"""What goes out in a file comes in to the same content: every kind, and whole journals."""

import datetime as dt
import uuid

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reflections.guide.library import guide
from reflections.journal.actions import Draft, Save, mark_phrases, put_away_date, save_note
from reflections.journal.actions.rounds import archive_round, begin_again, current_round
from reflections.journal.models import Answer, Date, Round
from reflections.management.demo import make_demo
from reflections.people.actions import make_guest
from tests.kinds.contract import each_example, earlier
from tests.kinds.examples import query
from tests.summary import cast
from tests.summary.carrying import ask, bring, file_of, said
from tests.summary.full import fill_full

pytestmark = pytest.mark.django_db


def there_and_back(person):
    """The file of `person`, and that of somebody who brought it into an empty journal."""
    there = file_of(person)
    other = make_guest()
    bring(other, there)
    return said(there), said(file_of(other))


@each_example
@given(draw=st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_kind(example, draw, write, guest):
    with transaction.atomic():
        prompt = ask(example)
        value = example.kind.clean(prompt, query(draw.draw(example.forms)), earlier(example))
        write(guest, prompt.key, value=value, aside=draw.draw(st.sampled_from(["", "aside"])))
        out, back = there_and_back(guest)
        transaction.set_rollback(True)
    assert back == out
    assert out["rounds"][0]["answers"][0]["value"] in (value, None)


@each_example
def test_every_sample_into_a_journal_with_the_same_page_in_it(example, write, guest, ada):
    prompt = ask(example)
    for sample in example.samples:
        write(guest, prompt.key, value=sample.value)
        write(ada, prompt.key, value=example.empty)
        before, there = said(file_of(ada)), file_of(guest)
        bring(ada, there)
        new = [each for each in said(file_of(ada))["rounds"] if each not in before["rounds"]]
        assert [each["answers"] for each in new] == [each["answers"] for each in said(there)["rounds"]]
        Round.objects.all().delete()


def test_a_full_round(ada, write):
    fill_full(write, ada)
    out, back = there_and_back(ada)
    assert back == out
    assert out["counts"]["answers"] == len(guide().prompts)


def test_the_two_rounds_of_the_made_up_person(db):
    out, back = there_and_back(make_demo("somebody", "a password of words"))
    assert back == out
    assert len(out["rounds"]) == 2
    assert out["notes"]
    assert any(answer["marks"] for answer in out["rounds"][0]["answers"])


def test_earlier_texts_marks_skipped_pages_and_days_put_away(ada, write):
    write(ada, "topic", "the first words")
    answer = write(ada, "topic", "plots, and plots again", keep_old=True, aside=cast.ASIDE)
    mark_phrases(answer=answer, marks=["plots", "words that went away"])
    write(ada, "net", "", skip=True)
    write(ada, "come-for", "gone")
    write(ada, "come-for", "")
    fill_full(write, ada)
    put_away_date(person=ada, date=Date.objects.filter(answer__prompt="experiments").first().pk)
    out, back = there_and_back(ada)
    assert back == out
    by_prompt = {each["prompt"]: each for each in out["rounds"][0]["answers"]}
    assert [each["asleep"] for each in by_prompt["topic"]["marks"] if "asleep" in each] == [True] * 2
    assert by_prompt["topic"]["revisions"]


def test_words_of_a_mark_that_stand_twice(ada, write):
    text = "the same line\nthe same line\nthe same line"
    answer = write(ada, "topic", text)
    second = {"text": "same", "before": "\nthe ", "after": " line\n", "at": text.rindex("same") + 1}
    answer.marks = [second]
    answer.save()
    out, back = there_and_back(ada)
    assert back == out
    assert out["rounds"][0]["answers"][0]["marks"][0]["at"] == second["at"]


def test_rounds_put_away_and_their_names(ada, write):
    write(ada, "topic", "then")
    archive_round(this=current_round(ada))
    begin_again(person=ada, path="half-hour", name="before the thesis")
    write(ada, "topic", "now")
    out, back = there_and_back(ada)
    assert back == out
    assert [bool(each["archived_at"]) for each in out["rounds"]].count(True) == 1


def test_notes(ada, write):
    write(ada, "topic", "x")
    for day, text in enumerate(("one\nline", "the same", "the same"), 1):
        draft = Draft(text, dt.date(2026, 1, day // 2 + 1), ("tag", "écriture"), "topic" if day > 1 else "")
        save_note(person=ada, note=uuid.uuid4(), draft=draft, save=Save(key=uuid.uuid4()))
    out, back = there_and_back(ada)
    assert back == out
    assert len(back["notes"]) == 3


def test_a_letter_comes_back_sealed_and_opens_on_its_day(ada, guest, write):
    answer = write(ada, "letter", value=cast.letter(90))
    mark_phrases(answer=answer, marks=["open this"])
    bring(guest, file_of(ada))
    kept = Answer.objects.get(round__journal__person=guest)
    assert kept.value == cast.letter(90)
    assert [mark["text"] for mark in kept.marks] == ["open this"]
    assert kept.dates.get().day == timezone.localdate() + dt.timedelta(days=90)
    assert file_of(guest)["rounds"][0]["answers"][0]["sealed"] is True


def test_a_file_without_earlier_texts(ada, guest, write):
    write(ada, "topic", "first")
    write(ada, "topic", "second", keep_old=True)
    there = file_of(ada, revisions=False)
    bring(guest, there)
    assert said(file_of(guest, revisions=False)) == said(there)
    assert Answer.objects.get(round__journal__person=guest).revisions.count() == 0
