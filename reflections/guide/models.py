"""What is asked. Public, the same for everyone, and filled from `fixtures/guide/` alone.

Words stand as JSON by language beside a structure without language, so a second language is a file, never a
column. The tables keep both as the files say them; `library` puts them together.
"""

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Chapter(models.Model):
    """A part of the guide: claims with their sources in `structure`, words by language in `content`."""

    key = models.SlugField(max_length=40, unique=True)
    position = models.PositiveSmallIntegerField()
    structure = models.JSONField(default=dict)
    content = models.JSONField(default=dict)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return self.key


class Prompt(models.Model):
    """A question that keeps its key while its wording changes. Retired, never deleted."""

    key = models.SlugField(max_length=40, unique=True)
    chapter = models.ForeignKey(Chapter, on_delete=models.PROTECT, related_name="prompts")
    number = models.PositiveSmallIntegerField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return self.key


class PromptVersion(models.Model):
    """One wording of a prompt: the highest number is asked today, old answers replied to the others."""

    prompt = models.ForeignKey(Prompt, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    structure = models.JSONField(default=dict)
    content = models.JSONField(default=dict)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["prompt", "number"], name="one_number_a_wording")]

    def __str__(self) -> str:
        return f"{self.prompt_id} v{self.number}"


class Path(models.Model):
    """A way through the guide: prompts in order, with the minutes they sum to, in `structure`."""

    key = models.SlugField(max_length=40, unique=True)
    position = models.PositiveSmallIntegerField()
    structure = models.JSONField(default=dict)
    content = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return self.key


class Agenda(models.Model):
    """A plan for a workshop that ships with the guide: steps in `structure`, what is said in `content`."""

    key = models.SlugField(max_length=40, unique=True)
    position = models.PositiveSmallIntegerField()
    structure = models.JSONField(default=dict)
    content = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return self.key


class GuideState(models.Model):
    """One row: the guide's own words by language, and the digest of its files: unchanged, they are not read again."""

    digest = models.CharField(max_length=64)
    content = models.JSONField(default=dict)
    loaded_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.digest[:12]
