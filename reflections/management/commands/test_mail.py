"""Try whether e-mail leaves, and arrives."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from reflections.management.mail import NotSent, try_mail


class Command(BaseCommand):
    """`manage.py test_mail ADDRESS`: one message, or in plain words why none left."""

    help = "Send one message to an address, as reminders are sent; what fails is said in one line."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("address", help="who gets the message: yourself")

    def handle(self, *, address: str, **options: Any) -> None:
        """Send it."""
        if not settings.EMAIL_URL:
            raise CommandError("No e-mail is set up here (UNTOLD_EMAIL_URL).")
        try:
            try_mail(address)
        except NotSent as why:
            raise CommandError(str(why)) from None
        self.stdout.write(f"The mail server took a message for {address}: see that it arrives, and not among the spam.")
