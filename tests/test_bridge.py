"""The hop between the event loop and Django: nobody's slow line holds a thread."""

import asyncio
from typing import Any

import pytest

from config.bridge import FILES, LONGEST_BODY, TOO_SLOW, Bound, bridge
from tests.browser import run


def echo(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """A WSGI application that says what it was asked."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    names = ("REQUEST_METHOD", "PATH_INFO", "QUERY_STRING", "HTTP_COOKIE", "HTTP_X_FORWARDED_FOR")
    said = " ".join(environ.get(name, "-") for name in names)
    return [said.encode(), b" ", environ["wsgi.input"].read()]


def scope(**more: Any) -> dict[str, Any]:
    given = {
        "type": "http",
        "method": "POST",
        "raw_path": b"/a%20b/?c=d",
        "query_string": b"c=d",
        "http_version": "1.1",
    }
    return {**given, "headers": [], "path": "/a b/", **more}


async def leave() -> dict[str, Any]:
    return {"type": "http.disconnect"}


async def ask(app: Any, body: list[bytes], after: Any = leave, **more: Any) -> tuple[int, bytes]:
    """One whole request; status and body of its answer, 0 if there is none. `after` comes when the body was sent."""
    parts, sent = list(body), []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": parts.pop(0), "more_body": bool(parts)} if parts else await after()

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await app(scope(**more), receive, send)
    if not sent:
        return 0, b""
    return sent[0]["status"], sent[1]["body"]


def test_a_request_arrives_whole_and_its_answer_comes_back():
    headers = [(b"cookie", b"a=1"), (b"cookie", b"b=2"), (b"x_forwarded_for", b"forged")]
    answer = run(ask(bridge(echo, 2), [b"one ", b"two"], headers=headers))
    assert answer == (200, b"POST /a b/ c=d a=1; b=2 - one two")


def test_slow_phones_hold_no_thread():
    async def room() -> tuple[int, bytes]:
        app = bridge(echo, 2)
        never = asyncio.Event()

        async def dribble() -> dict[str, Any]:
            await never.wait()
            return {"type": "http.disconnect"}

        async def nowhere(message: dict[str, Any]) -> None:
            raise AssertionError(message)

        slow = [asyncio.create_task(app(scope(), dribble, nowhere)) for _ in range(50)]
        answer = await asyncio.wait_for(ask(app, [b"quick"]), timeout=10)
        never.set()
        await asyncio.gather(*slow)
        return answer

    assert run(room())[0] == 200


def test_too_long_a_body_is_refused_before_django_sees_it():
    status, _ = run(ask(bridge(echo, 2), [b"x" * LONGEST_BODY, b"x"]))
    assert status == 413


def test_a_length_that_is_too_long_is_refused_before_anything_is_read():
    sent: list[Any] = []

    async def nothing() -> Any:
        assert len(sent) == 2
        return await leave()

    async def send(message: Any) -> None:
        sent.append(message)

    run(bridge(echo, 2)(scope(headers=[(b"content-length", b"6000001")]), nothing, send))
    assert sent[0]["status"] == 413
    assert dict(sent[0]["headers"])[b"content-length"] == str(len(sent[1]["body"])).encode()


def test_a_slow_body_is_told_so(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("config.bridge.ANSWER", Bound(10, 0, b""))
    monkeypatch.setattr("config.bridge.LINGER", 0)

    async def late() -> tuple[int, bytes]:
        return await ask(bridge(echo, 2), [], after=never)

    assert run(late()) == (408, TOO_SLOW)


def test_halves_of_bodies_fill_no_memory(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("config.bridge.HELD", 100)

    async def room() -> list[int]:
        app, arrived = bridge(echo, 2), asyncio.Event()
        begun, parts = asyncio.Event(), [b"x" * 60, b"x"]

        async def dribble() -> dict[str, Any]:
            if len(parts) == 1:
                begun.set()
                await arrived.wait()
            return {"type": "http.request", "body": parts.pop(0), "more_body": bool(parts)}

        first = asyncio.create_task(ask(app, [], after=dribble))
        await begun.wait()
        refused = (await ask(app, [b"x" * 60]))[0]
        arrived.set()
        return [refused, (await first)[0], (await ask(app, [b"x" * 60]))[0]]

    assert run(room()) == [503, 200, 200]


def test_a_file_may_be_as_large_as_those_we_give_away():
    [(path, bound)] = FILES.items()
    app, upload = bridge(echo, 2), {"path": path, "raw_path": path.encode()}
    assert run(ask(app, [b"x" * bound.most], **upload))[0] == 200
    assert run(ask(app, [b"x" * bound.most, b"x"], **upload)) == (413, bound.refusal)


class Slow:
    """An answer that waits for `sign`, as a file that is made elsewhere."""

    def __init__(self, sign: asyncio.Event) -> None:
        self.sign, self.dropped = sign, False

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        return self if environ["PATH_INFO"] == "/slow/" else echo(environ, start_response)

    async def wait(self) -> None:
        try:
            await self.sign.wait()
        except asyncio.CancelledError:
            self.dropped = True
            raise

    def finish(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("200 OK", [])
        return [b"made"]


SLOW = {"path": "/slow/", "raw_path": b"/slow/"}


async def never() -> Any:
    return await asyncio.Event().wait()


def test_an_answer_that_waits_holds_no_thread():
    async def room() -> list[tuple[int, bytes]]:
        app = bridge(Slow(sign := asyncio.Event()), 2)
        waiting = [asyncio.create_task(ask(app, [b""], after=never, **SLOW)) for _ in range(50)]
        quick = await asyncio.wait_for(ask(app, [b"quick"]), timeout=10)
        sign.set()
        return [quick, *await asyncio.gather(*waiting)]

    quick, *made = run(room())
    assert quick[1].endswith(b"quick")
    assert made == [(200, b"made")] * 50


def test_who_goes_away_is_not_waited_for():
    slow = Slow(asyncio.Event())
    assert run(ask(bridge(slow, 2), [b""], after=leave, **SLOW)) == (0, b"")
    assert slow.dropped
