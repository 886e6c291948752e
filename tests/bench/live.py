"""The live room, its phones in this process on the same machine: bells, cost, sending, bad Wi-Fi, a crash."""

import argparse
import asyncio
import json
import os
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import uvloop

from tests.bench.cost import Cost, idle
from tests.bench.phones import Phone, everybody, one, until
from tests.bench.prepare import CSRF
from tests.bench.served import PORTS, SECRETS, serving
from tests.driven import Driven, driven_server

BELLS = 7
SENDING = 5
"""Seconds in which all contributions arrive."""


def live(folder: Path, options: argparse.Namespace) -> None:
    """Print all rows."""
    os.environ.update(SECRETS)
    print("| the live room | phones | measured | mark | |")
    print("|---|---|---|---|---|", flush=True)
    for count in map(int, options.phones.split(",")):
        with driven_server(folder, "bench", beside="") as server:
            uvloop.run(bells(server, count))
    with driven_server(folder, "bench", beside="") as server:
        uvloop.run(contributions(server, folder, "SQLite, one process"))
        uvloop.run(bad_network(server, options.churn))
        uvloop.run(killed(server))
    if options.postgres:
        with driven_server(folder, "untold_bench", 2, options.postgres) as server:
            uvloop.run(contributions(server, folder, "PostgreSQL, two processes"))


def row(what: str, phones: int, measured: str, mark: str, kept: bool | None = None) -> None:
    """One line of the table."""
    print(
        f"| {what} | {phones:,} | {measured} | {mark} | {'' if kept is None else 'ok' if kept else '**no**'} |",
        flush=True,
    )


@asynccontextmanager
async def room(server: Driven, count: int) -> AsyncIterator[tuple[dict[str, Any], list[Phone]]]:
    """A room with so many phones, all listening."""
    made = await order(server, "room", seats=count)
    phones = [Phone(server.port, made["code"], cookie) for cookie in made["cookies"]]
    try:
        yield made, phones
    finally:
        for phone in phones:
            phone.stays = False
            phone.drop()
        await asyncio.sleep(0.5)


async def order(server: Driven, what: str, **more: Any) -> dict[str, Any]:
    return await asyncio.to_thread(server.do, what, **more)


async def bells(server: Driven, count: int) -> None:
    """How soon a bell is heard and the next question is there; what streams cost."""
    async with room(server, 20) as (made, phones):  # warms up
        await everybody(phones)
        await order(server, "move", room=made["room"])
        await asyncio.gather(*(ask(phone) for phone in phones))
    async with room(server, count) as (made, phones):
        before = Cost.of(server)
        begun = time.perf_counter()
        await everybody(phones)
        opened = time.perf_counter() - begun
        after = Cost.of(server)
        row("all streams opened, s", count, f"{opened:.2f}", "")
        kb = (after.memory - before.memory) / count / 1024
        row("a stream, KB", count, f"{kb:.1f}", "16", kb <= 16)
        more = (after.threads - before.threads, after.connections - before.connections)
        row("threads and connections for them", count, f"{more[0]} and {more[1]}", "0 and 0", more == (0, 0))
        busy = await idle(server)
        row("idle, % of one core", count, f"{busy:.2f}", "1", busy <= 1)
        last, fetched = await ring(server, made, phones)
        mark = 50 if count <= 1000 else None
        row(
            "bell to the last phone, ms (median, worst of bells)",
            count,
            middle(last),
            f"{mark or ''}",
            worth(last, mark),
        )
        row("bell to the next question on 99 % of phones, ms", count, middle(fetched), "1,500", worth(fetched, 1500))


def middle(times: list[float]) -> str:
    return f"{sorted(times)[len(times) // 2]:.0f}, {max(times):.0f}"


