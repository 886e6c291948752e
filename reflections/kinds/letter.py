"""A letter to oneself. Its writer seals it until its date, and may break the seal; it never goes to a room."""

import calendar
import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from reflections.documents.document import Note, Part, Passage
from reflections.kinds import room, words
from reflections.kinds.base import Data, Due, Earlier, Invalid, Kind, Prompt, Unreadable, Value
from reflections.kinds.inputs import AnswerForm, Words, limit_words, posted
from reflections.kinds.typed import is_day

MAX_YEARS = 10


class Opens(forms.Field):
    """The day it opens, as YYYY-MM-DD; empty when left to the default. `kept`: the stored day, which may be past."""

    def __init__(self, kept: str, hint: str) -> None:
        super().__init__(label=_("It opens on"), required=False, help_text=hint)
        self.kept, self.tomorrow = kept, (localdate() + dt.timedelta(days=1)).isoformat()
        self.last = months_on(localdate(), 12 * MAX_YEARS).isoformat()

    def to_python(self, value: Any) -> str:
        """The day; in the future, unless it is the stored one."""
        text = str(value or "").strip()
        if not text or text == self.kept:
            return text
        day = _day(text)
        if not day:
            raise ValidationError(_("Write the day as year-month-day, such as %(day)s.") % {"day": self.tomorrow})
        if day.isoformat() < self.tomorrow:
            raise ValidationError(_("A letter opens on a day to come. Choose tomorrow or later."))
        if day.isoformat() > self.last:
            text = _("A letter opens within %(years)d years. Choose an earlier day.")
            raise ValidationError(text % {"years": MAX_YEARS})
        return day.isoformat()


class LetterForm(AnswerForm):
    """A sheet and a day; or, once sealed, only the envelope."""

    template_name = "kinds/letter/form.html"
    sealed: str = ""
    """Where the letter is sealed and not to be shown: its day, in words."""


class Letter(Kind):
    """Value: ``{text, opens: "YYYY-MM-DD" or "", opened}``.

    It is open while it is written: sealing is an act of its own, or a page that saves by itself would close the letter
    before its second sentence. Sealed: written, not open, its day not come.
    """

    key = "letter"

    def uses(self, prompt: Prompt) -> tuple[str, ...]:
        """Itself: a sealed letter is not on the page, and stays what it was."""
        return ("",)

    def form(
        self,
        prompt: Prompt,
        value: Value | None = None,
        earlier: Earlier | None = None,
        mode: str = "first",
        data: Data | None = None,
    ) -> LetterForm:
        """The sheet while one writes (mode ``first`` and ``room``); on return only the envelope, if sealed."""
        stored = value or (earlier or {}).get("") or {}
        closed = _sealed(stored) and (mode == "return" if data is None else "a-text" not in data)
        fields: dict[str, forms.Field] = {}
        if closed:
            fields["open"] = forms.BooleanField(required=False)
        else:
            hint = _("Left empty, in %(months)d months: %(day)s.") % _default(prompt, words=True)
            fields["text"] = Words(_("Your letter"), placeholder=prompt.word("placeholder"), hint=limit_words())
            fields["opens"] = Opens(stored.get("opens", ""), hint)
            fields["seal"] = forms.BooleanField(required=False)
        initial = {**stored, "seal": not stored.get("opened", True)}
        form = LetterForm(prompt, fields, initial, data, mode)
        form.sealed = _in_words(stored["opens"]) if closed else ""
        return form

    def clean(self, prompt: Prompt, data: Data, earlier: Earlier | None = None) -> Value:
        """The letter; a sealed one that the page did not show stays as it is, but for its seal."""
        stored: Value = (earlier or {}).get("") or {}
        typed = self.form(prompt, earlier=earlier, data=posted(data)).checked()
        text = str(typed["text"] if "text" in typed else stored.get("text", ""))
        opens = str(typed.get("opens") or stored.get("opens", ""))
        if text.strip() and not opens:
            opens = _default(prompt)["day"]
        opened = bool(typed["open"] if "open" in typed else not typed["seal"])
        return {"kind": self.key, "v": self.v, "text": text, "opens": opens, "opened": opened}

    def clean_part(self, prompt: Prompt, data: Data) -> Any:
        """Never."""
        raise Invalid({room.PART: _("A letter goes to no room.")})

    def upgrade(self, value: Value) -> Value:
        """The value if it is whole."""
        value = super().upgrade(value)
        if set(value) != {"kind", "v", "text", "opens", "opened"} or not isinstance(value["opened"], bool):
            raise Unreadable(self.key)
        text, opens = value["text"], value["opens"]
        if not isinstance(text, str) or not isinstance(opens, str):
            raise Unreadable(self.key)
        if (opens and not _day(opens)) or (text.strip() and not opens):
            raise Unreadable(self.key)
        return value

    def check(self, prompt: Prompt, value: Value) -> None:
        """It opens on a day one can mean."""
        if value["opens"] and not is_day(value["opens"]):
            raise Unreadable(self.key)

    def is_empty(self, value: Value) -> bool:
        """Whether nothing but blanks was written."""
        return not value["text"].strip()

    def words(self, value: Value) -> list[str]:
        """The letter, unless it is sealed: then not even a search finds it."""
        return [] if self.is_empty(value) or _sealed(value) else [value["text"]]

    def dates(self, value: Value) -> list[Due]:
        """The day it opens."""
        if self.is_empty(value) or value["opened"]:
            return []
        return [Due(self.key, dt.date.fromisoformat(value["opens"]), "opens")]

    def passages(self, prompt: Prompt, value: Value) -> tuple[Part, ...]:
        """The letter, or its envelope."""
        if _sealed(value):
            return (Note(_("A sealed letter. It opens on %(day)s.") % {"day": _in_words(value["opens"])}, "letter"),)
        return tuple(Passage(text) for text in self.words(value))

    def compare(self, prompt: Prompt, old: Value, new: Value) -> tuple[Part, ...]:
        """Both letters side by side; where one is sealed, what can be said without opening it."""
        if _sealed(old) or _sealed(new):
            return (*self.passages(prompt, old), *self.passages(prompt, new))
        return words.side_by_side([("", old["text"], new["text"])])


def _sealed(value: Value) -> bool:
    opens = value.get("opens", "")
    return bool(value.get("text", "").strip()) and not value["opened"] and opens > localdate().isoformat()


def _day(text: str) -> dt.date | None:
    """A day written as YYYY-MM-DD and in no other way."""
    try:
        return dt.date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _default(prompt: Prompt, words: bool = False) -> dict[str, Any]:
    months = int(prompt.settings.get("months", 6))
    day = months_on(localdate(), months).isoformat()
    return {"months": months, "day": _in_words(day) if words else day}


def months_on(day: dt.date, months: int) -> dt.date:
    """The same day some months later, or the last of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _in_words(day: str) -> str:
    return date_format(dt.date.fromisoformat(day), "DATE_FORMAT")


KIND = Letter()
