"""What the site remembers about its own work."""

from django.db import models
from django.utils import timezone


class Run(models.Model):
    """When a command that has to come regularly last did its work to the end."""

    command = models.SlugField(max_length=40, primary_key=True)
    ended_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"run of {self.command}"
