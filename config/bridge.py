"""The one hop from the event loop to synchronous Django, and back.

A request takes a thread only once its body has arrived whole, and gives it back before the answer is sent: with two
threads, two phones on a bad network would otherwise hold up everybody. (That is why this is not `a2wsgi`, which reads
and writes from inside the thread.)
"""

import asyncio
import io
import sys
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import unquote_to_bytes

type Scope = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
type Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
type App = Callable[[Scope, Receive, Send], Awaitable[None]]
type Answer = tuple[int, list[tuple[bytes, bytes]], bytes]

LONGEST_BODY = 6_000_000
"""Bytes; settings.DATA_UPLOAD_MAX_MEMORY_SIZE is the same."""
TOO_LARGE = (
    b"This is too large to be kept as one answer. Go back: what you typed is still there. Shorten it, and save again.\n"
)
BODY_SECONDS = 60
"""How long a body may take to arrive."""


def bridge(wsgi_app: Callable[..., Iterable[bytes]], threads: int) -> App:
    """`wsgi_app` as an ASGI application that answers from a pool of `threads`."""
    pool = ThreadPoolExecutor(threads, thread_name_prefix="page")

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body = await asyncio.wait_for(_read(receive), BODY_SECONDS)
        except TimeoutError:
            return
        if body is None:
            answer: Answer = (413, [(b"content-type", b"text/plain"), (b"connection", b"close")], TOO_LARGE)
        else:
            loop = asyncio.get_running_loop()
            answer = await loop.run_in_executor(pool, _run, wsgi_app, _environ(scope, body))
        status, headers, content = answer
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    return app


async def _read(receive: Receive) -> bytes | None:
    """The whole body; None when it is longer than `LONGEST_BODY`, TimeoutError when its sender went away."""
    parts, size, more = [], 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise TimeoutError
        part = message.get("body", b"")
        more = message.get("more_body", False)
        size += len(part)
        if size > LONGEST_BODY:
            return None
        parts.append(part)
    return b"".join(parts)


def _run(wsgi_app: Callable[..., Iterable[bytes]], environ: dict[str, Any]) -> Answer:
    """One request, start to end, in this thread."""
    begun: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], error: Any = None) -> Callable[[bytes], None]:
        begun[:] = [
            int(status[:3]),
            [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers],
        ]
        return lambda data: None

    chunks = wsgi_app(environ, start_response)
    try:
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
    root = scope.get("root_path", "")
    path = unquote_to_bytes(scope["raw_path"].partition(b"?")[0]).decode("latin-1")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": root.encode().decode("latin-1"),
        "PATH_INFO": path.removeprefix(root) or "/",
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
