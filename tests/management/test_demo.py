"""The made-up person: all of the guide in both rounds, as the forms of today would have it."""

import datetime as dt
import re
from itertools import chain

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from reflections.guide.library import guide
from reflections.journal.models import Answer, Date, Note, Round
from reflections.journal.reading import answers
from reflections.management.demo import form_data
from reflections.people.models import Person
from reflections.workshops.models import Contribution, Seat, StepKey, Workshop
from tests.accounts.conftest import sign_in
from tests.conftest import PASSWORD, signed_in

pytestmark = pytest.mark.django_db


def demo(capsys: pytest.CaptureFixture[str], *more: str) -> str:
    """Make the person; what the command says."""
    call_command("demo", *more)
    return capsys.readouterr().out


@pytest.fixture
def noor(capsys: pytest.CaptureFixture[str]) -> Person:
    demo(capsys, "--password", PASSWORD)
    return Person.objects.get(username="demo")


def rounds(person: Person) -> list[Round]:
    return list(person.journal.rounds.all())


def test_it_says_how_to_sign_in(capsys):
    name, password = re.search(r"as (\S+), password (\S+)\n$", demo(capsys)).groups()
    assert len(password) >= 16
    assert sign_in(Client(), name, password).status_code == 302
    again = demo(capsys, "--again")
    assert password not in again
    assert sign_in(Client(), name, password).status_code == 200
    assert Person.objects.filter(username="demo").count() == 1


def test_every_page_of_the_guide_is_written_in_both_rounds(noor):
    written = {"written"}
    for this in rounds(noor):
        states = dict(this.answers.values_list("prompt", "state"))
        assert set(states) == set(guide().prompts)
        assert set(states.values()) == written
    assert len(rounds(noor)) == 2


def test_the_rounds_lie_half_a_year_apart(noor):
    first, second = rounds(noor)
    assert 160 < (second.begun_at - first.begun_at).days < 200
    assert second.begun_at < timezone.now()
    for this in (first, second):
        days = {answer.saved_at.date() for answer in this.answers.all()}
        assert days <= {this.begun_at.date(), this.begun_at.date() + dt.timedelta(days=1)}
        assert this.name


def test_a_letter_has_opened_and_another_is_sealed(noor):
    then, now = (answers(this)["letter"] for this in rounds(noor))
    assert then.value and "ليلى" in then.value["text"] and not then.value["opened"]
    assert now.value is None and now.opens > timezone.localdate()


def test_dates_are_due_and_to_come(noor):
    days = set(Date.objects.filter(answer__round=rounds(noor)[1], what="due").values_list("day", flat=True))
    today = timezone.localdate()
    assert today in days and min(days) < today < max(days)


def test_experiments_were_looked_back_on_and_one_has_failed(noor):
    found = [answers(this)["experiments"].value["rows"] for this in rounds(noor)]
    rows = list(chain.from_iterable(found))
    assert {row["failed"] for row in rows} == {"yes", "no", ""}
    assert {row["outcome"] for row in rows} >= {"kept", "changed", ""}


def test_places_hold_what_was_lived_heard_and_guessed(noor):
    for this in rounds(noor):
        cells = [cell for place in answers(this)["places"].value["places"] for cell in place["cells"].values()]
        assert {cell["by"] for cell in cells} == {"lived", "heard", "guessed"}
        want = {line["key"] for line in answers(this)["want"].value["own"]}
        assert want & {key for place in answers(this)["places"].value["places"] for key in place["cells"]}


def test_phrases_are_marked_and_asides_kept(noor):
    for this in rounds(noor):
        assert sum(len(each.marks) for each in answers(this).values()) >= 6
    assert any(each.aside for each in answers(rounds(noor)[0]).values())


def test_every_choice_is_one_that_is_offered(noor):
    """An option that the guide no longer has would be kept, and shown by its key."""
    for this in rounds(noor):
        chosen = [one for one in answers(this)["ways"].value["chosen"] if not one["key"].startswith("from-")]
        assert all(one["words"] and one["words"] != one["key"] for one in chosen)
        for key in ("beyond-lab", "in-lab"):
            for one in answers(this)[key].value["chosen"]:
                assert one["words"] and one["words"] != one["key"]


def test_notes_over_a_year(noor):
    notes = Note.objects.filter(journal__person=noor)
    ages = [(timezone.localdate() - note.day).days for note in notes]
    assert len(ages) >= 10 and min(ages) < 7
    assert [age for age in ages if 362 <= age <= 368]
    assert all(note.text and note.tags for note in notes)


def test_its_pages_can_be_read(noor):
    client = signed_in(noor)
    for path in ("/summary/", "/journal/", "/guide/", "/summary/untold.md", "/summary/untold.json?aside=on"):
        assert client.get(path).status_code == 200, path
    for key in guide().prompts:
        assert client.get(f"/write/{key}/").status_code == 200, key


def test_what_the_form_sends_is_what_stands_there(noor):
    """Nothing is lost or renamed between the file, the form and the answer."""
    assert "急がば回れ" in str(answers(rounds(noor)[0])["admired"].value)
    for this in rounds(noor):
        week = answers(this)["week"].value
        assert sum(week["now"].values()) == sum(week["wish"].values()) == week["total"]
        assert cells(this, "network")[0]["who"] in {"Tomasz", "ليلى"}


def cells(this: Round, key: str) -> list[dict[str, str]]:
    return [row["cells"] for row in answers(this)[key].value["rows"]]


def test_a_name_that_somebody_has_is_left_alone(ada, capsys):
    for more in ([], ["--again"]):
        with pytest.raises(CommandError, match="ada"):
            call_command("demo", "--name", "ada", *more)
    ada.refresh_from_db()
    assert not Answer.objects.exists()


def test_twice_needs_to_be_said(noor, ada):
    with pytest.raises(CommandError, match="--again"):
        call_command("demo")
    call_command("demo", "--again")
    assert Person.objects.count() == 2
    assert Round.objects.count() == 2


def test_days_are_counted_from_today():
    today = timezone.localdate()
    data = form_data({"by": "in 3 days", "since": "2 days ago", "rows": [{"year": "4 years ago", "who": "in 3 dayss"}]})
    assert data["a-by"] == (today + dt.timedelta(days=3)).isoformat()
    assert data["a-since"] == (today - dt.timedelta(days=2)).isoformat()
    (year,) = (value for name, value in data.items() if name.endswith("-year"))
    assert year == str(today.year - 4)
    assert "in 3 dayss" in data.values()


def test_one_workshop_was_run_and_one_is_to_come(noor):
    coming, run = Workshop.objects.filter(organisers__person=noor)
    assert (run.state, coming.state) == ("closed", "planned")
    assert run.closed_at < timezone.now() < coming.starts_at
    assert not {*Seat.objects.all(), *Contribution.objects.all(), *StepKey.objects.all()}
    shown = run.steps.filter(revealed=True)
    assert {step.prompt for step in shown} == {"ways", "horizons", "cv", "in-lab"}
    assert all(step.result for step in shown)
    report = signed_in(noor).get(f"/workshops/{run.pk}/report.md").content.decode()
    assert "23 sent something" in report
    assert "Dr Example" not in report


def test_a_demo_made_again_leaves_no_workshop_behind(noor, capsys):
    demo(capsys, "--again")
    assert Workshop.objects.count() == 2
