"""What changes in a summary: its sentences can be put away, and asked back. What it holds of a person."""

import re
from collections.abc import Iterable

from reflections.journal.models import Journal
from reflections.people.models import Person
from reflections.summary.models import Dismissal, Feed, Reply, Selection, ShareLink
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


def remember_ticks(*, person: Person, left_out: Iterable[str]) -> None:
    """These prompts stay out of the next page and card of `person` too; whoever has no journal has no ticks."""
    journal = Journal.objects.filter(person=person).first()
    if journal is not None:
        selection, _made = Selection.objects.get_or_create(journal=journal)
        selection.left_out = sorted(set(left_out))
        selection.save(update_fields=["left_out_sealed"])


def held(person: Person) -> dict[str, int]:
    """How many rows of each kind the summary holds of a person."""
    mine = {"journal__person": person}
    return {
        "dismissals": Dismissal.objects.filter(**mine).count(),
        "selections": Selection.objects.filter(**mine).count(),
        "share_links": ShareLink.objects.filter(**mine).count(),
        "replies": Reply.objects.filter(link__journal__person=person).count(),
        "feeds": Feed.objects.filter(**mine).count(),
    }


def claim(guest: Person, person: Person) -> None:
    """What the summary holds of `guest` becomes `person`'s; where each may have but one, `person`'s own stays.

    Comes after the journal's own `claim`, which makes the journal it all goes into.
    """
    journal = Journal.objects.filter(person=person).first()
    if journal is None:
        return
    ShareLink.objects.filter(journal__person=guest).update(journal=journal)
    known = set(journal.dismissals.values_list("rule", "about"))
    for away in Dismissal.objects.filter(journal__person=guest):
        if (away.rule, away.about) not in known:
            Dismissal.objects.filter(pk=away.pk).update(journal=journal)
    for one in (Selection, Feed):
        if not one.objects.filter(journal=journal).exists():
            one.objects.filter(journal__person=guest).update(journal=journal)


def _journal(person: Person, rule: str, about: str) -> Journal:
    """The journal in which it is put away; raises `NoSuchObservation`."""
    journal = Journal.objects.filter(person=person).first()
    if journal is None or rule not in RULES or not ABOUT.fullmatch(about):
        raise NoSuchObservation(rule)
    return journal
