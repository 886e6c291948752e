"""The typefaces of a PDF: where their files are, in which order they are asked for a character, and what none has.

Ours come first, one for each voice. Behind them stand packages from the Python index: one for the scripts of the
world and emoji in one colour, and, if it was installed, a large one for Chinese, Japanese and Korean. Typst brings
some of its own inside itself, for signs. No Django here: the render process and the page that fills a job both ask.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

from fontTools.ttLib import TTFont

FACES = Path(__file__).parent / "faces"
PACKAGES = ("manimgx_fonts", "manimgx_fonts_cjk")
"""Where further files are looked for; the second may be missing."""
HAN = PACKAGES[1]
SCRIPTS = tuple(
    f"Noto Sans {script}".strip()
    for script in (
        *("", "Arabic", "Hebrew", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu"),
        *("Kannada", "Malayalam", "Sinhala", "Thai", "Lao", "Khmer", "Myanmar", "Georgian", "Armenian", "Ethiopic"),
    )
)
SIGNS = ("Noto Sans Symbols", "Noto Emoji")
"""In this order: an arrow is a sign first; what belongs to one of the emoji goes to them as a whole."""
EMBEDDED = ("New Computer Modern Math", "New Computer Modern", "DejaVu Sans Mono", "Libertinus Serif")
"""Typst's own, for mathematics, Braille and boxes."""
_VOICES = {"serif": ("Literata", *SCRIPTS), "sans": ("Atkinson Hyperlegible Next", *SCRIPTS, "Literata")}
_HAN = {
    "ja": "JP",
    "ko": "KR",
    "zh-hans": "SC",
    "zh-cn": "SC",
    "zh-hant": "TC",
    "zh-tw": "TC",
    "zh-hk": "HK",
    "yue": "HK",
}
_KANA = re.compile("[\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9d]")
_HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")
_IDEOGRAPHS = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def folders() -> list[Path]:
    """The folders the files lie in, ours first."""
    return [FACES, *(folder for package in PACKAGES if (folder := _folder(package)))]


def files() -> tuple[Path, ...]:
    """The files of all typefaces there are, but for those inside typst."""
    return tuple(file for folder in folders() for file in _files(folder))


def chains(language: str, text: str) -> dict[str, list[str]]:
    """For each voice the families to ask, in order. What Han characters look like depends on `language` and `text`."""
    han = [f"Noto Sans CJK {writes_han(language, text)}"] if HAN in PACKAGES and _folder(HAN) else []
    return {voice: [*own, *SIGNS, *han, *EMBEDDED] for voice, own in _VOICES.items()}


def writes_han(language: str, text: str) -> str:
    """Whose shapes Han characters take: JP, KR, SC, TC or HK. The document's language says so, or else its letters."""
    known = _HAN.get(language.lower()) or _HAN.get(language.partition("-")[0])
    if known:
        return known
    ideographs = _IDEOGRAPHS.findall(text)
    if 5 * len(_KANA.findall(text)) > len(ideographs):
        return "JP"
    if len(_HANGUL.findall(text)) > len(ideographs):
        return "KR"
    traditional = sum(map(_only_traditional, ideographs))
    return "TC" if traditional > sum(map(_only_simplified, ideographs)) else "SC"


def uncovered(text: str) -> set[str]:
    """The characters of `text` that no typeface here has; what has no shape, such as a joiner, is not among them."""
    missing = set() if text.isascii() else set(text)
    for letters in faces():
        if not missing:
            return missing
        missing -= letters
    return {sign for sign in missing if not is_unseen(sign)}


def is_unseen(sign: str) -> bool:
    """Whether a character has no shape in any typeface: blanks, joiners, what says a direction or a variant."""
    return _UNSEEN.match(sign) is not None or (sign.isspace() and sign != "\u1680")


def faces() -> Iterator[frozenset[str]]:
    """The characters of each typeface, read when they are first asked for."""
    return chain(map(_characters, files()), _embedded())


@cache
def _folder(package: str) -> Path | None:
    spec = find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else None


@cache
def _files(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(folder.rglob("*.tt[fc]")))


@cache
def _characters(file: Path) -> frozenset[str]:
    return frozenset(map(chr, TTFont(file, fontNumber=0, lazy=True).getBestCmap() or ()))


@cache
def _embedded() -> tuple[frozenset[str], ...]:
    """What typst's own have: they are no files, so it was tried once; a test tries it again."""
    return tuple(map(_listed, (FACES / "embedded.txt").read_text().splitlines()))


def _listed(line: str) -> frozenset[str]:
    stretches = (stretch.partition("-") for stretch in line.partition(": ")[2].split())
    return frozenset(
        chr(code) for first, _dash, last in stretches for code in range(int(first, 16), int(last or first, 16) + 1)
    )


def _only_traditional(sign: str) -> bool:
    return _has("big5", sign) and not _has("gb2312", sign)


def _only_simplified(sign: str) -> bool:
    return _has("gb2312", sign) and not _has("big5", sign)


def _has(code: str, sign: str) -> bool:
    return bool(sign.encode(code, "ignore"))
