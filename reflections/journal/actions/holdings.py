"""What the journal holds of a person: counted, brought along, deleted."""

from django.db import transaction

from reflections.journal.models import Answer, Date, Journal, Note, Reminder, Revision, Round
from reflections.people.deletions import remember
from reflections.people.models import Person


def claim(guest: Person, person: Person) -> int:
    """What `guest` wrote moves into `person`'s journal as rounds of its own; how many rounds came along."""
    with transaction.atomic():
        theirs = Journal.objects.filter(person=guest).first()
        if theirs is None:
            return 0
        journal, _ = Journal.objects.get_or_create(person=person)
        theirs.notes.update(journal=journal)
        return theirs.rounds.update(journal=journal)


def held(person: Person) -> dict[str, int]:
    """How many rows of each kind the journal holds of a person."""
    mine = {"round__journal__person": person}
    return {
        "rounds": Round.objects.filter(journal__person=person).count(),
        "answers": Answer.objects.filter(**mine).exclude(state=Answer.State.BLANK).count(),
        "revisions": Revision.objects.filter(answer__round__journal__person=person).count(),
        "notes": Note.objects.filter(journal__person=person).count(),
        "reminders": Reminder.objects.filter(journal__person=person).count(),
        "dates": Date.objects.filter(answer__round__journal__person=person).count(),
    }


def forget(*people: Person) -> None:
    """Delete the journals of people with all that is in them."""
    theirs = Journal.objects.filter(person__in=people)
    with transaction.atomic():
        remember(Journal, theirs.values_list("pk", flat=True))
        theirs.delete()
