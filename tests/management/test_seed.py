"""Data to measure with: as much as was asked for, sealed, readable as anybody's, and never where people write."""

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from reflections.guide.library import forget_cache, guide
from reflections.guide.models import Agenda, Path, PromptVersion
from reflections.journal.models import Answer, Date, Journal, Note, Revision, Round
from reflections.journal.reading import answers
from reflections.people.models import Consent, Person
from reflections.people.seal import Sealed
from reflections.summary.models import Reply, ShareLink
from reflections.workshops.models import Contribution, StepKey, Workshop
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db
PEOPLE, ROUNDS, WORKSHOPS = 25, 2, 4
"""Some more people than are written at once. What is left to chance (an account, a mentor) may be nobody's."""


@pytest.fixture
def sown(capsys: pytest.CaptureFixture[str]) -> str:
    """What the command says once it is done."""
    call_command("seed", "--people", str(PEOPLE), "--rounds", str(ROUNDS), "--workshops", str(WORKSHOPS))
    return capsys.readouterr().out


def writers() -> list[Person]:
    return list(Person.objects.filter(journal__isnull=False))


def test_there_is_as_much_as_was_asked_for(sown):
    every = PEOPLE * ROUNDS * len(guide().prompts)
    assert len(writers()) == Journal.objects.count() == Consent.objects.count() == PEOPLE
    assert Round.objects.count() == PEOPLE * ROUNDS
    assert Answer.objects.filter(state="written").count() == every
    assert f"{every:,} answers" in sown and f"{WORKSHOPS} workshops" in sown
    assert 0.2 < Revision.objects.count() / every < 0.4
    assert Date.objects.count() > PEOPLE and Note.objects.count() > 10 * PEOPLE


def test_everything_private_is_there_and_sealed(sown):
    """A sealed column holds a key's name and no word of anybody's."""
    filled = set()
    for model in apps.get_app_config("reflections").get_models():
        for name in (name for name, field in vars(model).items() if isinstance(field, Sealed)):
            texts = set(model.objects.values_list(f"{name}_sealed", flat=True)) - {""}
            assert all(" " not in text for text in texts)
            filled |= {f"{model.__name__}.{name}"} if texts else set()
    assert filled >= {"Answer.value", "Answer.aside", "Answer.marks", "Revision.value", "Note.text", "Note.tags"}
    assert filled >= {"Contribution.part", "StepKey.secret", "Step.result"}
    assert bool({"ShareLink.question", "Reply.text"} & filled) == ShareLink.objects.exists() == Reply.objects.exists()


def test_no_two_people_say_the_same(sown):
    said = [str(answers(this)["topic"].value) for this in Round.objects.all()]
    assert len(set(said)) == len(said)


def test_its_pages_can_be_read(sown):
    client = signed_in(writers()[0])
    for path in ("/summary/", "/journal/", "/journal/notes/", "/summary/untold.json?aside=on"):
        assert client.get(path).status_code == 200, path
    for key in guide().prompts:
        assert client.get(f"/write/{key}/").status_code == 200, key


def test_rooms_are_as_rooms_are(sown):
    states = sorted(Workshop.objects.values_list("state", flat=True))
    assert states == ["closed", "closed", "open", "planned"]
    assert Contribution.objects.filter(key__isnull=False).count() > 20
    assert StepKey.objects.count() == 1


def test_nobody_can_sign_in(sown):
    assert not any(person.has_usable_password() for person in Person.objects.all())


def test_where_people_are_it_adds_only_when_told_to(ada):
    with pytest.raises(CommandError, match="--add"):
        call_command("seed")
    assert not Answer.objects.exists()
    call_command("seed", "--people", "1", "--rounds", "1", "--workshops", "0", "--add")
    assert Person.objects.count() == 2
    assert Answer.objects.count() == len(guide().prompts)


@pytest.mark.parametrize("number", ["-1", "many", ""])
def test_what_is_no_number_is_said(number):
    with pytest.raises(CommandError, match="whole number"):
        call_command("seed", f"--people={number}")
    assert not Person.objects.exists()


def test_without_a_guide_there_is_nothing_to_answer():
    for model in (Path, Agenda, PromptVersion):
        model.objects.all().delete()
    forget_cache()
    with pytest.raises(CommandError, match="load_guide"):
        call_command("seed")
    assert not Person.objects.exists()
