"""A document as one HTML file that needs nothing else: no script, no request, no link to anywhere.

What it looks like is in it too: the project's own style sheet, and the letters its words need. Signs that HTML cannot
hold (NUL and other controls, halves of a character) are shown as U+FFFD, so that the file is always valid UTF-8.
"""

import re
from html import escape

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from reflections.documents.document import Document, Section
from reflections.documents.file.inside import inside
from reflections.documents.file.style import icon, style_for
from reflections.documents.html import to_html

_OF_PLANES = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
_CANNOT_BE = re.compile(f"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_OF_PLANES}]")
LONG = 3
"""From so many sections on there are contents before them."""


def to_file(document: Document) -> str:
    """The whole document as the text of one file, to be written as UTF-8. Its links lead to places in itself."""
    document = inside(document)
    contents = document.sections if len(document.sections) >= LONG else ()
    back = f'<p class="no-print"><a href="#contents">{_("Contents")}</a></p>' if contents else ""
    sections = "\n".join([_section(each, back) for each in document.sections])
    given = {
        "document": document,
        "rtl": document.language.partition("-")[0] in settings.LANGUAGES_BIDI,
        "about": _apart(document.subtitle),
        "contents": contents,
        "sections": mark_safe(sections),
        "style": mark_safe(style_for(f"{document.title}{document.subtitle}{sections}")),
        "icon": icon(),
    }
    return _CANNOT_BE.sub("\ufffd", render_to_string("documents/file.html", given))


def _apart(subtitle: str) -> SafeString:
    """What it says of itself, each fact in its own direction: one of them may be a name the person gave."""
    return mark_safe(" · ".join([f"<bdi>{escape(fact)}</bdi>" for fact in subtitle.split(" · ") if fact]))


def _section(section: Section, back: str) -> str:
    """A section of its own, with its title and a way `back` at the side."""
    note = f"<p>{escape(section.note)}</p>" if section.note else ""
    header = f"<header><h2>{escape(section.title)}</h2>{note}{back}</header>"
    body = f'<div class="stack">{to_html(section.parts)}</div>'
    return f'<section class="sec in" id="{section.key}">{header}\n{body}</section>'
