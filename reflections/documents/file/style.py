"""What a file looks like, as an address that holds all of it: the project's style sheet with its letters inside.

An address, since validators of HTML know less CSS than browsers do, and read what stands in a `<style>`.
"""

import re
from base64 import b64encode
from functools import cache
from pathlib import Path
from urllib.parse import quote

from django.contrib.staticfiles import finders

SHEET = "file.css"
"""The bundle of what a document needs, see config/bundles.py."""
_FACE = re.compile(r"@font-face\s*{[^}]*}\s*")
_URL = re.compile(r'url\("([^"]+)"\)')
_RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")
_LINE_END = re.compile(r"(?<=[{};,])\n")
_STAY = "!$'()*+,/:;=?@"
"""Signs that stand for themselves in an address of data, and in an attribute."""


def style_for(words: str) -> str:
    """The style of a file with these words: of each typeface as many letters as they need."""
    signs = frozenset(map(ord, set(words)))
    return _style(tuple(face for face in _faces() if _serves(face, signs)))


def icon() -> str:
    """The sign in the browser's tab."""
    return _data("icon.svg", "image/svg+xml")


@cache
def _style(faces: tuple[str, ...]) -> str:
    text = _FACE.sub(lambda found: found[0] if found[0] in faces else "", _sheet())
    text = _URL.sub(lambda found: f'url("{_data(found[1], "font/woff2")}")', text)
    return f"data:text/css;charset=utf-8,{quote(_LINE_END.sub('', text), safe=_STAY)}"


def _serves(face: str, signs: frozenset[int]) -> bool:
    """Whether a face has letters for any of these; one that is not in the file but on the device always."""
    return "url(" not in face or any(start <= sign <= end for start, end in _ranges(face) for sign in signs)


@cache
def _ranges(face: str) -> tuple[tuple[int, int], ...]:
    return tuple((int(start, 16), int(end or start, 16)) for start, end in _RANGE.findall(face))


@cache
def _faces() -> tuple[str, ...]:
    return tuple(_FACE.findall(_sheet()))


@cache
def _sheet() -> str:
    return _found(SHEET).read_text("utf-8")


@cache
def _data(name: str, mime: str) -> str:
    return f"data:{mime};base64,{b64encode(_found(name).read_bytes()).decode()}"


def _found(name: str) -> Path:
    """Where a static file lies. Raises `FileNotFoundError`."""
    path = finders.find(name)
    if not path:
        raise FileNotFoundError(name)
    return Path(path)
