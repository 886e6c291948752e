"""Words for the page as data: what stands as typed, where it may be broken, and what must be written by its name.

A text is a string, or a list of pieces: strings, `BREAK`, `TAB`, `{"m": pieces}` for what is marked, and
`{"n": name}` for signs that no typeface has or that a PDF may not hold. Nothing is dropped, nothing is markup.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from reflections.documents.anchors import Span
from reflections.documents.document import Own, Words
from reflections.documents.pdf.named import NEVER, PLAIN, name, spelled

type Piece = str | int | dict[str, Any]
type Said = str | list[Piece]

BREAK, TAB = 0, 1
"""A place where a long word may go on in the next line, without a sign; and what was typed to move on."""
LONG = re.compile(r"\S{20,}")
LINE_END = re.compile("\r\n|[\r\v\f]")
UNBROKEN = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
"""Scripts that are broken without spaces by rules of their own."""
NOT_BEFORE = frozenset({"Mn", "Mc", "Me", "Cf", "Sk"})


def said(text: str, marks: Sequence[Span] = ()) -> Said:
    """`text` as pieces; a plain string where that says it all."""
    if not marks:
        return _pieces(text)
    found: list[Piece] = []
    done = 0
    for start, end in _joined(marks):
        found += [*_listed(text[done:start]), {"m": _listed(text[start:end])}]
        done = end
    return [*found, *_listed(text[done:])]


def words(given: Words, rtl: bool) -> Any:
    """Words of either voice; a person's know from which side they are read, else from the side of the document."""
    if not isinstance(given, Own):
        return said(given)
    own: dict[str, Any] = {"own": said(given.text, given.marks), "rtl": from_right(given.text + given.note, rtl)}
    return {**own, "note": said(given.note)} if given.note else own


def plain(text: str) -> str:
    """One line of plain text, for alternative texts and names: signs that may not stand there by their names."""
    line = " ".join(LINE_END.sub("\n", text).split())
    return NEVER.sub(lambda found: f"[{name(found[0])}]", line.replace("\ufeff", ""))


def from_right(text: str, otherwise: bool) -> bool:
    """Whether a text is read from the right: its first strong letter says so, one inside an isolate does not."""
    if text.isascii():
        return otherwise if not any(map(str.isalpha, text)) else False
    inside = 0
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind in {"LRI", "RLI", "FSI"}:
            inside += 1
        elif kind == "PDI":
            inside = max(inside - 1, 0)
        elif not inside and kind in {"L", "R", "AL"}:
            return kind != "L"
    return otherwise


def _listed(text: str) -> list[Piece]:
    found = _pieces(text)
    return ([found] if found else []) if isinstance(found, str) else found


def _pieces(text: str) -> Said:
    if PLAIN.fullmatch(text) and not LONG.search(text):
        return text
    # A byte order mark inside a text only ever meant: no space here.
    text = LINE_END.sub("\n", text).replace("\ufeff", "\u2060")
    return list(_joined_up(_signs(text)))


def _signs(text: str) -> Iterator[Piece]:
    for line, typed in enumerate(text.split("\t")):
        if line:
            yield TAB
        for one in spelled(typed):
            if isinstance(one, str):
                yield from _breakable(one)
            else:
                yield {"n": one.name}


def _breakable(text: str) -> Iterator[Piece]:
    """`text` with places to break its long words."""
    done = 0
    for found in LONG.finditer(text):
        if UNBROKEN.search(found[0]):
            continue
        yield text[done : found.start()]
        yield from _cut(found[0])
        done = found.end()
    yield text[done:]


def _cut(word: str) -> Iterator[Piece]:
    """A long word in pieces, never inside what is one letter to its reader."""
    most = 4 if len(word) < 400 else 9
    start = 0
    for at in range(1, len(word)):
        joined = unicodedata.category(word[at]) in NOT_BEFORE or word[at - 1] == "\u200d"
        if at - start >= most and not joined:
            yield word[start:at]
            yield BREAK
            start = at
    yield word[start:]


def _joined_up(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The same with strings beside each other made one, and none empty."""
    held = ""
    for piece in pieces:
        if isinstance(piece, str):
            held += piece
        else:
            if held:
                yield held
            held = ""
            yield piece
    if held:
        yield held


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
