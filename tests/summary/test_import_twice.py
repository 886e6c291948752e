"""What is here already comes in no second time; what was changed since stands beside it; ids of others mean nothing."""

import copy
import datetime as dt
import uuid

import pytest
from django.utils import timezone

from reflections.journal.actions import Draft, Save, delete_note, mark_phrases, save_note
from reflections.journal.actions.rounds import archive_round, begin_again, current_round, delete_round, rename_round
from reflections.journal.models import Answer, Note, Round
from reflections.people.models import Deletion
from tests.summary import cast
from tests.summary.carrying import bring, file_of, said

pytestmark = pytest.mark.django_db
NOTE = Draft("a note", dt.date(2026, 3, 1), ("tag",))


@pytest.fixture
def there(ada, write):
    """Ada's journal as a file."""
    cast.fill(write, ada)
    write(ada, "topic", "an earlier text is kept", keep_old=True)
    save_note(person=ada, note=uuid.uuid4(), draft=NOTE, save=Save(key=uuid.uuid4()))
    return file_of(ada)


def rows(person):
    mine = Answer.objects.filter(round__journal__person=person)
    return sorted(map(repr, [*mine.values_list(), *Note.objects.filter(journal__person=person).values_list()]))


def test_into_the_very_journal_it_came_from(ada, there):
    before = rows(ada)
    report = bring(ada, there)
    assert (report.rounds, report.notes, report.rounds_here, report.notes_here) == (0, 0, 1, 1)
    assert rows(ada) == before


def test_twice_into_another_journal(guest, there):
    assert (bring(guest, there).rounds, bring(guest, there).rounds) == (1, 0)
    assert said(file_of(guest)) == said(there)


def test_a_later_file_that_says_the_same(ada, guest, there):
    bring(guest, there)
    report = bring(guest, file_of(ada))
    assert (report.rounds, report.notes) == (0, 0)


def test_a_file_of_the_file(guest, stranger, there):
    bring(guest, there)
    bring(stranger, there)
    assert bring(stranger, file_of(guest)).brought is False


def test_there_and_back_again(ada, guest, there):
    bring(guest, there)
    assert bring(ada, file_of(guest)).brought is False


def test_a_round_that_was_changed_since(ada, write, there):
    write(ada, "topic", "words of today")
    report = bring(ada, there)
    assert (report.rounds, report.rounds_here) == (1, 0)
    texts = [row.value["text"] for row in Answer.objects.filter(prompt="topic", round__journal__person=ada)]
    assert sorted(texts) == ["an earlier text is kept", "words of today"]
    assert bring(ada, there).brought is False


@pytest.mark.parametrize(
    "change",
    [
        lambda answer: mark_phrases(answer=answer, marks=["kept"]),
        lambda answer: rename_round(this=answer.round, name="another name"),
        lambda answer: Answer.objects.exclude(pk=answer.pk).filter(prompt="net").delete(),
    ],
    ids=["a mark", "a name", "an answer gone"],
)
def test_what_counts_as_a_change(ada, there, change):
    change(Answer.objects.get(prompt="topic"))
    assert bring(ada, there).rounds == 1


def test_a_round_that_was_put_away_since_is_the_same_round(ada, there):
    archive_round(this=current_round(ada))
    assert bring(ada, there).rounds == 0


def test_what_came_in_and_was_changed_comes_in_no_second_time(guest, write, there):
    bring(guest, there)
    write(guest, "topic", "changed after it came in")
    note = Note.objects.get(journal__person=guest)
    changed = Draft("another text", NOTE.day)
    save_note(person=guest, note=note.pk, draft=changed, save=Save(key=uuid.uuid4(), base=note.version))
    assert bring(guest, there).brought is False
    assert Note.objects.filter(journal__person=guest).count() == 1


def test_what_was_deleted_comes_back(ada, there):
    Round.objects.all().delete()
    Note.objects.all().delete()
    bring(ada, there)
    assert said(file_of(ada)) == said(there)


def test_what_was_brought_in_deleted_and_brought_in_again_is_no_deletion(guest, there):
    """It has the same id again: a restore must not take it away."""
    bring(guest, there)
    delete_round(this=guest.journal.rounds.get())
    delete_note(person=guest, note=guest.journal.notes.get().pk)
    assert Deletion.objects.count() == 2
    bring(guest, there)
    assert guest.journal.rounds.count() == guest.journal.notes.count() == 1
    assert not Deletion.objects.exists()


