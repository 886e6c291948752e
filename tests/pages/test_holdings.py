"""Every table that leads to a person is counted or has a reason; what was deleted stays so after a restore."""

import datetime as dt
import uuid
from collections.abc import Iterator

import pytest
from django.db.models import Model
from django.utils import timezone

from reflections.journal import actions as journal
from reflections.journal.actions.rounds import delete_round
from reflections.journal.models import Answer, Journal, Note, Round
from reflections.pages.holdings import KINDS, bring_along, forget_everything, repeat_deletions, take_back_consent
from reflections.people.actions import make_account
from reflections.people.deletions import ENDED, remember
from reflections.people.models import Consent, Deletion, Person
from reflections.summary.models import Reply, ShareLink
from reflections.summary.sharing.actions import link_behind, revoke, send_reply
from reflections.workshops.actions.organisers import accept, invite
from reflections.workshops.actions.planning import make_workshop
from reflections.workshops.models import Organiser, Workshop
from tests.summary.sharing.cast import share, the_link

pytestmark = pytest.mark.django_db

COUNTED = {
    "reflections.Round": "rounds",
    "reflections.Answer": "answers",
    "reflections.Revision": "revisions",
    "reflections.Date": "dates",
    "reflections.Note": "notes",
    "reflections.Reminder": "reminders",
    "reflections.Dismissal": "dismissals",
    "reflections.Selection": "selections",
    "reflections.ShareLink": "share_links",
    "reflections.Reply": "replies",
    "reflections.Feed": "feeds",
    "reflections.Organiser": "workshops",
    "reflections.Consent": "consents",
    "reflections.ResetCode": "codes",
    "account.EmailAddress": "emails",
    "mfa.Authenticator": "passkeys",
    "usersessions.UserSession": "sessions",
    "socialaccount.SocialAccount": "connected",
}
NOT_COUNTED = {
    "reflections.Journal": "holds nothing itself: what is in it is counted",
    "reflections.Person_groups": "what the operator lets staff do",
    "reflections.Person_user_permissions": "what the operator lets staff do",
    "account.EmailConfirmation": "never filled: the link of a confirmation is signed, not stored",
    "socialaccount.SocialToken": "never filled: no token of a provider is stored",
    "admin.LogEntry": "what staff did in the admin, which goes with them; what was done to an account is counted",
}


def leading_to(model: type[Model], seen: set[type[Model]]) -> Iterator[str]:
    """Every table from which a path of foreign keys leads to a row of `model`."""
    for relation in model._meta.get_fields(include_hidden=True):
        hangs = relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)
        if hangs and relation.related_model not in seen and relation.on_delete.__name__ == "CASCADE":
            seen.add(relation.related_model)
            yield relation.related_model._meta.label
            yield from leading_to(relation.related_model, seen)


def test_no_table_is_forgotten():
    assert sorted(leading_to(Person, set())) == sorted(COUNTED | NOT_COUNTED)
    assert set(COUNTED.values()) <= set(KINDS)


@pytest.mark.parametrize("label", ["account.EmailConfirmation", "socialaccount.SocialToken"])
def test_what_is_never_filled_is_empty(label, as_ada, settings):
    settings.EMAIL_URL = "smtp://mail.example.org"
    as_ada.post("/account/email/", {"email": "ada@example.org", "action_add": "1"})
    assert not {each._meta.label: each for each in Person._meta.apps.get_models()}[label].objects.exists()


def owned(person: Person) -> Workshop:
    return make_workshop(person=person, title="An hour", starts_at=timezone.now(), language="en")


def joined(person: Person, workshop: Workshop) -> None:
    accept(person=person, token=invite(workshop=workshop))


def owners() -> dict[uuid.UUID, str | None]:
    return dict(Organiser.objects.filter(is_owner=True).values_list("workshop", "person__username"))


