"""The fields and the form that kinds share.

Templates draw them by hand (templates/kinds/_*.html): no widget is rendered. A field shows what was typed until it is
right, then the value. Left open is a state: a missing or blank field is no error.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from reflections.kinds.base import MAX_LINE, MAX_TEXT, PREFIX, Data, Invalid, Prompt, new_key, tidy_text

UNSHOWN = {0: "\ufffd", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}
"""What no page can carry is shown as the odd sign that the error asks to delete."""


class Words(forms.CharField):
    """The person's words, kept exactly as typed; `limit` is said before it is reached."""

    def __init__(self, label: str = "", *, limit: int = MAX_TEXT, placeholder: str = "", hint: str = "") -> None:
        super().__init__(label=label, required=False, strip=False, help_text=hint)
        self.validators = []  # to_python says more, and says how to mend it
        self.limit, self.placeholder = limit, placeholder

    def to_python(self, value: Any) -> str:
        """The words with line ends as ``\\n``; refuses what cannot be kept."""
        try:
            return tidy_text(str(value or ""), self.limit)
        except ValueError as error:
            raise ValidationError(str(error)) from None

    def bound_data(self, data: Any, initial: Any) -> str:
        """What was typed, as far as a page can show it."""
        return str(data or "").translate(UNSHOWN)


class Line(Words):
    """Words on one line: line breaks and blanks at the ends go."""

    def __init__(self, label: str = "", *, limit: int = MAX_LINE, placeholder: str = "", hint: str = "") -> None:
        super().__init__(label, limit=limit, placeholder=placeholder, hint=hint)

    def to_python(self, value: Any) -> str:
        """One line; refuses what cannot be kept."""
        return super().to_python(one_line(str(value or "")))


class Number(forms.Field):
    """A whole number from `first` to `last`, or None: the radios under a range (templates/kinds/_lane.html)."""

    def __init__(self, label: str = "", *, first: int, last: int, lane: str = "") -> None:
        super().__init__(label=label, required=False)
        self.first, self.last, self.lane = first, last, lane
        self.steps = [str(step) for step in range(first, last + 1)]

    def prepare_value(self, value: Any) -> str:
        """The value of the radio that is chosen."""
        return "" if value is None else str(value)

    def to_python(self, value: Any) -> int | None:
        """The number; the empty string is left open."""
        text = str(value or "").strip()
        if not text:
            return None
        if len(text) < 5 and text.isdecimal() and text.isascii() and self.first <= int(text) <= self.last:
            return int(text)
        raise ValidationError(_("Choose a number from %(first)d to %(last)d, or leave it open.") % vars(self))


class Choice(forms.Field):
    """One of `options` (key → label), or the empty string when left open."""

    def __init__(self, label: str, options: Mapping[str, str]) -> None:
        super().__init__(label=label, required=False)
        self.options = dict(options)

    def to_python(self, value: Any) -> str:
        """The key of an option, or the empty string."""
        if value and value not in self.options:
            raise ValidationError(_("Choose one of the options shown, or leave it open."))
        return str(value or "")


type Shown = dict[str, Any]
"""One field for a template, where many would be slow: a dict is the first thing a template looks into."""


class AnswerForm(forms.Form):
    """The form of a kind: its fields are named ``a-…`` and filled with `initial`, or with what was typed (`data`)."""

    use_required_attribute = False

    def __init__(
        self,
        prompt: Prompt,
        fields: Mapping[str, forms.Field],
        initial: Mapping[str, Any] | None = None,
        data: Data | None = None,
        mode: str = "first",
    ) -> None:
        super().__init__(None if data is None else posted(data), prefix=PREFIX, initial=dict(initial or {}))
        self.prompt, self.mode = prompt, mode
        self.fields.update(fields)

    def shown(self, name: str) -> Shown:
        """What a template needs of one field: as a bound field says it, at a fraction of its cost."""
        field, html_name = self.fields[name], self.add_prefix(name)
        value = self[name].value() if self.is_bound else field.prepare_value(self.initial.get(name))
        return {
            "html_name": html_name,
            "id_for_label": f"id_{html_name}",
            "label": field.label,
            "help_text": field.help_text,
            "value": value,
            "errors": self.errors.get(name, ()),
            "field": vars(field),
        }

    def checked(self) -> dict[str, Any]:
        """The cleaned data; raises `Invalid` with the first error of each field under its html name."""
        if not self.is_valid():
            raise Invalid({self.add_prefix(name): str(errors[0]) for name, errors in self.errors.items()})
        return self.cleaned_data


def limit_words(limit: int = MAX_TEXT) -> str:
    """The limit of a text, said before it is reached."""
    return _("Up to %(limit)s characters.") % {"limit": number_format(limit, force_grouping=True)}


def one_line(text: str) -> str:
    """`text` without line breaks inside or blanks around it."""
    return " ".join(filter(None, map(str.strip, text.splitlines())))


def posted(data: Data) -> MultiValueDict[str, Any]:
    """Form data with ``getlist``, from a QueryDict or a plain dict of strings or lists."""
    if isinstance(data, MultiValueDict):
        return data
    lists = {name: list(given) if isinstance(given, (list, tuple)) else [given] for name, given in data.items()}
    return MultiValueDict(lists)


def keys_in(data: Data, prefix: str, fits: str) -> list[str]:
    """Keys in field names such as ``a-words-own-1f2e3d4c`` (`prefix` ``words-``), in the order sent.

    Only keys that fit: `fits` begins them and eight hex digits end them; so no name from outside is trusted.
    """
    start = f"{PREFIX}-{prefix}{fits}"
    tails = (name.removeprefix(start) for name in data if name.startswith(start))
    return [fits + tail for tail in tails if is_key(tail)]


def offered(stored: Sequence[str], data: Data | None, prefix: str, blanks: int, most: int) -> list[str]:
    """Keys of the own lines a form shows: those typed, or those stored with `blanks` new ones while `most` allows it.

    The key is in the field's name, so a line keeps its key however often the page is sent.
    """
    if data is not None:
        return keys_in(data, prefix, "own-")[:most]
    return [*stored, *(f"own-{new_key()}" for _n in range(min(blanks, most - len(stored))))]


def is_key(text: object) -> bool:
    """Whether this is a row's key: eight hex digits."""
    return isinstance(text, str) and len(text) == 8 and _HEX.issuperset(text)


_HEX = frozenset("0123456789abcdef")


def labels(items: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Key → label of the listed things of a setting."""
    return {item["key"]: str(item.get("label", item["key"])) for item in items}
