"""PostgreSQL's own programs, run beside us with a pipe to or from them."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, cast

from reflections.management.backups import Refused

type Run = subprocess.Popen[bytes]


@contextmanager
def writing_to(command: list[str], env: dict[str, str]) -> Iterator[IO[bytes]]:
    """What is written within the block is read by `command`, which then has to end well. Raises `Refused`."""
    with _running(command, env, subprocess.PIPE, None) as run:
        yield cast(IO[bytes], run.stdin)  # asked for above


@contextmanager
def reading_from(command: list[str], env: dict[str, str]) -> Iterator[IO[bytes]]:
    """What `command` says is read within the block; it has to end well. Raises `Refused`."""
    with _running(command, env, None, subprocess.PIPE) as run:
        yield cast(IO[bytes], run.stdout)  # asked for above


@contextmanager
def _running(command: list[str], env: dict[str, str], stdin: int | None, stdout: int | None) -> Iterator[Run]:
    with tempfile.TemporaryFile() as said:
        try:
            run = subprocess.Popen(command, env=os.environ | env, stdin=stdin, stdout=stdout, stderr=said)  # noqa: S603 - ours
        except FileNotFoundError:
            raise Refused(
                f"{command[0]} is not on this machine: install PostgreSQL's client programs (postgresql-client), "
                "as new as the server or newer."
            ) from None
        with _ended(run):
            yield run
        said.seek(0)
        if run.returncode:
            raise Refused(f"{command[0]} did not come to its end: {said.readline().decode(errors='replace').strip()}")


@contextmanager
def _ended(run: Run) -> Iterator[None]:
    """After the block the program has ended; it is killed if the block fails for a reason of its own."""
    try:
        yield
        if run.stdin:
            run.stdin.close()
    except BrokenPipeError:
        pass  # it went before we were done, and says why
    except BaseException:
        run.kill()
        raise
    finally:
        if run.stdout:
            run.stdout.close()
        run.wait()
