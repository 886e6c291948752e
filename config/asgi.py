"""The one process: streams are bare coroutines, every page is synchronous Django behind one hop into a small pool.

`make bench` measures it; docs/architecture.md has the figures that decided it.
"""

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

from config.bridge import App, Receive, Scope, Send, bridge
from config.headers import with_headers
from config.routes import with_route
from reflections.documents.pdf import process

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

THREADS = 2
"""More make SQLite's busy handler the tail of every save."""


type Coroutines = Callable[[str], App | None]
"""Given a path: the coroutine that answers there, or nothing."""


def arrange(
    wsgi_app: Any,
    coroutines: Coroutines = lambda path: None,
    end: Callable[[], None] = lambda: None,
    bridge: Callable[[Any, int], App] = bridge,
    subpath: str = "",
) -> App:
    """An ASGI application: what `coroutines` names for a path answers it, `wsgi_app` all else.

    `end` is called on the event loop as soon as the process is told to stop. All stands below `subpath`, which is ""
    or like ``/untold``.
    """
    pages = bridge(wsgi_app, THREADS)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _lifespan(receive, send, end)
        else:
            at_the_top(scope, subpath)
            found = coroutines(scope["path"])
            await with_headers(with_route(found) if found else pages)(scope, receive, send)

    return app


def at_the_top(scope: Scope, subpath: str) -> None:
    """Note where the application stands, and write the path of a request as if that were the top of its host.

    A web server in front may have taken the subpath away already.
    """
    scope["root_path"] = subpath
    if subpath and f"{scope['path']}/".startswith(f"{subpath}/"):
        scope["path"] = scope["path"].removeprefix(subpath) or "/"
        scope["raw_path"] = scope["raw_path"].removeprefix(subpath.encode()) or b"/"


def _when_told_to_stop(end: Callable[[], None]) -> None:
    """The server waits for open answers before it says so to the application, and a stream would be open for ever."""
    loop = asyncio.get_running_loop()
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGTERM, signal.SIGINT):
        server = signal.getsignal(number)

        def told(number: int, frame: FrameType | None, server: Any = server) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(end)
            if callable(server):
                server(number, frame)

        signal.signal(number, told)


async def _lifespan(receive: Receive, send: Send, end: Callable[[], None]) -> None:
    """Say that all is ready, and later that all is put away; the render process goes first."""
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            _when_told_to_stop(end)
        if message["type"] == "lifespan.shutdown":
            end()
            await process.close()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


def application_factory() -> App:
    """The product's own application; Django is imported only now, so that a start can prepare things first."""
    from django.conf import settings

    from config.wsgi import application
    from reflections.workshops.live.app import coroutine_at
    from reflections.workshops.live.hub import close_hubs

    return arrange(application, coroutine_at, close_hubs, subpath=settings.SUBPATH)
