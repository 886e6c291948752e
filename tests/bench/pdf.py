"""Files that the render process makes: how long they take, and whether other people notice."""

import asyncio
import contextlib
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf

from tests.bench.load import Measured, NextRequest, press
from tests.bench.served import PORTS, ROOT, Served, environment, reading, serving

READERS = 16
BOOKS = 6
"""So many people ask for their books, one after the other."""
ADDRESS = "/summary/untold.pdf?length=book&asides=1"


def files(folder: Path, rounds: int, seconds: float) -> None:
    """Print both tables."""
    with serving("untold", folder, "bridge", BOOKS) as served:
        command = [sys.executable, "-m", "tests.bench.books", str(rounds)]
        subprocess.run(command, cwd=ROOT, env=environment("untold", folder), check=True)
        print("\n| others read a prompt | connections | p95 ms alone | while books are made | ratio | most MB |")
        print("|---|---|---|---|---|---|", flush=True)
        asyncio.run(meanwhile(served, rounds, seconds))


class Asking:
    """People who get their books, one after the other; how long each took, and what came last."""

    def __init__(self, people: list[tuple[str, str]]) -> None:
        self.people, self.took, self.last = list(people), list[float](), b""

    def book(self) -> None:
        """The next one, of somebody else: nothing is remembered from the one before."""
        session, _round = person = self.people.pop(0)
        self.people.append(person)
        request = urllib.request.Request(f"http://127.0.0.1:{PORTS['untold']}{ADDRESS}")
        request.add_header("Cookie", f"session={session}")
        begun = time.perf_counter()
        with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310 - our own server
            self.last = answer.read()
        self.took.append(time.perf_counter() - begun)


async def meanwhile(served: Served, rounds: int, seconds: float) -> None:
    """Readers alone, then while somebody gets books, turn by turn; the first turn warms up and does not count."""
    readers = [reading("untold", person) for person in served.people[:READERS]]
    asking = Asking(served.people[-BOOKS:])
    alone, beside = [], []
    with watching(served.pid) as most:
        for turn in range(rounds + 1):
            quiet = await press(PORTS["untold"], readers, seconds)
            busy = await while_books_are_made(readers, asking, seconds)
            if turn:
                alone, beside = [*alone, quiet.p95], [*beside, busy.p95]
    with pikepdf.open(BytesIO(asking.last)) as last:
        what = f"{len(asking.took)} books of {len(last.pages)} pages, {statistics.median(asking.took):.1f} s each"
    ratio = statistics.median(busy / quiet for busy, quiet in zip(beside, alone, strict=True))
    p95 = f"{statistics.median(alone):.1f} | {statistics.median(beside):.1f}"
    print(f"| {what} | {READERS} | {p95} | {ratio:.2f} | {most[0] / 1e6:.0f} |", flush=True)


async def while_books_are_made(readers: list[NextRequest], asking: Asking, seconds: float) -> Measured:
    """What readers see while there is always a book under way."""
    seeing = asyncio.create_task(press(PORTS["untold"], readers, seconds))
    while not seeing.done():
        await asyncio.to_thread(asking.book)
    return await seeing


@contextlib.contextmanager
def watching(server: int) -> Iterator[list[int]]:
    """The most bytes that a render process of `server` has held at any time; it is asked often, for it is replaced."""
    most = [0]

    async def watch() -> None:
        while True:
            most[0] = max(most[0], *map(peak, children(server)), 0)
            await asyncio.sleep(0.05)

    task = asyncio.get_running_loop().create_task(watch())
    try:
        yield most
    finally:
        task.cancel()


def children(parent: int) -> list[int]:
    """Process numbers of those `parent` has started; none where the system does not say."""
    found = Path(f"/proc/{parent}/task").glob("*/children")
    return [int(pid) for each in found for pid in each.read_text().split()]


def peak(pid: int) -> int:
    """The most bytes of memory it has held."""
    with contextlib.suppress(OSError):
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        return 1024 * next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)
    return 0
