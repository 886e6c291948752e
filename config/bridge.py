"""The one hop from the event loop to synchronous Django, and back.

A request takes a thread only once its body has arrived whole, and gives it back before the answer is sent: with two
threads, two phones on a bad network would otherwise hold up everybody. (That is why this is not `a2wsgi`, which reads
and writes from inside the thread.) An answer that has to wait for something else, a file being made, holds no thread
meanwhile and hops twice.
"""

import asyncio
import io
import sys
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol, cast
from urllib.parse import unquote_to_bytes

type Scope = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
type Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
type App = Callable[[Scope, Receive, Send], Awaitable[None]]
type Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]
type Answer = tuple[int, list[tuple[bytes, bytes]], bytes]


class Later(Protocol):
    """What a WSGI application may return when `environ["untold.later"]` is true: an answer that is not made yet."""

    async def wait(self) -> None:
        """Awaited on the event loop, which is cancelled when the client goes away."""

    def finish(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Then this is the WSGI application that answers."""


@dataclass(frozen=True)
class Bound:
    """What may be sent in one request: bytes, the seconds they may take to arrive, and what is said to more."""

    most: int
    seconds: int
    refusal: bytes


LONGEST_BODY = 6_000_000
"""Bytes; settings.DATA_UPLOAD_MAX_MEMORY_SIZE is the same."""
ANSWER = Bound(
    LONGEST_BODY,
    60,
    b"This is too large to be kept as one answer. Go back: what you typed is still there. "
    b"Shorten it, and save again.\n",
)
TOO_SLOW = b"This took too long to arrive. Go back: what you typed is still there. Save again.\n"
TOO_MUCH = b"Too much arrives here at the moment. Go back: what you typed is still there. Save again in a minute.\n"
HELD = 200_000_000
"""Bytes of bodies that are arriving, of all requests together: whoever sends halves of them fills no memory."""
LINGER = 5
"""Seconds that whoever was refused may go on sending."""
REFUSED = [(b"content-type", b"text/plain"), (b"connection", b"close")]
FILES = {
    "/import/": Bound(
        16_200_000, 300, b"This file is too large to be read here: up to 16 MB can be. Go back, and choose another.\n"
    )
}
"""Addresses that files are sent to: as large as those we give away, and in as long as a slow line takes."""


class Refused(Exception):
    """A body is not read to its end: the status and words that say so."""

    def __init__(self, status: int, words: bytes) -> None:
        super().__init__()
        self.answer: Answer = (status, [*REFUSED, (b"content-length", str(len(words)).encode())], words)


class Left(Exception):
    """Whoever was sending went away."""


def bridge(wsgi_app: Wsgi, threads: int) -> App:
    """`wsgi_app` as an ASGI application that answers from a pool of `threads`."""
    pool = ThreadPoolExecutor(threads, thread_name_prefix="page")
    arriving = Arriving()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body = await arriving.read(scope, receive)
        except Left:
            return
        except Refused as why:
            await _say(send, why.answer, more=True)
            await _drop_the_rest(receive)
            await send({"type": "http.response.body", "body": b""})
            return
        loop, environ = asyncio.get_running_loop(), _environ(scope, body)
        answer = await loop.run_in_executor(pool, _run, wsgi_app, environ)
        if not isinstance(answer, tuple):
            if not await _wait(answer, receive):
                return
            answer = await loop.run_in_executor(pool, _run, answer.finish, environ)
        await _say(send, cast(Answer, answer))

    return app


async def _say(send: Send, answer: Answer, more: bool = False) -> None:
    status, headers, content = answer
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content, "more_body": more})


async def _drop_the_rest(receive: Receive) -> None:
    """A browser that is cut off while it sends shows no answer: for a moment more may come, and is not kept."""
    with suppress(TimeoutError):
        async with asyncio.timeout(LINGER):
            while (await receive()).get("more_body"):
                pass


class Arriving:
    """Bodies on their way in, each within its bound and all of them within `HELD`."""

    def __init__(self) -> None:
        self.size = 0

    async def read(self, scope: Scope, receive: Receive) -> bytes:
        """A whole body; raises `Refused` as soon as it is too long or too late, and `Left`."""
        bound = FILES.get(scope["path"], ANSWER)
        said = dict(scope["headers"]).get(b"content-length", b"")
        if said.isdigit() and int(said[:20]) > bound.most:
            raise Refused(413, bound.refusal)
        parts: list[bytes] = []
        try:
            async with asyncio.timeout(bound.seconds):
                await self._collect(receive, bound, parts)
        except TimeoutError:
            raise Refused(408, TOO_SLOW) from None
        finally:
            self.size -= sum(map(len, parts))
        return b"".join(parts)

    async def _collect(self, receive: Receive, bound: Bound, parts: list[bytes]) -> None:
        size, more = 0, True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise Left
            parts.append(message.get("body", b""))
            more = message.get("more_body", False)
            size += len(parts[-1])
            self.size += len(parts[-1])
            if size > bound.most:
                raise Refused(413, bound.refusal)
            if self.size > HELD:
                raise Refused(503, TOO_MUCH)


async def _wait(later: Later, receive: Receive) -> bool:
    """Whether it can be finished now; it is given up when the client goes away first."""
    waiting, leaving = asyncio.ensure_future(later.wait()), asyncio.ensure_future(_left(receive))
    try:
        await asyncio.wait({waiting, leaving}, return_when=asyncio.FIRST_COMPLETED)
        return waiting.done()
    finally:
        waiting.cancel()
        leaving.cancel()
        await asyncio.gather(waiting, leaving, return_exceptions=True)


async def _left(receive: Receive) -> None:
    """Returns once the client went away."""
    while (await receive())["type"] != "http.disconnect":
        pass


def _run(wsgi_app: Wsgi, environ: dict[str, Any]) -> Answer | Later:
    """One request, start to end, in this thread; or to where it has to wait."""
    begun: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], error: Any = None) -> Callable[[bytes], None]:
        begun[:] = [
            int(status[:3]),
            [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers],
        ]
        return lambda data: None

    chunks = wsgi_app(environ, start_response)
    try:
        if hasattr(chunks, "finish"):
            return cast(Later, chunks)
        content = b"".join(chunks)
    finally:
        if hasattr(chunks, "close"):
            chunks.close()
    if not any(name == b"content-length" for name, _ in begun[1]) and begun[0] not in {204, 304}:
        begun[1].append((b"content-length", str(len(content)).encode()))
    return begun[0], begun[1], content


def _environ(scope: Scope, body: bytes) -> dict[str, Any]:
    """The request as PEP 3333 writes it."""
    server = scope.get("server") or ("localhost", 80)
    path = unquote_to_bytes(scope["raw_path"].partition(b"?")[0]).decode("latin-1")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": scope.get("root_path", "").encode().decode("latin-1"),
        "PATH_INFO": path,
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1] or 0),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "untold.later": True,
    }
    for raw, value in scope["headers"]:
        name = raw.decode("latin-1").upper().replace("-", "_")
        if name == "CONTENT_LENGTH" or b"_" in raw:  # an underscore could pass for a dash: X_Forwarded_For
            continue
        name = "CONTENT_TYPE" if name == "CONTENT_TYPE" else f"HTTP_{name}"
        text = value.decode("latin-1")
        separator = "; " if name == "HTTP_COOKIE" else ","
        environ[name] = f"{environ[name]}{separator}{text}" if name in environ else text
    return environ
