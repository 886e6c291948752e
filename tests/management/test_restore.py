"""The command that puts a backup back: row for row, without what was deleted since; or nothing is changed."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reflections.management.backups.contents import found
from reflections.management.backups.envelope import read, write
from reflections.management.backups.postgres import Reading as PostgresReading
from reflections.management.backups.sqlite import Reading as SqliteReading
from tests.management.backing import Place, connect
from tests.wire import Caller, own_server

PASSWORD = "a long walk by the river"
MAKE = f"""
from reflections.people.actions import make_account
for name in %s:
    make_account(username=name, password="{PASSWORD}")
"""
FORGET = """
from reflections.pages.holdings import forget_everything
forget_everything(Person.objects.get(username="%s"))
"""
NAMES = "Person.objects.filter(username__in=['stays', 'goes', 'went', 'comes']).values_list('username', flat=True)"
WRITTEN = (
    "answer",
    "revision",
    "note",
    "round",
    "journal",
    "step",
    "workshop",
    "sharelink",
    "reply",
    "date",
    "consent",
)
KEY = "YW5vdGhlci1rZXktb2YtMzItYnl0ZXMtZm9yLXRlc3Q="

type Tables = dict[str, list[object]]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A place with people and rooms, which somebody had left before."""
    with own_server(tmp_path_factory.mktemp("restore"), "untold_restore") as server:
        this = Place(server)
        this.do("seed", "--people", "10", "--rounds", "1", "--workshops", "4")
        this.script(MAKE % ["stays", "goes", "went"])
        this.script(FORGET % "went")
        yield this
        this.drop_kept()


@pytest.fixture(scope="module")
def backup(place: Place, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it; since then one person went and one came."""
    file = tmp_path_factory.mktemp("kept") / "b"
    place.do("backup", str(file))
    place.before = tables(place)
    place.script(FORGET % "goes")
    place.script(MAKE % ["comes"])
    place.visitor = Caller(place.server.url)
    assert place.visitor.post("/account/login/", {"login": "stays", "password": PASSWORD}).status == 302
    return file


def tables(place: Place) -> Tables:
    """Counts and digests of all tables, past the program."""
    with closing(connect(place.server.database)) as line:
        return found(SqliteReading(line) if place.server.database.startswith("sqlite") else PostgresReading(line))


def written(all_tables: Tables) -> Tables:
    """Those of what people wrote."""
    return {name: all_tables[f"reflections_{name}"] for name in WRITTEN}


def test_while_the_server_runs_nothing_is_done(place: Place, backup: Path):
    refused = place.run("restore", str(backup), "--yes")
    assert refused.code == 1 and "Nothing was changed." in refused.said and "stop" in refused.said
    place.server.stop()


def forged(file: Path, **other: object) -> None:
    """The same backup, which says something else of itself."""
    line, _, rest = b"".join(read(file)).partition(b"\n")
    write(file, [json.dumps({**json.loads(line), **other}).encode() + b"\n", rest])


SPOILT: dict[str, tuple[Callable[[Path], object], str]] = {
    "cut off": (lambda file: file.write_bytes(file.read_bytes()[:-100]), "damaged or does not come to its end"),
    "changed": (lambda file: file.write_bytes(file.read_bytes()[:-9] + b"x" + file.read_bytes()[-8:]), "damaged"),
    "another file": (lambda file: file.write_bytes(b"SQLite format 3\0"), "is no backup of Untold"),
    "of another database": (lambda file: forged(file, engine="oracle"), "This backup is of a oracle database"),
    "of a later version": (lambda file: forged(file, migrations=["reflections.0999_later"]), "newer Untold"),
    "with other rows": (lambda file: forged(file, tables={}), "What came out is not what went in"),
    "away": (lambda file: file.unlink(), "No such file"),
}


@pytest.mark.parametrize("how", SPOILT)
def test_one_that_is_not_right_changes_nothing(place: Place, backup: Path, tmp_path: Path, how: str):
    spoil, words = SPOILT[how]
    spoilt = tmp_path / "spoilt"
    spoilt.write_bytes(backup.read_bytes())
    spoil(spoilt)
    before = tables(place)
    refused = place.run("restore", str(spoilt), "--yes")
    assert refused.code == 1 and words in refused.said and "Nothing was changed." in refused.said
    assert "Traceback" not in refused.said
    assert tables(place) == before and place.copies() == []


def test_without_its_key_nothing_is_changed(place: Place, backup: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("UNTOLD_ENCRYPTION_KEYS", KEY)
    refused = place.run("restore", str(backup), "--yes")
    assert refused.code == 1 and "add the key that was in use when it was made" in refused.said


def test_it_says_what_goes_and_does_nothing_without_a_yes(place: Place, backup: Path):
    before = tables(place)
    ended = place.run("restore", str(backup), answer="no\n")
    assert ended.code == 1 and "Nothing was changed." in ended.said
    assert "340 answers" in ended.said and "It takes the place of" in ended.said
    assert tables(place) == before and place.copies() == []


def test_killed_in_the_middle_all_is_as_it_was(place: Place, backup: Path):
    before = tables(place)
    run = place.start("restore", str(backup), "--yes")
    while not place.copies() and run.poll() is None:
        pass
    run.kill()
    said, _ = run.communicate()
    assert place.copies(), f"it was to be killed while it had a copy: {said}"
    assert tables(place) == before


def test_what_was_written_is_back_and_what_was_deleted_is_not(place: Place, backup: Path):
    said = place.do("restore", str(backup), answer="yes\n")
    assert "Restored, compared row for row" in said
    assert "Deleted again, because it had been deleted: 1 rows." in said
    assert written(tables(place)) == written(place.before)
    assert place.ask(f"sorted({NAMES})") == "['stays']"
    assert place.rows("SELECT count(*) FROM django_session") == [(0,)]
    assert place.rows("SELECT count(*) FROM reflections_stepkey") == [(0,)]
    assert place.copies() == []


def test_the_one_before_is_kept_and_named(place: Place, backup: Path):
    said = place.do("restore", str(backup), "--yes")
    kept = said.partition("kept as ")[2].partition(". It also")[0]
    database = place.server.database
    there = f"sqlite://{kept}" if database.startswith("sqlite") else f"{database.rpartition('/')[0]}/{kept}"
    with closing(connect(there)) as line:
        assert line.execute("SELECT count(*) FROM reflections_answer").fetchone() == (340,)


def test_the_next_start_serves_it_and_everybody_is_signed_out(place: Place, backup: Path):
    place.server.start()
    assert place.visitor.get("/account/privacy/").status == 302
    assert Caller(place.server.url).post("/account/login/", {"login": "stays", "password": PASSWORD}).status == 302
    place.server.stop()


def test_an_older_one_is_brought_up_to_date(place: Place, tmp_path: Path):
    place.do("migrate", "reflections", "0004")
    place.do("backup", str(tmp_path / "old"))
    place.do("migrate")
    before = written(tables(place))
    place.do("restore", str(tmp_path / "old"), "--yes")
    assert written(tables(place)) == before
    assert "Planned operations:\n  No planned migration operations." in place.do("migrate", "--plan")
