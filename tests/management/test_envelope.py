"""The file a backup lies in: every byte comes back, and whatever was done to it is noticed."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from reflections.management.backups import Refused
from reflections.management.backups.envelope import PIECE, TAG, read, write

OURS, OTHER = (base64.b64encode(byte * 32).decode() for byte in (b"o", b"x"))
CONTENT = bytes(range(256)) * (3 * PIECE // 256)


@pytest.fixture(autouse=True)
def _key(settings: Any) -> None:
    settings.UNTOLD_ENCRYPTION_KEYS = [OURS]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A backup of three full pieces and some."""
    path = tmp_path / "backup"
    write(path, [CONTENT, b"the end"])
    return path


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE])
def test_what_goes_in_comes_out(tmp_path: Path, size: int):
    content = CONTENT[:size]
    write(tmp_path / "backup", [content[at : at + 777_777] for at in range(0, size, 777_777)])
    assert b"".join(read(tmp_path / "backup")) == content


def test_nothing_of_it_can_be_read_and_only_by_its_owner(file: Path):
    assert CONTENT[:300] not in file.read_bytes()
    assert b"the end" not in file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600


def test_two_of_the_same_have_nothing_in_common(file: Path, tmp_path: Path):
    write(tmp_path / "again", [CONTENT, b"the end"])
    first, second = (path.read_bytes().partition(b"\n")[2] for path in (file, tmp_path / "again"))
    assert first[:PIECE] != second[:PIECE]


@pytest.mark.parametrize("there", [0, 10, PIECE // 2, PIECE + TAG, 3 * (PIECE + TAG), 3 * (PIECE + TAG) + 10])
def test_one_that_was_cut_off_is_refused(file: Path, there: int):
    head, _, sealed = file.read_bytes().partition(b"\n")
    file.write_bytes(head + b"\n" + sealed[:there])
    with pytest.raises(Refused, match="damaged or does not come to its end"):
        list(read(file))


@pytest.mark.parametrize("at", [0, PIECE, 2 * (PIECE + TAG) + 5, -1])
def test_a_changed_byte_is_refused(file: Path, at: int):
    head, _, sealed = file.read_bytes().partition(b"\n")
    changed = bytearray(sealed)
    changed[at] ^= 1
    file.write_bytes(head + b"\n" + changed)
    with pytest.raises(Refused, match="damaged"):
        list(read(file))


def test_pieces_in_another_order_twice_or_too_many_are_refused(file: Path):
    head, _, sealed = file.read_bytes().partition(b"\n")
    one, two, rest = sealed[: PIECE + TAG], sealed[PIECE + TAG : 2 * (PIECE + TAG)], sealed[2 * (PIECE + TAG) :]
    for other in (two + one + rest, one + one + two + rest, one + rest, one + two + rest + rest[-(7 + TAG) :]):
        file.write_bytes(head + b"\n" + other)
        with pytest.raises(Refused, match="damaged"):
            list(read(file))


def test_the_first_line_cannot_be_changed_either(file: Path):
    head, _, sealed = file.read_bytes().partition(b"\n")
    file.write_bytes(head.replace(b'"format": 1', b'"format":  1') + b"\n" + sealed)
    with pytest.raises(Refused, match="damaged"):
        list(read(file))


def test_any_of_the_keys_opens(file: Path, settings: Any):
    settings.UNTOLD_ENCRYPTION_KEYS = [OTHER, OURS]
    assert b"".join(read(file)) == CONTENT + b"the end"


def test_without_its_key_it_says_which_is_missing(file: Path, settings: Any):
    name = json.loads(file.read_bytes().partition(b"\n")[0])["key"]
    settings.UNTOLD_ENCRYPTION_KEYS = [OTHER]
    with pytest.raises(Refused, match=f"opens with key {name} alone.*add the key"):
        list(read(file))


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"SQLite format 3\0", b'{"file": "other", "format": 1}\n', b"[1]\n" * 9]
)
def test_another_file_is_no_backup(file: Path, content: bytes):
    file.write_bytes(content)
    with pytest.raises(Refused, match="is no backup of Untold"):
        list(read(file))


def test_a_later_format_asks_for_the_later_version(file: Path):
    head, _, sealed = file.read_bytes().partition(b"\n")
    file.write_bytes(head.replace(b'"format": 1', b'"format": 2') + b"\n" + sealed)
    with pytest.raises(Refused, match="newer Untold"):
        list(read(file))


def test_content_that_fails_leaves_the_failure_to_be_seen(tmp_path: Path):
    def failing() -> Any:
        yield b"some"
        raise Refused("The dump ended.")

    with pytest.raises(Refused, match="The dump ended"):
        write(tmp_path / "backup", failing())
    with pytest.raises(Refused, match="damaged or does not come to its end"):
        list(read(tmp_path / "backup"))
