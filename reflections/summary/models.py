"""What the summary keeps: sentences put away, parts left out, links for a mentor and replies, a feed for calendars."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from reflections.journal.models import Journal, Round
from reflections.people.seal import Sealed


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


class Selection(models.Model):
    """The ticks somebody set last: `left_out` holds the keys of prompts that stayed out, sealed like all they wrote."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    journal = models.OneToOneField(Journal, on_delete=models.CASCADE, related_name="selection")
    left_out_sealed = models.TextField(blank=True, default="")

    left_out = Sealed()

    def __str__(self) -> str:
        return f"selection {self.pk}"


class ShareLink(models.Model):
    """What a mentor may read behind a link, kept apart from the journal; only a digest of the link's secret is here.

    `parts` is a list of prompt keys in the order of the guide. `copies` holds their answers as they were; it is None
    for a link that shows them as they are now (`live`). `passphrase` is a hash, or empty. Whether anybody looked
    is written nowhere.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    journal = models.ForeignKey(Journal, on_delete=models.CASCADE, related_name="share_links")
    round = models.ForeignKey(Round, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    passphrase = models.CharField(max_length=128, blank=True, default="")
    live = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(db_index=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    name_sealed = models.TextField(blank=True, default="")
    question_sealed = models.TextField(blank=True, default="")
    parts_sealed = models.TextField(blank=True, default="")
    copies_sealed = models.TextField(blank=True, default="")

    name = Sealed()
    question = Sealed()
    parts = Sealed()
    copies = Sealed()

    class Meta:
        ordering: ClassVar = ["-made_at"]

    def __str__(self) -> str:
        return f"share link {self.pk}"


class Reply(models.Model):
    """What a mentor wrote back by a link, or that they declined; sealed like the journal it belongs to.

    `comments` is a list of ``{"place", "quote", "text"}``; `line` is one untold line of the mentor's own.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    link = models.OneToOneField(ShareLink, on_delete=models.CASCADE, related_name="reply")
    declined = models.BooleanField(default=False)
    sent_at = models.DateTimeField(default=timezone.now)
    text_sealed = models.TextField(blank=True, default="")
    comments_sealed = models.TextField(blank=True, default="")
    line_sealed = models.TextField(blank=True, default="")

    text = Sealed()
    comments = Sealed()
    line = Sealed()

    def __str__(self) -> str:
        return f"reply {self.pk}"


class Feed(models.Model):
    """A private address from which a calendar reads somebody's dates; only a digest of its secret is here."""

    journal = models.OneToOneField(Journal, on_delete=models.CASCADE, related_name="feed")
    digest = models.CharField(max_length=64, unique=True)
    discreet = models.BooleanField(default=True)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"feed {self.pk}"
