"""Two devices on one answer, saving at the same moment: no text goes but one that its writer saw and wrote over.

Each device does what the page's script does: it saves on the version it knows; told that the answer was changed
elsewhere, it keeps its own text or takes the other's; where no answer comes, it goes on and names the lost save.
"""

import html
import json
import random
import threading
import uuid

import pytest

from tests.browser import Server
from tests.kinds.reading import Page
from tests.wire import ENVELOPE, PROMPTS, Caller, without_chrome

TEXTS = [key for key, kind in PROMPTS.items() if kind == "text"]
SAVES = 4
"""Of each device in one try."""


class Device(threading.Thread):
    """One of the two: `sent` is all it wrote, `over` what it wrote over, having seen it."""

    def __init__(self, name: str, caller: Caller, path: str, start: threading.Barrier) -> None:
        super().__init__()
        self.title, self.caller, self.path, self.start_together = name, caller, path, start
        self.page = {}
        self.look()
        self.tried: list[str] = []
        self.sent: set[str] = set()
        self.over: set[str] = set()
        self.told = 0
        self.wrong: Exception | None = None

    def run(self) -> None:
        self.start_together.wait()
        try:
            for number in range(SAVES):
                self.write(
                    f"{self.title}, {number}: {uuid.uuid4()}", heard=number == SAVES - 1 or random.random() < 0.7
                )
        except Exception as problem:  # shown by the test: a thread has nobody to raise to
            self.wrong = problem

    def look(self) -> None:
        """Load the page: the text that stands there, and what a save of it carries."""
        page = Page(without_chrome(self.caller.get(self.path).text))
        self.page = {name: page.named(name)[0].attrs["value"] for name in ENVELOPE}
        self.seen = page.named("a-text")[0].text.strip()

    def write(self, text: str, *, heard: bool) -> None:
        """Something new in the place of what the page shows; with `heard` False the answer gets lost."""
        self.sent.add(text)
        self.over.add(self.seen)
        self.seen = text
        status, answer = self.save(text)
        if heard:
            while status == 409:
                self.told += 1
                assert "device" in answer["choose"], "the other text is shown"
                self.page["base"] = str(answer["version"])
                status, answer = self.save(text, random.choice(["mine", "theirs"]))
            assert (status, answer["state"]) == (200, "saved"), answer
            self.hear(answer)

    def save(self, text: str, then: str = "") -> tuple[int, dict[str, str]]:
        """Send it: the status, and what the server says."""
        self.then = then
        key = str(uuid.uuid4())
        form = {**self.page, "a-text": text, "key": key, "tried": ",".join(self.tried), "then": then}
        self.tried.append(key)
        reply = self.caller.post(self.path, form, Accept="application/json")
        return reply.status, json.loads(reply.text)

    def hear(self, answer: dict[str, str]) -> None:
        """It is saved; where the other text was taken, that is what is looked at now."""
        self.tried = []
        self.page["base"] = str(answer["version"])
        if self.then == "theirs":
            self.look()


@pytest.fixture
def callers(server: Server) -> tuple[Caller, Caller]:
    """Two devices of one person."""
    first, second = Caller(server.url), Caller(server.url)
    first.fill("/write/before/", "begun")
    second.cookies = first.cookies
    return first, second


def test_no_text_is_lost_and_the_later_writer_is_told(callers: tuple[Caller, Caller], pytestconfig: pytest.Config):
    told = 0
    for number in range(5 * pytestconfig.getoption("times")):
        told += one_try(callers, f"/write/{TEXTS[number % len(TEXTS)]}/")
    print(f"told: {told}")


def one_try(callers: tuple[Caller, Caller], path: str) -> int:
    """Both write at once; how often one was told."""
    callers[0].fill(path, f"no device: {uuid.uuid4()}")
    together = threading.Barrier(len(callers))
    devices = [Device(f"device {name}", caller, path, together) for name, caller in zip("AB", callers, strict=True)]
    begun = devices[0].seen
    for device in devices:
        device.start()
    for device in devices:
        device.join()
    assert [device.wrong for device in devices] == [None, None]
    wanted = set.union({begun}, *(device.sent for device in devices)) - set.union(*(device.over for device in devices))
    there = "".join(html.unescape(callers[0].get(page).text) for page in (path, f"{path}earlier/"))
    assert {text for text in wanted if text not in there} == set()
    assert sum(device.told for device in devices) >= 1, "both began on the same text, and one came later"
    return sum(device.told for device in devices)
