"""Who someone is: a guest or an account, in one table; and what they consented to."""

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PersonManager(BaseUserManager["Person"]):
    """Makes people; `create_user` and `create_superuser` are what Django's commands call."""

    def create_user(
        self, username: str | None, email: str = "", password: str | None = None, **more: object
    ) -> "Person":
        """A person with a name, or a guest when `username` is None."""
        person = self.model(username=username, email=self.normalize_email(email), **more)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, username: str, email: str = "", password: str | None = None) -> "Person":
        """A person who may use the operator's admin."""
        return self.create_user(username, email, password, is_staff=True, is_superuser=True)


class Person(AbstractBaseUser, PermissionsMixin):
    """A guest (no name, no password) or an account. Credentials may come later; the row stays the same."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(_("name"), max_length=150, null=True, blank=True, unique=True)
    email = models.EmailField(_("e-mail"), blank=True, default="")
    time_zone = models.CharField(max_length=64, blank=True, default="")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=timezone.now)
    last_seen = models.DateField(default=timezone.localdate, db_index=True)
    warned_on = models.DateField(null=True, blank=True)
    return_digest = models.CharField(max_length=64, blank=True, default="", db_index=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints: ClassVar = [models.UniqueConstraint(Lower("username"), name="person_name_any_case")]

    def __str__(self) -> str:
        return f"person {self.pk}"

    @property
    def is_guest(self) -> bool:
        """Whether this person writes without an account."""
        return self.username is None


class Consent(models.Model):
    """A yes to one purpose, in the wording of one version; taken back, it stays with the time it ended."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.purpose} {self.version}"


class ResetCode(models.Model):
    """A one-time code with which someone without e-mail sets a new password; only its digest is kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reset_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"reset code {self.pk}"


class Deletion(models.Model):
    """A row that was deleted, by its id alone: when a backup brings it back, it is deleted again."""

    row = models.UUIDField(primary_key=True, editable=False)
    table = models.CharField(max_length=40)
    day = models.DateField(default=timezone.localdate, db_index=True)

    def __str__(self) -> str:
        return f"deletion {self.pk}"
