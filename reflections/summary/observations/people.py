"""Collaborations: who is how near, which help comes from whom, goals. Nobody is compared with anybody."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reflections.summary.observations.rules import Noticed, Said, having, listed, rule

OTHER = "other"


@rule("network")
def people_by_ring(said: Said) -> Noticed:
    """From three people on that stand in a ring the page lists."""
    rings = [row["ring"] for row in having(said.rows("network"), "who", "ring")]
    known = [ring for ring in rings if ring in ("close", "sometimes", "would-like")]
    if len(known) < 3:
        return None
    names = {
        "close": _("%(count)d close"),
        "sometimes": _("%(count)d sometimes"),
        "would-like": _("%(count)d you would like to work with"),
    }
    each = ", ".join(words % {"count": known.count(ring)} for ring, words in names.items() if ring in known)
    words = ngettext("%(count)d person around you: %(each)s.", "%(count)d people around you: %(each)s.", len(known))
    return words % {"count": len(known), "each": each}


@rule("network")
def help_with_nobody(said: Said) -> Noticed:
    """From three people on with a kind of help: listed kinds with nobody beside them."""
    named, counted = _help(said)
    without = [label for key, label in named.items() if key not in counted]
    if not without or not named:
        return None
    words = ngettext(
        "%(count)d kind of help has nobody beside it: %(kinds)s.",
        "%(count)d kinds of help have nobody beside them: %(kinds)s.",
        len(without),
    )
    return words % {"count": len(without), "kinds": listed(without)}


@rule("network")
def help_with_one_name(said: Said) -> Noticed:
    """From three people on with a kind of help: listed kinds with one name beside them."""
    named, counted = _help(said)
    single = [label for key, label in named.items() if counted[key] == 1]
    if not single:
        return None
    words = ngettext(
        "%(count)d kind of help has one name beside it: %(kinds)s.",
        "%(count)d kinds of help have one name beside them: %(kinds)s.",
        len(single),
    )
    return words % {"count": len(single), "kinds": listed(single)}


@rule("network")
def both_directions(said: Said) -> Noticed:
    """From three people on, when for one at least both directions are written."""
    people = having(said.rows("network"), "who")
    both = len(having(people, "learn", "count-on"))
    if len(people) < 3 or not both:
        return None
    words = ngettext(
        "For %(count)d of %(all)d people you wrote what you learn with them and what they can count on you for.",
        "For %(count)d of %(all)d people you wrote what you learn with them and what they can count on you for.",
        both,
    )
    return words % {"count": both, "all": len(people)}


@rule("network")
def next_steps(said: Said) -> Noticed:
    """From three people on, when for one at least a next step is written."""
    people = having(said.rows("network"), "who")
    steps = len(having(people, "next"))
    if len(people) < 3 or not steps:
        return None
    words = ngettext(
        "For %(count)d of %(all)d people a next step is written.",
        "For %(count)d of %(all)d people a next step is written.",
        steps,
    )
    return words % {"count": steps, "all": len(people)}


@rule("collaboration-goals")
def goals_by_horizon(said: Said) -> Noticed:
    """From two goals on that have a horizon."""
    named = said.options("collaboration-goals", "horizon")
    goals = [row["horizon"] for row in having(said.rows("collaboration-goals"), "goal", "horizon")]
    counts = {label: goals.count(key) for key, label in named.items() if key in goals}
    if len(goals) < 2 or sum(counts.values()) < len(goals):
        return None
    each = listed(_("%(count)d at %(horizon)s") % {"count": n, "horizon": label} for label, n in counts.items())
    words = ngettext("%(count)d goal by horizon: %(each)s.", "%(count)d goals by horizon: %(each)s.", len(goals))
    return words % {"count": len(goals), "each": each}


@rule("collaboration-goals")
def goals_with_a_step(said: Said) -> Noticed:
    """From two goals on, when one at least has a first step."""
    goals = having(said.rows("collaboration-goals"), "goal")
    steps = len(having(goals, "step"))
    if len(goals) < 2 or not steps:
        return None
    words = ngettext(
        "%(count)d of %(all)d goals has a first step.", "%(count)d of %(all)d goals have a first step.", steps
    )
    return words % {"count": steps, "all": len(goals)}


def _help(said: Said) -> tuple[dict[str, str], Counter[str]]:
    """Listed kinds of help, and how many people stand beside each; nothing when it is written of fewer than three."""
    people = having(said.rows("network"), "who", "help")
    listed_kinds = {key: label for key, label in said.options("network", "help").items() if key != OTHER}
    if len(people) < 3:
        return {}, Counter()
    return listed_kinds, Counter(key for row in people for key in row["help"])
