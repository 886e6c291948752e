"""The operator's page in a browser: nothing for axe to mend."""

import subprocess
import sys
import uuid

from tests.browser import ROOT, Server
from tests.conftest import PASSWORD
from tests.eyes import Eyes
from tests.wire import Caller


def keeper(server: Server) -> Caller:
    """A member of the staff, made as docs/hosting.md says, and signed in."""
    name = f"keeper {uuid.uuid4()}"
    command = [
        sys.executable,
        "manage.py",
        "createsuperuser",
        "--noinput",
        f"--username={name}",
    ]
    env = {**server.env(), "DJANGO_SUPERUSER_PASSWORD": PASSWORD}
    subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True)
    this = Caller(server.url)
    assert this.post("/account/login/", {"login": name, "password": PASSWORD}).status == 302
    return this


def test_the_page_of_the_operator(eyes: Eyes, server: Server):
    eyes.become(keeper(server))
    eyes.look("/operator/")
