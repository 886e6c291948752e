"""Which round a summary is of: the one that is written in, or another of one's own that an address names."""

import uuid
from dataclasses import dataclass

from django.db.models import Subquery
from django.http import Http404, HttpRequest

from reflections.journal.actions import NoSuchRound, current_round
from reflections.journal.actions.rounds import find_round
from reflections.journal.models import Round
from reflections.people.prepared import Prepared
from reflections.summary.parts import round_name


def which_round(request: HttpRequest) -> tuple[Round | None, bool]:
    """The round, and whether it is only read, which one with `?round=` is. Not found when it is not theirs."""
    asked = request.GET.get("round")
    if not asked:
        return current_round(request.user), False
    try:
        return find_round(request.user, uuid.UUID(asked)), True
    except (NoSuchRound, ValueError):
        raise Http404(asked) from None


@dataclass(frozen=True)
class Heading:
    """What a page says of its round: name, day and key; the same of the round before it, to compare with."""

    this: Round
    name: str
    read_only: bool
    before: Round | None
    before_name: str


def heading(this: Round | None, *, read_only: bool) -> Heading | None:
    """The heading of a round; nothing where there is none."""
    if this is None:
        return None
    before = _before(this)
    return Heading(this, round_name(this), read_only, before, round_name(before))


def _before(this: Round) -> Round | None:
    """The round that was begun last before this one."""
    return next(iter(_BEFORE.objects(this.journal_id, this.pk)), None)


_BEFORE: Prepared[Round] = Prepared(
    lambda journal, this: Round.objects.filter(
        journal=journal, begun_at__lt=Subquery(Round.objects.filter(pk=this).values("begun_at"))
    ).order_by("-begun_at")[:1]
)
