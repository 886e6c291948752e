"""Deleted is gone: afterwards every table and every file is read, and tells nothing of who was here."""

import http.client
import re
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.browser import ROOT
from tests.canary import CANARY, SENTENCE, House, found, write_everywhere
from tests.summary.sharing.cast import hidden
from tests.wire import Caller, own_server
from tests.workshops.hall import Hall

PASSWORD = "a long walk by the river"
LINKS = "/summary/mentor/"
ALONE = ("journal", "round", "answer", "revision", "date", "note", "sharelink", "reply", "selection", "consent")
"""Tables in which nothing is of anybody else here."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with own_server(tmp_path_factory.mktemp("forgotten"), "untold_forgotten") as server:
        yield House(server)


def live(house: House, name: str) -> tuple[Caller, set[str]]:
    """Somebody who used all there is, as a guest when `name` is empty; and every word by which they would be known."""
    writer = Caller(house.server.url)
    write_everywhere(writer)
    known = {CANARY, writer.cookies["session"]}
    known.add(re.search(r"/return/([^/\"]+)/", writer.post("/journal/return/", {}).text)[1])
    known |= shared(house, writer)
    assert download(writer, "/summary/untold.pdf?length=book").startswith(b"%PDF")
    if name:
        form = {"username": name, "password1": PASSWORD, "email": f"{name}@example.org"}
        assert "<code>" in writer.post("/account/keep/", form).text
        elsewhere = Caller(house.server.url)
        assert elsewhere.post("/account/login/", {"login": name, "password": PASSWORD}).status == 302
        known |= {name, writer.cookies["session"], elsewhere.cookies["session"]}
        plan = {"agenda": "twenty-five", "title": SENTENCE[:100], "starts_at": "2030-01-01T10:00"}
        made = writer.post("/workshops/new/", {**plan, "time_zone": "UTC", "minutes": "25", "language": "en"})
        assert made.status == 302
    hall = Hall(house.server)
    assert writer.post(f"/join/{hall.code}/", {}).status in (302, 303)
    return writer, known


def shared(house: House, writer: Caller) -> set[str]:
    """A link for a mentor who answers; the secret of the link."""
    data = {"part": ["topic"], "question": SENTENCE, "live": ""}
    look = writer.post(LINKS, {**data, "then": "look"}).text
    made = writer.post(LINKS, {**hidden(look), **data, "then": "make"}).text
    address = re.search(r"/shared/[\w-]{32,}/", made)[0]
    mentor = Caller(house.server.url)
    assert mentor.post(address, {"then": "open"}).status == 303
    assert mentor.post(address, {"then": "send", "text": SENTENCE}).status in (200, 302, 303)
    return {address.split("/")[2]}


def download(writer: Caller, path: str) -> bytes:
    """A file that the server makes."""
    with closing(http.client.HTTPConnection(writer.place, timeout=60)) as line:
        line.request("GET", path, headers={"Cookie": f"session={writer.cookies['session']}"})
        return line.getresponse().read()


def ids(house: House, question: str) -> set[str]:
    """The ids that a question finds, in both ways in which one is written."""
    with closing(house.connect()) as database:
        keys = [uuid.UUID(str(key)) for (key,) in house.run(database, question)]
    return {text for key in keys for text in (str(key), key.hex)}


def where(house: House, words: set[str]) -> list[str]:
    """Each table and file in which one of these words stands."""
    rows = [table for table, content in house.rows().items() if any(word in content for word in words)]
    return rows + [file for file, content in house.files().items() if any(found(content, word) for word in words)]


def manage(house: House, *command: str) -> None:
    """A command beside the server."""
    call = [sys.executable, "manage.py", *command]
    subprocess.run(call, cwd=ROOT, env=house.server.env(), check=True, capture_output=True)


@pytest.mark.parametrize("name", ["", "rotkehlchen-5b20"], ids=["guest", "account"])
def test_nothing_is_left_of_somebody_but_one_id(house: House, name: str):
    before = ids(house, "SELECT id FROM reflections_person")
    writer, known = live(house, name)
    which = f"username = '{name}'" if name else "username IS NULL"
    person = ids(house, f"SELECT id FROM reflections_person WHERE {which}")
    assert len(person) == 2 and not person & before
    seat = ids(house, "SELECT id FROM reflections_seat")
    assert len(seat) == 2
    assert "reflections_journal" in where(house, person), "it is found while it is there"
    if name:
        assert "account_emailaddress" in where(house, {f"{name}@example.org"})

    gone = writer.post("/account/delete/", {"sure": "on"})
    assert "Everything is deleted" in gone.text
    assert {key for key, value in writer.cookies.items() if value} <= {"csrf"}
    assert where(house, known | seat) == []
    rows = house.rows()
    assert [table for table, content in rows.items() if any(key in content for key in person)] == [
        "reflections_deletion"
    ]
    assert [table for table in ALONE if rows[f"reflections_{table}"] != "[]"] == []

    house.change("UPDATE reflections_deletion SET day = '2020-01-01'")
    manage(house, "tidy")
    assert where(house, person) == []
