"""Experiments: which end soon, how they stand, which say beforehand what would count as failed."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reflections.kinds.typed import is_day
from reflections.summary.observations.rules import Cells, Noticed, Said, having, rule

KIND = "experiments"


@rule(KIND)
def ending_this_month(said: Said) -> Noticed:
    """From one experiment on that runs and ends between today and the last day of the month."""
    days = [_end(card) for card in _named(said) if not card.get("outcome")]
    month = f"{said.today:%Y-%m}"
    count = sum(day is not None and day >= said.today and f"{day:%Y-%m}" == month for day in days)
    if not count:
        return None
    words = ngettext("%(count)d experiment ends this month.", "%(count)d experiments end this month.", count)
    return words % {"count": count}


@rule(KIND)
def experiments_stand(said: Said) -> Noticed:
    """From two experiments on that do not all stand alike."""
    cards = _named(said)
    states = [_state(card, said.today) for card in cards]
    names = {
        "running": _("%(count)d running"),
        "ended": _("%(count)d ended"),
        "kept": _("%(count)d kept"),
        "changed": _("%(count)d changed"),
        "dropped": _("%(count)d dropped"),
    }
    counts = {words: states.count(state) for state, words in names.items() if state in states}
    if len(cards) < 2 or len(counts) < 2:
        return None
    each = ", ".join(words % {"count": count} for words, count in counts.items())
    return ngettext("%(count)d experiment: %(each)s.", "%(count)d experiments: %(each)s.", len(cards)) % {
        "count": len(cards),
        "each": each,
    }


@rule(KIND)
def failing_was_defined(said: Said) -> Noticed:
    """From two experiments on, when one at least says what would count as failed."""
    cards = _named(said)
    defined = len(having(cards, "fails"))
    if len(cards) < 2 or not defined:
        return None
    words = ngettext(
        "For %(count)d of %(all)d experiments you wrote beforehand what would count as failed.",
        "For %(count)d of %(all)d experiments you wrote beforehand what would count as failed.",
        defined,
    )
    return words % {"count": defined, "all": len(cards)}


def _state(card: Cells, today: dt.date) -> str:
    """What became of it; before that, whether it runs or its day has passed."""
    end = _end(card)
    return card.get("outcome") or ("ended" if end and end < today else "running")


def _end(card: Cells) -> dt.date | None:
    day = str(card.get("ends") or "")
    return dt.date.fromisoformat(day) if is_day(day) else None


def _named(said: Said) -> list[Cells]:
    return having(said.cards(KIND, KIND), "what")
