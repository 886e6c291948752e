"""Serve Untold: prepares database, guide and static files where something changed, then listens."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from config.serve import serve
from config.starting import CannotStart


class Command(BaseCommand):
    """`manage.py serve`: the production server in this process; `make run` calls it, and so may a host."""

    help = "Serve Untold at UNTOLD_PORT with the production server."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen, and with how many processes."""
        parser.add_argument("--host", default="localhost", help="address to listen on (0.0.0.0: every network)")
        parser.add_argument("--processes", type=int, default=1, help="more than one needs PostgreSQL")

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until stopped; what stands in the way is said in one line."""
        try:
            serve(host=options["host"], processes=options["processes"])
        except CannotStart as why:
            sys.exit(str(why))
