"""Logs say where something happened, never to whom."""

import logging
import sys

import pytest
from django.conf import settings

from reflections.people.logs import DiscreetFormatter, hide


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Not Found: /return/abcDEF_123/", "Not Found: /return/…/"),
        ("Forbidden: /shared/abc?x=ada", "Forbidden: /shared/…?…"),
        ("Not Found: /account/password/reset/key/1-abc/", "Not Found: /account/password/reset/key/…/"),
        ("/account/confirm-email/MQ:1v:x/", "/account/confirm-email/…/"),
        ("Not Found: /w/12345678/send/", "Not Found: /w/…/send/"),
        ("Not Found: /account/login/?next=/write/topic/", "Not Found: /account/login/?…"),
        ("Not Found: /journal/return/", "Not Found: /journal/return/"),
    ],
)
def test_addresses_lose_their_secrets(line, kept):
    assert hide(line) == kept


def test_an_exception_is_told_without_its_message():
    try:
        raise ValueError("a sentence of Ada's")
    except ValueError:
        record = logging.LogRecord(
            "x", logging.ERROR, "", 1, "Internal Server Error: %s", ("/return/abc/",), sys.exc_info()
        )
    line = DiscreetFormatter("%(message)s").format(record)
    assert "sentence of Ada's" not in line.replace('raise ValueError("a sentence of Ada\'s")', "")
    assert line.endswith("builtins.ValueError")
    assert "test_logs.py" in line and "abc" not in line


def test_every_log_goes_through_the_discreet_formatter():
    assert settings.LOGGING["root"]["handlers"] == ["stderr"]
    assert settings.LOGGING["handlers"]["stderr"]["formatter"] == "discreet"
