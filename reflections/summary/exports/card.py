"""A card to cut out: what somebody will do and what comes next, in their words, with its days.

It knows a few prompts by name, as the pictures of the summary do. Where an answer is not of the shape it needs (an
older wording, a part left open), the card goes without it.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reflections.documents.document import Drawing, Own, Row, Section, Strip, Table, Words
from reflections.documents.drawings import OPEN
from reflections.guide.library import guide
from reflections.journal.reading import Answered
from reflections.kinds import Prompt
from reflections.summary.parts import parts_of

type Said = Mapping[str, Answered]
type Cells = Mapping[str, Any]

MOST = 3
"""So many acts of a kind stand on a card, those with the nearest day first."""
PROMISES = ("beyond-lab", "in-lab")
"""Prompts of the guide whose kind draws a card; so does any other of that kind."""
LONGEST = 160
"""Of a text so much stands on a card: the rest is on the page it is from."""


@dataclass(frozen=True)
class Act:
    """Something to do: what it is called, what is said of it by name, and by when as YYYY-MM-DD, if it has a day."""

    label: Words
    lines: tuple[tuple[str, Words], ...] = ()
    day: str = ""


def makes_a_card() -> list[Prompt]:
    """The pages of the guide that make a card, in its order."""
    return [prompt for key, prompt in guide().prompts.items() if key in PROMISES or key in ACTS]


@dataclass(frozen=True)
class Card:
    """The sections of a card, and the keys of the answers that it is made of."""

    sections: tuple[Section, ...]
    holds: frozenset[str]


def card_of(said: Said) -> Card:
    """What is to do in these answers: first what was promised, together, then the acts of each."""
    drawn = {key: drawing for key, each in said.items() if (drawing := _drawn(each))}
    acts = [Section(f"card-{key}", drawn[key].title, parts=(drawn[key],)) for key in ACTS if key in drawn]
    promised = [each for key, each in drawn.items() if key not in ACTS]
    if promised:
        title = _("What I do, and will do")
        acts.insert(0, Section("card-promises", title, parts=(_together(title, promised),)))
    return Card(tuple(acts), frozenset(drawn))


def _drawn(answered: Answered) -> Drawing | None:
    """The part of a card that an answer gives: its kind's own card, or its acts; nothing where it gives none."""
    if answered.value is None:
        return None
    if answered.prompt.key in ACTS:
        acts = sorted(ACTS[answered.prompt.key](answered.value), key=lambda act: act.day or "9999")
        return _acts(answered.prompt.title, acts[:MOST]) if acts else None
    drawings = (part for part in parts_of(answered) if isinstance(part, Drawing))
    return next((drawing for drawing in drawings if drawing.layout == "card"), None)


def _tries(value: Cells) -> Iterator[Act]:
    """Experiments that run, with their end and what would count as failed; and what is next after one that ended."""
    for card in _rows(value, "experiments"):
        what, after = _text(card, "what"), _text(card, "next")
        if what and not (card.get("outcome") or card.get("failed")):
            yield Act(_own(what), _lines((_("Ends"), card.get("ends")), (_("Failed if"), card, "fails")), card["ends"])
        elif after and card.get("outcome") != "dropped":
            yield Act(_own(after), _lines((_("After"), card, "what")))


def _steps(value: Cells) -> Iterator[Act]:
    """The first step of each goal, with its day."""
    for cells in _cells(value):
        step, goal = _text(cells, "step"), _text(cells, "goal")
        if step:
            yield Act(_own(step), _lines((_("By"), _day(cells)), (_("For"), cells, "goal")), _day(cells))
        elif goal and _day(cells):
            yield Act(_own(goal), _lines((_("By"), _day(cells))), _day(cells))


