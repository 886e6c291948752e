"""The note at the end of a PDF that says which characters stand in it by name only."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from reflections.documents.document import Document
from reflections.documents.pdf.named import name, unwritten

FEW = 3
"""So many characters of one script are named each; of more the script is, with their number."""


def unwritten_note(document: Document) -> str:
    """One sentence or two for the reader of the PDF; empty where everything is written as itself."""
    signs = set().union(*map(unwritten, _texts(document)))
    if not signs:
        return ""
    said = _(
        "The typefaces of this file lack some characters, which stand by name, in brackets: %(names)s. "
        "Your other files hold the characters themselves."
    )
    return said % {"names": "; ".join(_listed(signs))}


def _listed(signs: set[str]) -> Iterator[str]:
    """Their names, those of a script together: the first word of a name says which."""
    for script, some in groupby(sorted(map(name, signs)), lambda one: one.split()[0]):
        called = list(some)
        yield f"{script} ({len(called)})" if len(called) > FEW else ", ".join(called)


def _texts(thing: Any) -> Iterator[str]:
    """Every text in a document, ours too."""
    if isinstance(thing, str):
        yield thing
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from _texts(getattr(thing, field.name))
    elif isinstance(thing, tuple):
        for one in thing:
            yield from _texts(one)
