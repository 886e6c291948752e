"""Words as runs of a word processor: escaped, in their script, marked where they were marked.

A word that XML cannot hold is written as "�". Nothing here makes a field or a relation, so whatever a person typed
stays text.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from reflections.documents.anchors import Span
from reflections.documents.docx.scripts import CHINESE, HEBREW, JAPANESE, KOREAN, PLAIN, RIGHT, stretches

LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_UNSPEAKABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
    + "]"
)
_OPENERS, _CLOSERS = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068", "\u202c\u2069"

_FONTS = {
    "indic": 'w:cs="Nirmala UI"',
    "thai": 'w:cs="Leelawadee UI"',
    "tibetan": 'w:cs="Microsoft Himalaya"',
    "myanmar": 'w:cs="Myanmar Text"',
}
"""Complex scripts that neither Arial nor Times New Roman has; a machine without these chooses its own."""
_EASTERN = {
    JAPANESE: ("ja-JP", "Yu Gothic", "Yu Mincho"),
    KOREAN: ("ko-KR", "Malgun Gothic", "Batang"),
    CHINESE: ("zh-CN", "Microsoft YaHei", "SimSun"),
}


def clean(text: str) -> str:
    """`text` without what no file of this sort may hold: a visible sign stands for each."""
    return _UNSPEAKABLE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """`text` on one line, for names and descriptions."""
    return " ".join(clean(LINE_END.sub(" ", text)).split())


def attribute(text: str) -> str:
    """The same as the value of an attribute."""
    return escape(one_line(text))


def closed(text: str) -> str:
    """`text` with whatever turns a line around ended, for what comes behind it."""
    ends: list[str] = []
    for sign in text:
        if sign in _OPENERS:
            ends.append(_CLOSERS[sign >= "\u2066"])
        elif ends and sign == ends[-1]:
            ends.pop()
    return text + "".join(reversed(ends))


def lines(text: str, marks: Sequence[Span] = ()) -> Iterator[tuple[str, list[Span]]]:
    """The lines of `text` as they were typed, each with the marks in it."""
    at = 0
    for end in [*LINE_END.finditer(text), None]:
        to = end.start() if end else len(text)
        inside = ((max(first, at) - at, min(last, to) - at) for first, last in marks)
        yield text[at:to], [(first, last) for first, last in inside if first < last]
        at = end.end() if end else to


def runs(text: str, *, rtl: bool = False, own: bool = False, marks: Sequence[Span] = (), style: str = "") -> str:
    """`text` as runs. `rtl`: its line runs from right to left; `own`: the person's; `style`: of its letters."""
    cuts = sorted({cut for span in marks for cut in span})
    pieces = []
    for first, last, script in stretches(text, rtl):
        ends = [first, *(cut for cut in cuts if first < cut < last), last]
        for start, end in pairwise(ends):
            marked = any(a <= start and end <= b for a, b in marks)
            pieces.append(_run(text[start:end], _look(script, own, marked, style)))
    return "".join(pieces)


def _run(text: str, look: str) -> str:
    if not text:
        return ""
    said = escape(LINE_END.sub("\n", clean(text)), quote=False)
    said = said.replace("\t", f"{_SHUT}<w:tab/>{_OPEN}").replace("\n", f"{_SHUT}<w:br/>{_OPEN}")
    return f"<w:r>{look}{_OPEN}{said}{_SHUT}</w:r>".replace(_OPEN + _SHUT, "")


_OPEN, _SHUT = '<w:t xml:space="preserve">', "</w:t>"


def _look(script: str, own: bool, marked: bool, style: str) -> str:
    """The properties of a run, in the order in which they have to stand."""
    named = style or ("Marked" if marked else "")
    first = f'<w:rStyle w:val="{named}"/>' if named else ""
    light = '<w:highlight w:val="yellow"/>' if marked else ""
    font, last = _script_look(script, own)
    look = f"{first}{font}{light}{last}"
    return f"<w:rPr>{look}</w:rPr>" if look else ""


def _script_look(script: str, own: bool) -> tuple[str, str]:
    """What a script asks for: at the beginning of a run's properties, and at their end."""
    if script == PLAIN:
        return "", ""
    if script == RIGHT:
        return "", "<w:rtl/>"
    if script == HEBREW:
        return "", '<w:rtl/><w:lang w:bidi="he-IL"/>'
    if script in _EASTERN:
        language, sans, serif = _EASTERN[script]
        font = f'<w:rFonts w:hint="eastAsia" w:eastAsia="{serif if own else sans}"/>'
        return font, f'<w:lang w:eastAsia="{language}"/>'
    return f"<w:rFonts {_FONTS[script]}/>", "<w:cs/>"
