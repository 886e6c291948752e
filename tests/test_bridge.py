"""The hop between the event loop and Django: nobody's slow line holds a thread."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from config.bridge import LONGEST_BODY, bridge


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


def run[T](work: Coroutine[Any, Any, T]) -> T:
    """Run it on a loop of its own: the browser of other tests keeps one running in this thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


async def ask(app: Any, body: list[bytes], **more: Any) -> tuple[int, bytes]:
    """One whole request; status and body of its answer."""
    parts, sent = list(body), []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": parts.pop(0), "more_body": bool(parts)}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await app(scope(**more), receive, send)
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
