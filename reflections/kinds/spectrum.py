"""A spectrum: lines between two poles, a mark for today and one for where one would like to be; unset is a state."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reflections.documents.document import Own, Paragraph, Part, Table
from reflections.documents.drawings import OPEN, Line, Spread, dumbbells, spread_bells
from reflections.kinds import made_up, pooling, room
from reflections.kinds.base import Data, Earlier, Kind, Prompt, Share, Unreadable, Value
from reflections.kinds.inputs import is_key
from reflections.kinds.listing import moved
from reflections.kinds.spectrum_form import HEAVIEST, MARKS, WEIGHT, lanes, marks, read, spectrum_form, steps
from reflections.kinds.typed import Typed, TypedForm


class Spectrum(Kind):
    """Value: ``{lines: {key: {now, wish, weight}}, own: [{key, start, end, now, wish, weight}]}``; unset is absent."""

    key = "spectrum"
    sends = ("picture",)
    script = "ranges.js"

    def form(
        self,
        prompt: Prompt,
        value: Value | None = None,
        earlier: Earlier | None = None,
        mode: str = "first",
        data: Data | None = None,
    ) -> TypedForm:
        """The lines with their lanes, and lines of one's own."""
        return spectrum_form(prompt, value, data)

    def clean(self, prompt: Prompt, data: Data, earlier: Earlier | None = None) -> Value:
        """The marks that were set."""
        typed = Typed(data)
        given = read(prompt, typed)
        typed.check()
        return {"kind": self.key, "v": self.v, **given}

    def upgrade(self, value: Value) -> Value:
        """The value if it is whole."""
        value = super().upgrade(value)
        if set(value) != {"kind", "v", "lines", "own"} or not isinstance(value["lines"], dict):
            raise Unreadable(self.key)
        if not isinstance(value["own"], list) or not all(map(_is_own, value["own"])):
            raise Unreadable(self.key)
        if not all(_are_marks(line, 1000) for line in value["lines"].values()):
            raise Unreadable(self.key)
        return value

    def check(self, prompt: Prompt, value: Value) -> None:
        """Marks are on the prompt's steps, weights no heavier than can be."""
        most = {"now": steps(prompt), "wish": steps(prompt), WEIGHT: HEAVIEST}
        marks = (item for line in (*value["lines"].values(), *value["own"]) for item in line.items())
        if any(number > most[mark] for mark, number in marks if mark in most):
            raise Unreadable(self.key)

    def is_empty(self, value: Value) -> bool:
        """Whether no mark is set and no line was added."""
        return not value["lines"] and not value["own"]

    def words(self, value: Value) -> list[str]:
        """The ends of the person's own lines."""
        return [line[end] for line in value["own"] for end in ("start", "end") if line[end]]

    def passages(self, prompt: Prompt, value: Value) -> tuple[Part, ...]:
        """Dumbbells; then lines that have no mark yet, so that nothing written is lost."""
        lines = _lines(prompt, value)
        drawn = [line for line in lines if line.now is not None or line.wish is not None]
        bare = tuple((line.start, line.end, line.note or OPEN) for line in lines if line not in drawn)
        parts: list[Part] = [dumbbells(prompt.title, drawn)] if drawn else []
        head = (_("From"), _("To"), prompt.word("weight", _("Weight")))
        return (*parts, *([Table(_("Lines without a mark"), head, bare)] if bare else []))

    def compare(self, prompt: Prompt, old: Value, new: Value) -> tuple[Part, ...]:
        """On how many lines one moved; the picture, with grey marks for before; which marks moved, from where."""
        then, now = _by_line(prompt, old), _by_line(prompt, new)
        every = {**then, **now}
        if not every:
            return ()
        numbers = [
            (_called(line), name, then.get(key, {}).get(mark), now.get(key, {}).get(mark))
            for key, line in every.items()
            for mark, name in marks(prompt).items()
        ]
        drawn = [_line(prompt, {**line, **_placed(then.get(key), now.get(key))}) for key, line in every.items()]
        picture = dumbbells(prompt.title, drawn)
        said, *table = moved(_("What moved"), _("Line"), numbers)
        sentence = _in_a_sentence([(then[key], now[key]) for key in then if key in now])
        return (Paragraph(sentence) if sentence else said, *([picture] if picture.rows else []), *table)

    def shareable(self, prompt: Prompt, value: Value) -> list[Share]:
        """The marks on the listed lines: neither weights nor the person's own lines."""
        given = {}
        for line in prompt.items("lines"):
            found = {lane: n for lane in lanes(prompt) if (n := value["lines"].get(line["key"], {}).get(lane))}
            if found:
                given[line["key"]] = found
        part = {"kind": self.key, "v": self.v, "lines": given}
        return [Share(part, self.said(prompt, part))] if given else []

    def clean_part(self, prompt: Prompt, data: Data) -> Any:
        """Marks on lines of this prompt."""
        part = room.read_part(self.key, self.v, data)
        lines = part.get("lines")
        if set(part) != {"kind", "v", "lines"} or not isinstance(lines, dict) or not lines:
            raise room.refused()
        if not lines.keys() <= {line["key"] for line in prompt.items("lines")}:
            raise room.refused()
        if not all(
            _are_marks(line, steps(prompt)) and line and line.keys() <= set(lanes(prompt)) for line in lines.values()
        ):
            raise room.refused()
        return part

    def pool(self, prompt: Prompt, parts: Sequence[Any], least: int) -> Part | None:
        """How many stand on each step, by line and lane; a lane with too few marks is left out."""
        lines = {line["key"]: [part["lines"].get(line["key"], {}) for part in parts] for line in prompt.items("lines")}
        sent = {
            key: {lane: [marks[lane] for marks in found if lane in marks] for lane in lanes(prompt)}
            for key, found in lines.items()
        }
        numbers = range(1, steps(prompt) + 1)
        counts = pooling.spread(prompt, sent, numbers, least)
        rows = [
            Spread(line["start"], counts[line["key"]], line["end"])
            for line in prompt.items("lines")
            if line["key"] in counts
        ]
        asked = pooling.Asked(_("Line"), _("How many stand where on each line."), pooling.roles(lanes(prompt)))
        return pooling.pictured(
            prompt, rows, len(parts), asked, numbers, lambda said: spread_bells(prompt.title, rows, asked.lanes, said)
        )

    def said(self, prompt: Prompt, part: Mapping[str, Any]) -> str:
        """Each line with its marks."""
        ends = {line["key"]: _ends(line) for line in prompt.items("lines")}
        named = lanes(prompt)
        marks = {
            key: ", ".join(f"{name} {found[lane]}" for lane, name in named.items() if lane in found)
            for key, found in part["lines"].items()
        }
        return "; ".join(f"{ends[key]}: {marks[key]}" for key in ends if key in marks)

    def made_up(self, prompt: Prompt, want: str, chance: Random) -> dict[str, Any] | None:
        """A mark for each lane of each line."""
        numbers = range(1, steps(prompt) + 1)
        keys = [line["key"] for line in prompt.items("lines")] if want in self.sends else []
        lines = {key: made_up.marks(key, lanes(prompt), numbers, chance) for key in keys}
        return {"kind": self.key, "v": self.v, "lines": lines} if lines else None


