"""The two apps, each served on a database of its own with the same people in it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.load import NextRequest
from tests.bench.prepare import CSRF

ROOT = Path(__file__).resolve().parents[2]
APPS = {"floor": "tests.bench.floor.settings", "untold": "config.settings"}


def _free() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


PORTS = {app: _free() for app in APPS}
SECRETS = {"UNTOLD_SECRET_KEY": "k" * 64, "UNTOLD_ENCRYPTION_KEYS": "dGVzdC1rZXktdGhhdC1pcy0zMi1ieXRlcy1sb25nISE="}
PAGES = {"floor": "/note/", "untold": "/write/topic/"}


def environment(app: str, folder: Path) -> dict[str, str]:
    """Production settings on a database of its own."""
    return {**os.environ, **SECRETS, "DATABASE_URL": f"sqlite://{folder / app}.sqlite3"}


@dataclass(frozen=True)
class Served:
    """A server: its process, and the people in it as (session key, round id)."""

    pid: int
    people: list[tuple[str, str]]


@contextmanager
def serving(app: str, folder: Path, arrangement: str, books: int = 0) -> Iterator[Served]:
    """The app, served; the last `books` of its people have written a book of a hundred pages."""
    run = [sys.executable, "-m"]
    env = environment(app, folder)
    made = subprocess.run(
        [*run, "tests.bench.prepare", APPS[app], str(books)],
        cwd=ROOT,
        env=env,
        check=True,
        capture_output=True,
        text=True,
    )
    people = [(line.split()[0], line.split()[1]) for line in made.stdout.splitlines()]
    command = [*run, "tests.bench.serve", APPS[app], str(PORTS[app]), arrangement]
    process = subprocess.Popen(command, cwd=ROOT, env=env)
    try:
        wait_for(PORTS[app], PAGES[app])
        yield Served(process.pid, people)
    finally:
        process.terminate()
        process.wait()


def wait_for(port: int, page: str) -> None:
    """Return once the server answers."""
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}{page}", timeout=5)
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"no server on port {port}")


def reading(app: str, person: tuple[str, str], page: str = "") -> NextRequest:
    """Somebody who loads a page again and again: that of a prompt, unless another is named."""
    where = page or PAGES[app]
    head = f"GET {where} HTTP/1.1\r\nHost: localhost\r\nCookie: session={person[0]}; csrf={CSRF}\r\n\r\n"
    return lambda _body: head.encode()
