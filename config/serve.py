"""Serving: look whether all is in place, listen, bring up to date what changed, and say when pages are answered."""

import errno
import fcntl
import socket
from pathlib import Path
from typing import IO, Any

import uvicorn
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from uvicorn.supervisors import Multiprocess

from config.local import SECRETS
from config.prepare import bring_up_to_date
from reflections.guide.files import GuideError
from reflections.journal.models import Answer
from reflections.people.seal import SealBroken, seal

STOP_SECONDS = 5
"""How long a page may take to finish once the server is told to stop; streams are cut then and heal by themselves."""


class CannotStart(Exception):
    """What stands in the way and what to do about it, in one line."""


def serve(*, host: str, processes: int) -> None:
    """Serve in this process (or, on PostgreSQL, in several) until told to stop; raises `CannotStart`."""
    sockets = _listen(host, settings.UNTOLD_PORT)
    lock = _get_ready(processes)
    try:
        _Several(_server(processes), sockets).run() if processes > 1 else _One(_server(processes)).run(sockets)
    except KeyboardInterrupt:
        pass
    finally:
        print("Untold has stopped.")
        if lock:
            lock.close()


def _get_ready(processes: int) -> IO[str] | None:
    """All that must be true before a page is answered; what it returns is held while serving."""
    try:
        _try_sealing()
        lock = _alone(processes)
        bring_up_to_date()
        _try_opening()
        connection.close()  # pages have connections of their own
    except DatabaseError as why:
        reason = " ".join(str(why).split())
        raise CannotStart(f"The database refuses ({reason}): see that it runs and that DATABASE_URL names it.") from why
    except OSError as why:
        raise CannotStart(f"Cannot write to {why.filename} ({why.strerror}): make that place yours.") from why
    except GuideError as why:
        raise CannotStart(f"The guide in fixtures/guide cannot be loaded: {' · '.join(why.problems)}") from why
    return lock


def _server(processes: int) -> uvicorn.Config:
    return uvicorn.Config(
        "config.asgi:application_factory",
        factory=True,
        loop="uvloop",
        http="httptools",
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=STOP_SECONDS,
        workers=processes,
    )


def _listen(host: str, port: int) -> list[socket.socket]:
    """Sockets at every address of this host, made first of all: a taken port is then said at once."""
    try:
        places = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, OverflowError) as why:
        raise CannotStart(f"Cannot listen at {host}, port {port} ({why}): choose another.") from why
    sockets, refused = [], ""
    for family, _type, _protocol, _name, address in places:
        try:
            sockets.append(_bind(family, address))
        except OSError as why:
            if why.errno != errno.EADDRNOTAVAIL:  # a machine without IPv6 may still know the address ::1
                refused = why.strerror or str(why)
    if refused:
        advice = f"stop what holds it, or choose another: UNTOLD_PORT={port + 1}"
        raise CannotStart(f"Cannot listen on port {port} of {host} ({refused}): {advice}.")
    if not sockets:
        raise CannotStart(f"{host} is no address of this machine: choose another --host.")
    return sockets


def _bind(family: socket.AddressFamily, address: tuple[Any, ...]) -> socket.socket:
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    bound.bind(address)
    bound.listen(2048)
    return bound


def _alone(processes: int) -> IO[str] | None:
    """A lock on the SQLite file that a second server meets; PostgreSQL needs none."""
    if connection.vendor != "sqlite":
        return None
    if processes > 1:
        raise CannotStart("SQLite serves one process: leave out --processes, or set DATABASE_URL to a PostgreSQL.")
    database = Path(settings.DATABASES["default"]["NAME"])
    lock = database.with_suffix(".lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise CannotStart(f"Another server already serves {database}: stop it first.") from None
    return lock


def _try_sealing() -> None:
    """Seal something: better refused now than to whoever writes first."""
    try:
        seal("", "start")
    except (ValueError, ImproperlyConfigured) as why:
        raise CannotStart("UNTOLD_ENCRYPTION_KEYS: each key is 32 bytes in base64 (docs/hosting.md).") from why


def _try_opening() -> None:
    """Open something that was sealed: a database that came without its keys is said now, too."""
    answer = Answer.objects.exclude(value_sealed="").first()
    try:
        _ = answer and answer.value
    except SealBroken as why:
        raise CannotStart(
            "UNTOLD_ENCRYPTION_KEYS does not open the journals in this database: bring their key."
        ) from why


def _say_ready() -> None:
    """Where to go, and what not to lose."""
    kept = SECRETS if SECRETS.exists() else "the environment (UNTOLD_ENCRYPTION_KEYS)"
    print(f"The journals' keys lie in {kept}. Losing the keys loses the journals: keep a copy elsewhere.")
    print(f"Untold is ready at {settings.UNTOLD_BASE_URL} (Ctrl-C stops it)", flush=True)


class _One(uvicorn.Server):
    """The server in this process; it says so once it listens."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            _say_ready()


class _Several(Multiprocess):
    """Servers in processes of their own; it says so once all listen."""

    def init_processes(self) -> None:
        super().init_processes()
        if all(process.wait_until_ready(timeout=60) for process in self.processes):
            _say_ready()
