"""Make a person to look around with."""

import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reflections.management.demo import NotMadeUp, is_there, make_demo
from reflections.people.links import absolute


class Command(BaseCommand):
    """`manage.py demo`: a made-up person with two full rounds and two workshops, and how to sign in as them."""

    help = "Make a made-up person with two rounds half a year apart and two workshops; prints how to sign in."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who it is, and whether one made before gives way."""
        parser.add_argument("--name", default="demo", help="the name to sign in with")
        parser.add_argument("--password", default="", help="by default a fresh one, printed once")
        parser.add_argument("--again", action="store_true", help="replace the demo person made before, and nobody else")

    def handle(self, *, name: str, password: str, again: bool, **options: Any) -> None:
        """Make them; a name that somebody has is left alone."""
        if is_there(name) and not again:
            raise CommandError(f"Somebody is called {name}. --again replaces the demo person; --name takes another.")
        password = password or secrets.token_urlsafe(12)
        try:
            make_demo(name, password)
        except NotMadeUp:
            raise CommandError(f"{name} is a real person, not one that was made up. Take another --name.") from None
        self.stdout.write(f"Sign in at {absolute('account_login')} as {name}, password {password}")
