"""The daily command as cron runs it, over a real line to a mail server, and killed in the middle."""

from collections.abc import Iterator

import pytest

from tests.journal.smtp import Sink, sink
from tests.journal.test_remind_runs import Cron
from tests.wire import own_server

PEOPLE = 5
EVERYBODY = sorted(f"person{number}@example.org" for number in range(PEOPLE))
SETTING = f"""
import datetime as dt
from allauth.account.models import EmailAddress
from django.utils import timezone
from reflections.people.models import Person
long_ago = timezone.localdate() - dt.timedelta(days=701)
Person.objects.all().delete()
for number in range({PEOPLE}):
    person = Person.objects.create_user(f"person{{number}}", last_seen=long_ago)
    EmailAddress.objects.create(user=person, email=f"person{{number}}@example.org", primary=True, verified=True)
Person.objects.create_user("without an address", last_seen=long_ago)
"""
A_MONTH_LATER = """
import datetime as dt
from reflections.people.models import Person
for person in Person.objects.all():
    Person.objects.filter(pk=person.pk).update(warned_on=person.warned_on - dt.timedelta(days=32))
"""


@pytest.fixture
def mail() -> Iterator[Sink]:
    with sink() as server:
        yield server


@pytest.fixture
def cron(tmp_path_factory: pytest.TempPathFactory, mail: Sink) -> Iterator[Cron]:
    with own_server(tmp_path_factory.mktemp("retention"), "untold_retention") as server:
        this = Cron(server, mail)
        this.env["UNTOLD_ACCOUNT_DAYS"] = "700"
        this.run("shell", "--no-imports", "-c", SETTING)
        yield this


def test_killed_in_the_middle_everybody_is_told_once_and_then_goes(cron: Cron, mail: Sink):
    """The server has taken a message and the run dies before it hears so: the same message comes again, by its name."""
    mail.silent_after = 2
    run = cron.start("tidy")
    assert mail.fell_silent.wait(60)
    run.kill()
    run.communicate()
    mail.let_go.set()
    assert f"Accounts: {PEOPLE - 1} warned, 1 that cannot be told, 0 tried again." in cron.run("tidy")
    names = [message["Message-ID"] for message in mail.messages]
    assert (len(names), len(set(names))) == (PEOPLE + 1, PEOPLE)
    assert sorted({str(message["To"]) for message in mail.messages}) == EVERYBODY
    words = mail.messages[0].get_payload(decode=True).decode()
    assert "https://untold.example.org/account/login/" in words and "sign in once" in words

    assert "Accounts: 0 deleted" in cron.run("tidy")
    cron.run("shell", "--no-imports", "-c", A_MONTH_LATER)
    assert f"Accounts: {PEOPLE + 1} deleted whose owners did not come back." in cron.run("tidy")
    assert len(mail.messages) == PEOPLE + 1
