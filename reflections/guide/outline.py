"""What a guide is, as one reader sees it: frozen, in one language."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, cast

from reflections.guide.files import Table
from reflections.kinds import Prompt

AGAIN = "again"
"""The path of a second round; it is no way to begin."""


@dataclass(frozen=True)
class Claim:
    """One sentence of a chapter's point, with where it is from: ``talk`` (and its part) or ``ours``."""

    text: str
    source: str
    part: str = ""


@dataclass(frozen=True)
class Reading:
    """One thing to read further."""

    title: str
    author: str = ""
    url: str = ""


@dataclass(frozen=True)
class Chapter:
    """A chapter; the opening has the number 0. `experience`: its advice is one person's."""

    key: str
    number: int
    title: str
    line: str
    claims: tuple[Claim, ...]
    prompts: tuple[Prompt, ...]
    experience: bool = False
    reading: tuple[Reading, ...] = ()

    @property
    def minutes(self) -> int:
        """What its prompts take, in minutes."""
        return sum(prompt.minutes for prompt in self.prompts)


@dataclass(frozen=True)
class Path:
    """A way through the guide. `first`: words that come before its first prompt."""

    key: str
    title: str
    line: str
    first: str
    minutes: int
    prompts: tuple[Prompt, ...]


@dataclass(frozen=True)
class Step:
    """One step of an agenda; `room`: one part of the answer may be sent; `tender`: shown from eight up."""

    key: str
    kind: str
    title: str
    say: str
    minutes: int
    prompt: Prompt | None = None
    room: bool = False
    tender: bool = False


@dataclass(frozen=True)
class Agenda:
    """A plan for a workshop; `cards`: what to do if something happens, by key."""

    key: str
    title: str
    minutes: int
    steps: tuple[Step, ...]
    cards: Table = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Guide:
    """All that is asked, in the order of the pages. `source`: where it comes from, in a sentence."""

    language: str
    title: str = ""
    line: str = ""
    source: str = ""
    chapters: tuple[Chapter, ...] = ()
    prompts: dict[str, Prompt] = field(default_factory=dict, hash=False)
    paths: dict[str, Path] = field(default_factory=dict, hash=False)
    agendas: dict[str, Agenda] = field(default_factory=dict, hash=False)
    gone: frozenset[str] = frozenset()
    versions: dict[int, Prompt] = field(default_factory=dict, hash=False)
    derived: dict[Hashable, Any] = field(default_factory=dict, hash=False, compare=False, repr=False)

    def once[T](self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made once for this guide and kept as long as it: the same key, the same thing."""
        if key not in self.derived:
            self.derived[key] = make()
        return cast("T", self.derived[key])

    def retired(self, key: str) -> bool:
        """Whether a prompt was asked once and is no more."""
        return key in self.gone

    def chapter(self, key: str) -> Chapter | None:
        """The chapter called `key`."""
        return next((chapter for chapter in self.chapters if chapter.key == key), None)

    @property
    def ways_in(self) -> tuple[Path, ...]:
        """Paths somebody can begin with today."""
        return tuple(path for path in self.paths.values() if path.key != AGAIN and path.prompts)
