"""Search over one's own words, in memory: nothing typed lies in the open, so no query can reach it.

A word is looked for anywhere in a text, so scripts without blanks between words need no dictionary. Case, width and
marks above or below a letter make no difference: "cafe" finds "Café", Arabic is found with and without its vowels.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reflections.guide.library import guide
from reflections.journal.models import Answer, Note
from reflections.journal.reading import Answered, read_if_whole
from reflections.kinds import kind
from reflections.people.models import Person

AROUND = 70
"""How much of a text is shown before and after what was found."""
MOST_SNIPPETS = 3
LONGEST_QUERY, MOST_WORDS = 300, 10
MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
"""What is written above, below or between letters without being one: accents, Hebrew points, Arabic vowels."""


class _Folded(dict[int, str]):
    """What a character counts as; found out once, then looked up by `str.translate`."""

    def __missing__(self, code: int) -> str:
        plain = MARKS.sub("", unicodedata.normalize("NFKD", chr(code)))
        self[code] = MARKS.sub("", unicodedata.normalize("NFKC", plain).casefold())
        return self[code]


FOLDED = _Folded()

type Piece = tuple[str, bool]
"""A piece of a text as it was typed, and whether it is what was looked for."""


@dataclass(frozen=True)
class Hit:
    """Where the words were found: what it is called, its day and address, and its round; `texts` hold the words."""

    title: str
    day: dt.date
    url: str
    round: str
    texts: Sequence[str]
    words: Sequence[str]

    @property
    def snippets(self) -> list[list[Piece]]:
        """The places, cut out and marked; made when asked for, since a page shows few of a thousand."""
        return [_snippet(text, self.words) for text in self.texts[:MOST_SNIPPETS]]


def search(person: Person, query: str) -> list[Hit]:
    """Where all words of `query` occur together: answers of all rounds with their asides, notes with their tags.

    The newest comes first. Two statements, however much there is. What may not be read is not found: a sealed
    letter. Earlier texts of an answer are not looked at.
    """
    words = [word for word in map(fold, query[:LONGEST_QUERY].split()) if word][:MOST_WORDS]
    if not words:
        return []
    hits = [*_in_answers(person, words), *_in_notes(person, words)]
    return sorted(hits, key=lambda hit: hit.day, reverse=True)


def fold(text: str) -> str:
    """A text as it is compared."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFC", text).translate(FOLDED)


def _in_answers(person: Person, words: Sequence[str]) -> Iterator[Hit]:
    mine = Answer.objects.filter(round__journal__person=person).exclude(state=Answer.State.BLANK)
    rows = list(mine.select_related("round").defer("marks_sealed").order_by("-round__begun_at"))
    current = next((row.round_id for row in rows if row.round.archived_at is None), None)
    for row in rows:
        row.marks_sealed = ""
        seen = read_if_whole(row)
        texts = _found(_texts(seen), words)
        if texts:
            begun = date_format(row.round.begun_at, "j F Y")
            called = row.round.name or _("round begun %(day)s") % {"day": begun}
            url = _address(row, row.round_id == current)
            yield Hit(seen.prompt.title, row.saved_at.date(), url, called, texts, words)


def _texts(seen: Answered) -> list[str]:
    said = kind(seen.prompt.kind).words(seen.value) if seen.value else []
    return [*said, *([seen.aside] if seen.aside else [])]


def _address(row: Answer, current: bool) -> str:
    """The page it was written on; of an earlier round, the round."""
    if not current:
        return reverse("round", args=[row.round_id])
    return reverse("write", args=[row.prompt]) if row.prompt in guide().prompts else reverse("summary")


def _in_notes(person: Person, words: Sequence[str]) -> Iterator[Hit]:
    address = reverse("notes")  # asked for once: a thousand of them take as long as the search
    for note in Note.objects.filter(journal__person=person):
        texts = _found([note.text or "", *(note.tags or ())], words)
        if texts:
            yield Hit(_("Note"), note.day, f"{address}{note.pk}/", "", texts, words)


def _found(texts: Sequence[str], words: Sequence[str]) -> list[str]:
    """The texts that hold a word; none unless every word is in one of them."""
    folded = [fold(text) for text in texts]
    if not all(any(word in text for text in folded) for word in words):
        return []
    return [text for text, plain in zip(texts, folded, strict=True) if any(word in plain for word in words)]


def _snippet(text: str, words: Sequence[str]) -> list[Piece]:
    """The text around the first word found in it, cut into pieces that are and are not what was looked for."""
    text = unicodedata.normalize("NFC", text)
    plain = [char.lower() if char.isascii() else FOLDED[ord(char)] for char in text]
    origin = [at for at, folded in enumerate(plain) for _letter in folded]
    pattern = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    spots = [(origin[m.start()], origin[m.end() - 1] + 1) for m in pattern.finditer("".join(plain))]
    start, end = max(spots[0][0] - AROUND, 0), min(spots[0][1] + AROUND, len(text))
    pieces, at = [("… " if start else "", False)], start
    for first, last in ((first, min(last, end)) for first, last in spots if at <= first < end):
        pieces += [(text[at:first], False), (text[first:last], True)]
        at = last
    pieces.append((text[at:end] + (" …" if end < len(text) else ""), False))
    return [piece for piece in pieces if piece[0]]
