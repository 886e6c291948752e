"""What a browser sent, read field by field, for kinds whose fields are too many or too changeable for a form's own.

A `Typed` reads values and notes under a field's html name what cannot be kept; a `Field` shows one of them again. It
answers what a bound field answers to a template (templates/kinds/_*.html). A page may have hundreds, and a
millisecond or two in all: so what is the same for every field is put together here, escaped, and not in a template.
"""

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from reflections.kinds.base import MAX_LINE, MAX_TEXT, PREFIX, Data, Invalid, tidy_text
from reflections.kinds.inputs import UNSHOWN, one_line, posted

DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
NUMBER = re.compile(r"\d{1,4}", re.ASCII)
WORDS = ("line", "text")
"""Types of fields that one types words into."""
FIRST_YEAR, LAST_YEAR = 1900, 2100


@dataclass(slots=True)
class Field:
    """One place to write or choose, as a template draws it. `options`: key, label, whether chosen."""

    html_name: str
    label: str
    value: str = ""
    errors: Sequence[str] = ()
    type: str = "line"
    limit: int = MAX_LINE
    placeholder: str = ""
    options: Sequence[tuple[str, str, bool]] = ()
    title: str = ""
    lane: str = ""
    steps: Sequence[str] = ()

    @property
    def field(self) -> Self:
        """What it is, where a bound field would keep that apart."""
        return self

    @property
    def id_for_label(self) -> str:
        """The id of its control."""
        return f"id_{self.html_name}"

    @property
    def attrs(self) -> SafeString:
        """Name, id, limit, placeholder, and what is wrong, as the attributes of its control."""
        name = escape(self.html_name)
        said = f'name="{name}" id="id_{name}"'
        if self.type in WORDS:
            said += f' dir="auto" data-limit="{self.limit}"'
        if self.placeholder:
            said += f' placeholder="{escape(self.placeholder)}"'
        if self.errors:
            said += f' aria-invalid="true" aria-describedby="id_{name}-e"'
        return SafeString(said)

    @property
    def choices(self) -> SafeString:
        """Its options as those of a select."""
        return SafeString(
            "".join(
                f'<option value="{escape(key)}"{" selected" if on else ""}>{escape(label)}</option>'
                for key, label, on in self.options
            )
        )


class Typed:
    """The fields that were sent. Each reader gives a value, and notes in `errors` why there is none."""

    def __init__(self, data: Data) -> None:
        self.data = posted(data)
        self.errors: dict[str, str] = {}

    def shown(self, name: str) -> str:
        """What was typed, as far as a page can show it."""
        text = self.sent(name)
        return text.translate(UNSHOWN) if self.errors else text

    def sent(self, name: str) -> str:
        """What was typed; the empty string when nothing was."""
        return str(self.data.get(name) or "")

    def text(self, name: str, limit: int = MAX_TEXT) -> str:
        """Words exactly as typed."""
        return self._tidy(name, self.sent(name), limit)

    def line(self, name: str) -> str:
        """Words on one line."""
        return self._tidy(name, one_line(self.sent(name)), MAX_LINE)

    def option(self, name: str, allowed: Collection[str]) -> str:
        """The key of an option, or the empty string."""
        return next(iter(self.options(name, allowed)), "")

    def options(self, name: str, allowed: Collection[str]) -> list[str]:
        """Keys of options, each once and in their order."""
        keys = {str(key) for key in self.data.getlist(name) if key}
        if keys <= set(allowed):
            return [key for key in allowed if key in keys]
        self.errors[name] = _("Choose from the options shown, or leave it open.")
        return []

    def day(self, name: str) -> str:
        """A day as YYYY-MM-DD, or the empty string."""
        text = self.sent(name).strip()
        if text and not is_day(text):
            self.errors[name] = _("Write the day as year-month-day, such as 2027-03-15, or leave it empty.")
        return text if name not in self.errors else ""

    def whole(self, name: str, least: int, most: int, words: str) -> int | None:
        """A whole number, or None; `words` say how to mend another text."""
        text = self.sent(name).strip()
        if not text:
            return None
        if NUMBER.fullmatch(text) and least <= int(text) <= most:
            return int(text)
        self.errors[name] = words
        return None

    def check(self) -> None:
        """Raise `Invalid` if anything was noted."""
        if self.errors:
            raise Invalid(self.errors)

    def field(self, name: str, label: str, **more: Any) -> Field:
        """The field of this name with what was typed and what is wrong with it."""
        wrong = self.errors.get(name)
        return Field(name, label, self.shown(name), (wrong,) if wrong else (), **more)

    def _tidy(self, name: str, text: str, limit: int) -> str:
        try:
            return tidy_text(text, limit)
        except ValueError as error:
            self.errors[name] = str(error)
            return ""


class TypedForm(forms.Form):
    """A form that a kind lays out by itself: its places hang on it as plain attributes, for its own template."""

    template_name = ""

    def __init__(self, template_name: str, errors: Mapping[str, str], **places: Any) -> None:
        super().__init__(prefix=PREFIX)
        self.template_name = template_name
        self._errors = forms.utils.ErrorDict((name, [words]) for name, words in errors.items())
        vars(self).update(places)


def is_day(text: str) -> bool:
    """Whether this is a day of the calendar as YYYY-MM-DD, in a year one can mean."""
    try:
        return bool(DAY.fullmatch(text)) and FIRST_YEAR <= dt.date.fromisoformat(text).year <= LAST_YEAR
    except ValueError:
        return False
