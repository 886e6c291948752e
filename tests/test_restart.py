"""A restart that nobody notices: the socket is held elsewhere, as systemd does, and the server comes and goes."""

import json
import socket
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.driven import Driven, driven_server
from tests.wire import Caller
from tests.workshops.ears import Ear

WRITERS, RESTARTS, BETWEEN = 16, 5, 40
TOPIC = "/write/topic/"
HAND_OVER = """import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1")
os.execv(sys.executable, [sys.executable, *sys.argv[2:]])"""
"""What systemd does before it starts a service: the socket is file 3, for this process alone."""


class Writer(threading.Thread):
    """Saves one text after the other, each on the version before. Whatever is not answered is wrong: no second try."""

    def __init__(self, url: str, counted: threading.Semaphore, over: threading.Event) -> None:
        super().__init__(daemon=True)
        self.caller, self.counted, self.over = Caller(url), counted, over
        self.envelope = {"base": "0", "round": "", "consent": "yes"}
        self.text = self.wrong = ""

    def run(self) -> None:
        try:
            while not self.over.is_set():
                self.save()
        except Exception as problem:
            self.wrong = repr(problem)
            self.over.set()
        finally:
            self.counted.release(RESTARTS * BETWEEN)

    def save(self) -> None:
        text = str(uuid.uuid4())
        form = {**self.envelope, "a-text": text, "key": str(uuid.uuid4()), "tried": ""}
        reply = self.caller.post(TOPIC, form, Accept="application/json")
        answer = json.loads(reply.text)
        assert (reply.status, answer["state"]) == (200, "saved"), reply.text
        self.envelope = {"base": str(answer["version"]), "round": answer["round"]}
        self.text = text
        self.counted.release()


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Driven]:
    """A server whose socket this process holds."""
    with driven_server(tmp_path, "untold_restarted") as server:
        server.stop()
        with socket.create_server(("127.0.0.1", server.port), backlog=4096) as listening:
            server.command = ("-c", HAND_OVER, str(listening.fileno()), *server.command)
            server.handed = (listening.fileno(),)
            server.start()
            yield server


def test_sixteen_write_and_listen_while_the_server_is_restarted(held: Driven):
    counted, over = threading.Semaphore(0), threading.Event()
    writers = [Writer(held.url.replace("localhost", "127.0.0.1"), counted, over) for _ in range(WRITERS)]
    room = held.do("room")
    for writer in writers:
        writer.start()
    for _ in range(RESTARTS):
        ear = Ear(held, f"/w/{room['code']}/events/", room["cookies"][0])
        assert ear.ring()["tick"] == 1
        for _ in range(BETWEEN):
            counted.acquire()
        held.stop()
        ear.ends()  # a goodbye, not a line that broke
        held.start()
    over.set()
    for writer in writers:
        writer.join(60)
    assert [writer.wrong for writer in writers if writer.wrong] == []
    for writer in writers:
        assert writer.text and writer.text in writer.caller.get(TOPIC).text
