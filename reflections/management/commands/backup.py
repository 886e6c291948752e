"""Make a backup, while people write."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from reflections.management.alone import alone
from reflections.management.backups import Refused
from reflections.management.backups.keys import write_keys
from reflections.management.backups.making import Made, make_backup
from reflections.pages.runs import ran
from reflections.people.seal import encryption_keys


class Command(BaseCommand):
    """`manage.py backup FILE [--keys FILE]`: encrypted, and verified by restoring it beside; says what is in it."""

    help = "Write an encrypted backup of the database to FILE, and verify it. People may go on writing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to, and what may be replaced."""
        parser.add_argument("file", type=Path, help="where the backup goes")
        parser.add_argument("--keys", type=Path, help="also write the keys, to a file on another disk")
        parser.add_argument("--force", action="store_true", help="replace files that are there")
        parser.add_argument("--anyway", action="store_true", help="also write the keys to the same disk")

    def handle(self, *, file: Path, keys: Path | None, force: bool, anyway: bool, **options: Any) -> None:
        """Back up; nothing stands at FILE unless all went well."""
        with alone("copying") as mine:
            if not mine:
                raise CommandError("No backup: another run is under way.")
            try:
                if keys:
                    here = [Path(connection.settings_dict["NAME"])] if connection.vendor == "sqlite" else []
                    write_keys(keys, apart_from=[file, *here], force=force, anyway=anyway)
                made = make_backup(file, force=force)
            except Refused as why:
                raise CommandError(f"No backup: {why}") from None
            except OSError as why:
                raise CommandError(f"No backup: cannot write to {why.filename} ({why.strerror}).") from None
        ran("backup")
        self._say(file, made)

    def _say(self, file: Path, made: Made) -> None:
        people, answers = (made.manifest.rows(f"reflections_{table}") for table in ("person", "answer"))
        self.stdout.write(f"{file}: {people:,} people, {answers:,} answers, {file.stat().st_size / 1e6:,.1f} MB.")
        if made.unverified:
            self.stdout.write(f"NOT VERIFIED by restoring; it was only read back and decrypted. {made.unverified}.")
        else:
            self.stdout.write("Verified: restored beside and compared, row for row.")
        self.stdout.write(f"It opens with key {next(iter(encryption_keys()))} of UNTOLD_ENCRYPTION_KEYS alone.")
