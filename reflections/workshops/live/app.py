"""What phones, screens and consoles ask while a room runs: /w/<code>/events/ and /w/<code>/now/, as bare coroutines.

Who asks is known by a signature. Nothing here reads a session, or holds a thread or a connection while it waits.
"""

import re
from collections.abc import Awaitable, Callable, Iterator
from urllib.parse import parse_qs
from uuid import UUID

from django.http.cookie import parse_cookie

from reflections.workshops.door import seats_in, ticket_for
from reflections.workshops.live.hub import STREAMS, hub
from reflections.workshops.live.room import Room
from reflections.workshops.live.stream import Message, Send, said

type Scope = Message
type Receive = Callable[[], Awaitable[Message]]
type App = Callable[[Scope, Receive, Send], Awaitable[None]]
type Headers = list[tuple[bytes, bytes]]

ADDRESS = re.compile(r"/w/([0-9]{8})/(events|now)/")
HELLO = said(b"retry: 2000\n: hello\n\n")
"""A reader whose stream broke comes back after two seconds."""
NOT_KEPT: Headers = [(b"cache-control", b"no-store")]
STREAM: Headers = [
    (b"content-type", b"text/event-stream"),
    (b"x-accel-buffering", b"no"),
    (b"connection", b"close"),
]


def coroutine_at(path: str) -> App | None:
    """The coroutine that answers at `path`, if that is one of ours."""
    found = ADDRESS.fullmatch(path)
    return {"events": events, "now": now}[found[2]] if found else None


async def events(scope: Scope, receive: Receive, send: Send) -> None:
    """The stream of a room: where it is, and again whenever it moved."""
    known = _tick(_header(scope, b"last-event-id"))
    if (asked := await _who(scope, send, {"GET"}, known)) is None:
        return
    here, (room, holder) = hub(), asked
    if here.closing or here.streams >= STREAMS:
        await _short(send, 503, b"Full. Ask again.\n", [(b"retry-after", b"5")])
        return
    scope["headers"].clear()  # a stream is long, and nothing looks at them any more
    await send({"type": "http.response.start", "status": 200, "headers": [*NOT_KEPT, *STREAM]})
    await send(HELLO)
    with here.listening(room, send, holder, known):
        while (await receive())["type"] != "http.disconnect":
            pass


async def now(scope: Scope, receive: Receive, send: Send) -> None:
    """The fragment that all phones of a room share; `?tick=` of what one has already gives 204."""
    known = _tick(_query(scope, "tick"))
    if (asked := await _who(scope, send, {"GET", "HEAD"}, known)) is None:
        return
    room = asked[0]
    head: Headers = [(b"x-room", room.facts.now.bell().encode())]
    if known == room.facts.now.tick:
        await _short(send, 204, b"", head)
        return
    page = await hub().page(room)
    if page is None:
        await _short(send, 503, b"Ask again.\n", [(b"retry-after", b"2")])
        return
    packed = b"gzip" in _header(scope, b"accept-encoding").encode()
    head = [
        (b"x-room", page.now.bell().encode()),
        (b"content-type", b"text/html; charset=utf-8"),
        (b"vary", b"accept-encoding, cookie"),
        *([(b"content-encoding", b"gzip")] if packed else []),
    ]
    await _short(send, 200, page.packed if packed else page.plain, head)


def _tick(text: str) -> int:
    """What somebody says they know; -1 for nothing."""
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else -1


async def _who(scope: Scope, send: Send, methods: set[str], known: int) -> tuple[Room, str] | None:
    """The room that is asked for, and who asks; None when that was answered already."""
    if scope["method"] not in methods:
        await _short(send, 405, b"", [(b"allow", ", ".join(sorted(methods)).encode())])
        return None
    code = scope["path"][3:11]
    for key, holder in _rights(scope):
        if room := await hub().room(key, code, known):
            return room, holder
    await _short(send, 404, b"Not found.\n", [])
    return None


def _rights(scope: Scope) -> Iterator[tuple[UUID, str]]:
    """The workshops that somebody may hear, by what they carry, and who they are there."""
    ticket = _query(scope, "ticket")
    if ticket and (key := ticket_for(ticket)):
        yield key, ticket.rpartition(":")[2]
    for key, seat in seats_in(parse_cookie(_header(scope, b"cookie", "; "))).items():
        yield key, seat.hex


def _header(scope: Scope, name: bytes, between: str = ",") -> str:
    return between.join(value.decode("latin-1") for given, value in scope["headers"] if given == name)


def _query(scope: Scope, name: str) -> str:
    if not scope["query_string"]:
        return ""
    try:
        return parse_qs(scope["query_string"].decode("latin-1"), max_num_fields=9).get(name, [""])[0]
    except ValueError:
        return ""


async def _short(send: Send, status: int, body: bytes, head: Headers) -> None:
    kind: Headers = [(b"content-type", b"text/plain")] if status >= 400 else []
    length: Headers = [] if status == 204 else [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*NOT_KEPT, *kind, *head, *length]})
    await send(said(body, more=False))
