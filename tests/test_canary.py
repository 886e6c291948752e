"""A sentence is written everywhere one can write; then every file, every row and every line that was said is read."""

import json
import re
import uuid
from collections.abc import Iterator
from contextlib import closing
from typing import Any
from urllib.parse import quote, urlsplit

import psycopg
import pytest
from django.db.backends.sqlite3.base import Database as sqlite

from tests.browser import Server
from tests.wire import WRITTEN, Caller, own_server

CANARY = "Kanarienvogel-7f3a91"
"""Short, so that no page of a database file can cut every copy of it in two."""
SENTENCE = f"The {CANARY} sings. " * 6
NAME = "rotkehlchen-5b20"
PASSWORD = f"{CANARY} by the river"
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


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A guest wrote the sentence into every field of every page, an aside, marks and a revision; then kept it."""
    with own_server(tmp_path_factory.mktemp("canary"), "untold_canary") as server:
        this = House(server)
        write_everywhere(this.writer)
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


@pytest.fixture(scope="module")
def provoked(house: House) -> str:
    """What the server says about requests that go wrong, each with something that is nobody's business."""
    anybody = Caller(house.server.url)
    return_path = f"/return/{house.token}/"
    gone = f"/return/{house.token[:-3]}abc/"
    assert anybody.get(gone).status == 404
    assert anybody.ask("POST", return_path, "").status == 403
    assert anybody.get(f"/nowhere/?q={quote(CANARY)}").status == 404
    assert anybody.ask("DELETE", return_path, **{"X-CSRFToken": anybody.cookies["csrf"]}).status == 405
    form = {"login": NAME, "password": PASSWORD}
    assert anybody.post("/account/login/", form).status == 200
    assert anybody.post(f"/account/login/?next=/{CANARY}/", {**form, "csrfmiddlewaretoken": CANARY}).status == 403
    assert anybody.post(TOPIC, {"a-text": SENTENCE, "csrfmiddlewaretoken": "no"}).status == 403
    assert anybody.post(TOPIC, {"a-text": SENTENCE, **{f"x{number}": CANARY for number in range(6_000)}}).status == 400
    assert house.writer.fill(TOPIC, f"{SENTENCE}\0").status == 422
    assert "<code>" in house.writer.post("/account/keep/", {"username": NAME, "password1": PASSWORD}).text
    house.change("UPDATE reflections_answer SET value_sealed = 'ab12cd34.AAAA' WHERE prompt = 'tried'")
    broken = house.writer.get("/write/tried/")
    assert broken.status == 500 and CANARY not in broken.text
    return house.logs()


def test_no_file_and_no_row_has_the_sentence_in_the_clear(house: House):
    files = house.files()
    assert not [name for name, content in files.items() if found(content)]
    assert any(name.endswith("-wal") for name in files) or not house.sqlite
    rows = house.rows()
    assert "reflections_revision" in rows
    assert not [name for name, content in rows.items() if CANARY in content]


def test_what_goes_wrong_is_logged(provoked: str):
    assert "Not Found: /return/…/" in provoked
    assert "Forbidden" in provoked
    assert "Internal Server Error: /write/tried/" in provoked
    assert "SealBroken" in provoked and "in unseal" in provoked


def test_the_logs_name_nobody_and_quote_nothing(house: House, provoked: str):
    addresses = re.findall(r"\S*/return/\S*", provoked)
    assert all(address.startswith("/return/…") for address in addresses), addresses
    for secret in (CANARY, NAME, house.token, house.token[:12], *house.writer.cookies.values()):
        assert secret not in provoked


def test_what_lies_in_the_clear_is_found_here(house: House, provoked: str):
    """A name is not sealed, and the same looking around finds it."""
    assert NAME in house.rows()["reflections_person"]
    assert any(found(content, NAME) for content in house.files().values()) or not house.sqlite


def test_after_the_end_there_is_still_nothing(house: House, provoked: str):
    assert house.server.process and house.server.process.stdout
    house.server.stop()
    for said in (house.server.process.stdout.read(), house.logs()):
        assert CANARY not in said and NAME not in said
    assert not [name for name, content in house.files().items() if found(content)]


def found(content: bytes, words: str = CANARY) -> bool:
    """Whether the words are in a file, in any of the ways in which text lies on a disk."""
    return any(words.encode(code) in content for code in ("utf-8", "utf-16-le", "utf-16-be"))
