"""Deletions are remembered by id alone, for as long as a backup may bring the row back."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from reflections.journal import actions as journal
from reflections.journal.actions.rounds import delete_round
from reflections.journal.models import Note, Round
from reflections.people.deletions import ENDED, REMEMBERED, came_back, forget_old, remember, remembered
from reflections.people.models import Deletion
from reflections.summary.models import ShareLink
from reflections.summary.sharing.actions import delete_share_link, revoke
from reflections.workshops.actions.planning import delete_workshop, make_workshop
from tests.summary.sharing.cast import share, the_link

pytestmark = pytest.mark.django_db


def known() -> dict[uuid.UUID, str]:
    """What is remembered: the ids, and from which table each went."""
    return dict(Deletion.objects.values_list("row", "table"))


def test_twice_is_once_and_the_later_says_more():
    key = uuid.uuid4()
    remember(ShareLink, [key], ENDED)
    Deletion.objects.update(day=dt.date(2026, 1, 1))
    remember(ShareLink, [key])
    remember(ShareLink, [key])
    assert list(Deletion.objects.values_list()) == [(key, "sharelink", timezone.localdate())]
    assert list(remembered("sharelink")) == [key] and not remembered(ENDED)


def test_a_round_is_remembered(ada, write):
    this = write(ada, "topic", "words").round
    key = this.pk
    delete_round(this=this)
    assert known() == {key: "round"} and not Round.objects.exists()


def test_a_note_is_remembered_by_its_owner_and_not_by_others(ada, stranger, write):
    write(ada, "topic", "words")
    key, save = uuid.uuid4(), journal.Save(key=uuid.uuid4())
    draft = journal.Draft("a note", dt.date(2026, 3, 1))
    journal.save_note(person=ada, note=key, draft=draft, save=save)
    journal.delete_note(person=stranger, note=key)
    assert not known()
    journal.delete_note(person=ada, note=key)
    journal.delete_note(person=ada, note=key)
    assert known() == {key: "note"}
    journal.save_note(person=ada, note=key, draft=draft, save=journal.Save(key=uuid.uuid4()))
    assert Note.objects.get().pk == key and not known(), "an open page made it again"


def test_a_workshop_is_remembered(ada):
    workshop = make_workshop(person=ada, title="An hour", starts_at=timezone.now(), language="en")
    key = workshop.pk
    delete_workshop(workshop=workshop)
    assert known() == {key: "workshop"}


def test_a_link_is_remembered_when_it_ends_and_when_it_goes(ada, write):
    write(ada, "topic", "words")
    share(ada, "topic")
    key = the_link().pk
    revoke(link=the_link())
    revoke(link=the_link())
    assert known() == {key: ENDED}
    delete_share_link(link=the_link())
    assert known() == {key: "sharelink"}


def test_what_its_owner_makes_again_is_no_deletion_any_more():
    keys = [uuid.uuid4(), uuid.uuid4()]
    remember(Round, keys)
    came_back(keys[:1])
    assert list(remembered("round")) == keys[1:]


def test_it_is_forgotten_when_no_backup_is_as_old():
    old, young = uuid.uuid4(), uuid.uuid4()
    today = timezone.localdate()
    for key, day in ((old, today - REMEMBERED - dt.timedelta(days=1)), (young, today - REMEMBERED)):
        Deletion.objects.create(row=key, table="round", day=day)
    assert forget_old(today=today) == 1
    assert list(known()) == [young]
