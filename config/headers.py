"""Headers of every answer, the one place: pages, static files, streams, refusals and failures."""

import logging
from functools import cache

from django.conf import settings

from config.bridge import App, Receive, Scope, Send
from config.policy import HEADERS

type Headers = list[tuple[bytes, bytes]]

log = logging.getLogger(__name__)
FAILED = b"Something went wrong here. What you typed is still in your browser: go back, and try again.\n"


@cache
def headers() -> Headers:
    """What an answer carries whatever it is: `policy.HEADERS`, and over HTTPS that it stays so."""
    seconds = settings.SECURE_HSTS_SECONDS
    whole_host = "; includeSubDomains; preload" if settings.SECURE_HSTS_PRELOAD else ""
    sure = {"strict-transport-security": f"max-age={seconds}{whole_host}"} if seconds else {}
    return [(name.encode(), value.encode()) for name, value in {**HEADERS, **sure}.items()]


def with_headers(app: App) -> App:
    """`app`, each of its answers with `headers()`; what an answer says itself (a page its own policy) is left.

    When `app` raises before it has answered, the answer is 500.
    """

    async def dressed(scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def out(message: Scope) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                message["headers"] = completed([*message.get("headers", ())])
            await send(message)

        try:
            await app(scope, receive, out)
        except Exception:
            if begun:
                raise
            log.exception("a request was not answered")
            await out({"type": "http.response.start", "status": 500, "headers": [(b"content-type", b"text/plain")]})
            await out({"type": "http.response.body", "body": FAILED})

    return dressed


def completed(said: Headers) -> Headers:
    """Headers with those that are missing."""
    names = {name for name, _value in said}
    return [*said, *(header for header in headers() if header[0] not in names)]
