"""Rounds: the one a person writes in, and how far it is."""

from typing import Any

from reflections.journal.models import Answer, Journal, Round
from reflections.people.models import Person


class NoSuchRound(Exception):
    """The round is not this person's, or is gone."""


def open_journal(*, person: Person, path: str = "") -> Round:
    """The round a person writes in, with the journal around it, made when it is not there yet."""
    journal, _ = Journal.objects.get_or_create(person=person)
    return current_round(person) or Round.objects.create(journal=journal, path=path)


def current_round(person: Any) -> Round | None:
    """The newest round that is not archived; None for somebody who has not begun."""
    if not person.is_authenticated:
        return None
    return Round.objects.filter(journal__person=person, archived_at=None).order_by("-begun_at").first()


def progress(person: Any) -> dict[str, str]:
    """State of each prompt of the current round that is written or was left open on purpose."""
    this = current_round(person)
    return states(this) if this else {}


def states(this: Round) -> dict[str, str]:
    """State by prompt key of one round, without the blank ones."""
    return dict(this.answers.exclude(state=Answer.State.BLANK).values_list("prompt", "state"))
