"""What changes in a summary: its sentences can be put away, and asked back."""

import re

from reflections.journal.models import Journal
from reflections.people.models import Person
from reflections.summary.models import Dismissal
from reflections.summary.observations import RULES

ABOUT = re.compile(r"[a-z0-9-]{0,60}")
"""Which of several observations of a rule: a key."""


class NoSuchObservation(Exception):
    """There is no rule of that name, or nobody's journal to put it away in."""


def put_away(*, person: Person, rule: str, about: str = "") -> None:
    """Do not show `person` this observation again, in any round and any file. Twice is once."""
    Dismissal.objects.get_or_create(journal=_journal(person, rule, about), rule=rule, about=about)


def show_again(*, person: Person, rule: str, about: str = "") -> None:
    """Show `person` again what was put away."""
    Dismissal.objects.filter(journal=_journal(person, rule, about), rule=rule, about=about).delete()


def held(person: Person) -> dict[str, int]:
    """How many rows of each kind the summary holds of a person."""
    return {"dismissals": Dismissal.objects.filter(journal__person=person).count()}


def _journal(person: Person, rule: str, about: str) -> Journal:
    """The journal in which it is put away; raises `NoSuchObservation`."""
    journal = Journal.objects.filter(person=person).first()
    if journal is None or rule not in RULES or not ABOUT.fullmatch(about):
        raise NoSuchObservation(rule)
    return journal
