"""How long what was shown stays."""

from reflections.workshops.models import Workshop


def keep_totals(*, workshop: Workshop, keep: bool) -> None:
    """What was shown stays when the workshop's time is over, until an organiser deletes it; or goes with the rest."""
    Workshop.objects.filter(pk=workshop.pk).update(keep_totals=keep)
