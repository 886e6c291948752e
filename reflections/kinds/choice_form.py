"""The form of a choice: which options there are, and what was ticked and written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reflections.kinds.base import MAX_LINE, Data, Earlier, Prompt
from reflections.kinds.inputs import (
    AnswerForm,
    Line,
    Shown,
    Words,
    is_key,
    labels,
    limit_words,
    offered,
    one_line,
    posted,
)

OWN, EARLIER = "own-", "from-"
BLANKS = 2
"""Lines for own words that are always offered."""
MAX_OWN = 20


class Ticked(forms.Field):
    """The ticked boxes: a list of keys of `options`."""

    def __init__(self, options: Mapping[str, str]) -> None:
        super().__init__(required=False, widget=forms.CheckboxSelectMultiple)
        self.options = options

    def to_python(self, value: Any) -> list[str]:
        """The keys, each once, in the order of the page."""
        ticked = set(value or [])
        if ticked - set(self.options):
            raise ValidationError(_("One of the boxes is no longer offered. Look through them once more."))
        return [key for key in self.options if key in ticked]


@dataclass(frozen=True)
class Option:
    """One line of the page: a box or a line of one's own, and its moment."""

    key: str
    label: str
    theirs: bool
    ticked: bool
    moment: Shown | None
    words: Shown | None = None


class ChoiceForm(AnswerForm):
    """Boxes, own lines, and a moment under each that is chosen."""

    template_name = "kinds/choice/form.html"
    most: int = 0
    """How many may be chosen."""
    options: Mapping[str, str]
    """Key → words of the boxes."""
    own_keys: Sequence[str]
    """Keys of the lines for own words."""

    def clean(self) -> dict[str, Any]:
        """Counts what was chosen, boxes and own lines together."""
        count, most = len(self._keys()), self.most
        if count > most and not self.errors:
            over = count - most
            text = ngettext(
                "You chose %(count)d; choose up to %(most)d. Take %(over)d away: all you typed is still here.",
                "You chose %(count)d; choose up to %(most)d. Take %(over)d away: all you typed is still here.",
                over,
            )
            self.add_error("chosen", text % {"count": count, "most": most, "over": over})
        return self.cleaned_data

    def chosen(self) -> list[dict[str, str]]:
        """The choices as stored, once the form is clean."""
        typed, options = self.cleaned_data, self.options
        return [
            {
                "key": key,
                "words": options[key] if key in options else typed[f"words-{key}"],
                "moment": typed.get(f"moment-{key}", ""),
            }
            for key in self._keys()
        ]

    def _keys(self) -> list[str]:
        written = [key for key in self.own_keys if self.cleaned_data.get(f"words-{key}")]
        return [*self.cleaned_data.get("chosen", []), *written]

    def boxes(self) -> Iterator[Option]:
        """The options to tick, ours first."""
        ticked = set(self["chosen"].value() or [])
        for key, label in self.options.items():
            yield Option(key, label, is_theirs(key), key in ticked, self._moment(key))

    def own(self) -> Iterator[Option]:
        """The lines for own words."""
        for key in self.own_keys:
            yield Option(key, "", True, False, self._moment(key), self.shown(f"words-{key}"))

    def _moment(self, key: str) -> Shown | None:
        name = f"moment-{key}"
        return self.shown(name) if name in self.fields else None

    @property
    def from_words(self) -> str:
        """Where the options of an earlier answer come from."""
        return self.prompt.word("from", _("from your earlier page"))

    @property
    def limit(self) -> str:
        """How many may be chosen, and how long a moment may be, in words."""
        say = ngettext("Choose up to %(most)d.", "Choose up to %(most)d.", self.most) % {"most": self.most}
        moments = any(name.startswith("moment-") for name in self.fields)
        return f"{say} {_('For each you can add a moment.')} {limit_words()}" if moments else say


def choice_form(
    prompt: Prompt, stored: Sequence[Mapping[str, str]], earlier: Earlier, mode: str, data: Data | None
) -> ChoiceForm:
    """The form with `stored` choices in it, or what was typed."""
    data = None if data is None else posted(data)
    options = _options(prompt, stored, earlier)
    own = [one for one in stored if is_theirs(one["key"], OWN)]
    own_keys = offered([one["key"] for one in own], data, "words-", BLANKS, MAX_OWN) if _owns(prompt) else []
    fields: dict[str, forms.Field] = {"chosen": Ticked(options)}
    fields |= {f"words-{key}": Line(prompt.word("own", _("Your own"))) for key in own_keys}
    if prompt.settings.get("moment"):
        label = prompt.word("moment", _("A moment it happened"))
        placeholder = prompt.word("moment_placeholder")
        fields |= {f"moment-{key}": Words(label, placeholder=placeholder) for key in (*options, *own_keys)}
    initial: dict[str, Any] = {"chosen": [one["key"] for one in stored]}
    for one in stored:
        initial |= {f"words-{one['key']}": one["words"], f"moment-{one['key']}": one["moment"]}
    form = ChoiceForm(prompt, fields, initial, data, mode)
    form.own_keys, form.options = own_keys, options
    form.most = prompt.settings.get("most") or len(options) + MAX_OWN
    return form


def is_theirs(key: str, *prefixes: str) -> bool:
    """Whether a choice is in the person's words (of their own, or of an earlier row) and not a listed option."""
    return any(key.startswith(one) and is_key(key.removeprefix(one)) for one in prefixes or (OWN, EARLIER))


def _owns(prompt: Prompt) -> bool:
    return bool(prompt.settings.get("own", True))


def _options(prompt: Prompt, stored: Sequence[Mapping[str, str]], earlier: Earlier) -> dict[str, str]:
    """Key → words: the prompt's options, rows of the earlier answer, and what was chosen before and is gone since."""
    options = {**labels(prompt.items("options")), **_rows(prompt, earlier)}
    for one in stored:
        if not is_theirs(one["key"], OWN):
            options.setdefault(one["key"], one["words"])
    return options


def _rows(prompt: Prompt, earlier: Earlier) -> dict[str, str]:
    """What the person wrote in one column of an earlier answer, by row."""
    source = prompt.settings.get("from")
    if not source:
        return {}
    rows = earlier.get(source["prompt"], {}).get("rows", [])
    cells = {f"{EARLIER}{row['key']}": row["cells"].get(source["column"]) for row in rows}
    return {key: _short(cell) for key, cell in cells.items() if isinstance(cell, str) and cell.strip()}


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= MAX_LINE else f"{line[: MAX_LINE - 2]} …"