def worth(times: list[float], mark: float | None) -> bool | None:
    return None if mark is None else sorted(times)[len(times) // 2] <= mark


async def ask(phone: Phone) -> float:
    """The fragment, by its phone; when it was there."""
    head = f"GET /w/{phone.code}/now/ HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n"
    status, body, _ = await one(phone.port, f"{head}Cookie: {phone.cookie}\r\n\r\n".encode())
    assert status == 200 and body, status
    return time.perf_counter()


async def ring(server: Driven, made: dict[str, Any], phones: list[Phone]) -> tuple[list[float], list[float]]:
    """Bells alone, then bells after which each phone fetches the question: milliseconds to the last, and to 99 %."""
    last, fetched = [], []
    for turn in range(2 * BELLS):
        fetching: list[asyncio.Task[float]] = []
        if turn >= BELLS:
            for phone in phones:
                phone.moved = partial(fetch, phone, fetching)
        said = await order(server, "move", room=made["room"], step=turn % 4 + 1, phase="write")
        assert await until(partial(all_at, phones, said["tick"]), 20)
        if turn < BELLS:
            last.append((max(phone.heard[-1][1] for phone in phones) - said["at"]) * 1000)
        else:
            there = sorted(await asyncio.gather(*fetching))
            fetched.append((there[int(len(there) * 0.99) - 1] - said["at"]) * 1000)
        await asyncio.sleep(0.5)
    return last, fetched


def fetch(phone: Phone, fetching: list[asyncio.Task[float]]) -> None:
    fetching.append(asyncio.ensure_future(ask(phone)))


def all_at(phones: list[Phone], tick: int) -> bool:
    return all(phone.tick == tick for phone in phones)


async def contributions(server: Driven, folder: Path, where: str, count: int = 1000) -> None:
    """All phones send within five seconds while their streams are open; the floor app inserts as many rows, as fast.

    Of both the first one is not timed: in a room somebody has opened a page before, and what is read once was read.
    """
    asked = (await order(server, "part"))["part"]
    async with room(server, count) as (made, phones):
        await everybody(phones)
        step = (await order(server, "move", room=made["room"], step=1, phase="share"))["step"]
        await one(server.port, sending(phones[0], step, asked))
        ours = await within(SENDING, server.port, [sending(phone, step, asked) for phone in phones[1:]])
        sent = (await order(server, "close", room=made["room"], step=1))["sent"]
        lost = [phone for phone in phones if phone.refused]
    row(
        f"contributions within {SENDING} s, kept ({where})",
        count,
        f"{sent:,}",
        f"{count:,}",
        sent == count and not lost,
    )
    (beside := folder / where.partition(",")[0]).mkdir()
    with serving("floor", beside, "bridge") as floor:
        await one(PORTS["floor"], inserting(floor.people[0]))
        theirs = await within(SENDING, PORTS["floor"], [inserting(floor.people[n % 64]) for n in range(1, count)])
    p99 = [sorted(times)[int(len(times) * 0.99) - 1] * 1000 for times in (ours, theirs)]
    ratio = p99[0] / p99[1]
    row(
        f"p99 of sending, ms; the floor's; ratio ({where})",
        count,
        f"{p99[0]:.0f}; {p99[1]:.0f}; {ratio:.2f}",
        "1.5",
        ratio <= 1.5,
    )


async def within(seconds: float, port: int, requests: list[bytes]) -> list[float]:
    """Each request on its own line at a moment of chance; how long each took."""
    chance = random.Random(1)

    async def later(request: bytes) -> float:
        await asyncio.sleep(chance.random() * seconds)
        status, body, took = await one(port, request)
        if status != 200:
            raise RuntimeError(f"{status}: {body[:300]!r}")
        return took

    return await asyncio.gather(*map(later, requests))


def sending(phone: Phone, step: str, part: dict[str, Any]) -> bytes:
    """What a phone sends to its room."""
    form = {"csrfmiddlewaretoken": CSRF, "step": step, "phase": "share", "turn": 1, "part": json.dumps(part)}
    return posted(f"/w/{phone.code}/send/", f"{phone.cookie}; csrf={CSRF}", form)


def inserting(person: tuple[str, str]) -> bytes:
    """What the floor app takes."""
    return posted("/note/", f"session={person[0]}; csrf={CSRF}", {"csrfmiddlewaretoken": CSRF, "text": "words " * 20})


def posted(path: str, cookie: str, form: dict[str, Any]) -> bytes:
    data = urlencode(form).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nCookie: {cookie}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(data)}\r\n\r\n"
    )
    return head.encode() + data


async def bad_network(server: Driven, seconds: int, count: int = 1000) -> None:
    """Each second one phone in twenty drops and comes back, and the room moves."""
    chance = random.Random(2)
    async with room(server, count) as (made, phones):
        await everybody(phones)
        for _ in range(seconds):
            for phone in chance.sample(phones, count // 20):
                phone.drop()
            tick = (await order(server, "move", room=made["room"]))["tick"]
            await asyncio.sleep(1)
        back = await until(partial(all_at, phones, tick), 10)
        lost = sum(phone.tick != tick for phone in phones)
        twice = sum(a >= b for phone in phones for (a, _), (b, _) in zip(phone.heard, phone.heard[1:], strict=False))
    what = f"5 % drop and return each second, for {seconds} s: lost; told twice"
    row(what, count, f"{lost}; {twice}", "0; 0", back and not twice)


async def killed(server: Driven, count: int = 1000) -> None:
    """SIGKILL in the middle of a step."""
    async with room(server, count) as (made, phones):
        await everybody(phones)
        tick = (await order(server, "move", room=made["room"], step=3, phase="share"))["tick"]
        server.kill()
        await until(lambda: not any(phone.line for phone in phones), 5)
        for phone in phones:
            phone.heard.clear()  # a page that starts anew: it has to be told
        await asyncio.to_thread(server.start)
        begun = time.perf_counter()
        back = await until(partial(all_at, phones, tick), 20)
        took = time.perf_counter() - begun
    row("killed and started again: all are told the step, s", count, f"{took:.2f}", "5", back and took <= 5)
