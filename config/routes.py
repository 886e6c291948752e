"""The name of the address that answered, for the log of the web server in front: it says what was asked, not by whom.

An address may hold a code, a token or somebody's round; its name (`write`, `shared`, `events`) holds nothing. The web
server notes the header and takes it away (deploy/Caddyfile); where none is trusted, it is not sent at all.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from config.bridge import App, Receive, Scope, Send

HEADER = "X-Route"


class RouteMiddleware:
    """Names every page; files are `static`, what nobody answers is `none`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer with its name, where a web server in front is trusted."""
        response = self.get_response(request)
        if settings.UNTOLD_TRUSTED_PROXIES:
            found = request.resolver_match
            files = request.path.startswith(settings.STATIC_URL)
            response.headers[HEADER] = (found and found.view_name) or ("static" if files else "none")
        return response


def with_route(app: App) -> App:
    """A coroutine whose answers bear its own name."""

    async def named(scope: Scope, receive: Receive, send: Send) -> None:
        async def out(message: Scope) -> None:
            if message["type"] == "http.response.start" and settings.UNTOLD_TRUSTED_PROXIES:
                name = getattr(app, "__name__", "").encode()
                message["headers"] = [*message["headers"], (HEADER.lower().encode(), name)]
            await send(message)

        await app(scope, receive, out)

    return named
