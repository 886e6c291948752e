"""Delete what has outlived its time."""

from typing import Any

from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from reflections.pages.retention import end_accounts, end_guests, warn
from reflections.pages.runs import ran
from reflections.people.deletions import forget_old
from reflections.people.mail import NoMailServer
from reflections.people.sessions import forget_ended
from reflections.people.traces import empty_pages
from reflections.summary.sharing.actions import empty_expired
from reflections.workshops.actions.closing import end_outlived


class Command(BaseCommand):
    """`manage.py tidy`: people who did not come back, ended sessions, what expired links hold, workshops long over."""

    help = "Delete people who did not come back, ended sessions, what expired links hold, and workshops. Run it daily."

    def handle(self, *args: Any, **options: Any) -> None:
        """Tidy, and say in one line what went."""
        today = timezone.localdate()
        guests, accounts = end_guests(today), end_accounts(today)
        forget_old(today=today)
        sessions, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
        forget_ended()
        links = empty_expired()
        rooms = end_outlived()
        self.stdout.write(f"Deleted: {guests} guests who did not come back, {sessions} ended sessions.")
        self.stdout.write(f"Accounts: {accounts} deleted whose owners did not come back.")
        self.stdout.write(f"Emptied: {links} share links that have expired; replies stay.")
        self.stdout.write(
            f"Workshops: {rooms.closed} closed that nobody had closed, {rooms.deleted} deleted, "
            f"{rooms.emptied} reduced to their totals, {rooms.rehearsals} rehearsals deleted."
        )
        transaction.on_commit(empty_pages)
        self._warn()
        ran("tidy")

    def _warn(self) -> None:
        """Tell accounts that end soon, and say how many; a mail server that is away is an error."""
        try:
            result = warn(timezone.now())
        except NoMailServer as why:
            raise CommandError(f"Accounts: nobody was warned, the mail server cannot be reached ({why}).") from None
        line = f"Accounts: {result.told} warned, {result.silent} that cannot be told, {result.failed} tried again."
        self.stdout.write(line)
