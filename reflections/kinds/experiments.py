"""Experiments: small tries, each with a cheap way to fail and a day to look back on it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from reflections.documents.document import Own, Part, Table, Words
from reflections.documents.drawings import OPEN, Span, timeline
from reflections.documents.languages import once_a_language
from reflections.kinds import made_up, room
from reflections.kinds.base import Data, Due, Earlier, Gift, Kind, Prompt, Share, Unreadable, Value
from reflections.kinds.experiments_form import (
    BACK,
    BEGUN,
    ENDS,
    FAILED,
    LOOKED,
    OUTCOME,
    PLAN,
    TEXTS,
    answers,
    back_form,
    named,
    outcomes,
    plan_form,
    read,
    said_day,
)
from reflections.kinds.inputs import is_key
from reflections.kinds.interim import cells, is_interim
from reflections.kinds.listing import Said, are_rows, short, side_by_side
from reflections.kinds.typed import Typed, TypedForm, is_day

type Card = Mapping[str, str]

INTERIM = {"what": "what", "because": "because", "smallest": "smallest", "failed": "fails", "ends": ENDS}
"""Columns of the rows this was asked as before, and what they are here."""


class Experiments(Kind):
    """Value: ``{rows: [{key, what, because, smallest, fails, ends, begun, plus, minus, next, outcome, failed}]}``.

    All are texts and may be empty. `ends` and `begun` are days; `outcome` is ``kept``, ``changed`` or ``dropped``;
    `failed` is ``yes`` or ``no``: whether it did, by its own `fails`, as its writer states it.
    """

    key = "experiments"
    sends = ("line",)
    script = "rows.js"

    def form(
        self,
        prompt: Prompt,
        value: Value | None = None,
        earlier: Earlier | None = None,
        mode: str = "first",
        data: Data | None = None,
    ) -> TypedForm:
        """The cards, each with its look back folded away until it is due; and a blank one."""
        return plan_form(prompt, value, data)

    def look_back(self, prompt: Prompt, value: Value, row: str, data: Data | None = None) -> TypedForm | None:
        """One card to look back on, with the others kept as they are."""
        return back_form(prompt, value, row, data)

    def clean(self, prompt: Prompt, data: Data, earlier: Earlier | None = None) -> Value:
        """The cards in which anything was typed, as the row button pressed leaves them."""
        typed = Typed(data)
        rows = read(prompt, typed)
        typed.check()
        return {"kind": self.key, "v": self.v, "rows": rows}

    def upgrade(self, value: Value) -> Value:
        """The value if it is whole; rows from before this kind was there become cards."""
        if is_interim(value):
            value = {"kind": self.key, "v": self.v, "rows": [_card(*row) for row in cells(value, INTERIM)]}
        value = super().upgrade(value)
        if set(value) != {"kind", "v", "rows"} or not are_rows(value["rows"], _is_card):
            raise Unreadable(self.key)
        return value

    def is_empty(self, value: Value) -> bool:
        """Whether there is no card."""
        return not value["rows"]

    def words(self, value: Value) -> list[str]:
        """What was typed, card by card."""
        return [card[name] for card in value["rows"] for name in TEXTS if card[name].strip()]

    def dates(self, value: Value) -> list[Due]:
        """The day each experiment ends, until its writer says what became of it; a plus alone is half a look back."""
        waiting = [card for card in value["rows"] if card[ENDS] and not (card[OUTCOME] or card[FAILED])]
        return [Due(card["key"], dt.date.fromisoformat(card[ENDS])) for card in waiting]

    def passages(self, prompt: Prompt, value: Value) -> tuple[Part, ...]:
        """All of them on one line of time; then in words what was planned, and what was seen on looking back."""
        parts: list[Part] = []
        if any(card[ENDS] or card[BEGUN] for card in value["rows"]):
            parts.append(timeline(prompt.title, [_span(card, n) for n, card in _counted(value)], localdate(), states()))
        looked = [(number, card) for number, card in _counted(value) if _looked_back(card)]
        planned = _table(_("Planned"), _counted(value), PLAN[1:]) if value["rows"] else ()
        return (*parts, *planned, *(_table(_("Looked back"), looked, (*BACK, OUTCOME)) if looked else ()))

    def compare(self, prompt: Prompt, old: Value, new: Value) -> tuple[Part, ...]:
        """Which experiments are new, changed or gone."""
        return side_by_side(prompt.title, _in_words(old), _in_words(new))

    def shareable(self, prompt: Prompt, value: Value) -> list[Share]:
        """One line of what is tried; nothing else of it."""
        lines = dict.fromkeys(room.for_wall(card["what"]) for card in value["rows"] if card["what"].strip())
        return [Share({"kind": self.key, "v": self.v, "line": line}, line) for line in lines]

    def clean_part(self, prompt: Prompt, data: Data) -> Any:
        """One line for the wall."""
        return room.read_line(self.key, self.v, data)

    def pool(self, prompt: Prompt, parts: Sequence[Any], least: int) -> Part | None:
        """The lines on a wall."""
        return room.wall(prompt, [part["line"] for part in parts], least)

    def made_up(self, prompt: Prompt, want: str, chance: Random) -> dict[str, Any] | None:
        """One "what I will try"."""
        return made_up.line(self.key, self.v, made_up.tries(), chance) if want in self.sends else None

    def gives(self, prompt: Prompt, value: Value, row: str) -> Gift | None:
        """A failed experiment, for the prompt that the settings name: what was tried, and why, in its year."""
        into = prompt.settings.get("joins", {}).get("prompt", "")
        card = next((card for card in value["rows"] if card["key"] == row), None)
        if not into or card is None or card[FAILED] != "yes":
            return None
        year = min(card[ENDS] or localdate().isoformat(), localdate().isoformat())[:4]
        return Gift(into, row, {"year": int(year), "untold": card["what"], "trying": card["because"]})


@once_a_language
def states() -> dict[str, str]:
    """How an experiment stands, in words."""
    ended = {"ended": _("ended"), "kept": _("kept"), "changed": _("changed"), "dropped": _("dropped")}
    return {"running": _("running"), **ended, "failed": _("failed")}


def state(card: Card) -> str:
    """How it stands: failed if its writer says so, else what became of it, else by its day."""
    ended = bool(card[ENDS]) and card[ENDS] <= localdate().isoformat()
    return "failed" if card[FAILED] == "yes" else card[OUTCOME] or ("ended" if ended else "running")


def _looked_back(card: Card) -> bool:
    return any(card[name].strip() for name in LOOKED)


def _counted(value: Value) -> list[tuple[int, Card]]:
    return list(enumerate(value["rows"], 1))


def _title(number: int) -> str:
    return _("Experiment %(number)d") % {"number": number}


def _span(card: Card, number: int) -> Span:
    begun, ends = (dt.date.fromisoformat(card[name]) if card[name] else None for name in (BEGUN, ENDS))
    label = Own(short(card["what"])) if card["what"].strip() else _title(number)
    note = states().get(card[OUTCOME], "") if card[FAILED] == "yes" else ""
    return Span(label, begun, ends, state(card), note)


def _table(caption: str, cards: Sequence[tuple[int, Card]], names: Sequence[str]) -> tuple[Table]:
    """A row for each card, called by what was tried, with those of `names` of which something was said."""
    heads = _heads()
    told = [(_called(number, card), _cells(card, heads)) for number, card in cards]
    used = [label for label in (heads[name] for name in names) if any(cells[label] != OPEN for _who, cells in told)]
    rows = tuple((who, *(cells[label] for label in used)) for who, cells in told)
    return (Table(caption, (heads["what"], *used), rows),)


def _called(number: int, card: Card) -> Words:
    return Own(card["what"]) if card["what"].strip() else _title(number)


def _cells(card: Card, heads: Mapping[str, str]) -> dict[str, Words]:
    """What is on a card, by its label in `heads`: the person's words, days and options as one reads them."""
    said: dict[str, Words] = {label: _own(card[name]) for name, label in heads.items() if name in TEXTS}
    said[heads[ENDS]] = said_day(card[ENDS]) if card[ENDS] else OPEN
    became = [words for words in (states().get(card[OUTCOME]), _fell().get(card[FAILED])) if words]
    return {**said, heads[OUTCOME]: ", ".join(became) or OPEN}


