"""The week as it is beside the week as it would be."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reflections.summary.observations.rules import Noticed, Said, listed, quoted, rule

MOST = 3
"""So many parts are named; the picture shows all."""


@rule("week")
def weeks_differ(said: Said) -> Noticed:
    """When both weeks are given away whole; the parts that differ most, in numbers."""
    now, wish = both_whole(said, "week")
    moves = {key: wish.get(key, 0) - now.get(key, 0) for key in {**now, **wish}}
    moved = sorted((key for key, step in moves.items() if step), key=lambda key: -abs(moves[key]))
    if not moved:
        return None
    named = said.labels("week", "parts")
    parts = listed(
        _("%(part)s (%(now)d to %(wish)d)")
        % {"part": quoted(named[key]), "now": now.get(key, 0), "wish": wish.get(key, 0)}
        for key in moved[:MOST]
    )
    if len(moved) > MOST:
        return _("The week you would like differs from a usual one most at %(parts)s.") % {"parts": parts}
    return _("The week you would like differs from a usual one at %(parts)s.") % {"parts": parts}


@rule("week")
def week_has_none_of(said: Said) -> Noticed:
    """When both weeks are given away whole: what is in the wished one and not in the usual one."""
    now, wish = both_whole(said, "week")
    named = said.labels("week", "parts")
    new = [quoted(named[key]) for key, count in wish.items() if count and not now.get(key)]
    if not new:
        return None
    words = ngettext(
        "%(count)d part of the week you would like has no place in a usual one: %(parts)s.",
        "%(count)d parts of the week you would like have no place in a usual one: %(parts)s.",
        len(new),
    )
    return words % {"count": len(new), "parts": listed(new)}


def both_whole(said: Said, prompt: str) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Now and wished of an allocation if both were given away whole, in parts the prompt lists; else nothing twice."""
    value, named = said.value(prompt, "allocation"), said.labels(prompt, "parts")
    lanes = (value.get("now", {}), value.get("wish", {}))
    whole = all(sum(lane.values()) == value.get("total") and lane.keys() <= named.keys() for lane in lanes)
    return lanes if value and whole else ({}, {})
