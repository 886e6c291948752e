"""Does what a job asks, as the printer would not: waits until told, dies, grows, breaks, babbles.

`python -m tests.rendering.standin` is the real loop of the render process around it.
"""

import json
import os
import signal
import socket
import sys
from pathlib import Path
from typing import Any

from reflections.documents.pdf import child

COMMAND = (sys.executable, "-m", "tests.rendering.standin")
PATIENCE = 20
"""Seconds: what takes longer never comes."""


def job(do: str, **more: Any) -> bytes:
    """A job for the stand-in."""
    return json.dumps({"do": do, **more}).encode()


class Held:
    """A job that lasts until it is told to end, and a line to the process that shows when it is gone."""

    def __init__(self) -> None:
        self.door = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.door.settimeout(PATIENCE)

    def __enter__(self) -> "Held":
        return self

    def __exit__(self, *_error: object) -> None:
        self.door.close()

    def job(self, do: str = "hold") -> bytes:
        return job(do, port=self.door.getsockname()[1])

    def begun(self) -> "Line":
        """Returns once a process is at the next of these jobs."""
        line, _ = self.door.accept()
        line.settimeout(PATIENCE)
        return Line(line)


class Line:
    """To a process that holds a job."""

    def __init__(self, line: socket.socket) -> None:
        self.line = line

    def end(self) -> None:
        """Let the job come to its end."""
        self.line.sendall(b".")

    def gone(self) -> bool:
        """Returns once the process is no more: only then is the line closed at its other end."""
        return self.line.recv(1) == b""


class StandIn:
    """One method a job."""

    def __init__(self) -> None:
        self.kept: list[Any] = []

    def print(self, job: bytes) -> bytes:
        asked = json.loads(job)
        return getattr(self, asked.pop("do"))(**asked)

    def shout(self, text: str) -> bytes:
        return text.upper().encode()

    def pid(self) -> bytes:
        return str(os.getpid()).encode()

    def environment(self) -> bytes:
        return json.dumps(dict(os.environ)).encode()

    def hold(self, port: int) -> bytes:
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.recv(1)
        return b"held"

    def keep(self, port: int) -> bytes:
        """Keeps the line when the job is done."""
        self.kept.append(socket.create_connection(("127.0.0.1", port)))
        return b"kept"

    def die(self) -> bytes:
        os.kill(os.getpid(), signal.SIGKILL)
        return b""

    def fail(self, text: str) -> bytes:
        raise ValueError(text)

    def babble(self, text: str) -> bytes:
        """Says the words wherever a library might."""
        print(text, flush=True)
        print(text, file=sys.stderr, flush=True)
        os.write(1, text.encode())
        os.write(2, text.encode())
        return b"said"

    def write(self, path: str, text: str) -> bytes:
        Path(path).write_text(text)
        return b"written"

    def grow(self, size: int) -> bytes:
        self.kept.append(b"\1" * size)
        return b"grown"


if __name__ == "__main__":
    child.main(StandIn)
