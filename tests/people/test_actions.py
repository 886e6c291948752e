"""Guests, accounts, one-time codes, consent, and being forgotten."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.test import Client

from reflections.people import actions
from reflections.people.models import Deletion, Person, ResetCode
from tests.conftest import PASSWORD, signed_in

pytestmark = pytest.mark.django_db


def test_a_guest_becomes_an_account_in_the_same_row(guest):
    guest.return_digest = "a link"
    guest.save()
    actions.keep_account(person=guest, username="Lou  Lee", password=PASSWORD)
    kept = Person.objects.get(pk=guest.pk)
    assert (kept.username, kept.is_guest, kept.return_digest) == ("lou lee", False, "")
    assert kept.check_password(PASSWORD)


@pytest.mark.parametrize("name", ["ada", "ADA", " Ada ", "ａｄａ"])
def test_a_name_is_taken_in_whatever_letters(ada, guest, name):
    with pytest.raises(actions.NameTaken):
        actions.keep_account(person=guest, username=name, password=PASSWORD)
    assert Person.objects.get(pk=guest.pk).is_guest
    with pytest.raises(actions.NameTaken):
        actions.make_account(username=name, password=PASSWORD)
    assert Person.objects.count() == 2


def test_other_scripts_are_held_apart_in_any_case(db):
    actions.make_account(username="Дарья", password=PASSWORD)
    with pytest.raises(actions.NameTaken):
        actions.make_account(username="ДАРЬЯ", password=PASSWORD)


def test_codes_are_many_long_and_stored_as_digests(ada):
    codes = actions.new_reset_codes(ada)
    plain = [code.replace("-", "") for code in codes]
    assert len(set(plain)) == actions.CODES == actions.codes_left(ada)
    assert len(actions.CODE_LETTERS) ** actions.CODE_LENGTH >= 2**80
    stored = " ".join(ResetCode.objects.values_list("digest", flat=True))
    assert not any(code in stored for code in plain)


@pytest.mark.parametrize("typed", [str, str.upper, lambda code: f" {code.replace('-', ' ')} "])
def test_a_code_sets_a_password_once(ada, typed):
    code = typed(actions.new_reset_codes(ada)[0])
    assert actions.use_reset_code(username="ADA", code=code, password="another walk") == ada
    assert Person.objects.get(pk=ada.pk).check_password("another walk")
    with pytest.raises(actions.CodeRefused):
        actions.use_reset_code(username="ada", code=code, password="a third walk")
    assert actions.codes_left(ada) == actions.CODES - 1


def test_a_code_of_somebody_else_an_old_one_and_a_locked_account_are_refused(ada, stranger):
    old, mine = actions.new_reset_codes(ada)[0], actions.new_reset_codes(ada)[0]
    for name, code in [("ada", old), ("stranger", mine), ("nobody", mine), ("ada", "")]:
        with pytest.raises(actions.CodeRefused):
            actions.use_reset_code(username=name, code=code, password="another walk")
    Person.objects.filter(pk=ada.pk).update(is_active=False)
    with pytest.raises(actions.CodeRefused):
        actions.use_reset_code(username="ada", code=mine, password="another walk")
    assert Person.objects.get(pk=ada.pk).check_password(PASSWORD)


def test_consent_is_given_once_and_taken_back(ada):
    yes = actions.give_consent(person=ada, purpose="writing", version="1")
    assert actions.give_consent(person=ada, purpose="writing", version="1") == yes
    assert actions.give_consent(person=ada, purpose="writing", version="2") != yes
    assert actions.withdraw_consent(person=ada, purpose="writing") == 2
    yes.refresh_from_db()
    assert yes.withdrawn_at is not None
    assert actions.give_consent(person=ada, purpose="writing", version="1") != yes


def test_a_guest_moves_in_with_what_they_agreed_to(ada, guest):
    actions.give_consent(person=guest, purpose="writing", version="1")
    actions.move_in(guest=guest, person=ada)
    assert ada.consents.count() == 1
    assert not Person.objects.filter(pk=guest.pk).exists()
    assert not Deletion.objects.exists(), "an older backup still has what moved in the guest’s hands"


def test_forgetting_ends_every_session_of_that_person_only(ada, stranger):
    theirs, also, other = signed_in(ada), signed_in(ada), signed_in(stranger)
    actions.forget(ada)
    assert Session.objects.count() == 1
    assert "_auth_user_id" not in theirs.session and "_auth_user_id" not in also.session
    assert other.session["_auth_user_id"] == str(stranger.pk)
    assert not Person.objects.filter(pk=ada.pk).exists()


def test_a_session_that_only_names_somebody_ends_too(ada, stranger):
    """Somebody is half way through a sign-in: their row is named in a session that is nobody's yet."""
    half, other = Client().session, signed_in(stranger)
    half["account_login"] = {"user_pk": ada.pk.hex}
    half.save()
    actions.forget(ada)
    assert not Session.objects.filter(pk=half.session_key).exists()
    assert other.get("/journal/").status_code == 200


def test_forgetting_nobody_signs_nobody_out(as_ada):
    actions.forget()
    assert as_ada.get("/journal/").status_code == 200


def test_what_the_admin_noted_about_somebody_goes_with_them(ada, stranger):
    kind = ContentType.objects.get_for_model(Person)
    for person in (ada, stranger):
        LogEntry.objects.create(user=stranger, content_type=kind, object_id=str(person.pk), action_flag=2)
    assert actions.held(ada)["operator_log"] == 1
    actions.forget(ada)
    assert [entry.object_id for entry in LogEntry.objects.all()] == [str(stranger.pk)]


def test_what_is_held_is_counted(ada, guest):
    actions.new_reset_codes(ada)
    assert {key: count for key, count in actions.held(ada).items() if count} == {"name": 1, "codes": 8}
    assert not any(actions.held(guest).values())
    Person.objects.update(time_zone="Europe/Paris", return_digest="a digest")
    guest.refresh_from_db()
    assert {key for key, count in actions.held(guest).items() if count} == {"time_zone", "return_link"}
