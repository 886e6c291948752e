"""Drawings that are words in a fixed order: two columns, and the card to cut out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from reflections.documents.document import Drawing, Row, Strip, Table, Words
from reflections.documents.drawings.said import OPEN

type State = Literal["do", "start"]

_STATES: tuple[State, ...] = ("do", "start")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A commitment and where it stands; `when` and `then` complete "When …, I will …"."""

    label: Words
    state: State
    when: Words = ""
    then: Words = ""


def two_columns(title: str, head: tuple[str, ...], rows: Sequence[tuple[Words, ...]], description: str = "") -> Drawing:
    """Plain beside marked, two cells a row; with three, the first is a short key such as a year."""
    return Drawing(title, description, "two", (), (), Table(title, head, tuple(rows)))


def card(title: str, chosen: Sequence[Chosen], heads: Mapping[str, str], description: str = "") -> Drawing:
    """What you do and what you start, on a card to cut out. `heads`: the states' names."""
    rows: list[Row] = []
    for state in _STATES:
        those = [_promise(one) for one in chosen if one.state == state]
        rows += [Row(heads.get(state, state), "", (), "", head=True), *those] if those else []
    ordered = sorted(chosen, key=lambda one: _STATES.index(one.state))
    table = tuple((one.label, heads.get(one.state, one.state), one.when or OPEN, one.then or OPEN) for one in ordered)
    head = (_("What"), _("Where it stands"), _("When"), _("I will"))
    return Drawing(title, description, "card", tuple(rows), (), Table(title, head, table))


def _promise(one: Chosen) -> Row:
    said = ((_("When"), one.when), (_("I will"), one.then))
    return Row(one.label, "", tuple(Strip((), name, words) for name, words in said if words), "")
