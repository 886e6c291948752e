"""Serve one of the two apps under the product's own arrangement, with a bench stream beside the pages."""

import asyncio
import os
import sys
from typing import Any

import uvicorn


async def idle_stream(scope: Any, receive: Any, send: Any) -> None:
    """An event stream that says hello and then stays silent, as a bell between two steps."""
    headers = [(b"content-type", b"text/event-stream"), (b"x-accel-buffering", b"no")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b": hello\n\n", "more_body": True})
    while (await receive())["type"] != "http.disconnect":
        await asyncio.sleep(0)


def application(arrangement: str) -> Any:
    """The app behind one of the arrangements that were compared."""
    from config import asgi

    if arrangement == "django":
        from django.core.asgi import get_asgi_application

        pages = get_asgi_application()

        async def app(scope: Any, receive: Any, send: Any) -> None:
            await (idle_stream if scope["path"] == "/bench-stream/" else pages)(scope, receive, send)

        return app
    from django.core.wsgi import get_wsgi_application

    if arrangement == "a2wsgi":
        from a2wsgi import WSGIMiddleware  # to compare with: uv run --with a2wsgi

        return asgi.arrange(get_wsgi_application(), {"/bench-stream/": idle_stream}.get, bridge=WSGIMiddleware)
    pages = get_wsgi_application()
    from reflections.workshops.live.app import coroutine_at

    return asgi.arrange(pages, lambda path: idle_stream if path == "/bench-stream/" else coroutine_at(path))


def main() -> None:
    """`python -m tests.bench.serve SETTINGS PORT ARRANGEMENT`."""
    settings, port, arrangement = sys.argv[1:4]
    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    uvicorn.run(
        application(arrangement),
        port=int(port),
        loop="uvloop",
        http="httptools",
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        backlog=4096,
    )


if __name__ == "__main__":
    main()
