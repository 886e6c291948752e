"""The render process: jobs come in at standard input, answers go out at standard output, one after the other.

`python -m reflections.documents.pdf.child` is started by `process.py`. It knows no Django, has no secrets in its
environment, and leaves nothing behind: no file, no line in a log. It ends when its input does, in the middle of a
job if need be, so it never outlives who started it.
"""

import os
import resource
import signal
import struct
import threading
import traceback
from collections.abc import Callable
from queue import SimpleQueue
from typing import BinaryIO, Protocol

LENGTH = struct.Struct(">Q")
"""Before each job: how many bytes it has."""
ANSWER = struct.Struct(">?Q")
"""Before each answer: whether the job was done, and how many bytes follow. If it was not, they say where it broke."""
LOWER_PRIORITY = 10
"""Pages come first: at 5 others wait 1.7 times as long while books are made; at 15 a busy machine never gets to it."""
MOST_MEMORY = 1_000_000_000
"""Bytes of data; a job that asks for more ends the process, not the machine."""


class Prints(Protocol):
    """What does the work: `pdf.printer.Printer`, or a stand-in in a test."""

    def print(self, job: bytes) -> bytes:
        """The finished bytes; raises whatever it likes."""


def main(make: Callable[[], Prints]) -> None:
    """Answer jobs with what `make` gives, which is called once, until there is no more input."""
    for stop in (signal.SIGINT, signal.SIGTERM):  # sent to the whole group; whether this ends, the parent says
        signal.signal(stop, signal.SIG_IGN)
    os.nice(LOWER_PRIORITY)
    jobs, answers = _lines()
    press: Prints | None = None
    while True:
        job = jobs.get()
        try:
            if press is None:
                press = make()
                _confine()
            done, answer = True, press.print(job)
        except BaseException as error:  # a panic of the compiler is no Exception
            done, answer = False, _where(error).encode()
        answers.write(ANSWER.pack(done, len(answer)) + answer)
        answers.flush()


def _lines() -> tuple[SimpleQueue[bytes], BinaryIO]:
    """Jobs as they arrive, and where answers go. Nobody else can write there: standard output leads nowhere now."""
    jobs: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_receive, args=(os.fdopen(os.dup(0), "rb"), jobs), daemon=True).start()
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    return jobs, answers


def _receive(lines: BinaryIO, jobs: SimpleQueue[bytes]) -> None:
    """Put each job into `jobs`; at the end of input the process ends, whatever it is doing."""
    while len(head := lines.read(LENGTH.size)) == LENGTH.size:
        (size,) = LENGTH.unpack(head)
        jobs.put(lines.read(size))
    os._exit(0)


def _confine() -> None:
    """From here on nothing is written to a disk, not even by a crash, and memory has an end."""
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_DATA, MOST_MEMORY),
    ):
        _soft, hard = resource.getrlimit(what)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (bound, bound))


def _where(error: BaseException) -> str:
    """Where it went wrong and by which kind of error. Its message may quote what somebody wrote."""
    places = "".join(traceback.format_tb(error.__traceback__))
    return f"{places}{type(error).__module__}.{type(error).__qualname__}"


def _printer() -> Prints:
    from reflections.documents.pdf.printer import Printer

    return Printer()


if __name__ == "__main__":
    main(_printer)
