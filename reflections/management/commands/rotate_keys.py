"""Seal everything with the first key, so that older ones can go."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reflections.management.alone import alone
from reflections.people.rotation import Rotation, rotate
from reflections.people.seal import encryption_keys


class Command(BaseCommand):
    """`manage.py rotate_keys`: while people write; says which older keys open nothing any more."""

    help = "Seal again with the first of UNTOLD_ENCRYPTION_KEYS what the others sealed. May be stopped and run again."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rotate; what could not be sealed again is in the exit code."""
        with alone("rotate_keys") as mine:
            if not mine:
                raise CommandError("Nothing done: another run is under way.")
            self._say(rotate())

    def _say(self, done: Rotation) -> None:
        first, *older = encryption_keys()
        self.stdout.write(f"{done.resealed:,} sealed again; key {first} seals {done.sealed_by[first]:,} now.")
        for key in older:
            if not done.sealed_by[key]:
                self.stdout.write(
                    f"Key {key} seals nothing in this database any more: take it out of UNTOLD_ENCRYPTION_KEYS, "
                    "and keep it with the backups made before today."
                )
        left = {key: count for key, count in done.sealed_by.items() if key != first}
        if left:
            counts = ", ".join(f"{count:,} by {key}" for key, count in left.items())
            advice = "Keep that key and run this again."
            if not left.keys() <= set(older):
                advice = "Bring every key that is named here and run this again; what it seals cannot be read without."
            broken = f" {len(done.broken):,} texts do not open." if done.broken else ""
            raise CommandError(f"Sealed by other keys still: {counts}.{broken} {advice}")
