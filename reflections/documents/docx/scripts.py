"""Scripts, as far as a word processor must be told of them: where a line begins, and who has the letters.

Latin, Greek and Cyrillic need nothing said. What runs from right to left, and what is put together from parts, has
fonts and sizes of its own in a word processor; the shapes of Han depend on the language, which the letters around
them tell.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby

from django.conf import settings

PLAIN, RIGHT, HEBREW, HAN, JAPANESE, KOREAN, CHINESE = "", "right", "hebrew", "han", "japanese", "korean", "chinese"
_FROM_RIGHT = frozenset({RIGHT, HEBREW})
_OTHER = re.compile("[\u0590-\u1cff\u200f\u2e80-\ud7ff\uf900-\ufdff\ufe70-\uffef\U00010000-\U0003ffff]")
_RANGES = (
    (0x0590, 0x05FF, HEBREW),
    (0xFB1D, 0xFB4F, HEBREW),
    (0x0600, 0x08FF, RIGHT),
    (0xFB50, 0xFDFF, RIGHT),
    (0xFE70, 0xFEFE, RIGHT),
    (0x0900, 0x0DFF, "indic"),
    (0x0E00, 0x0EFF, "thai"),
    (0x0F00, 0x0FFF, "tibetan"),
    (0x1000, 0x109F, "myanmar"),
    (0x1780, 0x17FF, "thai"),
    (0x1100, 0x11FF, KOREAN),
    (0x3130, 0x318F, KOREAN),
    (0xA960, 0xA97F, KOREAN),
    (0xAC00, 0xD7FF, KOREAN),
    (0x3040, 0x30FF, JAPANESE),
    (0x31F0, 0x31FF, JAPANESE),
    (0xFF66, 0xFF9D, JAPANESE),
    (0x2E80, 0x2FDF, HAN),
    (0x3000, 0x303F, HAN),
    (0xFF00, 0xFFEF, HAN),
    (0x3100, 0x312F, HAN),
    (0x3400, 0x9FFF, HAN),
    (0xF900, 0xFAFF, HAN),
    (0x20000, 0x3FFFF, HAN),
)


@cache
def reads_from_right(language: str) -> bool:
    """Whether a language is written from right to left."""
    return language in settings.LANGUAGES_BIDI or language.partition("-")[0] in settings.LANGUAGES_BIDI


def starts_from_right(text: str, otherwise: bool) -> bool:
    """Whether the first letter of `text` is one that runs from right to left; `otherwise` where there is no letter."""
    for sign in text:
        direction = unicodedata.bidirectional(sign)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return otherwise


def stretches(text: str, rtl: bool) -> Iterator[tuple[int, int, str]]:
    """Where each stretch of one script begins and ends, and which; `rtl`: the line runs from right to left.

    Blanks, digits and signs belong to what stands on both sides of them, or else to the line.
    """
    if not rtl and not _OTHER.search(text):
        yield 0, len(text), PLAIN
        return
    scripts = list(map(_script_of, text))
    han = next((script for script in (JAPANESE, KOREAN) if script in scripts), CHINESE)
    at = 0
    for script, size in _settled(scripts, RIGHT if rtl else PLAIN):
        yield at, at + size, han if script == HAN else script
        at += size


def _settled(scripts: list[str | None], here: str) -> Iterator[tuple[str, int]]:
    """Each script with the number of signs in it; signs of no script are their neighbours' if those agree."""
    blocks = [(script, len(list(signs))) for script, signs in groupby(scripts)]
    names: list[str] = []
    for n, (script, _size) in enumerate(blocks):
        before, after = (blocks[n - 1][0], blocks[n + 1][0]) if 0 < n < len(blocks) - 1 else (None, None)
        if script is None and before is not None and (before == after or {before, after} <= _FROM_RIGHT):
            script = before
        names.append(here if script is None else script)
    for name, group in groupby(zip(names, blocks, strict=True), lambda pair: pair[0]):
        yield name, sum(size for _name, (_script, size) in group)


@lru_cache(maxsize=4096)
def _script_of(sign: str) -> str | None:
    """The script of one sign; None for what has none."""
    code = ord(sign)
    if code < 0x590:
        return PLAIN if sign.isalpha() else None
    for first, last, script in _RANGES:
        if first <= code <= last:
            return script
    if unicodedata.bidirectional(sign) in {"R", "AL"}:
        return RIGHT
    return PLAIN if unicodedata.category(sign)[0] == "L" else None
