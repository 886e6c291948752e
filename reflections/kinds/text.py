"""A text: one place to write, as long or as short as it comes."""

from collections.abc import Sequence
from random import Random
from typing import Any

from django.utils.translation import gettext as _

from reflections.documents.document import Part, Passage
from reflections.kinds import made_up, room, words
from reflections.kinds.base import Data, Earlier, Kind, Prompt, Share, Unreadable, Value
from reflections.kinds.inputs import AnswerForm, Words, limit_words


class TextForm(AnswerForm):
    """One writing surface."""

    template_name = "kinds/text/form.html"


class Text(Kind):
    """Value: ``{text}``."""

    key = "text"
    sends = ("line",)

    def form(
        self,
        prompt: Prompt,
        value: Value | None = None,
        earlier: Earlier | None = None,
        mode: str = "first",
        data: Data | None = None,
    ) -> TextForm:
        """One writing surface."""
        field = Words(_("Your answer"), placeholder=prompt.word("placeholder"), hint=limit_words())
        return TextForm(prompt, {"text": field}, {"text": (value or {}).get("text", "")}, data, mode)

    def clean(self, prompt: Prompt, data: Data, earlier: Earlier | None = None) -> Value:
        """The text exactly as typed."""
        return {"kind": self.key, "v": self.v, "text": self.form(prompt, data=data).checked()["text"]}

    def upgrade(self, value: Value) -> Value:
        """The value if it is whole."""
        value = super().upgrade(value)
        if set(value) != {"kind", "v", "text"} or not isinstance(value["text"], str):
            raise Unreadable(self.key)
        return value

    def is_empty(self, value: Value) -> bool:
        """Whether nothing but blanks was written."""
        return not value["text"].strip()

    def words(self, value: Value) -> list[str]:
        """The text."""
        return [] if self.is_empty(value) else [value["text"]]

    def passages(self, prompt: Prompt, value: Value) -> tuple[Part, ...]:
        """The text."""
        return tuple(Passage(text) for text in self.words(value))

    def compare(self, prompt: Prompt, old: Value, new: Value) -> tuple[Part, ...]:
        """Both texts side by side."""
        return words.side_by_side([("", old["text"], new["text"])])

    def shareable(self, prompt: Prompt, value: Value) -> list[Share]:
        """Lines of it: the person picks one, or rewrites it."""
        return words.lines_for_wall(self.key, self.v, [value["text"]])

    def clean_part(self, prompt: Prompt, data: Data) -> Any:
        """One line for the wall."""
        return room.read_line(self.key, self.v, data)

    def pool(self, prompt: Prompt, parts: Sequence[Any], least: int) -> Part | None:
        """The lines on a wall."""
        return room.wall(prompt, [part["line"] for part in parts], least)

    def made_up(self, prompt: Prompt, want: str, chance: Random) -> dict[str, Any] | None:
        """An untold line."""
        return made_up.line(self.key, self.v, made_up.untold(), chance) if want in self.sends else None


KIND = Text()
