"""A new key: everything is sealed with it, nothing is lost, whatever happens meanwhile."""

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps

from reflections.journal.models import Answer
from reflections.people.models import Person
from reflections.people.rotation import rotate
from reflections.people.seal import SealBroken, encryption_keys, sealed_fields
from reflections.people.second_factor import MFAAdapter
from tests.conftest import Write
from tests.killing import WRITERS
from tests.management.backing import Place, people_writing
from tests.wire import own_server

OLD, NEW = (base64.b64encode(byte * 32).decode() for byte in (b"o", b"n"))


@pytest.fixture
def old(settings: Any) -> Any:
    """The settings, with one key."""
    settings.UNTOLD_ENCRYPTION_KEYS = [OLD]
    return settings


def test_every_sealed_column_is_listed():
    listed = {(model, each.column) for model, fields in sealed_fields().items() for each in fields}
    columns = {
        (model, field.attname)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.attname.endswith("_sealed")
    }
    assert listed == columns
    assert len(columns) > 10


def test_all_is_sealed_with_the_first_key_and_opens_without_the_other(old: Any, ada: Person, write: Write):
    write(ada, "topic", "words", aside="beside")
    write(ada, "tried", "more words")
    factor = Authenticator.objects.create(user=ada, type="totp", data={"secret": MFAAdapter().encrypt("seed"), "n": 1})
    old.UNTOLD_ENCRYPTION_KEYS = [NEW, OLD]
    first, second = encryption_keys()
    done = rotate()
    assert done.resealed == done.sealed_by[first] == 4
    assert done.sealed_by[second] == 0 and not done.broken
    assert rotate().resealed == 0
    old.UNTOLD_ENCRYPTION_KEYS = [NEW]
    answer = Answer.objects.get(prompt="topic")
    assert (answer.value["text"], answer.aside) == ("words", "beside")
    factor.refresh_from_db()
    assert MFAAdapter().decrypt(factor.data["secret"]) == "seed" and factor.data["n"] == 1


def test_what_does_not_open_is_left_and_said_and_stops_nothing(old: Any, ada: Person, write: Write):
    broken, whole = write(ada, "topic", "words"), write(ada, "tried", "more words")
    Answer.objects.filter(pk=broken.pk).update(value_sealed=whole.value_sealed)
    old.UNTOLD_ENCRYPTION_KEYS = [NEW, OLD]
    done = rotate()
    assert done.broken == {f"answer.value:{broken.pk}"}
    assert list(done.sealed_by.values()) == [1, 1]
    broken.refresh_from_db()
    assert broken.value_sealed == whole.value_sealed
    with pytest.raises(SealBroken):
        _ = broken.value


ALL_SEEDED = 60 * 34
OPEN_ALL = """
from reflections.people.seal import sealed_fields
rows = [(row, field) for model, fields in sealed_fields().items() for row in model.objects.all() for field in fields]
print(sum(getattr(row, field.name) is not None for row, field in rows) > 4000)
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """A server that still has the old key alone, and people who wrote."""
    monkeypatch.setenv("UNTOLD_ENCRYPTION_KEYS", OLD)
    with own_server(tmp_path, "untold_rotation") as server:
        this = Place(server)
        this.do("seed", "--people", "60", "--rounds", "1", "--workshops", "4")
        yield this


def test_while_people_write_and_killed_in_the_middle_nothing_is_lost(place: Place, monkeypatch: pytest.MonkeyPatch):
    server = place.server
    server.stop()
    monkeypatch.setenv("UNTOLD_ENCRYPTION_KEYS", f"{NEW},{OLD}")
    server.start()
    with people_writing(server) as (clock, writers):
        first = place.start("rotate_keys")
        while sealed_by_the_old(place) == ALL_SEEDED and first.poll() is None:
            pass
        first.kill()
        first.communicate()
        assert 0 < sealed_by_the_old(place) < ALL_SEEDED
        said = place.do("rotate_keys")
        clock.wait_for(more=4 * WRITERS)
    assert "seals nothing in this database any more" in said
    assert "0 sealed again" in place.do("rotate_keys")
    server.stop()
    monkeypatch.setenv("UNTOLD_ENCRYPTION_KEYS", NEW)
    server.start()
    assert [writer.lost() for writer in writers] == [""] * WRITERS
    assert place.script(OPEN_ALL) == "True"


def test_a_key_that_is_missing_is_asked_for(place: Place, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("UNTOLD_ENCRYPTION_KEYS", NEW)
    ended = place.run("rotate_keys")
    assert ended.code == 1
    assert "Bring every key that is named here" in ended.said


def sealed_by_the_old(place: Place) -> int:
    """How many answers the old key seals."""
    old = hashlib.sha256(base64.b64decode(OLD)).hexdigest()[:8]
    return place.rows(f"SELECT count(*) FROM reflections_answer WHERE value_sealed LIKE '{old}.%'")[0][0]
