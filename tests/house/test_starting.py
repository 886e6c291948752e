"""Starting: `make run` makes what it needs and says so; what stands in the way is said in one line."""

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from config.starting import CannotStart, try_opening
from tests.house import HOUSE

SECRETS = {
    "UNTOLD_SECRET_KEY": "a-secret-for-one-test-that-is-long-enough-to-be-one-0123456789",
    "UNTOLD_ENCRYPTION_KEYS": "dGVzdC1rZXktdGhhdC1pcy0zMi1ieXRlcy1sb25nISE=",
}
ELSEWHERE = ("UNTOLD_", "DJANGO_", "DATABASE_", "REDIS_")
OTHER_KEY = "YW5vdGhlci1rZXktb2YtMzItYnl0ZXMtZm9yLXRlc3Q="


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """The product without its var/, as a fresh clone has it."""
    for folder in ("config", "reflections", "templates", "static", "fixtures"):
        shutil.copytree(HOUSE / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(HOUSE / "manage.py", tmp_path)
    return tmp_path


@pytest.fixture
def port() -> int:
    """A port that was free a moment ago."""
    return free_port()


def free_port() -> int:
    """One that the system gives away."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def environment(**more: object) -> dict[str, str]:
    """This environment without what names an installation, and with `more`."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(ELSEWHERE)}
    return plain | {"PYTHONUNBUFFERED": "1"} | {name: str(value) for name, value in more.items()}


def refusal(house: Path, *arguments: str, **variables: object) -> str:
    """The one line with which a start is refused."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=house,
        env=environment(**variables),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    lines = (done.stdout + done.stderr).strip().splitlines()
    assert len(lines) == 1, lines
    return lines[0]


@contextmanager
def running(house: Path, port: int) -> Iterator[str]:
    """`make run` without make; gives what it said until it was ready."""
    server = subprocess.Popen(
        [sys.executable, "-m", "config.local"],
        cwd=house,
        env=environment(UNTOLD_PORT=port),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said = ""
    try:
        for line in server.stdout:
            said += line
            if "ready" in line:
                break
        else:
            pytest.fail(f"it did not start: {said}")
        yield said
    finally:
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=20)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_it_makes_what_it_needs_and_serves(house, port):
    with running(house, port) as said:
        assert f"http://localhost:{port}" in said
        assert str(house / "var" / "secrets.env") in said
        assert "losing the keys loses the journals" in said.lower()
        with urllib.request.urlopen(f"http://localhost:{port}/", timeout=20) as page:
            assert page.status == 200
    assert mode(house / "var") == 0o700
    assert {mode(file) for file in (house / "var").iterdir() if file.is_file()} == {0o600}


def test_its_secrets_stay_and_one_server_is_enough(house, port):
    with running(house, port):
        secrets = (house / "var" / "secrets.env").read_text()
        taken = refusal(house, "-m", "config.local", UNTOLD_PORT=port)
        assert f"UNTOLD_PORT={port + 1}" in taken
        assert "stop it first" in refusal(house, "-m", "config.local", UNTOLD_PORT=free_port())
    (house / "var" / "secrets.env").chmod(0o644)
    with running(house, port):
        assert (house / "var" / "secrets.env").read_text() == secrets
        assert mode(house / "var" / "secrets.env") == 0o600


def test_it_makes_no_new_keys_for_an_old_database(house):
    (house / "var").mkdir()
    (house / "var" / "untold.sqlite3").touch()
    assert "secrets.env is gone" in refusal(house, "-m", "config.local")
    assert not (house / "var" / "secrets.env").exists()


def test_a_folder_that_cannot_be_written(house):
    (house / "var").touch()
    assert "Cannot write to" in refusal(house, "-m", "config.local")


@pytest.mark.parametrize("missing", SECRETS)
def test_production_refuses_to_start_without_its_secrets(house, missing):
    assert missing in refusal(house, "manage.py", "serve", **(SECRETS | {missing: ""}))


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"UNTOLD_PORT": "eight"}, "UNTOLD_PORT"),
        ({"UNTOLD_PORT": "70000"}, "UNTOLD_PORT"),
        ({"UNTOLD_ENCRYPTION_KEYS": "dG9vIHNob3J0"}, "UNTOLD_ENCRYPTION_KEYS"),
        ({"UNTOLD_ENCRYPTION_KEYS": "not base64"}, "UNTOLD_ENCRYPTION_KEYS"),
        ({"DATABASE_URL": "mysql://localhost/untold"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgres://nobody@127.0.0.1:9/untold"}, "DATABASE_URL"),
        ({"DATABASE_URL": "sqlite:////nowhere/untold.sqlite3"}, "/nowhere/untold"),
    ],
    ids=lambda value: "=".join(next(iter(value.items()))) if isinstance(value, dict) else "",
)
def test_a_wrong_setting_is_named(house, port, variables, words):
    sqlite = f"sqlite:///{house}/untold.sqlite3"
    assert words in refusal(
        house, "manage.py", "serve", **({"UNTOLD_PORT": port, "DATABASE_URL": sqlite} | SECRETS | variables)
    )


def test_sqlite_serves_one_process(house, port):
    variables = SECRETS | {"UNTOLD_PORT": port, "DATABASE_URL": f"sqlite:///{house}/untold.sqlite3"}
    assert "one process" in refusal(house, "manage.py", "serve", "--processes", "2", **variables)


def test_an_address_that_is_not_here(house, port):
    variables = SECRETS | {"UNTOLD_PORT": port}
    assert "no address" in refusal(house, "manage.py", "serve", "--host", "192.0.2.1", **variables)


def test_keys_that_do_not_open_the_journals(ada, write, settings):
    write(ada, "topic", "a line that is sealed")
    try_opening()
    settings.UNTOLD_ENCRYPTION_KEYS = [OTHER_KEY]
    with pytest.raises(CannotStart, match="does not open"):
        try_opening()
