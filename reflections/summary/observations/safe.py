"""Safe to fail: how places differ, and who picks up whom. No score, and no place is named."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reflections.summary.observations.rules import Noticed, Said, having, quoted, rule


@rule("safety")
def places_differ(said: Said) -> Noticed:
    """From two places on that share three statements: the one on which they differ most, when there is one such."""
    named = said.labels("safety", "items")
    places = [place["marks"] for place in said.cards("safety", "scale", "places") if place["marks"]]
    shared = {key: [marks[key] for marks in places] for key in named if all(key in marks for marks in places)}
    if len(places) < 2 or len(shared) < 3:
        return None
    gaps = {key: max(numbers) - min(numbers) for key, numbers in shared.items()}
    widest = [key for key, gap in gaps.items() if gap == max(gaps.values()) and gap > 1]
    if len(widest) != 1:
        return None
    numbers = shared[widest[0]]
    words = ngettext(
        "Your %(count)d place differs most on %(statement)s: from %(least)d to %(most)d.",
        "Your %(count)d places differ most on %(statement)s: from %(least)d to %(most)d.",
        len(places),
    )
    return words % {
        "count": len(places),
        "statement": quoted(named[widest[0]]),
        "least": min(numbers),
        "most": max(numbers),
    }


@rule("picked-up", "pick-up")
def lines_of_both(said: Said) -> Noticed:
    """When there are two lines on either page at least, and one on each."""
    who, whom = len(having(said.rows("picked-up"), "who")), len(having(said.rows("pick-up"), "who"))
    if not who or not whom or max(who, whom) < 2:
        return None
    up = ngettext("%(count)d line says who picks you up", "%(count)d lines say who picks you up", who)
    you = ngettext("%(count)d whom you could pick up", "%(count)d whom you could pick up", whom)
    return _("%(up)s, %(you)s.") % {"up": up % {"count": who}, "you": you % {"count": whom}}
