"""One open stream: what a phone, a screen or a console hears. It only ever needs the latest, so there is no queue."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine, MutableMapping
from dataclasses import dataclass
from typing import Any

type Message = MutableMapping[str, Any]
type Send = Callable[[Message], Awaitable[None]]


def said(text: bytes, more: bool = True) -> Message:
    """A piece of an answer, as ASGI sends it."""
    return {"type": "http.response.body", "body": text, "more_body": more}


BEAT = said(b": still here\n\n")
END = said(b"", more=False)


@dataclass(frozen=True, slots=True)
class Ring:
    """What is said when a room moved: made once for all its streams."""

    tick: int
    message: Message


class Stream:
    """A stream of one room. Nobody waits for it: what cannot be sent at once is sent by a task of its own, and when
    the reader has taken that, the stream catches up with the latest.

    `holder` is whose it is. `told` is the last tick its reader knows. `beat` is the second, of those between two
    heartbeats, in which its own comes.
    """

    __slots__ = ("_ended", "_latest", "_saying", "_send", "beat", "holder", "told")

    def __init__(self, send: Send, *, holder: str, told: int, beat: int) -> None:
        self.holder, self.told, self.beat = holder, told, beat
        self._send = send
        self._latest: Ring | None = None
        self._saying: asyncio.Task[None] | None = None
        self._ended = False

    def tell(self, ring: Ring) -> None:
        """Say where the room is, now or as soon as the reader takes it; nothing is said twice."""
        if not self._ended:
            self._latest = ring
            self._say(self._catch_up)

    def comment(self) -> None:
        """Let the reader, and whatever stands between, see that the stream lives."""
        if not self._ended:
            self._say(self._beat)

    def end(self) -> None:
        """Goodbye from our side; then nothing more is said."""
        if not self._ended:
            self._ended = True
            self._say(self._bye)

    def _say(self, what: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Begin at once, and go on later if need be; while it goes on, nothing else is begun."""
        if self._saying is None:
            task = asyncio.Task(what(), loop=asyncio.get_running_loop(), eager_start=True)
            if not task.done():  # only a slow reader needs the task
                self._saying = task
                task.add_done_callback(self._went_on)

    def _went_on(self, task: asyncio.Task[None]) -> None:
        self._saying = None
        if not task.cancelled() and (self._ended or self._latest):
            self._say(self._bye if self._ended else self._catch_up)

    async def _catch_up(self) -> None:
        while self._latest and not self._ended:
            ring, self._latest = self._latest, None
            if ring.tick != self.told:
                self.told = ring.tick
                await self._put(ring.message)

    async def _beat(self) -> None:
        await self._put(BEAT)

    async def _bye(self) -> None:
        await self._put(END)
        self._send = _nowhere

    async def _put(self, message: Message) -> None:
        with contextlib.suppress(OSError):  # a reader who is gone: the stream's own coroutine hears of it
            await self._send(message)


async def _nowhere(message: Message) -> None:
    """Where a stream that has ended sends."""
