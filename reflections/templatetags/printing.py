"""Printing parts of a document inside a template."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from reflections.documents.document import Part
from reflections.documents.html import to_html

register = template.Library()


@register.filter
def printed(parts: Iterable[Part]) -> SafeString:
    """Parts of a document as HTML; every word in them is escaped."""
    return to_html(parts)
