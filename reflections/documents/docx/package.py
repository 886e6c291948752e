"""The file around the text: styles, settings and footer from `shell/`, a size, a language, and nobody's name."""

import datetime as dt
import io
import zipfile
from functools import cache
from pathlib import Path

import docx
from docx.document import Document as Word
from docx.oxml.ns import qn

from reflections.documents.document import Document, Length
from reflections.documents.docx.scripts import reads_from_right
from reflections.documents.docx.words import one_line

_SHELL = Path(__file__).parent / "shell"
_LONGEST_TITLE = 255
_SMALL = 0.85
"""Letters on a card beside those on a page."""
_NO_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest a zip can tell: the same document makes the same file."""


@cache
def _shell() -> bytes:
    """A whole file without a word in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for file in sorted(_SHELL.rglob("*")):
            if file.is_file():
                packed.write(file, file.relative_to(_SHELL).as_posix())
    return made.getvalue()


def blank(document: Document, length: Length, made_at: dt.datetime) -> Word:
    """An empty file for `document`: named, in its language, its letters smaller on a card."""
    word = docx.Document(io.BytesIO(_shell()))
    _speak(word, document.language)
    if length == "card":
        _shrink(word)
    about = word.core_properties
    about.title = one_line(document.title)[:_LONGEST_TITLE]
    about.language = document.language
    about.created = about.modified = made_at.astimezone(dt.UTC)
    return word


def packed(word: Word) -> bytes:
    """The file as bytes. No time of this machine is in it but the one it was given."""
    written, made = io.BytesIO(), io.BytesIO()
    word.save(written)
    with zipfile.ZipFile(written) as given, zipfile.ZipFile(made, "w") as taken:
        for name in given.namelist():
            method = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            taken.writestr(zipfile.ZipInfo(name, _NO_DAY), given.read(name), method)
    return made.getvalue()


def _speak(word: Word, language: str) -> None:
    """Says the language of our words, in each of the three sorts of script a word processor knows."""
    for spoken in word.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), language)
        if reads_from_right(language):
            spoken.set(qn("w:bidi"), language)
        elif language.partition("-")[0] in {"ja", "ko", "zh"}:
            spoken.set(qn("w:eastAsia"), language)


def _shrink(word: Word) -> None:
    for size in word.styles.element.iter(qn("w:sz"), qn("w:szCs")):
        size.set(qn("w:val"), str(round(int(size.get(qn("w:val"))) * _SMALL)))
