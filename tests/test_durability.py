"""Acknowledged means on the disk: the server is killed again and again while sixteen people write."""

import html
import json
import random
import re
import threading
import uuid
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path

import pytest

from tests.browser import Server
from tests.wire import Caller, own_server

WRITERS, KILLS = 16, 20
MOMENTS = (3, 60)
"""A kill comes after so many requests and answers since the start: there are always some under way."""
PATIENCE = 60
TOPIC = "/write/topic/"


class Clock:
    """Counts what happens on the wire; the killer waits for a number, the writers for a server."""

    def __init__(self) -> None:
        self.change = threading.Condition()
        self.ticks = 0
        self.up = True
        self.over = False
        self.wrong: list[str] = []

    def tick(self) -> None:
        """Something was sent or acknowledged."""
        with self.change:
            self.ticks += 1
            self.change.notify_all()

    def wait_for(self, more: int) -> None:
        """Until so much more has happened."""
        with self.change:
            wanted = self.ticks + more
            assert self.change.wait_for(lambda: self.ticks >= wanted or self.wrong, PATIENCE), "nobody writes any more"
            assert not self.wrong, self.wrong

    def say(self, *, up: bool | None = None, over: bool = False, wrong: str = "") -> None:
        """Tell everybody."""
        with self.change:
            self.up = self.up if up is None else up
            self.over = self.over or over
            self.wrong += [wrong] if wrong else []
            self.change.notify_all()

    def wait_for_server(self) -> None:
        """Until there is a server again, or nothing more to do."""
        with self.change:
            assert self.change.wait_for(lambda: self.up or self.over, PATIENCE), "no server comes"


class Writer(threading.Thread):
    """A guest who saves one text after the other, each on the version before, and tries again when nobody answers."""

    def __init__(self, number: int, server: Server, clock: Clock) -> None:
        super().__init__(daemon=True)
        self.number, self.clock = number, clock
        self.caller = Caller(server.url)
        self.envelope = {"base": "0", "round": "", "consent": "yes"}
        self.sent: list[str] = []
        self.acknowledged = -1  # the place in `sent` of the last text that the server said it has
        self.tried: list[str] = []
        self.lost = 0  # saves whose answer never came

    def run(self) -> None:
        while not self.clock.over and not self.clock.wrong:
            try:
                self.save()
            except (OSError, HTTPException):
                self.lost += 1
                self.clock.wait_for_server()
            except Exception as problem:
                self.clock.say(wrong=f"writer {self.number}: {problem!r}")

    def save(self) -> None:
        """One save; raises OSError or HTTPException when no answer comes."""
        key, text = str(uuid.uuid4()), f"writer {self.number}, text {len(self.sent)}: {'…' * random.randrange(2_000)}"
        self.sent.append(text)
        form = {**self.envelope, "a-text": text, "key": key, "tried": ",".join(self.tried)}
        self.tried.append(key)
        self.clock.tick()
        reply = self.caller.post(TOPIC, form, Accept="application/json")
        answer = json.loads(reply.text)
        if (reply.status, answer["state"]) != (200, "saved"):
            raise AssertionError(f"{reply.status} {answer['state']} {answer['words']}")
        self.envelope = {"base": str(answer["version"]), "round": answer["round"]}
        self.acknowledged, self.tried = len(self.sent) - 1, []
        self.clock.tick()

    def check(self) -> None:
        """The last acknowledged text stands there, or one that was sent after it and whose answer got lost."""
        page = self.caller.get(TOPIC).text
        there = html.unescape(re.search(r"<textarea[^>]*name=\"a-text\"[^>]*>\n?(.*?)</textarea>", page, re.S)[1])
        assert self.acknowledged >= 0, f"writer {self.number} never got through"
        assert there in self.sent[self.acknowledged :], f"writer {self.number} lost a text: {there[:40]!r} is there"


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[Server]:
    """A server that may be killed."""
    with own_server(tmp_path, "untold_killed") as server:
        yield server


def kill_again_and_again(server: Server, clock: Clock) -> None:
    """At moments that nobody chose, while all are writing."""
    for _ in range(KILLS):
        clock.wait_for(random.randint(*MOMENTS))
        clock.say(up=False)
        server.kill()
        server.start()
        clock.say(up=True)
    clock.wait_for(4 * WRITERS)


def test_killed_at_random_moments_no_acknowledged_text_is_lost(mortal: Server):
    clock = Clock()
    writers = [Writer(number, mortal, clock) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    try:
        kill_again_and_again(mortal, clock)
    finally:
        clock.say(over=True)
        for writer in writers:
            writer.join(PATIENCE)
    assert clock.wrong == []
    assert sum(writer.lost for writer in writers) >= KILLS, "each kill came while somebody was writing"
    for writer in writers:
        writer.check()
