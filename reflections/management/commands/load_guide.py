"""`manage.py load_guide [FOLDER]`: fill the guide's tables from its files."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from reflections.guide.actions import load_guide
from reflections.guide.files import GuideError


class Command(BaseCommand):
    """Says what is wrong, a line a problem, or that the guide is loaded."""

    help = "Load the guide from its files. Safe to run at every start; an unchanged folder is not read again."

    def add_arguments(self, parser: CommandParser) -> None:
        """The folder may be another than the one that ships."""
        parser.add_argument("folder", nargs="?", type=Path, default=settings.BASE_DIR / "fixtures" / "guide")

    def handle(self, *, folder: Path, verbosity: int, **options: Any) -> None:
        """Load; a guide that cannot be loaded leaves the tables as they were."""
        try:
            changed = load_guide(folder)
        except GuideError as error:
            raise CommandError(f"The guide was not loaded.\n{error}") from None
        if verbosity:
            self.stdout.write("Guide loaded." if changed else "Guide is up to date.")
