"""Sixteen people write while their server is killed again and again: what was lost, and how soon it is back."""

import html
import json
import random
import re
import threading
import time
import uuid
from dataclasses import dataclass
from http.client import HTTPException

from tests.browser import Server
from tests.wire import Caller

WRITERS = 16
PATIENCE = 120
TOPIC = "/write/topic/"


class Clock:
    """Counts what happens on the wire; the killer waits for a number, the writers for a server."""

    def __init__(self) -> None:
        self.change = threading.Condition()
        self.ticks = self.acknowledged = 0
        self.up = True
        self.over = False
        self.wrong: list[str] = []

    def tick(self, acknowledged: int = 0) -> None:
        """Something was sent or acknowledged."""
        with self.change:
            self.ticks += 1
            self.acknowledged += acknowledged
            self.change.notify_all()

    def wait_for(self, *, more: int = 0, acknowledged: int = 0) -> None:
        """Until so much more has happened, and so many saves in all were acknowledged; or until something is wrong."""
        wanted = self.ticks + more
        while not self.wrong and (self.ticks < wanted or self.acknowledged < acknowledged):
            self.wait_for_tick()

    def wait_for_tick(self) -> None:
        """Until anything happens."""
        with self.change:
            before = self.ticks
            moved = self.change.wait_for(lambda: self.ticks > before or self.wrong, PATIENCE)
        assert moved, "nobody writes any more"

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
    """A guest who saves one text after the other, each on the version before, and tries again when nobody answers.

    A server that had lost the version before would refuse the next: so each acknowledged text is asked for again.
    """

    def __init__(self, number: int, server: Server, clock: Clock) -> None:
        super().__init__(daemon=True)
        self.number, self.clock = number, clock
        self.caller = Caller(server.url)
        self.envelope = {"base": "0", "round": "", "consent": "yes"}
        self.sent: list[str] = []
        self.acknowledged = -1  # the place in `sent` of the last text that the server said it has
        self.tried: list[str] = []
        self.unanswered = 0  # saves whose answer never came

    def run(self) -> None:
        while not self.clock.over and not self.clock.wrong:
            try:
                self.save()
            except (OSError, HTTPException):
                self.unanswered += 1
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
        if reply.status >= 500:
            raise HTTPException("a server without its database")
        answer = json.loads(reply.text)
        if (reply.status, answer["state"]) != (200, "saved"):
            raise AssertionError(f"{reply.status} {answer['state']} {answer['words']}")
        self.envelope = {"base": str(answer["version"]), "round": answer["round"]}
        self.acknowledged, self.tried = len(self.sent) - 1, []
        self.clock.tick(acknowledged=1)

    def lost(self) -> str:
        """What is wrong with what stands there: it is the last acknowledged text, or one that was sent after it."""
        page = self.caller.get(TOPIC)
        box = re.search(r"<textarea[^>]*name=\"a-text\"[^>]*>\n?(.*?)</textarea>", page.text, re.DOTALL)
        there = html.unescape(box[1]) if box else f"no question ({page.status})"
        if self.acknowledged >= 0 and there in self.sent[self.acknowledged :]:
            return ""
        return (
            f"writer {self.number}: {there[:40]!r} is there, {self.acknowledged + 1} of {len(self.sent)} acknowledged"
        )


@dataclass(frozen=True)
class Outcome:
    """Saves that were acknowledged and that nobody answered, what was lost, and seconds from each start to ready."""

    acknowledged: int
    unanswered: int
    lost: list[str]
    ready: list[float]


def write_while_killed(server: Server, *, kills: int, saves: int = 0) -> Outcome:
    """Kill the server at moments that nobody chose, spread over so many acknowledged saves (else close together)."""
    clock, ready = Clock(), []
    most = max(60, 4 * saves // kills)
    writers = [Writer(number, server, clock) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    try:
        for _ in range(kills):
            clock.wait_for(more=random.randint(3, most))
            clock.say(up=False)
            server.kill()
            begun = time.perf_counter()
            server.start()
            ready.append(time.perf_counter() - begun)
            clock.say(up=True)
        clock.wait_for(more=4 * WRITERS, acknowledged=saves)
    finally:
        clock.say(over=True)
        for writer in writers:
            writer.join(PATIENCE)
    lost = [*clock.wrong, *filter(None, (writer.lost() for writer in writers))]
    return Outcome(clock.acknowledged, sum(writer.unanswered for writer in writers), lost, ready)
