"""A sentence is written everywhere one can write, and everything that is kept can be looked through for it."""

import json
import re
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import closing
from typing import Any
from urllib.parse import urlsplit

import psycopg
from django.db.backends.sqlite3.base import Database as sqlite

from reflections.people.seal import sealed_fields
from tests.browser import Server
from tests.wire import WRITTEN, Caller
from tests.workshops.hall import Hall

CANARY = "Kanarienvogel-7f3a91"
"""Short, so that no page of a database file can cut every copy of it in two."""
SENTENCE = f"The {CANARY} sings. " * 6
NAME = "rotkehlchen-5b20"
PASSWORD = f"{CANARY} by the river"
ORGANISER = "organiser "
NOT_WRITTEN = {"selection.left_out"}
"""Keys of questions that somebody did not tick: there are no words in it."""
TOPIC = "/write/topic/"


class House:
    """A running server, somebody who wrote in it, and everything one finds when one looks around."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.writer = Caller(server.url)
        self.token = ""
        self.known: dict[str, int] = {}

    def logs(self) -> str:
        """All that the server has said so far on standard error."""
        return (self.server.folder / "server.log").read_text()

    def files(self) -> dict[str, bytes]:
        """Every file below the server's folder."""
        return {str(file): file.read_bytes() for file in self.server.folder.rglob("*") if file.is_file()}

    def rows(self) -> dict[str, str]:
        """Every table of the database as text."""
        with closing(self.connect()) as database:
            names = [name for (name,) in self.run(database, TABLES[self.sqlite])]
            return {name: repr(self.run(database, f'SELECT * FROM "{name}"')) for name in names}

    def filled(self) -> dict[str, int]:
        """How many rows have something in each sealed value, by the model and the name of it."""
        count = "SELECT count(*) FROM {} WHERE {} <> ''"
        with closing(self.connect()) as database:
            return {
                f"{model._meta.model_name}.{each.name}": self.run(
                    database, count.format(model._meta.db_table, each.column)
                )[0][0]
                for model, fields in sealed_fields().items()
                for each in fields
            }

    def dump(self) -> bytes:
        """The database as its own program writes it out."""
        if self.sqlite:
            with closing(self.connect()) as database:
                return "\n".join(database.iterdump()).encode()
        command = ["pg_dump", f"--dbname={self.server.database}"]
        return subprocess.run(command, capture_output=True, check=True).stdout

    def change(self, statement: str) -> None:
        """Somebody changes the database by hand."""
        with closing(self.connect()) as database:
            database.execute(statement)
            database.commit()

    @property
    def sqlite(self) -> bool:
        """Whether the database is a file."""
        return self.server.database.startswith("sqlite")

    def connect(self) -> Any:
        """The database itself, past the server."""
        place = urlsplit(self.server.database).path
        return sqlite.connect(place, timeout=20) if self.sqlite else psycopg.connect(self.server.database)

    @staticmethod
    def run(database: Any, statement: str) -> list[Any]:
        """The rows of a statement."""
        return database.execute(statement).fetchall()


TABLES = {
    True: "SELECT name FROM sqlite_master WHERE type = 'table'",
    False: "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
}


def furnished(this: House) -> Iterator[House]:
    """Everything is written."""
    write_everywhere(this.writer)
    ask_a_mentor(this)
    send_to_the_wall(Hall(this.server), this.server)
    show_the_wall(send_to_the_wall(Hall(this.server), this.server))
    page = this.writer.post("/journal/return/", {}).text
    this.token = re.search(r"/return/([^/\"]+)/", page)[1]
    yield this


def write_everywhere(writer: Caller) -> None:
    """Every page of the guide, twice, with marks, and a text that was not chosen."""
    for key in WRITTEN:
        assert writer.fill(f"/write/{key}/", SENTENCE).status == 302, key
    assert writer.fill(TOPIC, SENTENCE, base="0", then="theirs", key=str(uuid.uuid4())).status == 302
    assert CANARY in writer.get("/write/topic/earlier/").text
    mark = json.dumps({"text": SENTENCE.strip()})
    assert writer.post("/write/topic/marks/", {"marks": "1", "mark": mark}).status == 302
    note = {"id": str(uuid.uuid4()), "key": str(uuid.uuid4()), "base": "0", "text": SENTENCE, "tags": CANARY}
    assert writer.post("/journal/notes/", note).status == 302
    assert CANARY in writer.get("/journal/notes/").text
    assert CANARY in writer.post("/journal/search/", {"q": CANARY}).text
    assert CANARY in writer.get("/summary/").text
    assert CANARY in writer.get("/summary/untold.json?aside=on").text
    this_round = re.search(r"/journal/rounds/[0-9a-f-]{36}/", writer.get("/journal/").text)[0]
    assert writer.post(this_round, {"then": "name", "name": f"{CANARY} autumn"}).status == 302


def ask_a_mentor(house: House) -> None:
    """A link with a name, a question and copies of two pages; a mentor answers, comments and sends a line."""
    ticked: dict[str, str | list[str]] = {"part": ["topic", "tried"], "question": SENTENCE, "live": ""}
    look = house.writer.post("/summary/mentor/", {**ticked, "then": "look"}).text
    more = {"days": "30", "name": f"for {CANARY}"} | dict(re.findall(r'name="(key|seen)" value="([^"]+)"', look))
    made = house.writer.post("/summary/mentor/", {**ticked, **more, "then": "make"}).text
    address = re.search(r"/shared/[\w-]{32,}/", made)[0]
    mentor = Caller(house.server.url)
    assert mentor.post(address, {"then": "open"}).status == 303
    said = {"then": "send", "text": SENTENCE, "about-topic": SENTENCE, "line": f"{CANARY} refused"}
    assert mentor.post(address, said).status == 303
    assert CANARY in mentor.get(address).text


def send_to_the_wall(hall: Hall, server: Server) -> Hall:
    """Eight seats send a line each to the wall of a room."""
    hall.press(times=8)
    for number in range(8):
        part = json.dumps({"kind": "cv", "v": 1, "line": f"The {CANARY} sings {number} times."})
        seat = Caller(server.url)
        seat.post(f"/join/{hall.code}/", {})
        step = re.search(r'name="step" value="([0-9a-f-]{36})"|step=([0-9a-f-]{36})', seat.get(hall.phone).text)
        said = {"step": step[1] or step[2], "phase": "share", "turn": "1", "part": part}
        assert seat.post(f"{hall.phone}send/", said).status == 302
    return hall


def show_the_wall(hall: Hall) -> None:
    """The organiser closes the sending, puts every line on the wall, and shows it."""
    hall.press()
    for number in range(8):
        assert hall.organiser.post(f"{hall.console}sift/", {"line": f"up:{number}", "tick": hall.tick()}).status == 303
    hall.press()
    assert CANARY in hall.organiser.get(f"{hall.phone}screen/").text


def found(content: bytes, words: str = CANARY) -> bool:
    """Whether the words are in a file, in any of the ways in which text lies on a disk."""
    return any(words.encode(code) in content for code in ("utf-8", "utf-16-le", "utf-16-be"))
