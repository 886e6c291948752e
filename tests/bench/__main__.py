"""`make bench`: this app beside the smallest honest Django project, side by side in one run. Ratios are what counts."""

import argparse
import asyncio
import json
import resource
import statistics
import tempfile
import urllib.request
import uuid
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode

from tests.bench import backups, kills, live, pdf
from tests.bench.load import Measured, NextRequest, open_streams, press
from tests.bench.prepare import CSRF, FULL
from tests.bench.served import APPS, PAGES, PORTS, reading, serving

SUMMARY = "/summary/"
WORDS = "A topic that draws me, and what in it I would miss. " * 8


def summing_up(people: dict[str, list[tuple[str, str]]]) -> dict[str, list[NextRequest]]:
    """People who look at a full summary; the floor's page has the same rows and as many bytes."""
    request = urllib.request.Request(f"http://127.0.0.1:{PORTS['untold']}{SUMMARY}")
    request.add_header("Cookie", f"session={people['untold'][-1][0]}")
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - our own server
        size = len(answer.read())
    pages = {"floor": f"/rows/?bytes={size}", "untold": SUMMARY}
    return {app: [reading(app, person, page) for person in people[app][-FULL:]] for app, page in pages.items()}


class Saving:
    """Somebody who saves again and again, each time on the version before, as the page's script does."""

    def __init__(self, app: str, person: tuple[str, str]) -> None:
        self.app, (self.session, self.round) = app, person
        self.version, self.key = 1, ""

    def __call__(self, body: bytes) -> bytes:
        """The next save; the answer to the one before may be missing when a turn had ended."""
        form = {"csrfmiddlewaretoken": CSRF, "text": f"{WORDS}{uuid.uuid4()}"}
        if self.app == "untold":
            self.version = json.loads(body)["version"] if body else self.version
            tried, self.key = self.key, str(uuid.uuid4())
            form = {
                "csrfmiddlewaretoken": CSRF, "a-text": form["text"], "aside": "", "key": self.key,
                "base": str(self.version), "round": self.round, "path": "", "tried": tried, "then": "",
            }  # fmt: skip
        data = urlencode(form).encode()
        head = (
            f"POST {PAGES[self.app]} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n"
            f"Cookie: session={self.session}; csrf={CSRF}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(data)}\r\n\r\n"
        )
        return head.encode() + data


type Users = dict[str, dict[str, list[NextRequest]]]
"""By what they do, then by app. They are kept for the whole run: who saves knows the version of the save before."""


async def compare(users: Users, rounds: int, seconds: float, streams: int) -> None:
    """Print a table of rates, ratios and p95, the two apps taking turns."""
    held = [writer for app in APPS if streams for writer in await open_streams(PORTS[app], streams)]
    try:
        for title, doing in users.items():
            for connections in (1, 16, 64)[: 2 if len(doing["floor"]) == FULL else 3]:
                seen = await take_turns(doing, connections, rounds, seconds)
                print(row(title, streams, connections, seen), flush=True)
    finally:
        for writer in held:
            writer.close()


async def take_turns(
    doing: dict[str, list[NextRequest]], connections: int, rounds: int, seconds: float
) -> dict[str, list[Measured]]:
    """What each app gave in each turn; a first, short turn warms up and does not count."""
    seen: dict[str, list[Measured]] = {app: [] for app in APPS}
    for turn in range(rounds + 1):
        for app in APPS:
            measured = await press(PORTS[app], doing[app][:connections], seconds if turn else 0.5)
            if turn:
                seen[app].append(measured)
    return seen


def row(title: str, streams: int, connections: int, seen: dict[str, list[Measured]]) -> str:
    """One line of the table: medians, and the median of the ratios turn by turn."""
    rate = {app: statistics.median(each.rate for each in seen[app]) for app in APPS}
    p95 = {app: statistics.median(each.p95 for each in seen[app]) for app in APPS}
    pairs = list(zip(seen["untold"], seen["floor"], strict=True))
    ratio = statistics.median(ours.rate / floor.rate for ours, floor in pairs)
    tail = statistics.median(ours.p95 / floor.p95 for ours, floor in pairs)
    return (
        f"| {title} | {streams:,} | {connections} | {rate['floor']:.0f} | {rate['untold']:.0f} | **{ratio:.2f}** "
        f"| {p95['floor']:.1f} | {p95['untold']:.1f} | {tail:.2f} |"
    )


def side_by_side(options: argparse.Namespace, folder: Path) -> None:
    """The pages, beside those of the floor app, without streams and while 1,000 are held."""
    print("| what | streams | connections | floor/s | untold/s | ratio | floor p95 ms | untold p95 ms | p95 ratio |")
    print("|---|---|---|---|---|---|---|---|---|", flush=True)
    with ExitStack() as stack:
        people = {app: stack.enter_context(serving(app, folder, options.arrangement)).people for app in APPS}
        acts = {"read a prompt": reading, "save an answer": Saving}
        users = {
            title: {app: [act(app, person) for person in people[app][:-FULL]] for app in APPS}
            for title, act in acts.items()
        }
        users["read a full summary"] = summing_up(people)
        for streams in map(int, options.streams.split(",")):
            asyncio.run(compare(users, options.rounds, options.seconds, streams))


def main() -> None:
    """Run all tables, or the one that is asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--only", default="", choices=["pages", "pdf", "live", "kills", "backup"], help="one part of it")
    asked.add_argument("--rounds", type=int, default=5, help="turns a row")
    asked.add_argument("--seconds", type=float, default=2, help="seconds a turn")
    asked.add_argument("--arrangement", default="bridge", choices=["bridge", "a2wsgi", "django"])
    asked.add_argument("--streams", default="0,1000", help="how many idle event streams are held, one run each")
    asked.add_argument("--phones", default="1000,3000", help="how many listen to a room, one run each")
    asked.add_argument("--churn", type=int, default=60, help="seconds in which phones drop and return")
    asked.add_argument(
        "--postgres", default="", help="a PostgreSQL beside whose databases one is made for two processes"
    )
    asked.add_argument("--kills", type=int, default=100, help="how often each server is killed")
    asked.add_argument("--saves", type=int, default=20_000, help="saves that are acknowledged meanwhile")
    asked.add_argument("--answers", type=int, default=100_000, help="how many a backup holds")
    options = asked.parse_args()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(max(soft, 8192), hard), hard))
    with tempfile.TemporaryDirectory() as folder:
        if options.only in {"", "pages"}:
            side_by_side(options, Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        if options.only in {"", "pdf"}:
            pdf.files(Path(folder), options.rounds, options.seconds)
    with tempfile.TemporaryDirectory() as folder:
        if options.only in {"", "live"}:
            live.live(Path(folder), options)
    with tempfile.TemporaryDirectory() as folder:
        if options.only in {"", "kills"}:
            kills.kills(Path(folder), options)
    with tempfile.TemporaryDirectory() as folder:
        if options.only in {"", "backup"}:
            backups.backups(Path(folder), options)


if __name__ == "__main__":
    main()
