"""What a server holds and takes, as the kernel says."""

import asyncio
from pathlib import Path

from tests.driven import Driven

IDLE = 20
"""Seconds of watching a server that has nothing to do."""


class Cost:
    """What a server holds."""

    def __init__(self, memory: int, threads: int, connections: int) -> None:
        self.memory, self.threads, self.connections = memory, threads, connections

    @classmethod
    def of(cls, server: Driven) -> "Cost":
        """Of one process on SQLite."""
        place = Path(f"/proc/{server.process.pid}")
        status = dict(line.split(":", 1) for line in (place / "status").read_text().splitlines())
        files = [link.readlink().name for link in (place / "fd").iterdir()]
        return cls(int(status["VmRSS"].split()[0]) * 1024, int(status["Threads"]), files.count("untold.sqlite3"))


async def idle(server: Driven) -> float:
    """Per cent of one core that it takes while nothing happens."""

    def used() -> float:
        fields = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / 100

    await asyncio.sleep(2)
    before = used()
    await asyncio.sleep(IDLE)
    return (used() - before) / IDLE * 100
