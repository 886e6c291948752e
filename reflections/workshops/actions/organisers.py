"""Who may run a workshop: co-organisers come by a link, and a workshop never stays behind without anybody."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from reflections.people.models import Person
from reflections.workshops.actions.planning import NeedsAccount, delete_workshop
from reflections.workshops.models import Invitation, Organiser, Workshop

GOOD_FOR = dt.timedelta(days=14)
MOST_ORGANISERS = 20


class NoSuchInvitation(Exception):
    """The link was used, has ended, or never was: which of them is not said."""


class TooManyOrganisers(Exception):
    """A workshop has so many organisers and open links at most."""


class OwnerStays(Exception):
    """An owner with nobody beside them cannot leave; they may delete the workshop."""


def invite(*, workshop: Workshop) -> str:
    """The secret of a link by which one account becomes a co-organiser, to be shown once; only its digest is kept.

    Raises `TooManyOrganisers`.
    """
    token = secrets.token_urlsafe(24)
    with transaction.atomic():
        workshop.invitations.filter(expires_at__lte=timezone.now()).delete()
        if workshop.organisers.count() + workshop.invitations.count() >= MOST_ORGANISERS:
            raise TooManyOrganisers
        Invitation.objects.create(workshop=workshop, digest=_digest(token), expires_at=timezone.now() + GOOD_FOR)
    return token


def end_invitations(*, workshop: Workshop) -> None:
    """Links that nobody has used yet open nothing any more."""
    workshop.invitations.all().delete()


def open_invitations(workshop: Workshop) -> list[Invitation]:
    """Links that nobody has used yet and that still open something."""
    return list(workshop.invitations.filter(expires_at__gt=timezone.now()).order_by("expires_at"))


def find_invitation(token: str) -> Invitation:
    """The open invitation behind a link, with its workshop. Raises `NoSuchInvitation`."""
    standing = Invitation.objects.select_related("workshop").filter(digest=_digest(token))
    found = standing.filter(expires_at__gt=timezone.now()).first()
    if found is None:
        raise NoSuchInvitation
    return found


def accept(*, person: Person, token: str) -> Workshop:
    """`person` becomes a co-organiser, and the link is used up. Raises `NoSuchInvitation`, `NeedsAccount`."""
    if person.is_guest:
        raise NeedsAccount
    with transaction.atomic():
        found = find_invitation(token)
        # Of two who press at once, one deletes it; the other finds nothing to delete.
        if not Invitation.objects.filter(pk=found.pk).delete()[0]:
            raise NoSuchInvitation
        Organiser.objects.get_or_create(workshop=found.workshop, person=person)
    return found.workshop


def take_out(*, organiser: Organiser) -> None:
    """A co-organiser runs the workshop no more. Raises `OwnerStays`."""
    with transaction.atomic():
        if not Organiser.objects.filter(pk=organiser.pk, is_owner=False).delete()[0]:
            raise OwnerStays


def leave(*, workshop: Workshop, person: Person) -> None:
    """`person` organises it no more; an owner's passes to the earliest co-organiser. Raises `OwnerStays`."""
    with transaction.atomic():
        mine = Organiser.objects.select_for_update().get(workshop=workshop, person=person)
        if mine.is_owner and not _pass_on(mine):
            raise OwnerStays
        mine.delete()


def _pass_on(owner: Organiser, leaving: Collection[Person] = ()) -> bool:
    """Make the earliest co-organiser who is not `leaving` the owner; whether there is one."""
    others = Organiser.objects.filter(workshop=owner.workshop_id, is_owner=False).exclude(person__in=leaving)
    heir = others.order_by("since", "pk").first()
    return bool(heir and Organiser.objects.filter(pk=heir.pk).update(is_owner=True))


def hand_on(*people: Person) -> None:
    """These people go: each workshop of theirs passes to its earliest co-organiser who stays, or is deleted."""
    theirs = Organiser.objects.filter(person__in=people)
    with transaction.atomic():
        for owner in theirs.select_for_update(of=("self",)).select_related("workshop"):
            if owner.is_owner and not _pass_on(owner, people):
                delete_workshop(workshop=owner.workshop)
        theirs.delete()


def claim(*, guest: Person, person: Person) -> None:
    """What a guest organises, should there be anything, is `person`'s from now on."""
    with transaction.atomic():
        both = Organiser.objects.filter(person=person).values("workshop")
        Organiser.objects.filter(person=guest).exclude(workshop__in=both).update(person=person)


def held(person: Person) -> dict[str, int]:
    """How many workshops somebody organises, rehearsals left out."""
    return {"workshops": Organiser.objects.filter(person=person, workshop__rehearsal_of=None).count()}


def _digest(token: str) -> str:
    return hashlib.sha256(f"invitation {token}".encode()).hexdigest()
