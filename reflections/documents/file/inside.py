"""A document whose links lead nowhere but to its own sections, each of which has a name that only it has."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from reflections.documents.document import Beside, Document, Passage, Ref, Remarks, Section

TAKEN = ("contents", "contents-h")
"""Names in the file that are no section's."""
_NO_NAME = re.compile(r"[^\w-]+")


def inside(document: Document) -> Document:
    """`document` without addresses of elsewhere, and with keys of sections that can be names in one page."""
    kept = {f"#{key}" for section in document.sections for key in _keys(section)}
    taken = {*TAKEN}
    return replace(document, sections=tuple(_section(each, kept, taken) for each in document.sections))


def _keys(section: Section) -> Iterator[str]:
    yield section.key
    for part in section.parts:
        if isinstance(part, Section):
            yield from _keys(part)


def _section(section: Section, kept: set[str], taken: set[str]) -> Section:
    key = _name(section.key, taken)
    return replace(section, key=key, url="", parts=tuple(_part(part, kept, taken) for part in section.parts))


def _name(key: str, taken: set[str]) -> str:
    """`key` as it is if it is a name and free, else the closest to it."""
    plain = _NO_NAME.sub("-", key) or "section"
    name, number = plain, 1
    while name in taken:
        number += 1
        name = f"{plain}-{number}"
    taken.add(name)
    return name


def _part(part: Any, kept: set[str], taken: set[str]) -> Any:
    match part:
        case Section():
            return _section(part, kept, taken)
        case Passage(ref=ref):
            return replace(part, ref=ref and _ref(ref, kept))
        case Beside(left=left, right=right):
            return replace(part, left=_part(left, kept, taken), right=_part(right, kept, taken))
        case Remarks(said):
            return Remarks(tuple(replace(each, refs=tuple(_ref(ref, kept) for ref in each.refs)) for each in said))
    return part


def _ref(ref: Ref, kept: set[str]) -> Ref:
    return ref if ref.url in kept else Ref(ref.words, "")
