"""Example prompts and answers of every kind: what test_contract.py and test_contract_room.py run on.

To add a kind, write tests/kinds/<kind>.py that exports `EXAMPLES`, a tuple of `Example`; it is found by its name.
Nothing else: each test of the contract then runs for it, and fails by name where a registered kind has no examples.
Cover each shape the kind can take (one Example a shape). Data are written as {"a-name": "text" or ["several"]};
give the hidden row keys too, so that `clean` invents none. `forms` is a hypothesis strategy of such data,
built from `strategies.py` (own_text, own_line, posted, left_open …); it may only make data that `clean` accepts.

What the contract settles for all kinds: a part for a room is a dict with "kind", "v" and its one thing, it travels as
JSON in the field "part" (reflections/kinds/room.py reads it, pools it, and refuses with `refused()`); fields have ids
"id_a-…" (of a group of radios its first); an error stands in `.err` with the id "id_a-…-e", named by aria-describedby
of its field (or of the group around it); a textarea begins with a line break, which browsers drop.
Fields, forms and their partial templates: reflections/kinds/inputs.py, templates/kinds/_*.html.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.http import QueryDict
from hypothesis.strategies import SearchStrategy

from reflections import kinds
from reflections.kinds.base import Prompt

Data = Mapping[str, str | Sequence[str]]
Value = dict[str, Any]


@dataclass(frozen=True)
class Sample:
    """One answer: what the form sends, what `clean` makes of it, and what is in it."""

    data: Data
    value: Value
    words: tuple[str, ...] = ()  # what `words` finds, in the order of reading
    private: tuple[str, ...] = ()  # what may be in no share: names, places, moments, free text beside the one part
    shares: int = 0  # how many parts `shareable` offers
    days: tuple[str, ...] = ()  # the days in `dates`, as YYYY-MM-DD


@dataclass(frozen=True)
class Refused:
    """Data that `clean` (or `clean_part`) must refuse, and the fields its errors name."""

    data: Data
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Example:
    """One prompt with its answers. `earlier` are answers to other prompts that it takes options from."""

    name: str
    prompt: Prompt
    empty: Value  # what `clean` gives for an empty form
    samples: tuple[Sample, ...]
    forms: SearchStrategy[dict[str, list[str]]]
    refused: tuple[Refused, ...] = ()
    earlier: dict[str, Value] = field(default_factory=dict)
    older: tuple[tuple[Value, Value], ...] = ()  # values of an older version or a neighbour kind, and what they become
    broken: tuple[Value, ...] = ()  # values of this kind and version whose shape is wrong: Unreadable
    bad_parts: tuple[Any, ...] = ()  # parts (not data) that the room must refuse

    @property
    def kind(self) -> Any:
        """The kind under test."""
        return kinds.kind(self.prompt.kind)


def prompt(kind: str, /, key: str = "", **settings: Any) -> Prompt:
    """A prompt of a kind with these settings, as the guide's loader would give it (words merged in)."""
    return Prompt(
        key=key or f"a-{kind}-prompt",
        kind=kind,
        title="Your page",
        ask="What do you say?",
        hint="A hint.",
        why="Because it helps.",
        why_source="ours",
        minutes=2,
        settings=settings,
        number=7,
        chapter="ways",
        version=1,
        tender=bool(settings.pop("tender", False)),
    )


def query(data: Data) -> QueryDict:
    """Form data as a request carries them."""
    posted = QueryDict(mutable=True)
    for name, given in data.items():
        posted.setlist(name, [given] if isinstance(given, str) else list(given))
    return posted


def examples() -> list[Example]:
    """All examples of all registered kinds."""
    found: list[Example] = []
    for key in kinds.kinds():
        if find_spec(f"tests.kinds.{key}"):
            found.extend(import_module(f"tests.kinds.{key}").EXAMPLES)
    return found
