"""The cards of experiments: the form that plans them, and the page on which one of them is looked back on."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from reflections.documents.languages import once_a_language
from reflections.kinds.base import MAX_TEXT, PREFIX, Data, Prompt, Value
from reflections.kinds.letter import months_on
from reflections.kinds.listing import Row, blank_keys, limit_rows, name_of, row_keys, short
from reflections.kinds.typed import Field, Typed, TypedForm, is_day

PLAN = ("what", "because", "smallest", "fails")
BACK = ("plus", "minus", "next")
TEXTS = (*PLAN, *BACK)
ENDS, DAY, BEGUN, OUTCOME, FAILED = "ends", "day", "begun", "outcome", "failed"
LOOKED = (*BACK, OUTCOME, FAILED)
"""What one says on coming back; a card with something in one of these was looked back on."""
FIELDS = (*TEXTS, ENDS, DAY, OUTCOME, FAILED)
MOST = 12


class Card(Row):
    """An experiment as its template draws it."""

    @property
    def plan(self) -> list[Field]:
        """What was planned, in words."""
        return [self.fields[name] for name in PLAN]

    @property
    def reasons(self) -> list[Field]:
        """Why it was tried, and how small it could be."""
        return [self.fields["because"], self.fields["smallest"]]

    @property
    def back(self) -> list[Field]:
        """Plus, minus, next."""
        return [self.fields[name] for name in BACK]

    @property
    def is_due(self) -> bool:
        """Whether it has ended and was not looked back on."""
        ends = self.fields[ENDS].value
        day = self.fields[DAY].value if ends == DAY else ends
        return is_day(day) and day <= localdate().isoformat() and not any(self.fields[name].value for name in LOOKED)

    @property
    def open(self) -> bool:
        """Whether looking back stands open: it is due, or something in it is wrong."""
        return self.is_due or any(self.fields[name].errors for name in LOOKED)

    @property
    def when(self) -> str:
        """Its days, in words."""
        ends = self.fields[ENDS].value
        days = [
            day for day in (self.fields[BEGUN].value, self.fields[DAY].value if ends == DAY else ends) if is_day(day)
        ]
        return " – ".join(said_day(day) for day in days)

    @property
    def result(self) -> str:
        """What became of it, in our words."""
        chosen = [field.options for field in (self.fields[OUTCOME], self.fields[FAILED])]
        return " · ".join(label for options in chosen for key, label, on in options if on and key)


@once_a_language
def named() -> dict[str, str]:
    """What the fields of a card are called."""
    return {
        "what": _("What I try"),
        "because": _("Because"),
        "smallest": _("Smallest version"),
        "fails": _("It would count as failed if"),
        ENDS: _("It ends"),
        "plus": _("Plus: what was good about it"),
        "minus": _("Minus: what was not"),
        "next": _("Next: what follows from it"),
        OUTCOME: _("And now?"),
        FAILED: _("Did it fail, by what you wrote beforehand?"),
    }


@once_a_language
def outcomes() -> dict[str, str]:
    """What can become of an experiment."""
    return {"kept": _("I keep it"), "changed": _("I change it"), "dropped": _("I drop it")}


@once_a_language
def answers() -> dict[str, str]:
    """Whether it failed, as its writer states it."""
    return {"yes": _("It failed"), "no": _("It did not fail")}


def plan_form(prompt: Prompt, value: Value | None, data: Data | None) -> TypedForm:
    """All cards of `value`, or what was typed; then blank ones."""
    typed = _typed(prompt, value, data)
    most = int(prompt.settings.get("most", MOST))
    keys = row_keys(typed, FIELDS)
    blank = blank_keys(len(keys), int(prompt.settings.get("start", 1)), most)
    rows = [_card(prompt, typed, key, number, blank=key in blank) for number, key in enumerate([*keys, *blank], 1)]
    look = {"wide": True, "add": prompt.word("add", _("Add something to try")), "gives": _gives(prompt)}
    return TypedForm("kinds/experiments/form.html", typed.errors, rows=rows, most=most, **look)


def back_form(prompt: Prompt, value: Value, row: str, data: Data | None) -> TypedForm | None:
    """One card to look back on, and all that else is in the value as hidden fields; None without such a card."""
    if row not in {one["key"] for one in value["rows"]}:
        return None
    typed = _typed(prompt, value, data)
    card = _card(prompt, typed, row, 1, blank=False)
    shown = {card.fields[name].html_name for name in LOOKED}
    hidden = [
        (name, str(text))
        for name, texts in typed.data.lists()
        if name.startswith(f"{PREFIX}-") and name not in shown
        for text in texts
    ]
    look = {"row": row, "title": _("What came of it?"), "gives": _gives(prompt)}
    return TypedForm("kinds/experiments/back.html", typed.errors, card=card, hidden=hidden, **look)


def read(prompt: Prompt, typed: Typed) -> list[dict[str, str]]:
    """The cards that were sent; what cannot be kept is noted in `typed`."""
    keys = row_keys(typed, FIELDS)
    rows = [{"key": key, **_read_one(typed, key)} for key in keys]
    limit_rows(typed, keys, "what", int(prompt.settings.get("most", MOST)))
    return [row for row in rows if any(row[name].strip() for name in (*TEXTS, ENDS, OUTCOME, FAILED))]


def _read_one(typed: Typed, key: str) -> dict[str, str]:
    card = {name: typed.text(name_of(key, name)) for name in TEXTS}
    card[ENDS] = _ends(typed, key)
    card[OUTCOME] = typed.option(name_of(key, OUTCOME), outcomes())
    card[FAILED] = typed.option(name_of(key, FAILED), answers())
    return {**card, BEGUN: _begun(typed, key)}


def _ends(typed: Typed, key: str) -> str:
    """The day it ends: that of the option chosen, or the one typed; empty when left open."""
    return typed.day(name_of(key, DAY if _picks_a_day(typed, key) else ENDS))


def _picks_a_day(typed: Typed, key: str) -> bool:
    return typed.data.get(name_of(key, ENDS), DAY) == DAY


def _begun(typed: Typed, key: str) -> str:
    """The day a card was first sent; empty where it is not known, as of one that was rows once."""
    begun = str(typed.data.get(name_of(key, BEGUN), localdate().isoformat()))
    return begun if is_day(begun) else ""


def _gives(prompt: Prompt) -> str:
    """What the button is called that adds a failed one to another page; empty where there is none to add to."""
    return prompt.word("join", _("Add it to the untold CV")) if prompt.settings.get("joins") else ""


def _typed(prompt: Prompt, value: Value | None, data: Data | None) -> Typed:
    typed = Typed(_as_sent(value) if data is None else data)
    if data is not None:
        read(prompt, typed)
    return typed


def _as_sent(value: Value | None) -> dict[str, str]:
    """The value as its own form would send it."""
    sent: dict[str, str] = {}
    for card in value["rows"] if value else ():
        words = {name: text for name, text in card.items() if text and name not in {"key", ENDS}}
        ends = {ENDS: DAY, DAY: card[ENDS]} if card[ENDS] else {}
        sent |= {name_of(card["key"], name): text for name, text in {**words, **ends, BEGUN: card[BEGUN]}.items()}
    return sent


def _card(prompt: Prompt, typed: Typed, key: str, number: int, blank: bool) -> Card:
    fields = {}
    for name, label in named().items():
        hint = prompt.word(f"{name}_placeholder")
        fields[name] = typed.field(name_of(key, name), label, type="text", limit=MAX_TEXT, placeholder=hint)
    fields[DAY] = typed.field(name_of(key, DAY), _("The day it ends"), type="date")
    fields[BEGUN] = Field(name_of(key, BEGUN), "", _begun(typed, key))
    day = fields[DAY].value
    fields[ENDS].options = _ways_to_end(DAY if day and _picks_a_day(typed, key) else fields[ENDS].value, day)
    for name, options in ((OUTCOME, outcomes()), (FAILED, answers())):
        fields[name].options = _picked(options, fields[name].value)
    called = short(fields["what"].value) or _("experiment %(number)d") % {"number": number}
    return Card(key, fields, called, blank)


def _ways_to_end(chosen: str, day: str) -> Sequence[tuple[str, str, bool]]:
    """Two weeks, six weeks, three months from today; a date one knows; left open."""
    today = localdate()
    soon = {
        today + dt.timedelta(weeks=2): _("in 2 weeks: %(day)s"),
        today + dt.timedelta(weeks=6): _("in 6 weeks: %(day)s"),
        months_on(today, 3): _("in 3 months: %(day)s"),
    }
    options = {on.isoformat(): words % {"day": said_day(on.isoformat())} for on, words in soon.items()}
    if chosen == DAY and day in options:
        chosen = day
    elif is_day(chosen) and chosen not in options:
        options[chosen] = said_day(chosen)  # a page that was loaded on another day
    return _picked({**options, DAY: _("on a date I know")}, chosen)


def _picked(options: Mapping[str, str], chosen: str) -> list[tuple[str, str, bool]]:
    every = {**options, "": _("leave open")}
    return [(key, label, key == chosen) for key, label in every.items()]


def said_day(day: Any) -> str:
    """A day as one reads it."""
    return str(date_format(dt.date.fromisoformat(str(day)), "SHORT_DATE_FORMAT"))
