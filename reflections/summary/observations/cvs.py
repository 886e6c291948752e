"""Both CVs, counted line by line; what a line means is its writer's to say."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reflections.summary.observations.rules import Noticed, Said, having, listed, rule


@rule("cv")
def two_sides(said: Said) -> Noticed:
    """From five lines on, both sides among them."""
    lines = said.cards("cv", "cv", "lines")
    seen, unseen = len(having(lines, "official")), len(having(lines, "untold"))
    if not seen or not unseen or seen + unseen < 5:
        return None
    beside = ngettext("Beside %(count)d line people see", "Beside %(count)d lines people see", seen) % {"count": seen}
    stand = ngettext("stands %(count)d they don’t", "stand %(count)d they don’t", unseen) % {"count": unseen}
    return _("%(beside)s %(stand)s.") % {"beside": beside, "stand": stand}


@rule("cv")
def years_in_both(said: Said) -> Noticed:
    """From two years on that have an official and an untold line."""
    lines = having(said.cards("cv", "cv", "lines"), "year")
    seen, unseen = ({line["year"] for line in having(lines, side)} for side in ("official", "untold"))
    both = sorted(seen & unseen)
    if len(both) < 2:
        return None
    words = ngettext(
        "%(count)d year has a line in both CVs: %(years)s.",
        "%(count)d years have a line in both CVs: %(years)s.",
        len(both),
    )
    return words % {"count": len(both), "years": listed(map(str, both))}


@rule("cv")
def untold_by_kind(said: Said) -> Noticed:
    """From four untold lines on that have a listed kind, of two kinds at least."""
    named = said.labels("cv", "kinds")
    kinds = Counter(line["what"] for line in having(said.cards("cv", "cv", "lines"), "untold", "what"))
    each = [f"{label} {kinds[key]}" for key, label in named.items() if kinds[key]]
    if kinds.total() < 4 or len(each) < 2:
        return None
    words = ngettext(
        "%(count)d untold line has a kind: %(each)s.", "%(count)d untold lines have a kind: %(each)s.", kinds.total()
    )
    return words % {"count": kinds.total(), "each": ", ".join(each)}


@rule("cv")
def picked_up_after(said: Said) -> Noticed:
    """From three untold lines on, when beside one at least stands who picked them up."""
    untold = having(said.cards("cv", "cv", "lines"), "untold")
    who = len(having(untold, "who"))
    if len(untold) < 3 or not who:
        return None
    words = ngettext(
        "Beside %(count)d of %(all)d untold lines stands who picked you up.",
        "Beside %(count)d of %(all)d untold lines stands who picked you up.",
        who,
    )
    return words % {"count": who, "all": len(untold)}
