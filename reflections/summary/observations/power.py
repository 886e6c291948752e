"""Your power: what one does, starts or leaves for now, and for whom. What is listed is counted, never weighed."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reflections.summary.observations.rules import Cells, Noticed, Said, having, rule

KIND = "commitments"
PAGES = ("beyond-lab", "in-lab")


@rule(*PAGES)
def commitments_stand(said: Said) -> Noticed:
    """From three commitments on, on both pages together, of which it is said where they stand."""
    stands = [one["stand"] for one in _chosen(said)]
    names = {
        "do": _("%(count)d you do"),
        "start": _("%(count)d you start"),
        "not-now": _("%(count)d not now"),
    }
    if len(stands) < 3 or not set(stands) <= names.keys():
        return None
    each = ", ".join(words % {"count": stands.count(key)} for key, words in names.items() if key in stands)
    words = ngettext("%(count)d commitment: %(each)s.", "%(count)d commitments: %(each)s.", len(stands))
    return words % {"count": len(stands), "each": each}


@rule(*PAGES)
def starts_with_a_when(said: Said) -> Noticed:
    """From two commitments on that are started, when one at least has its moment."""
    starts = [one for one in _chosen(said) if one["stand"] == "start"]
    when = len(having(starts, "when"))
    if len(starts) < 2 or not when:
        return None
    words = ngettext(
        "You start %(all)d commitments; beside %(count)d you wrote when.",
        "You start %(all)d commitments; beside %(count)d you wrote when.",
        when,
    )
    return words % {"all": len(starts), "count": when}


@rule("depends-on-me")
def depending(said: Said) -> Noticed:
    """From two people on, when for one at least it says how they depend on the writer."""
    people = having(said.rows("depends-on-me"), "who")
    how = len(having(people, "how"))
    if len(people) < 2 or not how:
        return None
    words = ngettext(
        "You named %(all)d who depend on you a little; for %(count)d you wrote how.",
        "You named %(all)d who depend on you a little; for %(count)d you wrote how.",
        how,
    )
    return words % {"all": len(people), "count": how}


def _chosen(said: Said) -> list[Cells]:
    """The commitments of both pages of which it is said where they stand."""
    return [one for page in PAGES for one in having(said.cards(page, KIND, "chosen"), "stand")]
