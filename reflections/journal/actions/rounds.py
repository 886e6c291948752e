"""Rounds: the one a person writes in, how far it is, and how one begins, is put away, comes back or goes."""

import datetime as dt
import uuid
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from reflections.journal.models import Answer, Date, Journal, Revision, Round
from reflections.people.deletions import remember
from reflections.people.models import Person
from reflections.people.prepared import Prepared

FRESH = dt.timedelta(hours=12)
"""Somebody in a room goes on in a round that was begun no longer ago; else they begin on a blank sheet."""


class NoSuchRound(Exception):
    """The round is not this person's, or is gone."""


def open_journal(*, person: Person, path: str = "") -> Round:
    """The round a person writes in, with the journal around it, made when it is not there yet."""
    journal, _ = Journal.objects.get_or_create(person=person)
    return current_round(person) or Round.objects.create(journal=journal, path=path)


def begin_again(*, person: Person, path: str = "", name: str = "") -> Round:
    """A new round on `path` (empty: the whole guide); nothing is copied. Raises `NoSuchRound` where none came before.

    While the newest round holds nothing, it is taken instead: whoever begins twice has begun once.
    """
    with transaction.atomic():
        journal = Journal.objects.select_for_update().filter(person=person).first()
        if journal is None or not journal.rounds.exists():
            raise NoSuchRound(person.pk)
        this = _blank(journal)
        this.path, this.name, this.begun_at = path, name or None, timezone.now()
        this.save()
    return this


def _blank(journal: Journal) -> Round:
    """The newest round while it holds nothing, else one that is still to be saved."""
    this = current_round(journal.person)
    return Round(journal=journal) if this is None or _holds(this) else this


def room_round(person: Any) -> Round | None:
    """The round in which somebody writes in a room: the newest, if it was begun today; None for a blank sheet."""
    this = current_round(person)
    return this if this and timezone.now() - this.begun_at <= FRESH else None


def open_sheet(*, person: Person, prompt: str, saves: Collection[uuid.UUID]) -> Round:
    """The round of `room_round`, begun when there is none: twice at once is once.

    `saves`: the keys of the save to `prompt` that asks for it. Where one of them has arrived before, its round is it,
    however old that is by now.
    """
    this = room_round(person)
    if this:
        return this
    with transaction.atomic():
        Journal.objects.get_or_create(person=person)
        journal = Journal.objects.select_for_update().get(person=person)
        told = Round.objects.filter(journal=journal, answers__prompt=prompt, answers__last_key__in=saves).first()
        this = room_round(person) or told
        if this is None:
            this = _blank(journal)
            this.begun_at = timezone.now()
            this.save()
    return this


def _holds(this: Round) -> bool:
    """Whether anything stands in a round, or once stood there."""
    answers = this.answers.exclude(state=Answer.State.BLANK)
    return answers.exists() or Revision.objects.filter(answer__round=this).exists()


def find_round(person: Any, key: uuid.UUID) -> Round:
    """One of this person's rounds; raises `NoSuchRound`."""
    this = Round.objects.filter(pk=key, journal__person=person).first()
    if this is None:
        raise NoSuchRound(key)
    return this


def rename_round(*, this: Round, name: str) -> None:
    """Call a round something; without a name it is called by its date."""
    this.name = name or None
    this.save(update_fields=["name_sealed"])


def archive_round(*, this: Round) -> None:
    """Put a round away: it is read and compared as before, and no longer the one that is written in."""
    this.archived_at = this.archived_at or timezone.now()
    this.save(update_fields=["archived_at"])


def bring_back_round(*, this: Round) -> None:
    """Take a round out again; the newest of those that are out is the one that is written in."""
    this.archived_at = None
    this.save(update_fields=["archived_at"])


def holds_of(this: Round) -> dict[str, int]:
    """How many rows of each kind would go with a round, and how many of its letters would go unread."""
    dates = Date.objects.filter(answer__round=this)
    return {
        "answers": this.answers.exclude(state=Answer.State.BLANK).count(),
        "revisions": Revision.objects.filter(answer__round=this).count(),
        "dates": dates.count(),
        "sealed": dates.filter(what=Date.What.OPENS, day__gt=timezone.localdate()).count(),
    }


def delete_round(*, this: Round) -> None:
    """Delete a round with its answers, their asides, marks and earlier texts, and the dates they set."""
    with transaction.atomic():
        remember(Round, [this.pk])
        this.delete()


def current_round(person: Any) -> Round | None:
    """The newest round that is not archived; None for somebody who has not begun."""
    if not person.is_authenticated:
        return None
    return next(iter(_CURRENT.objects(person.pk)), None)


_CURRENT: Prepared[Round] = Prepared(
    lambda person: Round.objects.filter(journal__person=person, archived_at=None).order_by("-begun_at")[:1]
)


def progress(person: Any) -> dict[str, str]:
    """State of each prompt of the current round that is written or was left open on purpose."""
    this = current_round(person)
    return states(this) if this else {}


def states(this: Round) -> dict[str, str]:
    """State by prompt key of one round, without the blank ones."""
    return dict(this.answers.exclude(state=Answer.State.BLANK).values_list("prompt", "state"))
