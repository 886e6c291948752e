"""The seal: private words are stored encrypted, each bound to the one place it belongs to.

AES-256-GCM from `cryptography`. The keys live outside the database. The place (table, column and row id)
is authenticated with the text, so a sealed value moved to another row does not open.
"""

import base64
import hashlib
import json
import os
from functools import cache
from typing import Any, Self, overload

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model

NONCE = 12


class SealBroken(Exception):
    """A sealed text does not open: its key is missing, or it was changed or moved."""


def encryption_keys() -> dict[str, bytes]:
    """Every key by its id, the one that seals first."""
    return _decoded(tuple(settings.UNTOLD_ENCRYPTION_KEYS))


@cache
def _decoded(configured: tuple[str, ...]) -> dict[str, bytes]:
    keys = {}
    for text in configured:
        raw = base64.b64decode(text)
        if len(raw) != 32:
            raise ImproperlyConfigured("UNTOLD_ENCRYPTION_KEYS: each key is 32 bytes in base64.")
        keys[hashlib.sha256(raw).hexdigest()[:8]] = raw
    return keys


@cache
def _ciphers(configured: tuple[str, ...]) -> dict[str, AESGCM]:
    return {name: AESGCM(raw) for name, raw in _decoded(configured).items()}


def key_of(sealed: str) -> str:
    """The id of the key that a text is sealed with."""
    return sealed.partition(".")[0]


def seal(text: str, place: str) -> str:
    """`text` sealed for `place` (``table.column:row id``): key id, then nonce and ciphertext in base64."""
    name, cipher = next(iter(_ciphers(tuple(settings.UNTOLD_ENCRYPTION_KEYS)).items()))
    nonce = os.urandom(NONCE)
    closed = cipher.encrypt(nonce, text.encode(), place.encode())
    return f"{name}.{base64.b64encode(nonce + closed).decode()}"


def unseal(sealed: str, place: str) -> str:
    """The text that was sealed for `place`; raises `SealBroken`."""
    name, _, body = sealed.partition(".")
    raw = base64.b64decode(body)
    try:
        cipher = _ciphers(tuple(settings.UNTOLD_ENCRYPTION_KEYS))[name]
        return cipher.decrypt(raw[:NONCE], raw[NONCE:], place.encode()).decode()
    except (KeyError, InvalidTag):
        raise SealBroken(place) from None


class Sealed:
    """A JSON value of a model row, kept sealed in its text column ``<name>_sealed``; ``None`` when empty.

    The row needs its id before the value is set: private tables have UUID keys for that.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self.column = f"{name}_sealed"

    def place(self, row: Any) -> str:
        """Where a row keeps this value, as the seal names it."""
        return f"{type(row).__name__.lower()}.{self.name}:{row.pk}"

    @overload
    def __get__(self, row: None, owner: type) -> Self: ...
    @overload
    def __get__(self, row: object, owner: type) -> Any: ...
    def __get__(self, row: object | None, owner: type) -> Any:
        if row is None:
            return self
        sealed = getattr(row, self.column)
        return json.loads(unseal(sealed, self.place(row))) if sealed else None

    def __set__(self, row: object, value: Any) -> None:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        setattr(row, self.column, seal(text, self.place(row)) if value is not None else "")


def sealed_fields() -> dict[type[Model], list[Sealed]]:
    """Every sealed value there is, by the model whose rows hold it."""
    found = {model: [each for each in vars(model).values() if isinstance(each, Sealed)] for model in apps.get_models()}
    return {model: fields for model, fields in found.items() if fields}
