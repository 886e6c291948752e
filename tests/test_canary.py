"""A sentence is written everywhere one can write; then every file, every row and every line that was said is read."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import redis

from tests.canary import CANARY, NAME, NOT_WRITTEN, ORGANISER, PASSWORD, SENTENCE, TOPIC, House, found, furnished
from tests.journal.smtp import Sink, sink
from tests.management.backing import Place
from tests.management.opening import decrypted
from tests.wire import Caller, own_server


@pytest.fixture(scope="module")
def mail() -> Iterator[Sink]:
    """Where all e-mail goes."""
    with sink() as server:
        yield server


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, mail: Sink) -> Iterator[House]:
    """A guest wrote the sentence into every field of every page, an aside, marks and a revision; then kept it.

    A mentor answered with it, and two rooms sent it: one that still sends, one whose wall is shown.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UNTOLD_EMAIL_URL", mail.url)
        with own_server(tmp_path_factory.mktemp("canary"), "untold_canary") as server:
            yield from furnished(House(server))


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


def test_every_kind_of_thing_was_written(house: House):
    """No sealed column of these tables is empty: what is not there cannot leak."""
    empty = {place for place, rows in house.filled().items() if not rows}
    assert empty == NOT_WRITTEN


def test_no_backup_and_no_dump_has_the_sentence(house: House, tmp_path: Path):
    Place(house.server).do("backup", str(tmp_path / "b"))
    sealed, plain = (tmp_path / "b").read_bytes(), decrypted(tmp_path / "b")
    assert not found(sealed) and not found(plain) and not found(house.dump())
    assert not found(sealed, ORGANISER)
    assert found(plain, ORGANISER) and found(house.dump(), ORGANISER), "what is not sealed would be seen"


def test_no_mail_has_the_sentence(house: House, mail: Sink):
    form = {"username": f"{NAME}-2", "password1": PASSWORD, "email": "somebody@example.org"}
    somebody = Caller(house.server.url)
    assert somebody.fill(TOPIC, SENTENCE).status == 302
    assert somebody.post("/account/keep/", form).status in {200, 302}
    assert mail.messages
    for message in mail.messages:
        assert message["To"] == "somebody@example.org"
        assert not found(message.as_bytes()) and CANARY not in str(message.get_payload(decode=True))


@pytest.mark.skipif(not os.environ.get("REDIS_URL"), reason="without Redis limits are in memory or in a table")
def test_no_cache_has_the_sentence(house: House, provoked: str):
    line = redis.Redis.from_url(os.environ["REDIS_URL"])
    keys = list(line.scan_iter())
    assert keys, "tries were counted"
    assert not [key for key in keys if found(key) or found(line.dump(key) or b"") or found(key, NAME)]


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
