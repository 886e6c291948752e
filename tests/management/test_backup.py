"""The command that makes a backup: verified, of one moment, without what belongs in none, whole or not there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.management.backing import Place, on_postgres, people_writing
from tests.management.opening import decrypted
from tests.wire import Caller, own_server

SIGNED_IN = """
from reflections.people.actions import make_account
make_account(username="ada-lovelace-1815", password="a long walk by the river")
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A server with people, an open room, and somebody signed in."""
    with own_server(tmp_path_factory.mktemp("backup"), "untold_backup") as server:
        this = Place(server)
        this.do("seed", "--people", "30", "--rounds", "1", "--workshops", "4")
        this.script(SIGNED_IN)
        form = {"login": "ada-lovelace-1815", "password": "a long walk by the river"}
        assert Caller(server.url).post("/account/login/", form).status == 302
        yield this


def test_while_people_write_it_is_verified_and_nobody_is_refused(place: Place, tmp_path: Path):
    with people_writing(place.server) as (clock, writers):
        said = place.do("backup", str(tmp_path / "b"))
        clock.wait_for(more=4 * len(writers))
    assert "Verified: restored beside and compared, row for row." in said
    assert "1,0" in said and "answers" in said
    assert (tmp_path / "b").stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [tmp_path / "b"]
    assert place.copies() == []
    assert (
        place.ask("__import__('reflections.pages.models', fromlist=['x']).Run.objects.filter(command='backup').count()")
        == "1"
    )


def test_what_belongs_in_no_backup_is_not_in_it(place: Place, tmp_path: Path):
    secrets = [secret for (secret,) in place.rows("SELECT secret_sealed FROM reflections_stepkey")]
    secrets += [slot for (slot,) in place.rows("SELECT slot FROM reflections_contribution WHERE slot IS NOT NULL")]
    secrets += [key for (key,) in place.rows("SELECT session_key FROM django_session")]
    sent = [part for (part,) in place.rows("SELECT part_sealed FROM reflections_contribution WHERE part_sealed <> ''")]
    assert len(secrets) > 5 and sent
    place.do("backup", str(tmp_path / "b"))
    sealed, plain = (tmp_path / "b").read_bytes(), decrypted(tmp_path / "b")
    assert [secret for secret in secrets if secret.encode() in plain] == []
    assert all(part.encode() in plain for part in sent)
    assert b"ada-lovelace-1815" in plain and b"ada-lovelace-1815" not in sealed


def test_what_is_there_is_replaced_only_when_asked(place: Place, tmp_path: Path):
    (tmp_path / "b").write_text("mine")
    refused = place.run("backup", str(tmp_path / "b"))
    assert refused.code == 1 and "--force" in refused.said
    assert (tmp_path / "b").read_text() == "mine"
    place.do("backup", str(tmp_path / "b"), "--force")
    assert (tmp_path / "b").read_bytes().startswith(b'{"file": "untold-backup"')


def test_the_keys_go_to_another_disk_or_are_asked_for_twice(place: Place, tmp_path: Path):
    file, keys = tmp_path / "b", tmp_path / "keys"
    refused = place.run("backup", str(file), "--keys", str(keys))
    assert refused.code == 1 and "the same disk" in refused.said
    assert list(tmp_path.iterdir()) == []
    place.do("backup", str(file), "--keys", str(keys), "--anyway")
    assert keys.stat().st_mode & 0o777 == 0o600
    env = place.server.env()
    assert f"UNTOLD_ENCRYPTION_KEYS={env['UNTOLD_ENCRYPTION_KEYS']}\n" in keys.read_text()
    assert f"UNTOLD_SECRET_KEY={env['UNTOLD_SECRET_KEY']}\n" in keys.read_text()


def test_one_that_is_killed_leaves_no_backup_and_the_next_cleans_up(place: Place, tmp_path: Path):
    file, part = tmp_path / "b", tmp_path / "b.part"
    run = place.start("backup", str(file))
    while not part.exists() and run.poll() is None:
        pass
    run.kill()
    run.communicate()
    assert part.exists() and not file.exists()
    place.do("backup", str(file))
    assert list(tmp_path.iterdir()) == [file]
    assert place.copies() == []


def test_a_place_that_cannot_be_written_to_is_said(place: Place, tmp_path: Path):
    refused = place.run("backup", str(tmp_path / "nowhere" / "b"))
    assert refused.code == 1 and "nowhere" in refused.said and "Traceback" not in refused.said


@pytest.mark.skipif(not on_postgres(), reason="SQLite knows no roles")
def test_a_role_that_may_make_no_database_is_told_that_nothing_was_verified(place: Place, tmp_path: Path):
    place.script(
        "from django.db import connection as c\nc.cursor().execute('DROP ROLE IF EXISTS untold_reader')\n"
        "c.cursor().execute('CREATE ROLE untold_reader LOGIN; GRANT pg_read_all_data TO untold_reader;"
        "GRANT ALL ON TABLE reflections_run TO untold_reader')"
    )
    whole, place.more = place.more, {"DATABASE_URL": place.server.database.replace("//postgres@", "//untold_reader@")}
    try:
        said = place.do("backup", str(tmp_path / "b"))
    finally:
        place.more = whole
    assert "NOT VERIFIED" in said and "ALTER ROLE untold_reader CREATEDB" in said
    assert b"ada-lovelace-1815" in decrypted(tmp_path / "b")
