"""Two tables: the least that writing and keeping a list can mean."""

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


class Row(models.Model):
    """A row of somebody's; those with fewer cells leave columns empty."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    one = models.TextField()
    two = models.TextField()
    three = models.TextField()
    four = models.TextField()
    five = models.TextField()
    six = models.TextField()
    seven = models.TextField()

    class Meta:
        app_label = "floor"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"row {self.pk}"
