"""All that is kept about one person, from every package: counted, brought along, deleted, and deleted again."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reflections.journal import actions as journal
from reflections.journal.models import Journal, Note, Round
from reflections.journal.page import PURPOSE
from reflections.people import actions as people
from reflections.people.allauth import guest_signed_in
from reflections.people.deletions import delete_again, name_of, remembered
from reflections.people.events import note
from reflections.people.models import Person
from reflections.people.traces import empty_log
from reflections.summary import actions as summary
from reflections.summary.models import ShareLink
from reflections.summary.sharing.actions import revoke_again
from reflections.workshops.actions import organisers as workshops
from reflections.workshops.actions.seats import give_up
from reflections.workshops.models import Workshop


@dataclass(frozen=True)
class Holding:
    """One kind of thing that is kept: what it is, where it can be seen (an URL name, or ""), how long, how many."""

    label: str | Promise
    url: str
    kept: str | Promise
    count: int


KINDS: dict[str, tuple[str | Promise, str, str | Promise]] = {
    "rounds": (_("Rounds through the guide"), "rounds", _("until you delete the round")),
    "answers": (_("Answers, with their asides and marks"), "summary", _("as long as their round")),
    "revisions": (_("Earlier texts of answers"), "", _("as long as the answer")),
    "dates": (_("Dates you set"), "journal", _("as long as the answer that sets them")),
    "notes": (_("Notes"), "notes", _("until you delete the note")),
    "reminders": (_("Reminders by e-mail that you asked for"), "reminders", _("until you stop them")),
    "dismissals": (_("Sentences of your summary that you put away"), "summary", _("until you ask for them again")),
    "selections": (_("Parts you left out of a file last"), "take", _("until you choose others")),
    "share_links": (
        _("Links for a mentor, with the parts each shows"),
        "share_links",
        _("the parts until the link ends, the link until you delete it"),
    ),
    "replies": (_("Replies of mentors"), "share_links", _("until you delete the link")),
    "feeds": (_("Private address of your dates, as a digest"), "calendar", _("until you end it")),
    "workshops": (
        _("Workshops you organise, alone or with others"),
        "workshops",
        _("until 30 days after their end; totals you keep, until you delete them"),
    ),
    "consents": (_("Consents you gave"), "", _("as long as you are here, also when taken back")),
    "name": (_("Name to sign in with, and a digest of the password"), "", _("as long as the account")),
    "emails": (_("E-mail addresses"), "account_email", _("until you remove them")),
    "codes": (_("One-time codes, as digests that cannot be read back"), "account_codes", _("until you make new ones")),
    "passkeys": (_("Passkeys, the authenticator app, recovery codes"), "mfa_index", _("until you remove them")),
    "connected": (
        _("ORCID or another sign-in that you connected: its number for you"),
        "socialaccount_connections",
        _("until you disconnect it"),
    ),
    "sessions": (_("Browsers you are signed in with"), "usersessions_list", _("until you sign out there")),
    "return_link": (_("Private link for another device, as a digest"), "return_link", _("until there is an account")),
    "time_zone": (_("Your time zone, for reminders"), "reminders", _("as long as you are here")),
    "operator_log": (_("Changes that whoever runs this site made to your account"), "", _("as long as the account")),
}
PURPOSES = {PURPOSE: _("Keeping your journal here")}


def holdings(person: Person) -> list[Holding]:
    """What is kept about `person`, kind by kind, also where it is nothing; the number of statements is fixed."""
    counts = _of_journal(person) | workshops.held(person) | people.held(person)
    return [Holding(*KINDS[key], count) for key, count in counts.items()]


def resting_on(person: Person, purpose: str) -> list[Holding]:
    """What goes when `person` takes a consent back, of what there is; for a guest that is all."""
    if person.is_guest:
        return [each for each in holdings(person) if each.count]
    counts = _of_journal(person) if purpose == PURPOSE else {}
    return [Holding(*KINDS[key], count) for key, count in counts.items() if count]


def _of_journal(person: Person) -> dict[str, int]:
    return journal.held(person) | summary.held(person)


def bring_along(*, guest: Person, person: Person) -> int:
    """What a guest wrote moves into `person`'s journal as rounds of its own, and the guest is gone; how many rounds."""
    with transaction.atomic():
        rounds = journal.claim(guest, person)
        summary.claim(guest, person)
        workshops.claim(guest=guest, person=person)
        people.move_in(guest=guest, person=person)
    return rounds


@receiver(guest_signed_in)
def _bring_along(guest: Person, person: Person, **more: Any) -> None:
    """However somebody signed in."""
    bring_along(guest=guest, person=person)


def take_back_consent(*, person: Person, purpose: str) -> None:
    """A consent of somebody with an account ends, and what rests on it is deleted; the account stays."""
    with transaction.atomic():
        if purpose == PURPOSE:
            journal.forget(person)
        people.withdraw_consent(person=person, purpose=purpose)
        transaction.on_commit(empty_log)


def forget_everything(*gone: Person, seats: Collection[uuid.UUID] = ()) -> None:
    """Delete all that is kept about these people, and sign them out everywhere; their workshops pass on, or go too.

    `seats`: in rooms, which only the browser that asks knows to be theirs.
    """
    with transaction.atomic():
        give_up(seats)
        workshops.hand_on(*gone)
        journal.forget(*gone)
        people.forget(*gone)
        transaction.on_commit(empty_log)
    for person in gone:
        note("account deleted", person)


def repeat_deletions() -> int:
    """Delete again what is remembered as deleted and came back with a backup; how many rows, or links ended again."""
    with transaction.atomic():
        back = list(Person.objects.filter(pk__in=remembered(name_of(Person))))
        forget_everything(*back)
        again = sum(delete_again(table) for table in (Journal, Round, Note, ShareLink, Workshop))
        return len(back) + again + revoke_again()
