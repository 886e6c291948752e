"""A small load generator: kept-alive connections, each waiting for its answer before it asks again."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

type NextRequest = Callable[[bytes], bytes]
"""Given the body of the last answer (empty at first), the bytes of the next request."""


@dataclass(frozen=True)
class Measured:
    """Requests a second, and the 95th percentile of the time to an answer in milliseconds."""

    rate: float
    p95: float


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head[9:12])
    lower = head.lower()
    at = lower.find(b"content-length:")
    if at < 0:
        raise RuntimeError(f"an answer without a length: {head[:200]!r}")
    length = int(lower[at + 15 : lower.index(b"\r\n", at)])
    return status, await reader.readexactly(length)


async def _connection(port: int, following: NextRequest, until: float, times: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    body = b""
    while time.perf_counter() < until:
        begun = time.perf_counter()
        writer.write(following(body))
        status, body = await _answer(reader)
        if status != 200:
            raise RuntimeError(f"{status}: {body[:300]!r}")
        times.append(time.perf_counter() - begun)
    writer.close()


async def press(port: int, requests: list[NextRequest], seconds: float) -> Measured:
    """Press a server from as many connections as there are `requests` for `seconds`."""
    times: list[float] = []
    begun = time.perf_counter()
    until = begun + seconds
    await asyncio.gather(*(_connection(port, following, until, times) for following in requests))
    times.sort()
    return Measured(len(times) / (time.perf_counter() - begun), times[int(len(times) * 0.95)] * 1000)


async def open_streams(port: int, count: int) -> list[asyncio.StreamWriter]:
    """Hold `count` event streams open; returns once each has said hello."""
    writers = []
    for _ in range(count):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET /bench-stream/ HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n")
        await reader.readuntil(b": hello")
        writers.append(writer)
    return writers
