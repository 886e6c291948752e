"""One table: the least that writing can mean."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Note(models.Model):
    """A line of somebody's."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()

    class Meta:
        app_label = "floor"
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"note {self.pk}"
