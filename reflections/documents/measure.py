"""How wide words are, roughly: enough to wrap them and to keep them apart, without knowing a font."""

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile("[ \t]+")
_NARROW = frozenset("iljtfrI.,:;'’!|()[] ")
_WIDE = frozenset("mwMW@%—")


def width(text: str, size: float) -> float:
    """The width of `text` on one line, in the unit of `size`, the height of its letters."""
    return sum(map(_of_sign, text)) * size


def wrap(text: str, size: float, most: float) -> list[str]:
    """`text` in lines of at most `most`; lines as typed stay, and a word that is too long is cut."""
    return [line for typed in text.splitlines() or [""] for line in _wrap_line(typed, size, most)]


def _wrap_line(text: str, size: float, most: float) -> list[str]:
    lines, line, used = [], "", 0.0
    for word in filter(None, _SPACES.split(text)):
        for piece in _pieces(word, size, most):
            length = width(piece, size)
            gap = _of_sign(" ") * size if line else 0
            if line and used + gap + length > most:
                lines.append(line)
                line, used, gap = "", 0.0, 0
            line, used = f"{line} {piece}" if line else piece, used + gap + length
    return [*lines, line] if line or not lines else lines


def _pieces(word: str, size: float, most: float) -> list[str]:
    """A word, cut where it would not fit; words of scripts without spaces are cut too, never inside a letter."""
    if width(word, size) <= most:
        return [word]
    pieces, used = [""], 0.0
    for sign in word:
        length = _of_sign(sign) * size
        if pieces[-1] and used + length > most and not unicodedata.combining(sign):
            pieces.append("")
            used = 0.0
        pieces[-1] += sign
        used += length
    return pieces


@lru_cache(maxsize=4096)
def _of_sign(sign: str) -> float:
    if unicodedata.category(sign) in {"Mn", "Me", "Cf", "Cc"}:
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.0
    if sign in _NARROW:
        return 0.33
    if sign in _WIDE:
        return 0.86
    return 0.7 if sign.isupper() else 0.56
