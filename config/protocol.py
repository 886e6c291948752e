"""How much of a request's head is read, and for how long it is waited for: uvicorn sets no bound to either.

The bounds of a body are `bridge.Bound`.
"""

import asyncio
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from config.headers import completed

LONGEST_URL, LONGEST_HEAD = 8_000, 32_000
"""Bytes of the address, and of all headers together: a browser with seats in many rooms carries many cookies."""
MOST_HEADERS = 100
HEAD_SECONDS = 15
"""From the first byte to the last of a head; and how long a line may stay open on which nothing is asked."""

LAST_SECONDS = 1
"""A server that stops waits so long for the request of who has just come in."""


class Refused(Exception):
    """This head is not read to its end."""


class Protocol(HttpToolsProtocol):
    """One connection: 414, 431 or 408 to a head that is too long or too late, and then no more is read."""

    _deadline: asyncio.TimerHandle | None = None
    _waiting = 0
    """Bytes that have arrived while no request was under way."""
    _in_head = False
    _last = False
    """The server stops: one more request is answered, if it comes at once."""
    _status = HTTPStatus.BAD_REQUEST

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn says it
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._wait_no_more()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.transport.is_closing() or not self._idle():
            return
        self._waiting += len(data)
        if self._waiting > LONGEST_HEAD:
            self._give_up(self._excess() or HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        elif self._deadline is None:
            self._wait()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head = True

    def on_headers_complete(self) -> None:
        self._wait_no_more()
        self._in_head, self._waiting = False, 0
        if excess := self._excess():
            self._status = excess
            raise Refused
        super().on_headers_complete()
        if self._last:
            self.cycle.keep_alive = False

    def shutdown(self) -> None:
        """The server stops: what was asked is answered, and so is what a line that is open asks within a moment."""
        self._last = True
        if self._idle():
            self.loop.call_later(LAST_SECONDS, self._close_when_idle)
        else:
            self.cycle.keep_alive = False

    def _close_when_idle(self) -> None:
        if self._idle() and not self.transport.is_closing():
            self.transport.close()

    def _excess(self) -> HTTPStatus | None:
        """What is said to a head of which so much is known, if it is too long."""
        if len(self.url) > LONGEST_URL:
            return HTTPStatus.REQUEST_URI_TOO_LONG
        size = sum(len(name) + len(value) for name, value in self.headers)
        many = len(self.headers) > MOST_HEADERS or size > LONGEST_HEAD
        return HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE if many else None

    def send_400_response(self, msg: str) -> None:
        """What uvicorn calls when a head cannot be read, also for what `Refused` it."""
        self._refuse(self._status)

    def _idle(self) -> bool:
        """Whether no request is under way: what arrives is the next one's head, or the end of one that was refused."""
        return self.cycle is None or self.cycle.response_complete

    def _wait(self) -> None:
        self._deadline = self.loop.call_later(HEAD_SECONDS, self._late)

    def _wait_no_more(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _late(self) -> None:
        self._deadline = None
        if not self.transport.is_closing():
            self._give_up(HTTPStatus.REQUEST_TIMEOUT)

    def _give_up(self, status: HTTPStatus) -> None:
        """Close the line; where nothing was asked (or all of it answered), without a word."""
        if self._in_head:
            self._refuse(status)
        else:
            self.transport.close()

    def _refuse(self, status: HTTPStatus) -> None:
        words = f"{status.phrase}.\n".encode()
        length = (b"content-length", str(len(words)).encode())
        said: list[Any] = completed([(b"content-type", b"text/plain"), length, (b"connection", b"close")])
        lines = b"".join(b"%b: %b\r\n" % header for header in said)
        self.transport.write(STATUS_LINE[status] + lines + b"\r\n" + words)
        self.transport.close()
