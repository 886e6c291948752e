"""What a rule is, and the answers as rules look at them."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from reflections.journal.reading import Answered
from reflections.kinds import Value, kind
from reflections.kinds.inputs import labels

type Noticed = str | Mapping[str, str] | None
"""What a rule gives: a sentence; or several, each by a key that says what it is about; or nothing."""
type Cells = Mapping[str, Any]


@dataclass(frozen=True)
class Observation:
    """A sentence, the rule it comes from, what of several it is about, and the prompts it rests on."""

    rule: str
    about: str
    words: str
    rests_on: tuple[str, ...]

    @property
    def key(self) -> str:
        """What it is put away by."""
        return f"{self.rule}:{self.about}" if self.about else self.rule


class Said:
    """The answers of a round as rules look at them.

    What is missing, sealed, unreadable or of another kind than a rule expects is empty: a rule then has too little
    to speak of, and says nothing.
    """

    def __init__(self, answers: Mapping[str, Answered], today: dt.date) -> None:
        self.answers, self.today = answers, today

    def value(self, prompt: str, kind_key: str) -> Value:
        """The value, if it is of that kind; else nothing."""
        value = self.answers[prompt].value if prompt in self.answers else None
        return value if value and value["kind"] == kind_key else {}

    def rows(self, prompt: str) -> list[Cells]:
        """The cells of each row of an answer of the kind `rows`."""
        return [row["cells"] for row in self.value(prompt, "rows").get("rows", ())]

    def cards(self, prompt: str, kind_key: str, rows: str = "rows") -> list[Cells]:
        """The rows of an answer whose kind keeps them as they are."""
        return list(self.value(prompt, kind_key).get(rows, ()))

    def items(self, prompt: str, listed: str) -> dict[str, Cells]:
        """What a prompt lists, by key, in the wording that was replied to."""
        found = self.answers[prompt].prompt.items(listed) if prompt in self.answers else []
        return {each["key"]: each for each in found}

    def labels(self, prompt: str, listed: str) -> dict[str, str]:
        """Key to label of what a prompt lists."""
        return labels(list(self.items(prompt, listed).values()))

    def options(self, prompt: str, column: str) -> dict[str, str]:
        """Key to label of the options of one column."""
        return labels(self.items(prompt, "columns").get(column, {}).get("options", ()))

    def days(self, prompt: str) -> list[dt.date]:
        """The days after today on which something is due."""
        value = self.answers[prompt].value if prompt in self.answers else None
        dates = kind(value["kind"]).dates(value) if value else ()
        return sorted(due.day for due in dates if due.what == "due" and due.day > self.today)


@dataclass(frozen=True)
class Rule:
    """A named rule and the prompts it looks at."""

    name: str
    prompts: tuple[str, ...]
    notice: Callable[[Said], Noticed]

    def observations(self, said: Said) -> Iterator[Observation]:
        """What it notices; each rests on those of its prompts that were answered."""
        noticed = self.notice(said)
        each = {"": noticed} if isinstance(noticed, str) else noticed or {}
        rests_on = tuple(prompt for prompt in self.prompts if prompt in said.answers)
        for about, words in each.items():
            on = (about,) if about in rests_on else rests_on
            yield Observation(self.name, about, words, on)


def rule(*prompts: str) -> Callable[[Callable[[Said], Noticed]], Rule]:
    """Makes a function a rule that looks at `prompts`. Its name is for good: what was put away is found by it."""
    return lambda notice: Rule(notice.__name__.replace("_", "-"), prompts, notice)


def having(rows: Iterable[Cells], *columns: str) -> list[Cells]:
    """The rows with something in each of `columns`."""
    kept = list(rows)
    for column in columns:
        cells = [row.get(column) for row in kept]
        filled = [cell.strip() if isinstance(cell, str) else cell for cell in cells]
        kept = [row for row, something in zip(kept, filled, strict=True) if something]
    return kept


def listed(things: Iterable[str]) -> str:
    """ "A, B and C"."""
    return str(get_text_list(list(things), _("and")))


def quoted(label: str) -> str:
    """A label of the page inside a sentence."""
    return _("“%(label)s”") % {"label": label}
