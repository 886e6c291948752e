"""What a kind of answer is, and the helpers all kinds share."""

import datetime as dt
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from django.forms import Form
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reflections.documents.document import Part

type Value = dict[str, Any]
"""What is stored: JSON with ``kind`` and ``v``; options, rows and dimensions by key."""
type Data = Mapping[str, Any]
"""What a browser sent: a QueryDict."""
type Earlier = Mapping[str, Value]
"""Values of other prompts of the same round by prompt key; the stored value itself under ``""``."""

PREFIX = "a"
"""Every field of a kind is named ``a-…``: the page's own fields can never collide with it."""
MAX_TEXT, MAX_LINE = 20_000, 300
MAX_ROWS = 200


@dataclass(frozen=True)
class Prompt:
    """A question as one reader sees it: one version, in one language."""

    key: str
    kind: str
    title: str
    ask: str
    hint: str = ""
    why: str = ""
    why_source: str = "ours"
    minutes: int = 1
    settings: dict[str, Any] = field(default_factory=dict, hash=False)
    number: int = 0
    chapter: str = ""
    version: int = 0
    tender: bool = False
    others: bool = False

    def word(self, key: str, otherwise: str = "") -> str:
        """A loose word of this prompt (the name of a lane, the end of a scale), or `otherwise`."""
        return str(self.settings.get("words", {}).get(key, otherwise))

    def items(self, name: str) -> list[dict[str, Any]]:
        """The listed things of a setting: each a dict with ``key`` and its words."""
        return list(self.settings.get(name, []))


