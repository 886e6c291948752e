"""One process that renders for all: files take seconds of a core, and pages must not wait for them.

A job is bytes and so is its answer; `printer.py` says what they mean. On an event loop one awaits `render`; where
there is none, `render_now` blocks. Either way one job is under way at a time, a few wait, and more are refused.
"""

import asyncio
import contextlib
import logging
import os
import sys
import threading
from asyncio.subprocess import DEVNULL, PIPE, Process
from pathlib import Path
from weakref import WeakKeyDictionary

from reflections.documents.pdf.child import ANSWER, LENGTH

log = logging.getLogger(__name__)

COMMAND: tuple[str, ...] = (sys.executable, "-m", "reflections.documents.pdf.child")
HOUSE = Path(__file__).resolve().parents[3]
WAITING = 60
"""So many wait behind the job that is under way. Waiting holds no thread; at a workshop's end a whole room comes."""
BYTES = 50_000_000
"""All jobs here together are no larger, but for one that is here alone."""
SECONDS = 60
"""How long a job may take; a long book takes one or two where nothing else is going on."""
GROWN = 300_000_000
"""Bytes. A process that holds more after a job is replaced before the next."""
JOBS = 200
"""It is replaced after so many, too: not every system says how much a process holds."""


class Busy(Exception):
    """Enough are waiting already: the job was not begun."""


class Yours(Busy):
    """The same person has a job here already."""


class Failed(Exception):
    """The job was begun and did not come to an end: it broke, took too long, or took the process with it."""


async def render(job: bytes, who: str = "") -> bytes:
    """What the render process makes of `job`; raises `Busy` (`Yours` when `who` has a job here already) or `Failed`.

    Who is cancelled gives the place back; a job under way is then dropped.
    """
    loop = asyncio.get_running_loop()
    return await _of_loop.setdefault(loop, RenderProcess(COMMAND)).render(job, who)


def render_now(job: bytes, who: str = "") -> bytes:
    """The same for commands, tests, and servers that cannot await; from any thread, which waits."""
    return asyncio.run_coroutine_threadsafe(render(job, who), _own_loop()).result()


def expect_room(who: str = "") -> None:
    """Raises what `render` would: for who would rather not make a job that is refused. From any thread."""
    for process in list(_of_loop.values()):
        process.expect_room(who)


def works() -> bool:
    """Whether no render process here died over its last job, or was replaced for it."""
    return not any(process.broke for process in list(_of_loop.values()))


async def close() -> None:
    """End the process of this loop, if there is one; a later `render` starts another."""
    process = _of_loop.pop(asyncio.get_running_loop(), None)
    if process is not None:
        await process.end()


class RenderProcess:
    """The process of one event loop: started when first needed, replaced when it died, hung or grew."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self.command = command
        self.child: Process | None = None
        self.broke = False
        self._jobs = 0
        self._inside: list[tuple[str, int]] = []
        self._turn = asyncio.Lock()

    def expect_room(self, who: str = "", size: int = 0) -> None:
        """Raises `Busy` or `Yours` when there is no place for a job of `size` bytes, of `who`."""
        if who and any(who == one for one, _size in self._inside):
            raise Yours
        held = sum(size for _who, size in self._inside)
        if len(self._inside) > WAITING or (self._inside and held + size > BYTES):
            raise Busy

    async def render(self, job: bytes, who: str = "") -> bytes:
        """See `render`: whoever came first is next."""
        self.expect_room(who, len(job))
        self._inside.append(mine := (who, len(job)))
        try:
            async with self._turn:
                return await self._one(job)
        finally:
            self._inside.remove(mine)

    async def end(self) -> None:
        """Kill the process, and return when it is gone."""
        child, self.child = self.child, None
        if child is None:
            return
        with contextlib.suppress(ProcessLookupError):
            child.kill()
        await child.communicate()  # not `wait`: an answer that nobody read would keep its pipe open

    async def _one(self, job: bytes) -> bytes:
        try:
            async with asyncio.timeout(SECONDS):
                done, answer = await _exchange(await self._ready(), job)
        except (OSError, EOFError) as why:  # a timeout is an OSError, half an answer an EOFError
            await self.end()
            self.broke = True
            log.error("the render process was replaced: %s", type(why).__name__)
            raise Failed(type(why).__name__) from None
        except asyncio.CancelledError:
            await self.end()
            raise
        self.broke = False
        self._jobs += 1
        if self._jobs >= JOBS or held(self.child) > GROWN:
            await self.end()
        if not done:
            log.error("a file could not be rendered\n%s", answer.decode())
            raise Failed
        return answer

    async def _ready(self) -> Process:
        """The process; a new one if there is none or it died."""
        if self.child is not None and self.child.returncode is not None:
            await self.end()
        if self.child is None:
            self._jobs = 0
            self.child = await asyncio.create_subprocess_exec(
                *self.command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, cwd=HOUSE, env=_environment()
            )
        return self.child


async def _exchange(child: Process, job: bytes) -> tuple[bool, bytes]:
    """Hand over a job and wait for its answer; EOFError when the process dies over it."""
    if child.stdin is None or child.stdout is None:
        raise EOFError
    child.stdin.write(LENGTH.pack(len(job)) + job)
    await child.stdin.drain()
    done, size = ANSWER.unpack(await child.stdout.readexactly(ANSWER.size))
    return done, await child.stdout.readexactly(size)


def held(child: Process | None) -> int:
    """The bytes of memory it holds just now; 0 where the system does not say."""
    try:
        pages = Path(f"/proc/{child.pid if child else 0}/statm").read_text().split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _environment() -> dict[str, str]:
    """None of ours: it needs no secrets. Few arenas keep it small."""
    return {"PATH": os.defpath, "LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "2"}


_of_loop: WeakKeyDictionary[asyncio.AbstractEventLoop, RenderProcess] = WeakKeyDictionary()
_own: list[asyncio.AbstractEventLoop] = []
_owning = threading.Lock()


def _own_loop() -> asyncio.AbstractEventLoop:
    """A loop in a thread of its own, for those who have none."""
    with _owning:
        if not _own:
            _own.append(asyncio.new_event_loop())
            threading.Thread(target=_own[0].run_forever, name="render", daemon=True).start()
        return _own[0]
