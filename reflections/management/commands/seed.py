"""Fill a database with made-up people and workshops, to measure with."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reflections.guide.library import guide
from reflections.journal.models import Answer
from reflections.management.seed import make_people, make_workshops
from reflections.people.models import Person
from reflections.workshops.models import Workshop


def whole(text: str) -> int:
    """A number from 0 up; argparse says so when it is not."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text} is not a whole number from 0 up")
    return int(text)


class Command(BaseCommand):
    """`manage.py seed`: as many made-up people, rounds and workshops as asked for; says what is there then."""

    help = "Fill a database of its own with made-up people and workshops, to measure with."

    def add_arguments(self, parser: CommandParser) -> None:
        """How much of what."""
        parser.add_argument("--people", type=whole, default=100, help="how many, three in four of them guests")
        parser.add_argument("--rounds", type=whole, default=2, help="full rounds of each, half a year apart")
        parser.add_argument("--workshops", type=whole, default=4, help="how many; of four two have been run")
        parser.add_argument("--add", action="store_true", help="also where there are people already")

    def handle(self, *, people: int, rounds: int, workshops: int, add: bool, **options: Any) -> None:
        """Make them; where somebody might be writing, only when told to."""
        if not guide().prompts:
            raise CommandError("There is no guide yet: manage.py load_guide comes first.")
        if Person.objects.exists() and not add:
            raise CommandError(
                "There are people in this database. Take one of its own; --add adds to them all the same."
            )
        make_people(people=people, rounds=rounds)
        if workshops:
            make_workshops(workshops)
        self.stdout.write(
            f"There are {Person.objects.count():,} people, {Answer.objects.count():,} answers "
            f"and {Workshop.objects.count():,} workshops now."
        )
