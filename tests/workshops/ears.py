"""Somebody who listens to a room, or asks where it is: plain HTTP, no browser."""

import http.client
import json
from collections.abc import Iterable
from typing import Any

PATIENCE = 20


class Ear:
    """One open stream. Every read fails after `PATIENCE` seconds."""

    def __init__(self, server: Any, path: str, cookie: str = "", **headers: str) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
        self.line.request("GET", path, headers={"Cookie": cookie, **headers})
        self.answer = self.line.getresponse()
        self.status = self.answer.status
        self.lines: list[str] = []
        self.last: dict[str, Any] = {}

    def ring(self) -> dict[str, Any]:
        """The next ring; its id is in it."""
        event: dict[str, Any] = {}
        for line in self:
            if line.startswith("id: "):
                event["id"] = line.removeprefix("id: ")
            if line.startswith("data: "):
                self.last = {**json.loads(line.removeprefix("data: ")), **event}
                return self.last
        raise EOFError

    def ring_of(self, **more: Any) -> dict[str, Any]:
        """The last ring, with these parts as they should be."""
        return {**self.last, **more}

    def until(self, tick: int) -> list[int]:
        """The ticks that rang up to this one."""
        heard = [self.ring()["tick"]]
        while heard[-1] != tick:
            heard.append(self.ring()["tick"])
        return heard

    def ends(self) -> list[str]:
        """What is still said before the server says goodbye."""
        return list(self)

    def __iter__(self) -> Iterable[str]:
        while line := self.answer.readline():
            self.lines.append(line.decode().rstrip("\n"))
            yield self.lines[-1]

    def close(self) -> None:
        self.answer.close()
        self.line.close()


def ask(server: Any, path: str, cookie: str = "", method: str = "GET", **headers: str) -> tuple[int, Any, bytes]:
    """One question: status, headers, body."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    try:
        line.request(method, path, headers={"Cookie": cookie, **headers})
        answer = line.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        line.close()
