"""Tell people of days they set."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reflections.journal.reminders import remind
from reflections.management.alone import alone
from reflections.pages.runs import ran
from reflections.people.mail import NoMailServer


class Command(BaseCommand):
    """`manage.py remind`: an e-mail to whoever asked for it, in their morning, about a day that has come."""

    help = "Send the reminders that people asked for. Run it once an hour; it may be stopped at any moment."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remind, and say in one line how many; whoever could not be told is in the exit code."""
        if not settings.EMAIL_URL:
            self.stdout.write("No reminders: no e-mail is set up here (UNTOLD_EMAIL_URL).")
            return
        with alone("remind") as mine:
            if mine:
                self._remind()
            else:
                self.stdout.write("No reminders: another run is under way.")

    def _remind(self) -> None:
        try:
            result = remind(timezone.now())
        except NoMailServer as why:
            raise CommandError(f"No reminders: the mail server cannot be reached ({why}).") from None
        ran("remind")
        line = f"Reminders: {result.told} sent, {result.failed} failed, {result.given_up} of them given up."
        if result.failed:
            raise CommandError(line)
        self.stdout.write(line)
