"""A hundred thousand answers: how long a backup takes, alone and while sixteen people write, and a restore."""

import argparse
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench.served import SECRETS
from tests.management.backing import Place, people_writing
from tests.wire import own_server

ANSWERS_A_ROUND = 34
ROUNDS = 3
BIG = 100
DELETE = """
import time
from reflections.pages.holdings import forget_everything
most = Journal.objects.annotate(count=models.Count("rounds")).order_by("-count")[0]
person = most.person
begun = time.perf_counter()
forget_everything(person)
print(f"{time.perf_counter() - begun:.2f}")
"""


def backups(folder: Path, options: argparse.Namespace) -> None:
    """Print a line for each database there is."""
    os.environ.update(SECRETS)
    print("| backup | answers | MB | alone, s | while 16 write, s | saves meanwhile | restore, s | a person goes, s |")
    print("|---|---|---|---|---|---|---|---|", flush=True)
    for what, beside in {"SQLite": "", "PostgreSQL": options.postgres}.items():
        if what == "SQLite" or beside:
            os.environ["UNTOLD_TEST_SERVER_DATABASE"] = beside
            own = folder / what
            own.mkdir()
            with own_server(own, "untold_backups") as server:
                print(f"| {what} | {row(Place(server), own, options.answers)} |", flush=True)


def row(place: Place, folder: Path, answers: int) -> str:
    """The figures of one database."""
    people = str(answers // ANSWERS_A_ROUND // ROUNDS)
    place.do("seed", "--people", people, "--rounds", str(ROUNDS), "--workshops", "8")
    place.do("seed", "--people", "1", "--rounds", str(BIG), "--workshops", "0", "--add")
    file, busy = folder / "quiet.untold", folder / "busy.untold"
    alone, _ = timed(place.do, "backup", str(file))
    with people_writing(place.server) as (clock, _writers):
        before = clock.acknowledged
        meanwhile, _ = timed(place.do, "backup", str(busy))
        saves = clock.acknowledged - before
    count = int(place.ask("Answer.objects.count()"))
    _, gone = timed(place.do, "shell", "--verbosity", "0", "-c", DELETE)
    place.server.stop()
    back, _ = timed(place.do, "restore", "--yes", str(busy))
    size = file.stat().st_size / 1e6
    return f"{count:,} | {size:,.0f} | {alone:.0f} | {meanwhile:.0f} | {saves:,} | {back:.0f} | {gone.strip()}"


def timed(do: Callable[..., Any], *given: str) -> tuple[float, Any]:
    """How many seconds something took, and what came of it."""
    begun = time.perf_counter()
    came = do(*given)
    return time.perf_counter() - begun, came
