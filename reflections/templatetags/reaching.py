"""What a host wrote about whom to reach, with links to tap on."""

import re

from django import template
from django.utils.html import format_html, urlize
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

PHONE = re.compile(r"(?<![\w/.@=+:-])(\+?\d(?:[ ()/-]{0,2}\d){4,14})(?![\w/@.-]*\w)")
"""A number of five to fifteen digits that is no part of an address or a word."""
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
YEARS = re.compile(r"\d{4}-\d{4}")


@register.filter
def reachable(text: str) -> SafeString:
    """The text escaped, with its web and e-mail addresses and its telephone numbers as links."""
    parts = PHONE.split(text)
    return mark_safe("".join(_call(part) if at % 2 else urlize(part, autoescape=True) for at, part in enumerate(parts)))  # noqa: S308 - each part was escaped


def _call(number: str) -> str:
    if DAY.fullmatch(number) or YEARS.fullmatch(number):
        return number
    dialled = "".join(char for char in number.replace("(0)", "") if char in "+0123456789")
    return format_html('<a href="tel:{}">{}</a>', dialled, number)
