"""Logs without names, codes, tokens or text: what an operator reads says where something happened, never to whom."""

import copy
import logging
import re
import traceback
from typing import Any

SECRET_PARTS = re.compile(
    r"/(return|reminders/stop|shared|calendar|join|w|link|invited|reset/key|confirm-email)/[^/\s?\"']+"
)
QUERY = re.compile(r"\?[^\s\"']+")


class DiscreetFormatter(logging.Formatter):
    """One line a record: addresses lose their secret part and their query, exceptions their message."""

    def __init__(self, fmt: str = "%(levelname)s %(message)s", *args: Any, **kwargs: Any) -> None:
        super().__init__(fmt or "%(levelname)s %(message)s", *args, **kwargs)

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line, with the places of an exception below it."""
        own = copy.copy(record)  # what is kept on a record of an exception's text is for other formatters to say
        own.exc_text = None
        return hide(super().format(own))

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name is logging's
        """Where it went wrong and by which kind of error. Its message may quote what somebody typed."""
        kind, _, trace = ei
        places = "".join(traceback.format_tb(trace))
        return f"Traceback (most recent call last):\n{places}{kind.__module__}.{kind.__qualname__}"


def hide(line: str) -> str:
    """A line of a log without the secrets an address carries."""
    return QUERY.sub("?…", SECRET_PARTS.sub(r"/\1/…", line))
