"""Places on paper: drawn, beside the wish where that is known; and what moved between two answers."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reflections.documents import drawings
from reflections.documents.document import Own, Paragraph, Part, Table, Words
from reflections.documents.drawings import OPEN
from reflections.documents.drawings.places import KNOWN
from reflections.kinds.base import Prompt, Value
from reflections.kinds.inputs import labels
from reflections.kinds.places_form import AT, BY, NAME, TYPE
from reflections.kinds.places_lines import Line, lines_of, statements, steps
from reflections.kinds.scale_parts import paired

type Place = Mapping[str, Any]


def drawn(prompt: Prompt, value: Value, want: Value | None = None) -> tuple[Part, ...]:
    """Each place on its lines, beside the wish (`want`, the answer it is in); then what has only half of a mark."""
    lines = lines_of(prompt, value["own"], want)
    shown = [_drawn(prompt, place, number) for number, place in enumerate(value["places"], 1)]
    marked = [place for place in shown if place.at]
    used = {line for place in marked for line in place.at}
    asked = [_wish(line) for line in lines if line.key in used or (marked and line.wish is not None)]
    picture = [drawings.beside_wish(prompt.title, asked, marked, steps(prompt))] if marked else []
    return (*picture, *_left(prompt, value, lines))


def moved(prompt: Prompt, old: Value, new: Value) -> tuple[Part, ...]:
    """What is different, place by place and line by line: how much in words, then from what to what."""
    lines = {line.key: _line_name(line) for line in lines_of(prompt, [*new["own"], *old["own"]], None)}
    same = _same_lines(old, new)
    rows: list[tuple[Words, ...]] = []
    marks = sources = 0
    for number, (then, now) in enumerate(paired(old["places"], new["places"]), 1):
        name = _name(now or then or {}, number)
        rows += _came_or_went(prompt, name, then, now)
        before = {same.get(key, key): cell for key, cell in (then["cells"] if then else {}).items()}
        after = now["cells"] if now else {}
        changed = [key for key in dict.fromkeys([*after, *before]) if before.get(key) != after.get(key)]
        rows += [
            (name, lines.get(key, key), *(_cell(prompt, side.get(key)) for side in (before, after))) for key in changed
        ]
        marks += sum(_half(before, key, AT) != _half(after, key, AT) for key in changed)
        sources += sum(_half(before, key, BY) != _half(after, key, BY) for key in changed)
    if not rows:
        return (Paragraph(_("Nothing moved.")),) if old["places"] or new["places"] or old["own"] or new["own"] else ()
    head = (_("Place"), _("What"), _("Then"), _("Now"))
    return Paragraph(_said(marks, sources)), Table(_("What moved"), head, tuple(rows))


def _said(marks: int, sources: int) -> str:
    moved = ngettext("%(count)d mark moved.", "%(count)d marks moved.", marks) % {"count": marks}
    known = ngettext("%(count)d source changed.", "%(count)d sources changed.", sources) % {"count": sources}
    return f"{moved} {known}"


def _half(cells: Mapping[str, Any], key: str, half: str) -> Any:
    return cells.get(key, {}).get(half)


def _came_or_went(prompt: Prompt, name: Words, then: Place | None, now: Place | None) -> list[tuple[Words, ...]]:
    """What a place is called and of which type, where that changed; a place that came or went."""
    if then is None or now is None:
        here, gone = _("here"), OPEN
        return [(name, _("Place"), *((here, gone) if now is None else (gone, here)))]
    names = [tuple(Own(place[NAME]) if place[NAME] else OPEN for place in (then, now))]
    types = [tuple(_type(prompt, place) or OPEN for place in (then, now))]
    labelled = [(prompt.word("name", _("Name")), *names[0]), (prompt.word("type", _("Type")), *types[0])]
    return [(name, *cells) for cells in labelled if cells[1] != cells[2]]


def _same_lines(old: Value, new: Value) -> dict[str, str]:
    """Own lines of another round have other keys: they are known again by what stands at their ends."""
    by_ends = {_ends(line): line["key"] for line in new["own"]}
    return {line["key"]: by_ends[_ends(line)] for line in old["own"] if _ends(line) in by_ends}


def _ends(line: Mapping[str, str]) -> tuple[str, str]:
    return line["start"].casefold(), line["end"].casefold()


def _left(prompt: Prompt, value: Value, lines: Sequence[Line]) -> list[Table]:
    """What no picture shows: marks without a source or the other way round, places and lines without a mark."""
    named = {line.key: _line_name(line) for line in lines}
    places = [(_name(place, number), place) for number, place in enumerate(value["places"], 1)]
    halves = [
        (name, named.get(line, line), _cell(prompt, cell))
        for name, place in places
        for line, cell in place["cells"].items()
        if not _is_whole(cell)
    ]
    bare = [(name, _type(prompt, place) or OPEN) for name, place in places if not place["cells"]]
    used = {line for place in value["places"] for line in place["cells"]}
    unused = [(_line_name(line),) for line in lines if line.own and line.key not in used and line.wish is None]
    tables = [
        Table(_("Known in part"), (_("Place"), _("Line"), _("Here")), tuple(halves)),
        Table(_("Places without a mark"), (_("Place"), prompt.word("type", _("Type"))), tuple(bare)),
        Table(_("Lines without a mark"), (_("Line"),), tuple(unused)),
    ]
    return [table for table in tables if table.rows]


def _drawn(prompt: Prompt, place: Place, number: int) -> drawings.Place:
    at = {line: (cell[AT], cell[BY]) for line, cell in place["cells"].items() if _is_whole(cell)}
    return drawings.Place(_name(place, number), _type(prompt, place), at, statements(prompt).get(place[TYPE], ()))


def _is_whole(cell: Mapping[str, Any]) -> bool:
    return AT in cell and cell.get(BY) in KNOWN


def _wish(line: Line) -> drawings.Wish:
    start, end = ((Own(words) if line.own and words else words or OPEN) for words in (line.start, line.end))
    return drawings.Wish(line.key, start, end, line.wish, line.weight)


def _name(place: Place, number: int) -> Words:
    return Own(place[NAME]) if place[NAME] else _("Place %(number)d") % {"number": number}


def _line_name(line: Line) -> Words:
    ends = f"{line.start} – {line.end}"
    return Own(ends) if line.own else ends


def _type(prompt: Prompt, place: Place) -> str:
    return str(labels(prompt.items("types")).get(place[TYPE], place[TYPE]))


def _cell(prompt: Prompt, cell: Mapping[str, Any] | None) -> str:
    """ "3 of 7 (Heard)"; what is open of it is said too."""
    if not cell:
        return OPEN
    at = _("%(value)s of %(most)s") % {"value": cell[AT], "most": steps(prompt)} if AT in cell else OPEN
    by = labels(prompt.items("sources")).get(cell.get(BY, ""), cell.get(BY, "")) or _("source left open")
    return f"{at} ({by})"