def test_workshops_pass_to_somebody_who_stays(ada, stranger):
    """Two go at once: one of them is not left with the other's workshop."""
    third = make_account(username="third", password="x")
    passed, lost = owned(ada), owned(ada)
    for person in (stranger, third):
        joined(person, passed)
    joined(stranger, lost)
    forget_everything(ada, stranger)
    assert owners() == {passed.pk: "third"}
    assert {ada.pk, stranger.pk, lost.pk} <= set(Deletion.objects.values_list("row", flat=True))


def test_taking_a_consent_back_leaves_the_account(ada, stranger, write):
    for person in (ada, stranger):
        write(person, "topic", "words")
        Consent.objects.create(person=person, purpose="writing", version="1")
    workshop = owned(ada)
    share(ada, "topic")
    take_back_consent(person=ada, purpose="writing")
    assert list(Journal.objects.values_list("person__username", flat=True)) == ["stranger"]
    assert not ShareLink.objects.exists() and owners() == {workshop.pk: "ada"}
    assert ada.consents.get().withdrawn_at and not stranger.consents.get().withdrawn_at
    assert Deletion.objects.get().table == "journal"


def copy(*tables: type[Model]) -> list[Model]:
    """The rows of these tables, as a backup has them."""
    return [row for table in tables for row in table._base_manager.all()]


def put_back(rows: list[Model]) -> None:
    """An older backup comes back over what there is; what has been deleted since is known from elsewhere."""
    for row in rows:
        row.save(force_insert=not type(row)._base_manager.filter(pk=row.pk).exists())


def test_a_restore_brings_nothing_back_that_was_deleted(ada, stranger, guest, write):
    write(ada, "topic", "words")
    journal.save_note(
        person=ada,
        note=uuid.uuid4(),
        draft=journal.Draft("a note", dt.date(2026, 3, 1)),
        save=journal.Save(uuid.uuid4()),
    )
    write(guest, "topic", "words of a guest")
    write(stranger, "topic", "words of somebody who goes")
    shared, workshop, passed = owned(ada), owned(ada), owned(stranger)
    joined(ada, passed)
    backup = copy(Person, Journal, Round, Answer, Note, Workshop, Organiser)
    delete_round(this=Round.objects.get(journal__person=ada))
    journal.delete_note(person=ada, note=Note.objects.get().pk)
    workshop.delete()
    remember(Workshop, [workshop.pk for workshop in backup if isinstance(workshop, Workshop)][1:2])
    forget_everything(stranger, guest)
    gone = set(Deletion.objects.values_list("row", flat=True))
    put_back(backup)
    assert Person.objects.count() == 3 and Answer.objects.count() == 3
    assert repeat_deletions() == 5
    assert list(Person.objects.all()) == [ada]
    assert not Answer.objects.exists() and not Note.objects.exists()
    assert owners() == {shared.pk: "ada", passed.pk: "ada"}
    assert set(Deletion.objects.values_list("row", flat=True)) == gone
    assert repeat_deletions() == 0


def test_a_link_that_had_ended_opens_nothing_after_a_restore(ada, write):
    write(ada, "topic", "words")
    token = share(ada, "topic").split("/")[2]
    send_reply(link=link_behind(token), text="a reply", comments=[], line="")
    backup = copy(ShareLink, Reply)
    revoke(link=the_link())
    put_back(backup)
    assert link_behind(token).parts
    assert repeat_deletions() == 1
    link = the_link()
    assert link.revoked_at and not link.parts and not link.copies
    assert link.reply.text == "a reply", "what a mentor wrote stays, as it did before"
    assert repeat_deletions() == 0 and list(Deletion.objects.values_list("table", flat=True)) == [ENDED]


def test_what_a_guest_brought_along_survives_a_restore(ada, guest, write):
    write(guest, "topic", "words")
    backup = copy(Person, Journal, Round, Answer)
    bring_along(guest=guest, person=ada)
    put_back(backup)
    assert repeat_deletions() == 0
    assert Answer.objects.get().value["text"] == "words"