class Invalid(Exception):
    """What was typed cannot be kept as it is; `errors` maps a field's html name to words that help."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("; ".join(errors))
        self.errors = dict(errors)


class Unreadable(ValueError):
    """A stored value of a kind or version that this code does not know; it is refused, never guessed."""


@dataclass(frozen=True)
class Due:
    """A date an answer asks for: the row it belongs to, the day, and ``due`` or ``opens``."""

    key: str
    day: dt.date
    what: str = "due"


@dataclass(frozen=True)
class Share:
    """One part that may go to a room, with the words of its preview."""

    part: Any
    words: str


@dataclass(frozen=True)
class Gift:
    """A row that one answer gives to another: to which prompt, the key it keeps there, and what it says."""

    prompt: str
    key: str
    cells: Mapping[str, Any]


@dataclass(frozen=True)
class Asks:
    """What an answer leaves to be asked: about what, in the person's words, and on which lines.

    `lines`: key of a line to the person's own words for it; no words where the line is one of the prompt's.
    """

    about: str
    lines: Mapping[str, str]


class Kind:
    """One kind of answer: it knows everything about itself, and no other place asks which kind it is."""

    key: str = ""
    v: int = 1
    script: str = ""
    """A script that makes its form more pleasant, as `config/bundles.py` calls it; the form works without."""
    sends: tuple[str, ...] = ()
    """What of it may ever go to a room: ``picture`` (what is counted), ``line`` (one line for a wall), or nothing."""

    def uses(self, prompt: Prompt) -> tuple[str, ...]:
        """Keys of the prompts whose answers `form` and `clean` look at; the empty key is the stored answer itself."""
        return ()

    def form(
        self,
        prompt: Prompt,
        value: Value | None = None,
        earlier: Earlier | None = None,
        mode: str = "first",
        data: Data | None = None,
    ) -> Form | BaseFormSet:
        """The form with `value` in it, or with what was typed (`data`) and its errors."""
        raise NotImplementedError

    def look_back(self, prompt: Prompt, value: Value, row: str, data: Data | None = None) -> Form | None:
        """The form on which one row of `value` is looked back on, the rest in it unseen; None where there is none.

        Its `title` is what the page asks, and its `row` that row. `clean` reads it like any other.
        """
        return None

    def clean(self, prompt: Prompt, data: Data, earlier: Earlier | None = None) -> Value:
        """What was typed as a value; raises `Invalid`."""
        raise NotImplementedError

    def clean_part(self, prompt: Prompt, data: Data) -> Any:
        """A part for a room within its bounds; raises `Invalid`."""
        raise NotImplementedError

    def upgrade(self, value: Value) -> Value:
        """`value` in today's shape; raises `Unreadable`."""
        if not isinstance(value, dict) or value.get("kind") != self.key or value.get("v") != self.v:
            raise Unreadable(self.key)
        return value

    def check(self, prompt: Prompt, value: Value) -> None:
        """Refuse what `upgrade` lets pass and no form of `prompt` would have sent; raises `Unreadable`.

        For a value that comes from outside; `upgrade` comes first. Bounds that all kinds share are in `bounds`.
        """

    def is_empty(self, value: Value) -> bool:
        """Whether nothing was answered."""
        raise NotImplementedError

    def words(self, value: Value) -> list[str]:
        """The person's own words in it, for their search."""
        raise NotImplementedError

    def dates(self, value: Value) -> list[Due]:
        """Dates that need a row of their own."""
        return []

    def row(self, value: Value, key: str) -> tuple[int, str]:
        """Which row is called `key`, from 1, and the first of the person's own words in it; 0 where there is none."""
        for name, rows in value.items():
            for number, row in enumerate(rows if isinstance(rows, list) else (), 1):
                if isinstance(row, dict) and row.get("key") == key:
                    return number, next(iter(self.words({**value, name: [row]})), "")
        return 0, ""

    def suggests(self, value: Value) -> list[Asks]:
        """What a page of questions (`rows` with the setting `from`) may begin with."""
        return []

    def passages(self, prompt: Prompt, value: Value) -> tuple[Part, ...]:
        """What was written as parts of a document, with its picture and the picture's twin."""
        raise NotImplementedError

    def compare(self, prompt: Prompt, old: Value, new: Value) -> tuple[Part, ...]:
        """What moved between two answers to one prompt."""
        raise NotImplementedError

    def gives(self, prompt: Prompt, value: Value, row: str) -> Gift | None:
        """What `row` may add to the answer to another prompt, if its writer says so; None where there is nothing."""
        return None

    def takes(self, prompt: Prompt, value: Value, gift: Gift) -> Value:
        """`value` with the row of `gift` in it; `value` itself when it is there already, or has no place."""
        return value

    def parts(self, prompt: Prompt) -> tuple[str, ...]:
        """What a step of a workshop that asks `prompt` may let go to the room, the more usual first."""
        return self.sends

    def shareable(self, prompt: Prompt, value: Value) -> list[Share]:
        """The parts of which one may go to a room, if the person sends it."""
        return []

    def pool(self, prompt: Prompt, parts: Sequence[Any], least: int) -> Part | None:
        """What the room sees of `parts`, with its sentence; nothing when there are fewer than `least`."""
        return None

    def said(self, prompt: Prompt, part: Mapping[str, Any]) -> str:
        """A part that `clean_part` let pass, in the words of its preview."""
        return str(part.get("line", ""))

    def made_up(self, prompt: Prompt, want: str, chance: Random) -> dict[str, Any] | None:
        """A part (`want`: ``picture`` or ``line``) as somebody might send it, for a rehearsal; None where none can."""
        return None

    def hands(self, prompt: Prompt) -> dict[str, str]:
        """What can be counted by raised hands, when the network is down: key → what the organiser asks for."""
        return {}

    def by_hands(self, prompt: Prompt, counts: Mapping[str, int]) -> Part | None:
        """The picture of raised hands, counted by the keys of `hands`; None without a hand, and on tender prompts."""
        return None


def new_key() -> str:
    """A key for a row: eight hex digits, random, so that rows keep their identity when they move."""
    return secrets.token_hex(4)


def tidy_text(text: str, limit: int = MAX_TEXT) -> str:
    """`text` as typed with line ends as ``\\n``; raises `ValueError` in words when it cannot be kept."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        raise ValueError(_("There is an invisible zero character in this text. Delete it, or paste as plain text."))
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise ValueError(_("There is half a character in this text. Delete the odd sign and type it again."))
    if len(text) > limit:
        over = len(text) - limit
        raise ValueError(
            ngettext(
                "This is %(over)d character over the limit of %(limit)d. Shorten it, or put the rest elsewhere.",
                "This is %(over)d characters over the limit of %(limit)d. Shorten it, or put the rest elsewhere.",
                over,
            )
            % {"over": over, "limit": limit}
        )
    return text
