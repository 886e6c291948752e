"""Fields: a few short texts under one question, each with its own label."""

from collections.abc import Sequence
from random import Random
from typing import Any

from django.utils.translation import gettext as _

from reflections.documents.document import Heading, Part, Passage
from reflections.kinds import made_up, room, words
from reflections.kinds.base import Data, Earlier, Kind, Prompt, Share, Unreadable, Value
from reflections.kinds.inputs import AnswerForm, Words, labels, limit_words


class FieldsForm(AnswerForm):
    """A writing surface for each field."""

    template_name = "kinds/fields/form.html"


class Fields(Kind):
    """Value: ``{fields: {key: text}}``; what was left open is absent."""

    key = "fields"
    sends = ("line",)

    def form(
        self,
        prompt: Prompt,
        value: Value | None = None,
        earlier: Earlier | None = None,
        mode: str = "first",
        data: Data | None = None,
    ) -> FieldsForm:
        """Each field of the prompt, and those answered that it no longer has."""
        written = (value or (earlier or {}).get("") or {}).get("fields", {})
        hints = {item["key"]: str(item.get("placeholder", "")) for item in prompt.items("fields")}
        fields = {
            key: Words(label, placeholder=hints.get(key, ""), hint=limit_words())
            for key, label in _named(prompt, written).items()
        }
        return FieldsForm(prompt, fields, written, data, mode)

    def clean(self, prompt: Prompt, data: Data, earlier: Earlier | None = None) -> Value:
        """The texts exactly as typed."""
        typed = self.form(prompt, earlier=earlier, data=data).checked()
        return {"kind": self.key, "v": self.v, "fields": {key: text for key, text in typed.items() if text}}

    def upgrade(self, value: Value) -> Value:
        """The value if it is whole."""
        value = super().upgrade(value)
        fields = value.get("fields")
        if set(value) != {"kind", "v", "fields"} or not isinstance(fields, dict):
            raise Unreadable(self.key)
        if not all(isinstance(text, str) for text in fields.values()):
            raise Unreadable(self.key)
        return value

    def is_empty(self, value: Value) -> bool:
        """Whether nothing but blanks was written."""
        return not self.words(value)

    def words(self, value: Value) -> list[str]:
        """The texts."""
        return [text for text in value["fields"].values() if text.strip()]

    def passages(self, prompt: Prompt, value: Value) -> tuple[Part, ...]:
        """Each text under its label."""
        parts: list[Part] = []
        for key, label in _named(prompt, value["fields"]).items():
            text = value["fields"].get(key, "")
            parts += [Heading(1, label), Passage(text)] if text.strip() else []
        return tuple(parts)

    def compare(self, prompt: Prompt, old: Value, new: Value) -> tuple[Part, ...]:
        """Both texts of each field side by side."""
        then, now = old["fields"], new["fields"]
        named = _named(prompt, {**now, **then})
        rows = [(label, then.get(key, ""), now.get(key, "")) for key, label in named.items()]
        return words.side_by_side(rows)

    def shareable(self, prompt: Prompt, value: Value) -> list[Share]:
        """Lines of them: the person picks one, or rewrites it."""
        return words.lines_for_wall(self.key, self.v, self.words(value))

    def clean_part(self, prompt: Prompt, data: Data) -> Any:
        """One line for the wall."""
        return room.read_line(self.key, self.v, data)

    def pool(self, prompt: Prompt, parts: Sequence[Any], least: int) -> Part | None:
        """The lines on a wall."""
        return room.wall(prompt, [part["line"] for part in parts], least)

    def made_up(self, prompt: Prompt, want: str, chance: Random) -> dict[str, Any] | None:
        """An untold line."""
        return made_up.line(self.key, self.v, made_up.untold(), chance) if want in self.sends else None


def _named(prompt: Prompt, written: dict[str, str]) -> dict[str, str]:
    """Key → label of the fields asked; then of those answered in an earlier wording, so that nothing is lost."""
    asked = labels(prompt.items("fields"))
    return {**asked, **{key: _("Asked earlier") for key in written if key not in asked}}


KIND = Fields()
