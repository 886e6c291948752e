"""The one process: streams are bare coroutines, every page is synchronous Django behind one hop into a small pool.

`make bench` measures it; docs/architecture.md has the figures that decided it.
"""

import os
from collections.abc import Callable
from typing import Any

from config.bridge import App, Receive, Scope, Send, bridge

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

THREADS = 2
"""More make SQLite's busy handler the tail of every save."""


def arrange(wsgi_app: Any, streams: dict[str, App] | None = None, bridge: Callable[[Any, int], App] = bridge) -> App:
    """An ASGI application: paths that begin with a key of `streams` go to that coroutine, the rest to `wsgi_app`."""
    pages = bridge(wsgi_app, THREADS)
    routes = streams or {}

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
        elif stream := next((routes[start] for start in routes if scope["path"].startswith(start)), None):
            await stream(scope, receive, send)
        else:
            await pages(scope, receive, send)

    return app


async def _lifespan(receive: Receive, send: Send) -> None:
    """Say that all is ready, and later that all is put away."""
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


def application_factory() -> App:
    """The product's own application; Django is imported only now, so that a start can prepare things first."""
    from config.wsgi import application

    return arrange(application)
