"""Our own words, looked up once a language: a full summary asks for the same few hundreds of times."""

from collections.abc import Callable
from functools import wraps

from django.utils.translation import get_language


def once_a_language[Words](look_up: Callable[[], Words]) -> Callable[[], Words]:
    """`look_up` as it answered first in the language of today's reader. Nobody changes what it gives."""
    known: dict[str | None, Words] = {}

    @wraps(look_up)
    def words() -> Words:
        language = get_language()
        if language not in known:
            known[language] = look_up()
        return known[language]

    return words