@once_a_language
def _fell() -> dict[str, str]:
    return {"yes": _("failed"), "no": _("did not fail")}


@once_a_language
def _heads() -> dict[str, str]:
    """What stands over a column: shorter than what the page asks."""
    short_ones = {"plus": _("Plus"), "minus": _("Minus"), "next": _("Next"), OUTCOME: _("What became of it")}
    return {**named(), **short_ones}


def _own(text: str) -> Words:
    return Own(text) if text.strip() else OPEN


def _in_words(value: Value) -> dict[str, Said]:
    heads = _heads()
    return {card["key"]: Said(_called(number, card), _cells(card, heads)) for number, card in _counted(value)}


def _card(key: str, old: Mapping[str, Any]) -> dict[str, str]:
    blank = dict.fromkeys((*TEXTS, ENDS, BEGUN, OUTCOME, FAILED), "")
    return {"key": key, **blank, **{INTERIM[column]: cell for column, cell in old.items()}}


def _is_card(card: Any) -> bool:
    if not isinstance(card, dict) or set(card) != {"key", *TEXTS, ENDS, BEGUN, OUTCOME, FAILED}:
        return False
    if not is_key(card["key"]) or not all(isinstance(text, str) for text in card.values()):
        return False
    days = all(not card[name] or is_day(card[name]) for name in (ENDS, BEGUN))
    return days and card[OUTCOME] in {"", *outcomes()} and card[FAILED] in {"", *answers()}


KIND = Experiments()
