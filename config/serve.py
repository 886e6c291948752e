"""Serving: listen, see that all is in place and up to date, and say when pages are answered."""

import resource
import socket

import uvicorn
from django.conf import settings
from uvicorn.supervisors import Multiprocess

from config.local import SECRETS
from config.protocol import Protocol
from config.sockets import BACKLOG, listen, tell_systemd
from config.starting import get_ready

STOP_SECONDS = 5
"""How long a page may take to finish once the server is told to stop; streams are cut then and heal by themselves."""
FILES = 16_384
"""Open files that a process asks for: each stream is one, and many systems begin with 1,024."""


def serve(*, host: str, processes: int) -> None:
    """Serve in this process (or, on PostgreSQL, in several) until told to stop; raises `CannotStart`."""
    _may_open_many()
    sockets = listen(host, settings.UNTOLD_PORT)
    lock = get_ready(processes)
    try:
        _Several(_server(processes), sockets).run() if processes > 1 else _One(_server(processes)).run(sockets)
    except KeyboardInterrupt:
        pass
    finally:
        print("Untold has stopped.")
        if lock:
            lock.close()


def _may_open_many() -> None:
    """As many open files as this user is allowed, so that a large room finds a line each."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _server(processes: int) -> uvicorn.Config:
    return uvicorn.Config(
        "config.asgi:application_factory",
        factory=True,
        loop="uvloop",
        http=Protocol,
        ws="none",
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        # Limits count by address: behind a web server that is trusted, by the one it names last.
        proxy_headers=bool(settings.UNTOLD_TRUSTED_PROXIES),
        forwarded_allow_ips=settings.UNTOLD_TRUSTED_PROXIES,
        timeout_graceful_shutdown=STOP_SECONDS,
        workers=processes,
        backlog=BACKLOG,
    )


def _say_ready() -> None:
    """Where to go, and what not to lose."""
    kept = SECRETS if SECRETS.exists() else "the environment (UNTOLD_ENCRYPTION_KEYS)"
    print(f"The journals' keys lie in {kept}. Losing the keys loses the journals: keep a copy elsewhere.")
    print("A copy of both, each to its own disk: manage.py backup FILE --keys FILE (docs/hosting.md).")
    print(f"Untold is ready at {settings.UNTOLD_BASE_URL} (Ctrl-C stops it)", flush=True)
    tell_systemd()


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
