"""What no typeface can write, written by its name: never a box, and never nothing.

Neighbours share their brackets and say what they have in common once: "[tibetan letter ka, kha, vowel sign i]".
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from reflections.documents.pdf import fonts
from reflections.documents.pdf.fonts import is_unseen, uncovered

NEVER = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\uffff]")
"""What no PDF/UA file may hold, or what would not be seen in one."""
PLAIN = re.compile("[\n\u0020-\u007e\u00a0-\u00ac\u00ae-\u017f‘’“”–—…]*")
"""Characters that both of our own typefaces have and that ask for nothing."""
ODD = re.compile(r"(?<!\w)\xad|\xad(?!\w)")
LINE_ENDS = re.compile("[\v\f\x85]")
"""What typst may put a box on: a soft hyphen that divides no word, and what comes after an old line end."""
BASES = "\u00a0\u25cc"
"""What carries a mark that stands alone: a blank, or else a ring of dots."""


@dataclass(frozen=True, slots=True)
class Unwritten:
    """Characters that stand by their name."""

    signs: str
    name: str


def spelled(text: str) -> Iterator[str | Unwritten]:
    """`text` in pieces: what can be written, as it is, and what cannot. Typed lines stay."""
    if PLAIN.fullmatch(text):
        yield from [text] if text else []
        return
    text = ODD.sub("\u2060", LINE_ENDS.sub("\n", text))
    missing = uncovered(text)
    if not missing and not NEVER.search(text) and not any(map(_leans, set(text))):
        yield text
        return
    for by_name, found in groupby(_told_apart(text, missing), lambda one: one[0]):
        signs = "".join(sign for _by_name, sign in found)
        yield Unwritten(signs, names(signs)) if by_name else signs


def named(text: str) -> str:
    """`text` with what cannot be written by its name in brackets."""
    return "".join(one if isinstance(one, str) else f"[{one.name}]" for one in spelled(text))


def unwritten(text: str) -> set[str]:
    """The characters that are written by name in `text`."""
    return {sign for one in spelled(text) if isinstance(one, Unwritten) for sign in one.signs}


def name(sign: str) -> str:
    """What a character is called."""
    return unicodedata.name(sign, "").lower() or f"U+{ord(sign):04X}"


def names(signs: str) -> str:
    """What they are called in a row; what a name begins with like the one before is not said again."""
    said, before = [], ""
    for sign in signs:
        if is_unseen(sign) and not NEVER.match(sign):
            continue
        whole = name(sign)
        said.append(whole[_alike(before, whole) :])
        before = whole
    return ", ".join(said)


def _alike(before: str, whole: str) -> int:
    """How long the words are with which both begin, but for the last word."""
    most = min(len(before), len(whole))
    size = next((n for n in range(most) if before[n] != whole[n]), most)
    return max(whole.rfind(" ", 0, size), whole.rfind("-", 0, size)) + 1


def _told_apart(text: str, missing: set[str]) -> Iterator[tuple[bool, str]]:
    """Each character, with whether it is written by its name; a mark without a base is given one."""
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and _leans(text[end]):
            end += 1
        yield from _cluster(text[start:end], missing)
        start = end


def _leans(sign: str) -> bool:
    return sign > "\u02ff" and (unicodedata.category(sign)[0] == "M" or sign == "\u200d")


def _cluster(signs: str, missing: set[str]) -> Iterator[tuple[bool, str]]:
    """A letter with the marks upon it."""
    first = signs[0]
    if first in missing or NEVER.match(first):
        yield from ((True, sign) for sign in signs)
    elif len(signs) == 1 and not _leans(first):
        yield False, first
    elif _leans(first) and not is_unseen(first):
        base = next((base for base in BASES if _fitting(base, first)), "")
        yield from ((False, sign) for sign in base)
        yield from _marked(base, signs) if base else ((True, sign) for sign in signs)
    elif first.isspace() and first not in " \u00a0":  # a new line carries nothing
        yield False, first
        yield from _cluster(signs[1:], missing)
    else:
        yield False, first
        yield from _marked(first, signs[1:])


def _marked(letter: str, marks: str) -> Iterator[tuple[bool, str]]:
    """Marks, by name from the first that no typeface with the letter and those before has."""
    held = letter
    for mark in marks:
        fits = is_unseen(mark) or _fitting(held, mark)
        held += mark if fits and not is_unseen(mark) else ""
        yield not fits, mark


def _fitting(held: str, mark: str) -> bool:
    return _fits(held + mark, fonts.PACKAGES)


@lru_cache(maxsize=4096)
def _fits(whole: str, _packages: tuple[str, ...]) -> bool:
    """Whether one typeface has all of these, apart or as one."""
    forms = {whole, unicodedata.normalize("NFC", whole)}
    return any(letters.issuperset(form) for letters in fonts.faces() for form in forms)
