"""The real server, with somebody in its process who moves rooms: what a page of the console does in a page's thread.

`python -m tests.driven PROCESSES` serves; each line on its input is an order, each line it says begins with a brace.
With several processes it is the one above them that moves rooms, so that every bell crosses processes.
"""

import json
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from tests.browser import Server


class Driven(Server):
    """The product, served, and a hand inside."""

    def do(self, order: str, **more: Any) -> dict[str, Any]:
        """Have something done in the server's process, and hear what came of it once it is committed."""
        assert self.process and self.process.stdin and self.process.stdout
        print(json.dumps({"do": order, **more}), file=self.process.stdin, flush=True)
        for line in self.process.stdout:
            if line.startswith("{"):
                return json.loads(line)
        raise RuntimeError("the server is gone")


@contextmanager
def driven_server(folder: Path, name: str, processes: int = 1, beside: str | None = None) -> Iterator[Driven]:
    """One on a database that nobody else uses: a file, or `name` beside a PostgreSQL (that which tests were given)."""
    beside = os.environ.get("UNTOLD_TEST_SERVER_DATABASE", "") if beside is None else beside
    if beside:
        with psycopg.connect(beside, autocommit=True) as database:
            database.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            database.execute(f"CREATE DATABASE {name}")
    server = Driven(folder, f"{beside.rpartition('/')[0]}/{name}" if beside else "")
    server.command = ("-m", "tests.driven", str(processes))
    try:
        server.start()
        yield server
    finally:
        server.stop()
        if beside:
            with psycopg.connect(beside, autocommit=True) as database:
                database.execute(f"DROP DATABASE {name} WITH (FORCE)")


def obey() -> None:
    """Do what each line says."""
    from tests import orders

    for line in sys.stdin:
        order = json.loads(line)
        answer = getattr(orders, order.pop("do"))(**order)
        print(json.dumps(answer), flush=True)


def main() -> None:
    """Serve, and obey."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from config.serve import serve

    threading.Thread(target=obey, daemon=True).start()
    serve(host="localhost", processes=int(sys.argv[1]))


if __name__ == "__main__":
    main()
