"""Saving an answer: nothing is lost, nothing is done twice, nobody reaches another's round."""

import datetime as dt
import uuid

import pytest
from django.db import connection

from reflections.guide.library import guide
from reflections.journal.actions import (
    AnswerMoved,
    NoSuchRound,
    Save,
    claim,
    current_round,
    forget,
    held,
    make_return_link,
    open_journal,
    person_of,
    progress,
    restore_revision,
    save_answer,
)
from reflections.journal.models import Answer, Date, Journal, Revision, Round

pytestmark = pytest.mark.django_db


def text(words):
    return {"kind": "text", "v": 1, "text": words}


def save(person, words, prompt="topic", aside="", **how):
    how.setdefault("key", uuid.uuid4())
    return save_answer(person=person, prompt=guide().prompts[prompt], value=text(words), aside=aside, save=Save(**how))


def sit_down_again(answer):
    """The last save was an hour ago."""
    Answer.objects.filter(pk=answer.pk).update(saved_at=answer.saved_at - dt.timedelta(hours=1))


def test_the_first_save_opens_a_journal_and_a_round(ada):
    answer = save(ada, "Optimisation", path="half-hour")
    assert Journal.objects.get(person=ada).rounds.get().path == "half-hour"
    assert (answer.version, answer.state, answer.value["text"]) == (1, "written", "Optimisation")
    assert progress(ada) == {"topic": "written"}


def test_a_save_goes_on_from_the_version_it_was_written_on(ada):
    save(ada, "one")
    answer = save(ada, "two", base=1)
    assert answer.version == 2
    assert Answer.objects.get().value["text"] == "two"


def test_the_same_save_twice_changes_nothing(ada):
    key = uuid.uuid4()
    first = save(ada, "one", key=key)
    again = save(ada, "one", key=key)
    assert again.version == first.version == Answer.objects.get().version


def test_a_save_on_an_old_version_is_refused_with_what_stands_there(ada):
    save(ada, "here")
    save(ada, "there", base=1)
    with pytest.raises(AnswerMoved) as moved:
        save(ada, "mine", base=1)
    assert moved.value.answer.value["text"] == "there"
    assert Answer.objects.get().value["text"] == "there"


def test_a_first_save_meets_another_first_save(ada):
    save(ada, "phone")
    with pytest.raises(AnswerMoved):
        save(ada, "laptop", base=0)


def test_a_save_whose_answer_got_lost_is_continued(ada):
    lost = uuid.uuid4()
    save(ada, "one")
    save(ada, "two", base=1, key=lost)
    answer = save(ada, "three", base=1, tried=(uuid.uuid4(), lost))
    assert answer.value["text"] == "three"


def test_within_a_sitting_there_is_no_revision(ada):
    save(ada, "one")
    save(ada, "two", base=1)
    assert Revision.objects.count() == 0


def test_each_sitting_leaves_one_revision_with_its_wording(ada):
    answer = save(ada, "one", aside="psst")
    sit_down_again(answer)
    save(ada, "two", base=1)
    save(ada, "three", base=2)
    revision = Revision.objects.get()
    assert (revision.value["text"], revision.aside) == ("one", "psst")
    assert revision.prompt_version_id == guide().prompts["topic"].version


def test_a_revision_comes_back_and_what_stood_there_joins_the_list(ada):
    answer = save(ada, "one")
    sit_down_again(answer)
    save(ada, "two", base=1)
    restored = restore_revision(revision=Revision.objects.get(), prompt=guide().prompts["topic"])
    assert restored.value["text"] == "one"
    assert {revision.value["text"] for revision in Revision.objects.all()} == {"one", "two"}


def test_choosing_mine_keeps_the_other_text(ada):
    save(ada, "theirs")
    save(ada, "mine", base=1, keep_old=True)
    assert Answer.objects.get().value["text"] == "mine"
    assert Revision.objects.get().value["text"] == "theirs"


def test_an_emptied_answer_counts_as_open_and_a_skipped_one_as_skipped(ada):
    save(ada, "one")
    assert save(ada, "", base=1).state == "blank"
    assert save(ada, "", prompt="tried", skip=True).state == "skipped"
    assert progress(ada) == {"tried": "skipped"}


def test_an_aside_alone_counts_as_written(ada):
    assert save(ada, "", aside="only for me").state == "written"


def test_nobody_writes_into_anothers_round(ada, stranger):
    theirs = open_journal(person=stranger)
    with pytest.raises(NoSuchRound):
        save(ada, "hello", round=theirs.pk)
    save(stranger, "mine", round=theirs.pk)
    with pytest.raises(NoSuchRound):
        save(ada, "hello", round=theirs.pk, base=1)
    assert Answer.objects.get().value["text"] == "mine"


def test_dates_follow_the_answer(ada):
    prompt = guide().prompts["letter"]
    letter = {"kind": "letter", "v": 1, "text": "Dear me", "opens": "2031-05-04", "opened": False}
    envelope = Save(key=uuid.uuid4())
    answer = save_answer(person=ada, prompt=prompt, value=letter, aside="", save=envelope)
    assert Date.objects.get().day == dt.date(2031, 5, 4)
    later = {**letter, "opens": "2032-05-04"}
    save_answer(person=ada, prompt=prompt, value=later, aside="", save=Save(key=uuid.uuid4(), base=answer.version))
    assert Date.objects.get().day == dt.date(2032, 5, 4)


def test_what_a_guest_wrote_moves_along_and_overwrites_nothing(ada, guest):
    save(ada, "hers")
    save(guest, "the guest's")
    assert claim(guest, ada) == 1
    texts = {answer.value["text"] for answer in Answer.objects.filter(round__journal__person=ada)}
    assert texts == {"hers", "the guest's"}
    assert Round.objects.filter(journal__person=guest).count() == 0


def test_a_journal_is_counted_and_forgotten(ada, stranger):
    save(stranger, "stays")
    answer = save(ada, "one")
    sit_down_again(answer)
    save(ada, "two", base=1)
    assert held(ada) == {"rounds": 1, "answers": 1, "revisions": 1, "notes": 0, "reminders": 0, "dates": 0}
    forget(ada)
    assert not any(held(ada).values())
    assert Answer.objects.get().value["text"] == "stays"


def test_a_return_link_is_kept_as_a_digest_and_a_new_one_ends_it(guest):
    token = make_return_link(guest)
    assert person_of(token) == guest
    assert token not in str(guest.__dict__)
    newer = make_return_link(guest)
    assert person_of(token) is None
    assert person_of(newer) == guest
    assert person_of("") is None


def test_a_canary_is_in_no_column_in_the_clear(ada):
    canary = "canary-7f3a the heron stood still"
    answer = save(ada, canary, aside=canary)
    sit_down_again(answer)
    save(ada, canary + " again", base=1)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert "canary" not in str(cursor.fetchall()), table


def test_the_newest_round_is_the_current_one(ada):
    first = open_journal(person=ada)
    second = Round.objects.create(journal=first.journal)
    assert current_round(ada) == second
    second.archived_at = second.begun_at
    second.save()
    assert current_round(ada) == first
