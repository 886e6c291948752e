"""Places: what is known and what is guessed, what matters, whom to ask. No place is set above another."""

from collections import Counter
from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reflections.summary.observations.rules import Noticed, Said, having, listed, quoted, rule

MOST_WEIGHT = 3


@rule("places", "ask-whom")
def guesses(said: Said) -> Noticed:
    """From four cells on that say how one knows, when one at least is a guess."""
    known = [by for _line, by in _cells(said)]
    guessed, ask = known.count("guessed"), len(having(said.rows("ask-whom"), "who"))
    if len(known) < 4 or not guessed:
        return None
    words = ngettext("%(count)d of %(all)d cells is a guess", "%(count)d of %(all)d cells are guesses", guessed) % {
        "count": guessed,
        "all": len(known),
    }
    if not ask:
        return f"{words}."
    people = ngettext("%(count)d person to ask", "%(count)d people to ask", ask) % {"count": ask}
    return _("%(guesses)s: %(people)s.") % {"guesses": words, "people": people}


@rule("want")
def what_matters(said: Said) -> Noticed:
    """From three lines on that have a weight, when some but not all have the most."""
    lines, heavy = _weights(said)
    named = [_line(said, key) for key in heavy]
    if len(lines) < 3 or not heavy or len(heavy) == len(lines) or not all(named):
        return None
    words = ngettext(
        "%(count)d of %(all)d lines matters 3 of 3 to you: %(lines)s.",
        "%(count)d of %(all)d lines matter 3 of 3 to you: %(lines)s.",
        len(heavy),
    )
    return words % {"count": len(heavy), "all": len(lines), "lines": listed(named)}


@rule("places")
def lived_and_heard(said: Said) -> Noticed:
    """From four cells on that say how one knows, when both happened."""
    known = Counter(by for _line, by in _cells(said))
    if known.total() < 4 or not known["lived"] or not known["heard"]:
        return None
    words = _("Of %(all)d cells you lived %(lived)d and heard %(heard)d.")
    return words % {"all": known.total(), "lived": known["lived"], "heard": known["heard"]}


@rule("want", "places")
def guesses_that_matter(said: Said) -> Noticed:
    """From two cells on, on lines that matter most to the person, when one at least is a guess."""
    _lines, heavy = _weights(said)
    known = [by for line, by in _cells(said) if line in heavy]
    guessed = known.count("guessed")
    if len(known) < 2 or not guessed:
        return None
    words = ngettext(
        "On the lines that matter 3 of 3 to you, %(count)d of %(all)d cells is a guess.",
        "On the lines that matter 3 of 3 to you, %(count)d of %(all)d cells are guesses.",
        guessed,
    )
    return words % {"count": guessed, "all": len(known)}


@rule("ask-whom")
def questions_with_a_date(said: Said) -> Noticed:
    """From two people to ask on, when one question at least has a day to come."""
    people, days = having(said.rows("ask-whom"), "who"), said.days("ask-whom")
    if len(people) < 2 or not days or len(days) > len(people):
        return None
    words = ngettext(
        "You want to ask %(all)d people; %(count)d has a date to come, %(day)s.",
        "You want to ask %(all)d people; %(count)d have a date to come, the next %(day)s.",
        len(days),
    )
    return words % {"all": len(people), "count": len(days), "day": date_format(days[0], "j F Y")}


@rule("ask-whom")
def heard_from(said: Said) -> Noticed:
    """From two people to ask on, when beside one at least stands what was heard."""
    people = having(said.rows("ask-whom"), "who")
    heard = len(having(people, "heard"))
    if len(people) < 2 or not heard:
        return None
    words = ngettext(
        "You wrote what you heard from %(count)d of %(all)d people.",
        "You wrote what you heard from %(count)d of %(all)d people.",
        heard,
    )
    return words % {"count": heard, "all": len(people)}


def _weights(said: Said) -> tuple[dict[str, int], list[str]]:
    """The lines that have a weight, and those of them that have the most."""
    value = said.value("want", "spectrum")
    lines = {**value.get("lines", {}), **{own["key"]: own for own in value.get("own", ())}}
    weights = {key: marks["weight"] for key, marks in lines.items() if "weight" in marks}
    return weights, [key for key, weight in weights.items() if weight == MOST_WEIGHT]


def _line(said: Said, key: str) -> str:
    """A listed line by its two ends; nothing for one of the person's own, whose words are not ours to put in a row."""
    line = said.items("want", "lines").get(key)
    return quoted(f"{line['start']} – {line['end']}") if line else ""


def _cells(said: Said) -> Iterator[tuple[str, str]]:
    """The cells of all places that say how one knows: the line, and the way."""
    for place in said.cards("places", "places", "places"):
        yield from ((line, cell["by"]) for line, cell in place["cells"].items() if cell.get("at") and cell.get("by"))
