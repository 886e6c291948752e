"""Observations: plain sentences counted from answers, in the guide's order with the ways of working first.

From structure only: counts, differences, dates, listed options; never from what a free text means. None on thin data
(each rule says from how much on it speaks), none that grades, praises, ranks people, advises or infers. A rule is one
small function in the file of its subject; each has a test of its own in `tests/summary/observations/`.
"""

import datetime as dt
from collections.abc import Mapping

from reflections.journal.reading import Answered
from reflections.summary.observations import (
    change,
    cvs,
    experiments,
    horizons,
    people,
    places,
    power,
    safe,
    ways,
    week,
)
from reflections.summary.observations.rules import Observation, Rule, Said

_SUBJECTS = (ways, week, horizons, places, people, experiments, cvs, safe, power, change)

RULES: dict[str, Rule] = {
    each.name: each for subject in _SUBJECTS for each in vars(subject).values() if isinstance(each, Rule)
}
"""Every rule by its name, in the order of the page."""


def observe(answers: Mapping[str, Answered], today: dt.date) -> list[Observation]:
    """All that the rules notice in `answers`."""
    said = Said({key: each for key, each in answers.items() if each.value is not None}, today)
    return [found for each in RULES.values() for found in each.observations(said)]
