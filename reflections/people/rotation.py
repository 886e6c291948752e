"""A new key: what older keys sealed is sealed again with the first one, while people go on writing.

Rows are locked for the milliseconds in which a few of them are written, and one that somebody else holds is passed
over and found again in the next pass: nobody waits, and nobody's text is overwritten. What is left to do is read
from the rows themselves, so a run may be killed and started again.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Count, Model, Q, QuerySet
from django.db.models.functions import Substr

from reflections.people.seal import SealBroken, encryption_keys, key_of, seal, sealed_fields, unseal
from reflections.people.second_factor import MFAAdapter

BATCH = 100


@dataclass
class Rotation:
    """What a run did: values sealed again, rows whose seal is broken, and how many values each key still seals."""

    resealed: int = 0
    broken: set[str] = field(default_factory=set)
    sealed_by: Counter[str] = field(default_factory=Counter)


type Reseal = Callable[[Any], int]
"""Seals anew what in a row is not sealed with the first key; how many values that were. Raises `SealBroken`."""


def rotate() -> Rotation:
    """Seal with the first key what others sealed, in passes, until one finds nothing more that it can do."""
    done = Rotation()
    while sum([_pass_over(rows, columns, reseal, done) for rows, columns, reseal in _sealed_rows()]):
        pass
    done.sealed_by = _count()
    return done


def _sealed_rows() -> Iterator[tuple[QuerySet[Any], list[str], Reseal]]:
    """Rows that may hold something of an older key, the columns it is in, and how it is sealed again."""
    first = f"{next(iter(encryption_keys()))}."
    for model, fields in sealed_fields().items():
        columns = [each.column for each in fields]
        stale = Q()
        for column in columns:
            stale |= ~Q(**{column: ""}) & ~Q(**{f"{column}__startswith": first})
        yield model._default_manager.filter(stale).only("pk", *columns), columns, partial(_reseal_row, fields)
    yield Authenticator.objects.all(), ["data"], _reseal_factor


def _pass_over(rows: QuerySet[Any], columns: list[str], reseal: Reseal, done: Rotation) -> int:
    """Go over the rows once, a few at a time; how many values were sealed again."""
    before, following = done.resealed, rows.order_by("pk").values_list("pk", flat=True)
    keys = list(following[:BATCH])
    while keys:
        _seal_again(rows, keys, columns, reseal, done)
        keys = list(following.filter(pk__gt=keys[-1])[:BATCH])
    return done.resealed - before


@transaction.atomic
def _seal_again(rows: QuerySet[Any], keys: Collection[Any], columns: list[str], reseal: Reseal, done: Rotation) -> None:
    changed = []
    for row in rows.filter(pk__in=keys).select_for_update(skip_locked=True, no_key=True):
        try:
            values = reseal(row)
        except SealBroken as why:
            done.broken.add(str(why))
            continue
        done.resealed += values
        changed += [row] if values else []
    if changed:
        type(changed[0])._default_manager.bulk_update(changed, columns)


def _reseal_row(fields: list[Any], row: Model) -> int:
    first, values = next(iter(encryption_keys())), 0
    for each in fields:
        sealed = getattr(row, each.column)
        if sealed and key_of(sealed) != first:
            setattr(row, each.column, seal(unseal(sealed, each.place(row)), each.place(row)))
            values += 1
    return values


def _reseal_factor(row: Authenticator) -> int:
    """The secrets of a second factor stand sealed among other data."""
    _first, *older = encryption_keys()
    stale = [name for name, value in row.data.items() if isinstance(value, str) and key_of(value) in older]
    for name in stale:
        row.data[name] = MFAAdapter().encrypt(MFAAdapter().decrypt(row.data[name]))
    return len(stale)


def _count() -> Counter[str]:
    """How many values each key seals now, second factors included."""
    found: Counter[str] = Counter()
    for model, fields in sealed_fields().items():
        for each in fields:
            rows = model._default_manager.exclude(**{each.column: ""}).annotate(sealer=Substr(each.column, 1, 8))
            found.update(
                dict(rows.values("sealer").annotate(count=Count("pk")).order_by().values_list("sealer", "count"))
            )
    for data in Authenticator.objects.values_list("data", flat=True):
        found.update(key_of(value) for value in data.values() if isinstance(value, str) and "." in value[8:9])
    return found