def _ends(line: Mapping[str, Any]) -> str:
    return f"{line['start']} – {line['end']}"


def _called(line: Mapping[str, Any]) -> Any:
    """A line's two ends in one cell, in whose words they are."""
    return Own(_ends(line)) if line.get("own") else _ends(line)


def _by_line(prompt: Prompt, value: Value) -> dict[str, dict[str, Any]]:
    """The answered lines with their ends; own lines are known again by what stands at their ends."""
    given = value["lines"]
    found = {line["key"]: {**line, **given[line["key"]]} for line in prompt.items("lines") if line["key"] in given}
    own = {f"own {line['start']} {line['end']}".casefold(): {**line, "own": True} for line in value["own"]}
    return {**found, **own}


def _line(prompt: Prompt, line: Mapping[str, Any]) -> Line:
    start, end = ((Own(line[end]) if line.get("own") and line[end] else line[end] or OPEN) for end in ("start", "end"))
    note = ""
    if line.get(WEIGHT) is not None:
        note = _("matters %(weight)s of %(most)s") % {"weight": line[WEIGHT], "most": HEAVIEST}
    now, wish, old, old_wish = (line.get(mark) for mark in ("now", "wish", "old", "old_wish"))
    return Line(start, end, now, wish, steps(prompt), old, note, old_wish)


def _lines(prompt: Prompt, value: Value) -> list[Line]:
    own = [{**line, "own": True} for line in value["own"]]
    listed = [{**line, **value["lines"].get(line["key"], {})} for line in prompt.items("lines")]
    answered = [line for line in listed if line["key"] in value["lines"]]
    return [_line(prompt, line) for line in (*answered, *own)]


def _placed(then: Mapping[str, Any] | None, now: Mapping[str, Any] | None) -> dict[str, Any]:
    """Where a line's marks stand now, and where they stood: today's place, or with one lane only the wished one."""
    before, after = then or {}, now or {}
    old, wished = ("now", before.get("wish")) if "now" in before or "now" in after else ("wish", None)
    old_wish = wished if wished != after.get("wish") else None
    return {**{mark: after.get(mark) for mark in MARKS}, "old": before.get(old), "old_wish": old_wish}


def _in_a_sentence(pairs: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> str:
    """On how many of the lines that stood both times today's mark moved, and on how many towards what was wished."""
    both = [(then["now"], now["now"], then.get("wish")) for then, now in pairs if "now" in then and "now" in now]
    moves = [(old, new, wish) for old, new, wish in both if old != new]
    if not moves:
        return ""
    towards = sum(wish is not None and abs(new - wish) < abs(old - wish) for old, new, wish in moves)
    said = ngettext(
        "You moved on %(moved)d line of %(lines)d", "You moved on %(moved)d lines of %(lines)d", len(moves)
    ) % {"moved": len(moves), "lines": len(both)}
    if not any(wish is not None for _old, _new, wish in moves):
        return f"{said}."
    return _("%(said)s, on %(towards)d towards what you wished then.") % {"said": said, "towards": towards}


def _are_marks(line: Any, most: int) -> bool:
    """Whether these are marks and a weight as whole numbers within bounds."""
    if not isinstance(line, dict) or not line.keys() <= {*MARKS}:
        return False
    least = {WEIGHT: 0}
    return all(type(n) is int and least.get(mark, 1) <= n <= most for mark, n in line.items())


def _is_own(line: Any) -> bool:
    if not isinstance(line, dict) or not {"key", "start", "end"} <= line.keys():
        return False
    texts = [line[name] for name in ("key", "start", "end")]
    rest = {mark: n for mark, n in line.items() if mark not in {"key", "start", "end"}}
    return all(isinstance(text, str) for text in texts) and is_key(line["key"]) and _are_marks(rest, 1000)


KIND = Spectrum()
