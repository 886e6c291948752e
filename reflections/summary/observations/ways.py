"""Topic and way of working: people admired, ways chosen, strengths, style."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reflections.summary.observations.rules import Noticed, Said, having, listed, quoted, rule


@rule("admired")
def people_and_how(said: Said) -> Noticed:
    """From three people on, when for one at least something stands under how they work."""
    people = having(said.rows("admired"), "who")
    how = len(having(people, "how"))
    if len(people) < 3 or not how:
        return None
    named = ngettext("You named %(count)d person", "You named %(count)d people", len(people)) % {"count": len(people)}
    wrote = ngettext("for %(count)d you wrote how they work", "for %(count)d you wrote how they work", how) % {
        "count": how
    }
    return _("%(named)s; %(wrote)s.") % {"named": named, "wrote": wrote}


@rule("admired")
def people_to_learn_from(said: Said) -> Noticed:
    """From three people on, when for one at least it says from whom this could be learnt."""
    people = having(said.rows("admired"), "who")
    learn = len(having(people, "learn"))
    if len(people) < 3 or not learn:
        return None
    words = ngettext(
        "For %(count)d of %(all)d people you wrote from whom you could learn how they work.",
        "For %(count)d of %(all)d people you wrote from whom you could learn how they work.",
        learn,
    )
    return words % {"count": learn, "all": len(people)}


@rule("ways", "admired")
def ways_from_people(said: Said) -> Noticed:
    """From two ways on, when one at least was taken over from somebody admired."""
    chosen = said.cards("ways", "choice", "chosen")
    theirs = sum(one["key"].startswith("from-") for one in chosen)
    if len(chosen) < 2 or not theirs:
        return None
    words = ngettext(
        "%(count)d of your %(all)d ways of working comes from people you admire.",
        "%(count)d of your %(all)d ways of working come from people you admire.",
        theirs,
    )
    return words % {"count": theirs, "all": len(chosen)}


@rule("ways")
def ways_that_happened(said: Said) -> Noticed:
    """From two ways on, when beside one at least a moment was written."""
    chosen = said.cards("ways", "choice", "chosen")
    moments = len(having(chosen, "moment"))
    if len(chosen) < 2 or not moments:
        return None
    words = ngettext(
        "Beside %(count)d of your %(all)d ways of working stands a moment it happened.",
        "Beside %(count)d of your %(all)d ways of working stand moments they happened.",
        moments,
    )
    return words % {"count": moments, "all": len(chosen)}


@rule("strengths")
def strengths_wished(said: Said) -> Noticed:
    """From three listed strengths on that have both marks."""
    named = said.labels("strengths", "items")
    items = said.value("strengths", "scale").get("items", {})
    steps = [marks["wish"] - marks["now"] for key, marks in items.items() if key in named and len(marks) == 2]
    if len(steps) < 3:
        return None
    counts = {
        _("more of %(count)d"): sum(step > 0 for step in steps),
        _("less of %(count)d"): sum(step < 0 for step in steps),
        _("as much as today of %(count)d"): sum(step == 0 for step in steps),
    }
    wishes = listed(words % {"count": count} for words, count in counts.items() if count)
    return _("Of %(all)d strengths, you wish for %(wishes)s.") % {"all": len(steps), "wishes": wishes}


@rule("style")
def style_moves(said: Said) -> Noticed:
    """From two listed lines on that have both marks, when one at least moves."""
    asked = said.items("style", "lines")
    lines = said.value("style", "spectrum").get("lines", {})
    both = {key: marks for key, marks in lines.items() if key in asked and {"now", "wish"} <= marks.keys()}
    steps = {key: marks["wish"] - marks["now"] for key, marks in both.items()}
    moves = [_towards(step, asked[key]["end" if step > 0 else "start"]) for key, step in steps.items() if step]
    if len(both) < 2 or not moves:
        return None
    words = ngettext(
        "You would move on %(count)d of %(all)d lines: %(moves)s.",
        "You would move on %(count)d of %(all)d lines: %(moves)s.",
        len(moves),
    )
    return words % {"count": len(moves), "all": len(both), "moves": listed(moves)}


def _towards(step: int, pole: str) -> str:
    words = ngettext("%(count)d step towards %(pole)s", "%(count)d steps towards %(pole)s", abs(step))
    return words % {"count": abs(step), "pole": quoted(pole)}
