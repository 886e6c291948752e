"""The rooms of one process in memory. Everything here happens on the event loop, but for what one thread reads.

A room is read again when its bell rings, and every now and then all the same: a bell that nobody carried (a command
beside a server on SQLite, a line to PostgreSQL that was down) is late then, and not lost.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from django.db import Error, connection

from reflections.workshops.live.listening import listen
from reflections.workshops.live.reading import read_facts, read_page, where_it_stands, with_connection
from reflections.workshops.live.room import BEATS, Facts, Page, Room
from reflections.workshops.live.stream import Send

log = logging.getLogger(__name__)

STREAMS = 5_000
"""As many a process holds."""
READ_AGAIN = 20
"""Seconds after which a room is read though no bell rang."""
ASKED_LATELY = 120
"""Seconds for which a room is kept without a stream."""


class Hub:
    """The rooms that phones ask this event loop for."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.closing = False
        self.streams = 0
        self._rooms: dict[UUID, Room] = {}
        self._reading: dict[UUID, asyncio.Task[Room | None]] = {}
        self._drawing: dict[UUID, asyncio.Task[Page | None]] = {}
        self._again: set[UUID] = set()
        self._thread = ThreadPoolExecutor(1, "room", where_it_stands)
        self._ear = self.loop.create_task(listen(self.rung, self._all)) if connection.vendor == "postgresql" else None
        self._timer: asyncio.TimerHandle | None = None

    async def room(self, key: UUID, code: str, known: int) -> Room | None:
        """The room with this key, if it bears or once bore `code`; at the tick that the asker knows, or a later one."""
        room = self._rooms.get(key)
        if room is None or room.is_behind(code, known):
            room = await asyncio.shield(self._read(key))
        if room is None or code not in room.facts.codes:
            return None
        room.asked = time.monotonic()
        return room

    async def page(self, room: Room) -> Page | None:
        """The page of a room's tick. However many ask, it is made once; None when it cannot be made."""
        for _ in range(3):  # a bell may ring while it is made
            if page := room.fresh_page():
                return page
            task = self._drawing.get(room.key) or self.loop.create_task(self._draw(room))
            self._drawing[room.key] = task
            if await asyncio.shield(task) is None:
                return None
        return room.page

    @contextlib.contextmanager
    def listening(self, room: Room, send: Send, holder: str, told: int) -> Iterator[None]:
        """Somebody listens to a room, who knows of the tick `told`."""
        self.streams += 1
        stream = room.admit(send, holder, told)
        try:
            yield
        finally:
            self.streams -= 1
            room.leave(stream)

    def rung(self, key: UUID) -> None:
        """The bell of a room rang: read what it is at, and tell its streams."""
        if key in self._reading:
            self._again.add(key)  # what is being read may be older
        elif key in self._rooms:
            self._read(key)

    def close(self) -> None:
        """Every stream ends, and none begins."""
        self.closing = True
        for room in self._rooms.values():
            for stream in list(room):
                stream.end()
        if self._ear:
            self._ear.cancel()
        if self._timer:
            self._timer.cancel()

    def _all(self) -> None:
        for key in self._rooms:
            self.rung(key)

    def _read(self, key: UUID) -> asyncio.Task[Room | None]:
        if key not in self._reading:
            self._reading[key] = self.loop.create_task(self._reader(key))
        return self._reading[key]

    async def _reader(self, key: UUID) -> Room | None:
        try:
            while True:
                self._again.discard(key)
                room = self._know(key, await self._in_thread(read_facts, key))
                if key not in self._again:
                    return room
        except Error as why:
            log.warning("a room could not be read: %s", type(why).__name__)
            return self._rooms.get(key)
        finally:
            del self._reading[key]

    def _know(self, key: UUID, facts: Facts | None) -> Room | None:
        room = self._rooms.get(key)
        if facts is None:
            for stream in self._rooms.pop(key, ()):
                stream.end()
            return None
        if room is None:
            room = self._rooms[key] = Room(key, facts)
            self._timer = self._timer or self.loop.call_later(1, self._each_second)
        else:
            room.learn(facts)
        return room

    async def _draw(self, room: Room) -> Page | None:
        try:
            room.page = await self._in_thread(read_page, room.key)
            if room.page and room.page.now.tick > room.facts.now.tick:
                room.learn(Facts(room.facts.codes, room.page.now))
        except Exception:
            log.exception("the page of a room could not be made")
            return None
        finally:
            del self._drawing[room.key]
        return room.page

    async def _in_thread[T](self, read: Callable[[UUID], T], key: UUID) -> T:
        return await self.loop.run_in_executor(self._thread, with_connection, read, key)

    def _each_second(self) -> None:
        """Heartbeats, spread over the seconds; rooms are read again or forgotten."""
        now = time.monotonic()
        for key, room in list(self._rooms.items()):
            for stream in room:
                if stream.beat == int(now) % BEATS:
                    stream.comment()
            if not room.streams and now - room.asked > ASKED_LATELY:
                del self._rooms[key]
            elif now - room.read > READ_AGAIN:
                self._read(key)
        self._timer = self.loop.call_later(1, self._each_second) if self._rooms and not self.closing else None


_hubs: list[Hub] = []


def hub() -> Hub:
    """The hub of the event loop that runs here."""
    loop = asyncio.get_running_loop()
    found = next((each for each in _hubs if each.loop is loop), None)
    if found is None:
        _hubs[:] = [each for each in _hubs if not each.loop.is_closed()]
        _hubs.append(found := Hub())
    return found


def tell_hubs(key: UUID) -> None:
    """From any thread: the bell of a room rang."""
    for each in list(_hubs):
        with contextlib.suppress(RuntimeError):  # a loop that has ended
            each.loop.call_soon_threadsafe(each.rung, key)


def close_hubs() -> None:
    """The hub of this event loop, if there is one, ends its streams: the process is about to stop."""
    for each in _hubs:
        if each.loop is asyncio.get_running_loop():
            each.close()
