"""Heads that are too long, too many or too late are refused; who asks as people do is answered meanwhile."""

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
import uvicorn

from config import protocol
from config.policy import HEADERS
from config.protocol import LONGEST_HEAD, LONGEST_URL, MOST_HEADERS, Protocol
from config.serve import _server

PATIENCE = 20


async def house(scope: Any, receive: Any, send: Any) -> None:
    """Answers everybody at once, whatever they still send."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"3")]})
    await send({"type": "http.response.body", "body": b"yes"})


@pytest.fixture
def port() -> Iterator[int]:
    """A server with our protocol."""
    bound = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(house, http=Protocol, loop="uvloop", log_config=None, lifespan="off", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
    thread.start()
    yield bound.getsockname()[1]
    server.should_exit = True
    thread.join(PATIENCE)


def begin(port: int, sent: bytes = b"") -> socket.socket:
    line = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    line.sendall(sent)
    return line


def answer(line: socket.socket) -> str:
    """All that is said until the line is closed."""
    with line, line.makefile("rb") as said:
        return said.read().decode()


def head(*lines: str, path: str = "/", more: str = "Connection: close") -> bytes:
    return "\r\n".join([f"GET {path} HTTP/1.1", "Host: x", *lines, more, "", ""]).encode()


def test_the_product_is_served_by_it():
    assert _server(1).http is Protocol


def test_what_people_send_is_answered(port: int):
    assert answer(begin(port, head())).endswith("yes")
    assert answer(begin(port, head(path="/" + "a" * (LONGEST_URL - 1)))).startswith("HTTP/1.1 200")
    assert answer(begin(port, head(*["a: b"] * (MOST_HEADERS - 2)))).startswith("HTTP/1.1 200")
    assert answer(begin(port, head("Cookie: " + "a" * (LONGEST_HEAD - 100)))).startswith("HTTP/1.1 200")


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (head(path="/" + "a" * LONGEST_URL), 414),
        (head(*["a: b"] * MOST_HEADERS), 431),
        (head("Cookie: " + "a" * LONGEST_HEAD), 431),
        (b"GET / HTTP/1.1\r\nCookie: " + b"a" * LONGEST_HEAD, 431),
        (b"GET /" + b"a" * LONGEST_HEAD, 414),
        (b"nonsense\r\n\r\n", 400),
    ],
    ids=["address", "many", "long", "endless header", "endless address", "nonsense"],
)
def test_what_is_too_long_is_refused_and_the_line_closed(sent: bytes, status: int, port: int):
    said = answer(begin(port, sent))
    assert said.startswith(f"HTTP/1.1 {status} ") and "connection: close\r\n" in said
    assert all(f"{name}: {value}\r\n" in said for name, value in HEADERS.items())


def test_what_is_refused_asks_nothing(port: int):
    """Neither a head that is refused nor what stands behind it reaches the application."""
    assert "200" not in answer(begin(port, head(path="/" + "a" * LONGEST_URL) + head()))


def test_many_slow_lines_end_and_hold_up_nobody(port: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(protocol, "HEAD_SECONDS", 1)
    with ExitStack() as lines:
        slow = [lines.enter_context(begin(port, b"GET / HTTP/1.1\r\nHost: x\r\nA")) for _ in range(400)]
        assert answer(begin(port, head())).endswith("yes")
        assert {answer(line)[:12] for line in slow} == {"HTTP/1.1 408"}


def test_a_line_on_which_nothing_is_asked_is_closed(port: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(protocol, "HEAD_SECONDS", 0.1)
    assert answer(begin(port)) == ""
    assert answer(begin(port, b"\r\n\r\n")) == ""


def test_nor_does_a_line_stay_open_for_the_second_question(port: int, monkeypatch: pytest.MonkeyPatch):
    line = begin(port, head(more="A: b"))
    assert line.recv(1_000).endswith(b"yes")
    monkeypatch.setattr(protocol, "HEAD_SECONDS", 0.1)
    line.sendall(b"GET / HT")
    assert answer(line).startswith("HTTP/1.1 408")


def test_a_body_that_nobody_waits_for_is_not_read_for_ever(port: int, monkeypatch: pytest.MonkeyPatch):
    with begin(port, b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000\r\n\r\n") as line:
        assert line.recv(1_000).endswith(b"yes")
        monkeypatch.setattr(protocol, "HEAD_SECONDS", 0.1)
        line.sendall(b"x")
        assert line.recv(1_000) == b""