def test_a_letter_whose_day_has_come_is_the_same_letter(ada, there):
    there["rounds"][0]["answers"] = [each for each in there["rounds"][0]["answers"] if each["prompt"] == "letter"]
    Answer.objects.exclude(prompt="letter").delete()
    letter = Answer.objects.get()
    letter.value = {**letter.value, "opened": False}
    letter.save()
    assert file_of(ada)["rounds"][0]["answers"][0]["sealed"] is True
    with pytest.MonkeyPatch.context() as later:
        in_a_year = timezone.now() + dt.timedelta(days=365)
        later.setattr(timezone, "now", lambda: in_a_year)
        assert file_of(ada)["rounds"][0]["answers"][0]["sealed"] is False
        assert bring(ada, there).rounds == 0


def test_ids_from_a_file_are_never_looked_up(ada, stranger, there):
    """A file that names the rows of somebody else comes in like any other, touches none of them, and tells nothing."""
    write_over = copy.deepcopy(there)
    for answer in write_over["rounds"][0]["answers"]:
        answer["aside"] = "from a stranger"
    before = rows(ada)
    report = bring(stranger, write_over)
    assert (report.rounds, report.rounds_here, report.notes) == (1, 0, 1)
    assert rows(ada) == before
    taken = {str(row.pk) for row in Round.objects.all()}
    assert there["rounds"][0]["id"] in taken
    assert str(current_round(stranger).pk) not in {there["rounds"][0]["id"]}
    assert bring(ada, there).brought is False


def test_nobody_can_take_an_id_beforehand(ada, guest, stranger, there):
    bring(guest, there)
    bring(stranger, there)
    ids = [str(pk) for pk in Round.objects.values_list("pk", flat=True)]
    assert len(ids) == len(set(ids)) == 3


def test_one_file_that_holds_the_same_round_twice(guest, there):
    there["rounds"] *= 2
    there["notes"] *= 2
    report = bring(guest, there)
    assert (report.rounds, report.rounds_here, report.notes, report.notes_here) == (1, 1, 1, 1)


def test_the_round_that_is_written_in_stays_that_one(ada, guest, write, there):
    write(guest, "topic", "mine")
    mine = current_round(guest)
    Round.objects.filter(pk=mine.pk).update(begun_at=timezone.now() - dt.timedelta(days=30))
    report = bring(guest, there)
    assert current_round(guest) == mine
    assert report.put_away == 1
    assert Round.objects.exclude(pk=mine.pk).get(journal__person=guest).archived_at


def test_an_older_round_comes_in_as_it_was(ada, guest, write, there):
    write(guest, "topic", "mine")
    there["rounds"][0]["begun_at"] = "2024-05-01T10:00:00.000Z"
    assert bring(guest, there).put_away == 0
    assert not Round.objects.order_by("begun_at").first().archived_at


def test_in_an_empty_journal_one_goes_on_where_the_file_stopped(ada, guest, write):
    write(ada, "topic", "then")
    begin_again(person=ada, name="now")
    write(ada, "net", "now")
    bring(guest, file_of(ada))
    assert current_round(guest).name == "now"


def test_a_page_that_was_written_since_is_a_change_too(ada, write, there):
    write(ada, "come-for", "written later")
    assert bring(ada, there).rounds == 1


def test_earlier_texts_that_are_not_here_bring_their_round_along(ada, guest, write, there):
    write(ada, "topic", "the last text", keep_old=True)
    assert bring(guest, file_of(ada, revisions=False)).rounds == 1
    assert bring(guest, file_of(ada)).rounds == 1
    assert bring(guest, file_of(ada, revisions=False)).rounds == 0


def test_a_file_from_before_there_were_envelopes(ada, there):
    for answer in there["rounds"][0]["answers"]:
        answer.pop("envelope", None)
    assert bring(ada, there).brought is False


def test_a_letter_looks_different_in_each_file_and_is_the_same(ada, guest, write, there):
    later = file_of(ada)
    assert [each.get("envelope") for each in later["rounds"][0]["answers"]] != [
        each.get("envelope") for each in there["rounds"][0]["answers"]
    ]
    bring(guest, there)
    write(guest, "topic", "changed after it came in")
    assert bring(guest, later).brought is False
