"""Phones in a room, as a script sees them: a stream each, which comes back two seconds after it broke."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterable

AGAIN = 2
"""Seconds: what the stream itself says with `retry:`."""


class Phone(asyncio.Protocol):
    """One seat's stream: the ticks it heard and when."""

    def __init__(self, port: int, code: str, cookie: str) -> None:
        self.port, self.code, self.cookie = port, code, cookie
        self.heard: list[tuple[int, float]] = []
        self.line: asyncio.Transport | None = None
        self.told = asyncio.Event()
        self.moved: Callable[[], None] = lambda: None
        self.refused = 0
        self.stays = True
        self._rest = b""

    @property
    def tick(self) -> int:
        """The last it heard."""
        return self.heard[-1][0] if self.heard else -1

    def connection_made(self, line: asyncio.BaseTransport) -> None:
        self.line, self._rest = line, b""
        known = f"Last-Event-ID: {self.tick}\r\n" if self.heard else ""
        line.write(
            f"GET /w/{self.code}/events/ HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
            f"Cookie: {self.cookie}\r\n{known}\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        now = time.perf_counter()
        self._rest += data
        while b"\n\n" in self._rest:
            event, _, self._rest = self._rest.partition(b"\n\n")
            if event.startswith(b"HTTP/1.1") and b" 200 " not in event[:16]:
                self.refused += 1
            at = event.find(b"id: ")
            if at >= 0:
                self.heard.append((int(event[at + 4 :].partition(b"\n")[0]), now))
                self.moved()
        self.told.set()

    def connection_lost(self, why: Exception | None) -> None:
        self.line = None
        if self.stays:
            asyncio.get_running_loop().call_later(AGAIN, self._come)

    def _come(self) -> None:
        if self.stays:
            self._task = asyncio.ensure_future(self.come())

    async def come(self) -> None:
        """Open the stream; what fails is tried again as a browser does."""
        try:
            await asyncio.get_running_loop().create_connection(lambda: self, "127.0.0.1", self.port)
        except OSError:
            asyncio.get_running_loop().call_later(AGAIN, self._come)

    def drop(self) -> None:
        """The network goes away, at once."""
        if self.line:
            self.line.abort()


async def everybody(phones: Iterable[Phone]) -> None:
    """Open all streams, a hundred at a time; returns once each has been answered."""
    waiting = list(phones)
    for start in range(0, len(waiting), 100):
        some = waiting[start : start + 100]
        await asyncio.gather(*(phone.come() for phone in some))
        await asyncio.gather(*(phone.told.wait() for phone in some))


async def until(true: Callable[[], bool], seconds: float) -> bool:
    """Whether it became true in time."""
    end = time.perf_counter() + seconds
    while not true():
        if time.perf_counter() > end:
            return False
        await asyncio.sleep(0.01)
    return True


async def one(port: int, request: bytes) -> tuple[int, bytes, float]:
    """One request on a line of its own: status, body, and the seconds it took, connecting included."""
    begun = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
        body = await reader.readexactly(length)
        return int(head[9:12]), body, time.perf_counter() - begun
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()
