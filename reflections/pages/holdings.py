"""All that is kept about one person, from every package: counted, brought along, deleted."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reflections.journal import actions as journal
from reflections.people import actions as people
from reflections.people.models import Person
from reflections.summary import actions as summary


@dataclass(frozen=True)
class Holding:
    """One kind of thing that is kept: what it is, where it can be seen (an URL name, or ""), and how many."""

    label: str | Promise
    url: str
    count: int


KINDS: dict[str, tuple[str | Promise, str]] = {
    "rounds": (_("Rounds through the guide"), "journal"),
    "answers": (_("Answers, with their asides and marks"), "summary"),
    "revisions": (_("Earlier texts of answers"), ""),
    "dates": (_("Dates you set"), "journal"),
    "notes": (_("Notes"), "notes"),
    "reminders": (_("Reminders by e-mail that you asked for"), "reminders"),
    "dismissals": (_("Sentences of your summary that you put away"), "summary"),
    "consents": (_("Consents you gave"), ""),
    "name": (_("Name to sign in with"), ""),
    "emails": (_("E-mail addresses"), "account_email"),
    "codes": (_("One-time codes, as digests that cannot be read back"), "account_codes"),
}
PURPOSES = {"writing": _("Keeping your journal here")}


def holdings(person: Person) -> list[Holding]:
    """What is kept about `person`, kind by kind, also where it is nothing; the number of statements is fixed."""
    counts = journal.held(person) | summary.held(person) | people.held(person)
    return [Holding(label, url, counts[key]) for key, (label, url) in KINDS.items()]


def bring_along(*, guest: Person, person: Person) -> int:
    """What a guest wrote moves into `person`'s journal as rounds of its own, and the guest is gone; how many rounds."""
    with transaction.atomic():
        rounds = journal.claim(guest, person)
        people.move_in(guest=guest, person=person)
    return rounds


def forget_everything(person: Person) -> None:
    """Delete all that is kept about `person`, and sign them out everywhere."""
    with transaction.atomic():
        journal.forget(person)
        people.forget(person)
