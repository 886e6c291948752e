"""What the summary remembers by itself: which of its sentences somebody does not want to see again."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from reflections.journal.models import Journal


class Dismissal(models.Model):
    """An observation its reader found wrong: the rule and, where a rule speaks of several things, `about` which."""

    journal = models.ForeignKey(Journal, on_delete=models.CASCADE, related_name="dismissals")
    rule = models.SlugField(max_length=60)
    about = models.SlugField(max_length=60, blank=True, default="")
    dismissed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["journal", "rule", "about"], name="one_dismissal_an_observation")
        ]

    def __str__(self) -> str:
        return f"dismissal {self.pk}"
