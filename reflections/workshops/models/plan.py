"""The plan of a room and where it stands. The only people here are organisers."""

import datetime as dt
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reflections.people.seal import Sealed

CLOSES_AFTER = dt.timedelta(hours=12)
"""A workshop that nobody closes is closed this long after its planned end."""
KEPT = dt.timedelta(days=30)
"""As long after its end it is deleted."""


class Phase(models.TextChoices):
    """Where a step stands. `sift` is between closing and showing a wall: the organiser looks at the lines."""

    WRITE = "write", _("writing")
    SHARE = "share", _("sending is open")
    SIFT = "sift", _("looking at the lines")
    REVEAL = "reveal", _("shown")
    TALK = "talk", _("talking")


class Workshop(models.Model):
    """A room: its plan and where it stands. `tick` counts every change of what phones and screen show; `last_act` is
    the tick of the last one that an organiser made in running it: a page that shows this one or a later is not old.

    With `rehearsal_of` it is a rehearsal: made-up people sit in it, and it has no join code, so that no real seat can.
    """

    class State(models.TextChoices):
        """Before its doors open, while it runs, and after."""

        PLANNED = "planned", _("planned")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    time_zone = models.CharField(max_length=64, default="UTC")
    language = models.CharField(max_length=10, default="en")
    minutes = models.PositiveSmallIntegerField(default=60)
    agenda = models.SlugField(max_length=40, blank=True, default="")
    turn_to = models.CharField(max_length=300, blank=True, default="")
    from_before = models.CharField(max_length=300, blank=True, default="")
    voluntary = models.BooleanField(default=True)
    own_pace = models.BooleanField(default=True)
    locked = models.BooleanField(default=False)
    rehearsal_of = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="rehearsals")
    keep_totals = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PLANNED)
    step = models.ForeignKey("Step", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    phase = models.CharField(max_length=8, choices=Phase.choices, blank=True, default="")
    ends_at = models.DateTimeField(null=True, blank=True)
    paused = models.BooleanField(default=False)
    tick = models.PositiveIntegerField(default=0)
    last_act = models.PositiveIntegerField(default=0)
    screen_key = models.CharField(max_length=40, blank=True, default="")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        ordering: ClassVar = ["-starts_at"]

    def __str__(self) -> str:
        return f"workshop {self.pk}"

    @property
    def planned_end(self) -> dt.datetime:
        """When its slot is over."""
        return self.starts_at + dt.timedelta(minutes=self.minutes)

    @property
    def is_open(self) -> bool:
        """Whether it runs."""
        return self.state == self.State.OPEN

    @property
    def is_closed(self) -> bool:
        """Whether it is over."""
        return self.state == self.State.CLOSED


class Organiser(models.Model):
    """Somebody who may run a workshop. Its owner may also delete it, and hands it on when they leave."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="organisers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    is_owner = models.BooleanField(default=False)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["since", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["workshop", "person"], name="one_organiser_once")]

    def __str__(self) -> str:
        return f"organiser {self.pk}"


class Invitation(models.Model):
    """A link by which one account becomes a co-organiser, once; only its digest is kept."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class JoinCode(models.Model):
    """Eight digits for the wall, and the longer `secret` of the QR code beside them.

    One that was reset (`ended_at`) opens no door any more; for the seats taken with it, it still names the room.
    """

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="codes")
    code = models.CharField(max_length=8, unique=True)
    secret = models.CharField(max_length=40, unique=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"join code {self.pk}"


class Step(models.Model):
    """One step of the agenda. `part`: what of an answer may go to the room; `closed`: nothing is taken any more.

    `result` is what the room sees, as `documents.stored` packs parts of a document; nothing when it may see nothing.
    `lines` are what was sent for the wall, in an order of chance, each ``{"words", "state"}``: new, up or held.
    The first twelve that are not held are looked at; once shown, only those that are up are left.
    """

    class Kind(models.TextChoices):
        """What people do in it."""

        PROMPT = "prompt", _("a question")
        TALK = "talk", _("you talk")
        GROUPS = "pairs", _("pairs or threes")
        PAUSE = "pause", _("a pause")
        WALL = "wall", _("a wall of lines")

    class Shared(models.TextChoices):
        """The one part of an answer that may go to the room."""

        NOTHING = "", _("nothing: it stays private")
        PICTURE = "picture", _("what was chosen, counted")
        LINE = "line", _("one line, for a wall")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    prompt = models.SlugField(max_length=40, blank=True, default="")
    title = models.CharField(max_length=120)
    say = models.TextField(blank=True, default="")
    minutes = models.PositiveSmallIntegerField(default=3)
    tender = models.BooleanField(default=False)
    part = models.CharField(max_length=8, choices=Shared.choices, blank=True, default="")
    size = models.PositiveSmallIntegerField(default=2)
    enough = models.BooleanField(default=False)
    closed = models.BooleanField(default=False)
    revealed = models.BooleanField(default=False)
    by_hands = models.BooleanField(default=False)
    keep_lines = models.BooleanField(default=False)
    result_sealed = models.TextField(blank=True, default="")
    lines_sealed = models.TextField(blank=True, default="")

    result = Sealed()
    lines = Sealed()

    class Meta:
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return f"step {self.pk}"

    @property
    def phases(self) -> tuple[str, ...]:
        """The phases it goes through, in order."""
        if self.kind not in {self.Kind.PROMPT, self.Kind.WALL}:
            return (Phase.TALK,)
        write = (Phase.WRITE,) if self.kind == self.Kind.PROMPT else ()
        if not self.part:
            return write or (Phase.TALK,)
        sift = (Phase.SIFT,) if self.part == self.Shared.LINE else ()
        return (*write, Phase.SHARE, *sift, Phase.REVEAL, Phase.TALK)

    @property
    def least(self) -> int:
        """So many have to send before anything is shown."""
        return 8 if self.tender else 5
