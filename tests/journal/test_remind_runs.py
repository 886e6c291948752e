"""The command as cron runs it: over a real line to a mail server, killed in the middle, and twice at once."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.browser import ROOT, Server
from tests.journal.smtp import Sink, sink
from tests.wire import own_server

PEOPLE = 12
SETTING = """
import datetime as dt, uuid
from allauth.account.models import EmailAddress
from django.utils import timezone
from reflections.guide.library import guide
from reflections.journal.actions import Save, ask_for_reminders, save_answer
from reflections.journal.models import Date, Reminder
from reflections.people.models import Person
from reflections.people.zones import here, zones
now = timezone.now()
zone = next(name for name in zones() if 8 <= here(now, name).hour < 20)
today = here(now, zone).date()
Person.objects.all().delete()
for number in range(%d):
    person = Person.objects.create_user(f"person{number}")
    EmailAddress.objects.create(user=person, email=f"person{number}@example.org", primary=True, verified=True)
    value = {"kind": "text", "v": 1, "text": "x"}
    answer = save_answer(
        person=person, prompt=guide().prompts["tried"], value=value, aside="", save=Save(key=uuid.uuid4())
    )
    Date.objects.create(answer=answer, day=today)
    ask_for_reminders(person=person, time_zone=zone)
Reminder.objects.update(told_until=today - dt.timedelta(days=1))
"""


class Cron:
    """Starts commands beside a server, on its database."""

    def __init__(self, server: Server, mail: Sink) -> None:
        self.env = {**server.env(), "UNTOLD_EMAIL_URL": mail.url, "UNTOLD_BASE_URL": "https://untold.example.org"}

    def start(self, *command: str) -> subprocess.Popen[str]:
        """Start a command and go on."""
        call = [sys.executable, "manage.py", *command]
        return subprocess.Popen(call, cwd=ROOT, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def run(self, *command: str) -> str:
        """Run a command to its end, which has to be a good one; what it said."""
        return ended(self.start(*command))


def ended(run: subprocess.Popen[str]) -> str:
    """What a run said, which ended well."""
    out, err = run.communicate(timeout=60)
    assert run.returncode == 0, err
    return out


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with own_server(tmp_path_factory.mktemp("remind"), "untold_remind") as server:
        yield server


@pytest.fixture
def mail() -> Iterator[Sink]:
    with sink() as server:
        yield server


@pytest.fixture
def cron(house: Server, mail: Sink) -> Cron:
    this = Cron(house, mail)
    this.run("shell", "--no-imports", "-c", SETTING % PEOPLE)
    return this


def told(mail: Sink) -> list[str]:
    """Whom the mail server was given a message for."""
    return sorted(str(message["To"]) for message in mail.messages)


EVERYBODY = sorted(f"person{number}@example.org" for number in range(PEOPLE))


def test_over_a_real_line(cron: Cron, mail: Sink):
    assert cron.run("remind") == f"Reminders: {PEOPLE} sent, 0 failed, 0 of them given up.\n"
    assert cron.run("remind") == "Reminders: 0 sent, 0 failed, 0 of them given up.\n"
    assert told(mail) == EVERYBODY
    first = mail.messages[0]
    assert first.get_content_type() == "text/plain"
    assert first["List-Unsubscribe"].startswith("<https://untold.example.org/reminders/stop/")
    assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "example.org/journal/" in first.get_payload(decode=True).decode()


@pytest.mark.parametrize("after", [1, PEOPLE])
def test_killed_at_the_worst_moment_everybody_is_told_once(cron: Cron, mail: Sink, after: int):
    """The server has taken a message and the run dies before it hears so: the same message comes again, by its name."""
    mail.silent_after = after
    run = cron.start("remind")
    assert mail.fell_silent.wait(60)
    run.kill()
    run.communicate()
    mail.let_go.set()
    assert len(mail.messages) == after
    assert cron.run("remind") == f"Reminders: {PEOPLE - after + 1} sent, 0 failed, 0 of them given up.\n"
    names = [message["Message-ID"] for message in mail.messages]
    assert (len(names), len(set(names))) == (PEOPLE + 1, PEOPLE)
    assert sorted({str(message["To"]) for message in mail.messages}) == EVERYBODY


def test_two_runs_at_once_tell_everybody_once(cron: Cron, mail: Sink):
    mail.silent_after = 2
    first = cron.start("remind")
    assert mail.fell_silent.wait(60)
    assert cron.run("remind") == "No reminders: another run is under way.\n"
    mail.let_go.set()
    assert ended(first).startswith(f"Reminders: {PEOPLE} sent")
    assert told(mail) == EVERYBODY
