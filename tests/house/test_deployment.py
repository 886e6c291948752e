"""What Django itself says of the settings that people are served with, and what stands in no setting."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage

from config import settings
from config.mail import NoMail
from tests.house import HOUSE


def test_nothing_is_found_and_nothing_silenced():
    assert not hasattr(settings, "SILENCED_SYSTEM_CHECKS")
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    for email in ("", "smtp://localhost"):
        served = {**os.environ, "UNTOLD_HTTPS": "1", "UNTOLD_DEBUG": "", "UNTOLD_EMAIL_URL": email}
        done = subprocess.run(command, cwd=HOUSE, env=served, capture_output=True, text=True, check=False)
        assert done.returncode == 0 and "no issues (0 silenced)" in done.stdout, done.stderr


def test_where_no_mail_is_set_up_none_seems_to_be_sent():
    with pytest.raises(ImproperlyConfigured):
        NoMail(alias="default").send_messages([EmailMessage("a subject", "words", to=["ada@example.org"])])
