"""A PostgreSQL of one's own, and a server that is killed with it."""

import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from tests.browser import Server
from tests.tracing import family

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin")) or [Path(shutil.which("initdb") or "/nowhere").parent]


class Cluster:
    """A PostgreSQL with its own settings as they come, in a folder, run by the user `postgres`."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "cluster"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"postgres://postgres@127.0.0.1:{self.port}/postgres"
        for place in (folder.parent, folder):
            place.chmod(0o755)
        self.data.mkdir()
        shutil.chown(self.data, "postgres")
        self.run("initdb", "--auth=trust", "--username=postgres", f"--pgdata={self.data}").wait()

    @staticmethod
    def possible() -> bool:
        """Whether this machine has a PostgreSQL, and we may become its user."""
        return (BINARIES[-1] / "initdb").exists() and os.geteuid() == 0

    def start(self) -> None:
        """Returns once it answers: after a kill, when it has read its log."""
        given = {"port": self.port, "listen_addresses": "127.0.0.1", "unix_socket_directories": self.data}
        options = [option for name, value in given.items() for option in ("-c", f"{name}={value}")]
        command = ["postgres", "-D", str(self.data), *options]
        ready = ["-h", "127.0.0.1", "-p", str(self.port), "-q"]
        self.process = self.run(*command)
        while self.run("pg_isready", *ready).wait():
            if self.process.poll() is not None:  # what was killed held its memory for a moment longer
                self.process = self.run(*command)
            time.sleep(0.01)

    @staticmethod
    def run(program: str, *arguments: str) -> subprocess.Popen[bytes]:
        """One of PostgreSQL's programs."""
        command = [str(BINARIES[-1] / program), *arguments]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return subprocess.Popen(command, user="postgres", cwd="/", **quiet)

    def kill(self) -> None:
        """No goodbye from it, nor from what serves its connections."""
        for pid in family(self.process.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()


class WithDatabase(Server):
    """A server whose PostgreSQL is killed too, every second time; while that reads its log, no time is counted."""

    def __init__(self, folder: Path) -> None:
        self.cluster = Cluster(folder)
        self.cluster.start()
        self.kills = 0
        super().__init__(folder, self.cluster.url)

    def kill(self) -> None:
        """The server, or both at once."""
        self.kills += 1
        if self.kills % 2:
            super().kill()
        else:
            self.cluster.kill()
            super().kill()
            self.cluster.start()

    def end(self) -> None:
        """Both, for good."""
        super().kill()
        self.cluster.kill()
