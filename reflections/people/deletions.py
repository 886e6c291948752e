"""Deletions are remembered by id alone, so that a backup that is put back brings nothing back."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable

from django.db import models
from django.utils import timezone

from reflections.people.models import Deletion

REMEMBERED = dt.timedelta(days=400)
"""How long a deletion is known. No backup is to be kept longer: docs/hosting.md says so."""
ENDED = "ended"
"""In the place of a table: the share link still stands for the reply to it, and opens nothing."""


def remember(model: type[models.Model], rows: Iterable[uuid.UUID], table: str = "") -> None:
    """These rows of `model` go, in the transaction of the caller; remembered twice is once.

    `table` says something else than that the row went: `ENDED`.
    """
    table = table or name_of(model)
    gone = [Deletion(row=row, table=table) for row in rows]
    unique, update = ["row"], ["table", "day"]
    Deletion.objects.bulk_create(gone, update_conflicts=True, unique_fields=unique, update_fields=update)


def came_back(rows: Collection[uuid.UUID]) -> None:
    """Rows with these ids are made again by whom they belong to: from a file, or from a page that was still open."""
    Deletion.objects.filter(row__in=rows).delete()


def remembered(table: str) -> models.QuerySet[Deletion, uuid.UUID]:
    """The ids of what went from a table, as a query."""
    return Deletion.objects.filter(table=table).values_list("row", flat=True)


def delete_again(model: type[models.Model]) -> int:
    """Delete the rows of `model` that were deleted before and are there again; how many."""
    back = model._default_manager.filter(pk__in=remembered(name_of(model)))
    return back.delete()[1].get(model._meta.label, 0)


def name_of(model: type[models.Model]) -> str:
    """What a table is called in a deletion."""
    return str(model._meta.model_name)


def forget_old(*, today: dt.date | None = None) -> int:
    """Deletions that no backup is old enough to undo; how many."""
    last = (today or timezone.localdate()) - REMEMBERED
    return Deletion.objects.filter(day__lt=last).delete()[0]
