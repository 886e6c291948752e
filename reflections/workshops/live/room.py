"""A room in the memory of one process: where it stands, who listens, and the page all its phones share."""

import gzip
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from reflections.workshops.live.stream import Ring, Send, Stream, said
from reflections.workshops.state import Now

STREAMS_A_HOLDER = 4
"""A seat, or a ticket, with more has its oldest closed."""
BEATS = 20
"""Seconds between two heartbeats of a stream."""
NEW_CODE = 2
"""Seconds after which a code that a room did not have is looked for again."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the database says of a room."""

    codes: frozenset[str]
    now: Now


@dataclass(frozen=True, slots=True)
class Page:
    """The public fragment at one tick, as it is and packed."""

    now: Now
    plain: bytes
    packed: bytes

    @classmethod
    def of(cls, now: Now, text: str) -> "Page":
        """The page that `text` is. Packing gives nothing away: there is no secret in it."""
        plain = text.encode()
        return cls(now, plain, gzip.compress(plain, 6, mtime=0))


@dataclass(slots=True)
class Room:
    """A room, kept while somebody listens or has asked lately."""

    key: UUID
    facts: Facts
    read: float = field(default_factory=time.monotonic)
    asked: float = field(default_factory=time.monotonic)
    page: Page | None = None
    streams: dict[str, list[Stream]] = field(default_factory=dict)
    came: int = 0

    def __iter__(self) -> Iterator[Stream]:
        """All its streams."""
        return (stream for held in list(self.streams.values()) for stream in held)

    def is_behind(self, code: str, known: int) -> bool:
        """Whether somebody knows more of it: a later tick, from another process, or a code that is perhaps new."""
        return known > self.facts.now.tick or (code not in self.facts.codes and time.monotonic() - self.read > NEW_CODE)

    def learn(self, facts: Facts) -> None:
        """What the database says now; when the room has moved, the bell rings."""
        moved = facts.now != self.facts.now
        self.facts, self.read = facts, time.monotonic()
        if moved:
            ring = self.ring()
            for stream in self:
                stream.tell(ring)

    def ring(self) -> Ring:
        """What is said to a stream now."""
        now = self.facts.now
        return Ring(now.tick, said(f"id: {now.tick}\ndata: {now.bell()}\n\n".encode()))

    def fresh_page(self) -> Page | None:
        """The page, if it is the one of this tick."""
        return self.page if self.page and self.page.now.tick == self.facts.now.tick else None

    def admit(self, send: Send, holder: str, told: int) -> Stream:
        """A new stream, which is told at once where the room is, unless it knows."""
        self.came += 1
        held = self.streams.setdefault(holder, [])
        if len(held) >= STREAMS_A_HOLDER:
            held.pop(0).end()
        stream = Stream(send, holder=holder, told=told, beat=self.came % BEATS)
        held.append(stream)
        stream.tell(self.ring())
        return stream

    def leave(self, stream: Stream) -> None:
        """A stream is over."""
        held = self.streams.get(stream.holder, [])
        if stream in held:
            held.remove(stream)
        if not held:
            self.streams.pop(stream.holder, None)
