"""From the first page to the last, and the days ahead."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reflections.summary.observations.rules import Noticed, Said, rule


@rule("before", "after")
def sure_before_and_after(said: Said) -> Noticed:
    """When the question was answered both times. Neither way is the right one."""
    before, after = (
        said.value(key, "scale").get("items", {}).get("sure", {}).get("now") for key in ("before", "after")
    )
    if before is None or after is None:
        return None
    if before == after:
        return _("How sure you are what to do next: %(before)d at the start, and again at the end.") % {
            "before": before
        }
    words = _("How sure you are what to do next: %(before)d at the start, %(after)d at the end.")
    return words % {"before": before, "after": after}


@rule("ask-whom", "collaboration-goals", "experiments")
def days_ahead(said: Said) -> Noticed:
    """From two days on that are still to come."""
    days = sorted(day for key in ("ask-whom", "collaboration-goals", "experiments") for day in said.days(key))
    if len(days) < 2:
        return None
    words = ngettext(
        "%(count)d date of yours is ahead; the next is %(day)s.",
        "%(count)d dates of yours are ahead; the next is %(day)s.",
        len(days),
    )
    return words % {"count": len(days), "day": date_format(days[0], "j F Y")}
