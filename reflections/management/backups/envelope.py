"""The file a backup lies in: encrypted in pieces, each bound to its place, so that none is lost, moved or added unseen.

A first line names the format, the key by its id, and the salt. From key and salt comes, by HKDF, a key for this file
alone. Pieces of 1 MiB follow, sealed by AES-256-GCM; the nonce is the number of the piece and whether it is the last,
and the first line is authenticated with each.
"""

import base64
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from reflections.management.backups import Refused
from reflections.people.seal import encryption_keys

MAGIC = "untold-backup"
FORMAT = 1
PIECE = 1024 * 1024
TAG = 16
LONGEST_HEAD = 1000


def write(path: Path, content: Iterable[bytes]) -> None:
    """Encrypt `content` with the first key into a new file that only its owner may read, and see it on the disk."""
    name, raw = next(iter(encryption_keys().items()))
    salt = os.urandom(32)
    said = {"file": MAGIC, "format": FORMAT, "key": name, "salt": base64.b64encode(salt).decode()}
    head = json.dumps(said).encode() + b"\n"
    cipher = _cipher(raw, salt)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(head)
        for nonce, piece in _numbered(_pieces(content)):
            file.write(cipher.encrypt(nonce, piece, head))
        file.flush()
        os.fsync(file.fileno())


def read(path: Path) -> Iterator[bytes]:
    """What is in the file, piece by piece. Raises `Refused` when it is no backup, or at the first that is not right."""
    with path.open("rb") as file:
        head = file.readline(LONGEST_HEAD)
        name, salt = _understood(path, head)
        cipher = _cipher(_key(path, name), salt)
        for nonce, piece in _numbered(_sealed_pieces(file)):
            try:
                yield cipher.decrypt(nonce, piece, head)
            except InvalidTag:
                raise Refused(
                    f"{path} is damaged or does not come to its end: fetch it again from where it is kept, "
                    "or take an earlier one."
                ) from None


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), length=32, salt=salt, info=b"untold backup 1").derive(key))


def _numbered(pieces: Iterator[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Each piece with its nonce; there is always a last one, and it may be empty."""
    number, piece = 0, next(pieces, b"")
    for after in pieces:
        yield number.to_bytes(11) + b"\0", piece
        number, piece = number + 1, after
    yield number.to_bytes(11) + b"\1", piece


def _pieces(content: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of one size, but for the last."""
    waiting = bytearray()
    for some in content:
        waiting += some
        while len(waiting) >= PIECE:
            yield bytes(waiting[:PIECE])
            del waiting[:PIECE]
    yield bytes(waiting)


def _sealed_pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(PIECE + TAG):
        yield piece


def _understood(path: Path, head: bytes) -> tuple[str, bytes]:
    """The id of the key and the salt, as the first line says them."""
    try:
        said = json.loads(head)
        version = int(said["format"]) if said["file"] == MAGIC else 0
        name, salt = str(said["key"]), base64.b64decode(said["salt"])
    except (ValueError, TypeError, KeyError):
        version = 0
    if version < 1:
        raise Refused(f"{path} is no backup of Untold: give the file that manage.py backup wrote.")
    if version > FORMAT:
        raise Refused(f"{path} was written by a newer Untold (format {version}): install that one, then restore.")
    return name, salt


def _key(path: Path, name: str) -> bytes:
    try:
        return encryption_keys()[name]
    except KeyError:
        raise Refused(
            f"{path} opens with key {name} alone, and UNTOLD_ENCRYPTION_KEYS has {', '.join(encryption_keys())}: "
            "add the key that was in use when it was made."
        ) from None