def _asks(value: Cells) -> Iterator[Act]:
    """People to ask who were not asked yet."""
    for cells in _cells(value):
        if cells.get(value.get("done") or "heard"):
            continue
        who, question = _text(cells, "who"), _text(cells, "question")
        lines = _lines((_("By"), _day(cells)), *([(_("Ask"), cells, "question")] if who else []))
        if who or question:
            yield Act(_own(who or question), lines, _day(cells))


def _touches(value: Cells) -> Iterator[Act]:
    """The next step with each person around one."""
    for cells in _cells(value):
        who, after = _text(cells, "who"), _text(cells, "next")
        if after:
            yield Act(_own(who or after), _lines((_("Next"), cells, "next")) if who else ())


ACTS: dict[str, Callable[[Cells], Iterator[Act]]] = {
    "experiments": _tries,
    "collaboration-goals": _steps,
    "ask-whom": _asks,
    "network": _touches,
}
"""What gives acts, in the order of the card."""


def _acts(title: str, acts: Sequence[Act]) -> Drawing:
    names = list(dict.fromkeys(name for act in acts for name, _words in act.lines))
    rows = tuple(Row(act.label, "", tuple(Strip((), *line) for line in act.lines), "") for act in acts)
    table = tuple((act.label, *(dict(act.lines).get(name, OPEN) for name in names)) for act in acts)
    return Drawing(title, "", "card", rows, (), Table(title, (_("What"), *names), table))


def _together(title: str, drawings: Sequence[Drawing]) -> Drawing:
    """Several cards as one: the promises of one heading together, first those that say when."""
    groups: dict[Words, list[Row]] = {}
    head: Words = ""
    for row in (row for drawing in drawings for row in drawing.rows):
        head = row.start if row.head else head
        groups.setdefault(head, []).extend(() if row.head else (row,))
    groups = dict(sorted(groups.items(), key=lambda group: not any(row.strips for row in group[1])))
    rows = [each for head, those in groups.items() for each in (Row(head, "", (), "", head=True), *map(_brief, those))]
    order = list(groups)
    twin = [row for drawing in drawings for row in drawing.twin.rows]
    twin.sort(key=lambda row: order.index(row[1]) if row[1] in order else len(order))
    told = tuple(tuple(map(_cut, row)) for row in twin)
    first = drawings[0]
    return replace(first, title=title, rows=tuple(rows), twin=Table(title, first.twin.head, told))


def _brief(row: Row) -> Row:
    strips = tuple(replace(strip, figure=_cut(strip.figure)) for strip in row.strips)
    return replace(row, start=_cut(row.start), strips=strips)


def _cut(words: Words) -> Words:
    return _own(words.text) if isinstance(words, Own) and len(words.text) > LONGEST else words


def _own(text: str) -> Own:
    """So much of the person's words as a card holds, on one line."""
    text = " ".join(text.split())
    return Own(text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} …")


def _lines(*said: tuple[Any, ...]) -> tuple[tuple[str, Words], ...]:
    """What is said of an act: a name with a day, or with the text of a cell; nothing of what was left open."""
    found: list[tuple[str, Words]] = []
    for name, *of in said:
        if len(of) == 1 and of[0]:
            found.append((name, date_format(dt.date.fromisoformat(of[0]), "j F Y")))
        elif len(of) == 2 and (text := _text(*of)):
            found.append((name, _own(text)))
    return tuple(found)


def _rows(value: Cells, kind: str) -> list[Cells]:
    """The rows of a value, if it is of this kind; else none."""
    return list(value["rows"]) if value["kind"] == kind else []


def _cells(value: Cells) -> list[Cells]:
    return [row["cells"] for row in _rows(value, "rows")]


def _text(cells: Cells, key: str) -> str:
    """A cell as text, whatever an older wording left out."""
    cell = cells.get(key)
    return cell if isinstance(cell, str) and cell.strip() else ""


def _day(cells: Cells) -> str:
    """The day of a row as YYYY-MM-DD, if it has one."""
    try:
        return dt.date.fromisoformat(_text(cells, "by")).isoformat()
    except ValueError:
        return ""
