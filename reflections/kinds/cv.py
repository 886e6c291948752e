"""Both CVs: lines by year, what one would send beside what it leaves out. Either side may stay empty."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reflections.documents.document import Own, Paragraph, Part, Table, Words
from reflections.documents.drawings import OPEN, CvLine, mirror_cv
from reflections.kinds import made_up, pooling, room
from reflections.kinds.base import MAX_ROWS, Data, Earlier, Gift, Kind, Prompt, Share, Unreadable, Value
from reflections.kinds.cv_form import FURTHER, TEXTS, WHAT, YEAR, cv_form, named, read
from reflections.kinds.inputs import is_key, labels
from reflections.kinds.listing import Said, are_rows, side_by_side
from reflections.kinds.typed import FIRST_YEAR, LAST_YEAR, Typed, TypedForm


class Cv(Kind):
    """Value: ``{lines: [{key, year, official, untold, what, where, who, trying}]}``; texts may be empty, year None."""

    key = "cv"
    sends = ("line", "picture")
    script = "rows.js"

    def form(
        self,
        prompt: Prompt,
        value: Value | None = None,
        earlier: Earlier | None = None,
        mode: str = "first",
        data: Data | None = None,
    ) -> TypedForm:
        """The lines, and blank ones to go on with."""
        return cv_form(prompt, value, data)

    def clean(self, prompt: Prompt, data: Data, earlier: Earlier | None = None) -> Value:
        """The lines in which anything was typed, as the row button pressed leaves them."""
        typed = Typed(data)
        lines = read(prompt, typed)
        typed.check()
        return {"kind": self.key, "v": self.v, "lines": lines}

    def upgrade(self, value: Value) -> Value:
        """The value if it is whole."""
        value = super().upgrade(value)
        if set(value) != {"kind", "v", "lines"} or not are_rows(value["lines"], _is_line):
            raise Unreadable(self.key)
        return value

    def is_empty(self, value: Value) -> bool:
        """Whether there is no line."""
        return not value["lines"]

    def words(self, value: Value) -> list[str]:
        """What was typed, line by line."""
        return [line[name] for line in value["lines"] for name in TEXTS if line[name].strip()]

    def passages(self, prompt: Prompt, value: Value) -> tuple[Part, ...]:
        """Both CVs by year; how many attempts, and no more; then what else was written about a line."""
        lines = _by_year(value)
        both = [CvLine(_year(line), line["official"], line["untold"]) for line in lines if _has_sides(line)]
        parts: list[Part] = [mirror_cv(prompt.title, both, _("Official beside untold, by year."))] if both else []
        attempts = _attempts(lines)
        parts += [Paragraph(attempts)] if attempts else []
        kinds = _kinds(prompt)
        more = tuple(_more(kinds, line) for line in lines if line["what"] or any(line[name] for name in FURTHER))
        head = (_("Year"), *(named()[name] for name in (WHAT, *FURTHER)))
        return (*parts, *([Table(_("More about these lines"), head, more)] if more else []))

    def compare(self, prompt: Prompt, old: Value, new: Value) -> tuple[Part, ...]:
        """Which lines are new, changed or gone."""
        return side_by_side(prompt.title, _in_words(prompt, old), _in_words(prompt, new))

    def takes(self, prompt: Prompt, value: Value, gift: Gift) -> Value:
        """The lines, with one more of the kind "other" at the end; the same row comes once."""
        lines = value["lines"]
        if len(lines) >= MAX_ROWS or any(line["key"] == gift.key for line in lines):
            return value
        what = "other" if "other" in _kinds(prompt) else ""
        blank = {"key": gift.key, YEAR: None, **dict.fromkeys(TEXTS, ""), WHAT: what}
        return {**value, "lines": [*lines, {**blank, **gift.cells}]}

    def shareable(self, prompt: Prompt, value: Value) -> list[Share]:
        """Each untold line, of which the person picks one; or the kinds, without their lines."""
        lines = [room.for_wall(line["untold"]) for line in value["lines"] if line["untold"].strip()]
        shares = [Share({"kind": self.key, "v": self.v, "line": line}, line) for line in dict.fromkeys(lines)]
        chosen = {line["what"] for line in value["lines"]}
        part = {"kind": self.key, "v": self.v, "chosen": [key for key in _kinds(prompt) if key in chosen]}
        return [*shares, *([Share(part, self.said(prompt, part))] if part["chosen"] else [])]

    def clean_part(self, prompt: Prompt, data: Data) -> Any:
        """One line for the wall, or kinds of this prompt."""
        part = room.read_part(self.key, self.v, data)
        if "line" in part:
            return room.read_line(self.key, self.v, data)
        return room.read_chosen(self.key, self.v, data, _kinds(prompt))

    def pool(self, prompt: Prompt, parts: Sequence[Any], least: int) -> Part | None:
        """How many people had each kind. Lines are not for a picture: somebody looks at them first."""
        sent = [{"count": part["chosen"]} for part in parts if "chosen" in part]
        asked = pooling.Asked(named()[WHAT], _("How many have a line of each kind."), pooling.how_many())
        return pooling.counted(prompt, sent, _kinds(prompt), asked, least)

    def said(self, prompt: Prompt, part: Mapping[str, Any]) -> str:
        """The line, or the kinds."""
        return super().said(prompt, part) or ", ".join(room.labelled(_kinds(prompt), part["chosen"]))

    def made_up(self, prompt: Prompt, want: str, chance: Random) -> dict[str, Any] | None:
        """An untold line, or a few kinds."""
        if want == "line":
            return made_up.line(self.key, self.v, made_up.untold(), chance)
        listed = list(_kinds(prompt)) if want == "picture" else []
        return {"kind": self.key, "v": self.v, "chosen": made_up.some(listed, 4, chance)} if listed else None


def _kinds(prompt: Prompt) -> dict[str, str]:
    return labels(prompt.items("kinds"))


def _by_year(value: Value) -> list[dict[str, Any]]:
    """The lines by year, those of one year as they stand, those without one last."""
    return sorted(value["lines"], key=lambda line: line[YEAR] or LAST_YEAR + 1)


def _year(line: Mapping[str, Any]) -> str:
    return str(line[YEAR] or "")


def _has_sides(line: Mapping[str, Any]) -> bool:
    return bool(line["official"].strip() or line["untold"].strip())


def _attempts(lines: Sequence[Mapping[str, Any]]) -> str:
    """ "11 attempts in 7 years": the lines with an untold side, and the calendar years they span."""
    untold = [line for line in lines if line["untold"].strip()]
    years = [line[YEAR] for line in untold if line[YEAR]]
    if not untold:
        return ""
    attempts = ngettext("%(count)d attempt", "%(count)d attempts", len(untold)) % {"count": len(untold)}
    if not years:
        return f"{attempts}."
    span = max(years) - min(years) + 1
    in_years = ngettext("%(count)d year", "%(count)d years", span) % {"count": span}
    return _("%(attempts)s in %(years)s.") % {"attempts": attempts, "years": in_years}


def _more(kinds: Mapping[str, str], line: Mapping[str, Any]) -> tuple[Words, ...]:
    return (_cell(_year(line)), _kind(kinds, line), *[_cell(line[name]) for name in FURTHER])


def _kind(kinds: Mapping[str, str], line: Mapping[str, Any]) -> str:
    return kinds.get(line[WHAT], line[WHAT]) or OPEN


def _cell(text: str) -> Words:
    return Own(text) if text.strip() else OPEN


def _in_words(prompt: Prompt, value: Value) -> dict[str, Said]:
    said, kinds = {}, _kinds(prompt)
    for line in _by_year(value):
        cells: dict[str, Words] = {named()[name]: _cell(line[name]) for name in TEXTS}
        cells |= {named()[YEAR]: _cell(_year(line)), named()[WHAT]: _kind(kinds, line)}
        side = line["untold"] or line["official"]
        said[line["key"]] = Said(Own(_year(line) or side) if _year(line) or side else OPEN, cells)
    return said


def _is_line(line: Any) -> bool:
    if not isinstance(line, dict) or line.keys() != _PARTS:
        return False
    year = line[YEAR]
    if year is not None and not (type(year) is int and FIRST_YEAR <= year <= LAST_YEAR):
        return False
    texts = [isinstance(line[name], str) for name in (WHAT, *TEXTS)]
    return all(texts) and is_key(line["key"])


_PARTS = {"key", YEAR, WHAT, *TEXTS}


KIND = Cv()
