"""What a person writes alone. Everything they typed is sealed; what the database must find has its own column."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reflections.guide.models import PromptVersion
from reflections.people.seal import Sealed


class Journal(models.Model):
    """All that one person writes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="journal")
    begun_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"journal {self.pk}"


class Round(models.Model):
    """One pass through the guide."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    journal = models.ForeignKey(Journal, on_delete=models.CASCADE, related_name="rounds")
    name_sealed = models.TextField(blank=True, default="")
    path = models.SlugField(max_length=40, blank=True, default="")
    begun_at = models.DateTimeField(default=timezone.now)
    archived_at = models.DateTimeField(null=True, blank=True)

    name = Sealed()

    class Meta:
        ordering: ClassVar = ["begun_at"]

    def __str__(self) -> str:
        return f"round {self.pk}"


class Answer(models.Model):
    """What one round says to one prompt now, with an aside that is shared with nobody.

    `version` counts the saves; `last_key` names the last one, so that a repeated save changes nothing.
    `left_at` is the name of the field its writer was in, without a word of what they wrote.
    """

    class State(models.TextChoices):
        """Whether something stands there, or was left open on purpose."""

        WRITTEN = "written", _("written")
        SKIPPED = "skipped", _("left open")
        BLANK = "blank", _("open")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="answers")
    prompt = models.SlugField(max_length=40)
    prompt_version = models.ForeignKey(PromptVersion, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.BLANK)
    version = models.PositiveIntegerField(default=0)
    last_key = models.UUIDField(null=True, blank=True)
    saved_at = models.DateTimeField(default=timezone.now)
    left_at = models.CharField(max_length=80, blank=True, default="")
    value_sealed = models.TextField(blank=True, default="")
    aside_sealed = models.TextField(blank=True, default="")
    marks_sealed = models.TextField(blank=True, default="")

    value = Sealed()
    aside = Sealed()
    marks = Sealed()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "prompt"], name="one_answer_a_prompt")]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class Revision(models.Model):
    """An answer as it stood at the end of an earlier sitting, or the text not chosen when two devices met."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="revisions")
    prompt_version = models.ForeignKey(PromptVersion, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    value_sealed = models.TextField(blank=True, default="")
    aside_sealed = models.TextField(blank=True, default="")

    value = Sealed()
    aside = Sealed()

    class Meta:
        ordering: ClassVar = ["-saved_at"]

    def __str__(self) -> str:
        return f"revision {self.pk}"


class Date(models.Model):
    """A day that an answer asks for: a check-in that is due, or a letter that opens."""

    class What(models.TextChoices):
        """What happens on that day."""

        DUE = "due", _("due")
        OPENS = "opens", _("opens")

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="dates")
    row = models.CharField(max_length=40, blank=True, default="")
    what = models.CharField(max_length=8, choices=What.choices, default=What.DUE)
    day = models.DateField(db_index=True)

    def __str__(self) -> str:
        return f"date {self.pk}"

    def as_row(self) -> dict[str, Any]:
        """The date as an export writes it."""
        return {"row": self.row, "what": self.what, "day": self.day.isoformat()}


class Note(models.Model):
    """Dated free writing, tied to a prompt or not. `version` and `last_key` as in `Answer`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    journal = models.ForeignKey(Journal, on_delete=models.CASCADE, related_name="notes")
    prompt = models.SlugField(max_length=40, blank=True, default="")
    day = models.DateField(default=timezone.localdate, db_index=True)
    version = models.PositiveIntegerField(default=0)
    last_key = models.UUIDField(null=True, blank=True)
    saved_at = models.DateTimeField(default=timezone.now)
    text_sealed = models.TextField(blank=True, default="")
    tags_sealed = models.TextField(blank=True, default="")

    text = Sealed()
    tags = Sealed()

    class Meta:
        ordering: ClassVar = ["-day", "-saved_at"]

    def __str__(self) -> str:
        return f"note {self.pk}"


class Reminder(models.Model):
    """Somebody asked to be told by e-mail of days that are due. Days up to `told_until` have been told."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    journal = models.OneToOneField(Journal, on_delete=models.CASCADE, related_name="reminder")
    asked_at = models.DateTimeField(default=timezone.now)
    told_until = models.DateField(default=timezone.localdate)

    def __str__(self) -> str:
        return f"reminder {self.pk}"
