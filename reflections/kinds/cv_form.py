"""The form of both CVs: a year, two sides, and four more fields a line, found by the line's key."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from reflections.documents.languages import once_a_language
from reflections.kinds.base import MAX_ROWS, MAX_TEXT, Data, Prompt, Value
from reflections.kinds.inputs import labels
from reflections.kinds.listing import Row, blank_keys, limit_rows, name_of, row_keys, short
from reflections.kinds.typed import FIRST_YEAR, LAST_YEAR, Field, Typed, TypedForm

YEAR, WHAT = "year", "what"
FURTHER = ("where", "who", "trying")
TEXTS = ("official", "untold", *FURTHER)
START = 2


class Line(Row):
    """A line on the page; its four further fields are folded away until there is something in one."""

    @property
    def sides(self) -> list[Field]:
        """What one would send, and what it leaves out."""
        return [self.fields["official"], self.fields["untold"]]

    @property
    def rest(self) -> list[Field]:
        """The further fields that are words."""
        return [self.fields[name] for name in FURTHER]

    @property
    def open(self) -> bool:
        """Whether a further field has something in it, or something wrong."""
        return any(field.value or field.errors for field in (self.fields[WHAT], *self.rest))


@once_a_language
def named() -> dict[str, str]:
    """What the fields of a line are called."""
    return {
        YEAR: _("Year"),
        "official": _("Official"),
        "untold": _("Untold"),
        WHAT: _("Kind"),
        "where": _("Where I was"),
        "who": _("Who picked me up"),
        "trying": _("What I was trying"),
    }


def cv_form(prompt: Prompt, value: Value | None, data: Data | None) -> TypedForm:
    """The lines of `value`, or what was typed; then blank ones."""
    typed = Typed(_as_sent(value) if data is None else data)
    if data is not None:
        read(prompt, typed)
    keys = row_keys(typed, named())
    blank = blank_keys(len(keys), int(prompt.settings.get("start", START)), MAX_ROWS)
    names, kinds = named(), labels(prompt.items("kinds"))
    rows = [_row(typed, key, n, names, kinds, blank=key in blank) for n, key in enumerate([*keys, *blank], 1)]
    for field in (field for row in rows if row.blank for field in row.fields.items()):
        field[1].placeholder = prompt.word(f"{field[0]}_placeholder")
    add = prompt.word("add", _("Add a line"))
    return TypedForm("kinds/cv/form.html", typed.errors, rows=rows, heads=names, wide=True, add=add, most=MAX_ROWS)


def read(prompt: Prompt, typed: Typed) -> list[dict[str, Any]]:
    """The lines that were sent; what cannot be kept is noted in `typed`."""
    years = {"first": FIRST_YEAR, "last": LAST_YEAR}
    words = _("Write the year with four digits, from %(first)d to %(last)d, or leave it empty.") % years
    kinds, keys = labels(prompt.items("kinds")), row_keys(typed, named())
    lines = []
    for key in keys:
        line: dict[str, Any] = {"key": key, YEAR: typed.whole(name_of(key, YEAR), FIRST_YEAR, LAST_YEAR, words)}
        line[WHAT] = typed.option(name_of(key, WHAT), kinds)
        lines.append(line | {name: typed.text(name_of(key, name)) for name in TEXTS})
    limit_rows(typed, keys, YEAR)
    return lines


def _as_sent(value: Value | None) -> dict[str, str]:
    """The value as its own form would send it."""
    lines = value["lines"] if value else ()
    return {name_of(line["key"], name): str(it) for line in lines for name, it in line.items() if it and name != "key"}


def _row(typed: Typed, key: str, number: int, names: Mapping[str, str], kinds: Mapping[str, str], blank: bool) -> Line:
    fields = {}
    for name, label in names.items():
        type_ = "text" if name in TEXTS else name
        fields[name] = typed.field(name_of(key, name), label, type=type_, limit=MAX_TEXT)
    what = fields[WHAT]
    # A kind that is no longer offered is still shown: it goes when the person changes it, not by itself.
    offered = dict.fromkeys([*kinds, *([what.value] if what.value else [])])
    what.options = [(one, kinds.get(one, one), one == what.value) for one in offered]
    year, side = fields[YEAR].value, fields["untold"].value or fields["official"].value
    called = _("the line of %(year)s") % {"year": short(year)} if year else short(side)
    return Line(key, fields, called or _("line %(number)d") % {"number": number}, blank)
