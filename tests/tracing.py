"""What a server asks of the kernel while somebody saves, as strace sees it: is the disk told before the answer goes?"""

import re
import subprocess
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.browser import Server
from tests.killing import Clock, Writer

CALLS = "read,recvfrom,write,writev,sendto,sendmsg,pwrite64,pwritev,fsync,fdatasync"
LINE = re.compile(r"(?P<pid>\d+) +(?:<\.\.\. )?(?P<call>\w+)(?:\(\d+<(?P<file>[^>]*)>| resumed)(?P<rest>.*)")
LOG = re.compile(r"-wal$|/pg_wal/")
"""Where a database writes what it commits, before it answers."""


def synced(server: Server, folder: Path, saves: int) -> int:
    """How many of so many saves had all that was written to the database's log on the disk before their answer."""
    writer = Writer(0, server, Clock())
    writer.save()  # the server begins to serve and opens its files
    with traced(server, folder / "trace") as trace:
        for _ in range(saves):
            writer.save()
    lines = trace.read_text(errors="replace").splitlines()
    verdicts = list(judged(lines, {str(pid) for pid in backends(server)}))
    assert len(verdicts) == saves, f"{len(verdicts)} saves of {saves} are in the trace"
    return sum(verdicts)


@contextmanager
def traced(server: Server, trace: Path) -> Iterator[Path]:
    """While it lasts, the calls of the server, and of its database on the same machine, are written down."""
    pids = [*family(server.process.pid), *backends(server)]
    who = [argument for pid in pids for argument in ("-p", str(pid))]
    command = ["strace", "-f", "-y", "-s", "16", "-e", f"trace={CALLS}", "-o", str(trace), *who]
    watcher = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        for _ in pids:
            said = watcher.stderr.readline()
            assert "attached" in said, said
        yield trace
    finally:
        watcher.terminate()
        watcher.communicate()


def family(pid: int) -> list[int]:
    """A process, and those it started."""
    return [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]


def backends(server: Server) -> list[int]:
    """Processes of PostgreSQL that write for this server's database, with the one that starts them; none for SQLite."""
    if server.database.startswith("sqlite"):
        return []
    with psycopg.connect(server.database) as database:
        mine = "datname = current_database() OR backend_type = 'walwriter'"
        rows = database.execute(
            f"SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND ({mine})"
        ).fetchall()
        parent = Path(f"/proc/{database.info.backend_pid}/stat").read_text().rpartition(")")[2].split()[1]
    return [int(parent), *(pid for (pid,) in rows)]


def judged(lines: list[str], writers: Collection[str] = ()) -> Iterator[bool]:
    """For each save: was the log synced, and nothing written to it since, when the answer began?

    `writers`: the processes whose writes count, where others use the same log; empty: all.
    """
    under_way: dict[str, tuple[str, str]] = {}
    asked = safe = False
    for found in filter(None, map(LINE.match, lines)):
        pid, call, file, rest = found.group("pid", "call", "file", "rest")
        if file is None:
            call, file = under_way.pop(pid, (call, ""))
        elif rest.endswith("<unfinished ...>"):
            under_way[pid] = (call, file)
        if '"POST ' in rest:
            asked, safe = True, False
        elif asked and '"HTTP/1.1 ' in rest:
            asked = False
            yield safe
        elif LOG.search(file) and "write" in call:
            safe = safe and bool(writers) and pid not in writers
        elif LOG.search(file) and rest.endswith("= 0"):
            safe = True
