"""Put a backup back."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reflections.management.backups import Refused
from reflections.management.backups.contents import Manifest
from reflections.management.backups.restoring import Replaced, restore_backup


class Command(BaseCommand):
    """`manage.py restore FILE`: with the server stopped; asks, and keeps what was there."""

    help = "Put back what manage.py backup wrote to FILE, in place of the database. Stop the server first."

    def add_arguments(self, parser: CommandParser) -> None:
        """What, and whether it is asked."""
        parser.add_argument("file", type=Path, help="what manage.py backup wrote")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *, file: Path, yes: bool, **options: Any) -> None:
        """Restore; whatever stands in the way changes nothing."""
        try:
            done = restore_backup(file, lambda comes, goes: yes or self._agree(comes, goes))
        except Refused as why:
            raise CommandError(f"Nothing was changed. {why}") from None
        except OSError as why:
            raise CommandError(f"Nothing was changed. {why.filename}: {why.strerror}.") from None
        if done is None:
            raise CommandError("Nothing was changed.")
        self.stdout.write("Restored, compared row for row and brought up to date. Everybody is signed out.")
        self.stdout.write(f"Deleted again, because it had been deleted: {done.repeated:,} rows.")
        if done.kept:
            self.stdout.write(
                f"The database before is kept as {done.kept}. It also holds what was deleted: once you "
                f"are sure, delete it ({done.farewell})."
            )

    def _agree(self, comes: Manifest, goes: Replaced | None) -> bool:
        """Say what comes and what goes, and ask."""
        self.stdout.write(
            f"The backup of {comes.day:%d %B %Y, %H:%M} (UTC) is whole: {comes.rows('reflections_person'):,} people, "
            f"{comes.rows('reflections_answer'):,} answers."
        )
        if goes is None:
            return True
        self.stdout.write(
            f"It takes the place of {goes.people:,} people and {goes.answers:,} answers: what was written since is "
            "no longer there. What was deleted since is deleted again."
        )
        return input("Go on? Type yes: ").strip().lower() == "yes"
