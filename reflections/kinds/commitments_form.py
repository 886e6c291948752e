"""The form of commitments: for each where one stands, and for what one starts when, and what one will do."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from reflections.documents.languages import once_a_language
from reflections.kinds.base import MAX_ROWS, PREFIX, Data, Prompt, Value, new_key
from reflections.kinds.inputs import labels
from reflections.kinds.typed import Field, Typed, TypedForm

OWN = re.compile(rf"{PREFIX}-(?:words|stand|when|will)-(own-[0-9a-f]{{8}})", re.ASCII)
DO, START, NOT = "do", "start", "not-now"
TEXTS = ("when", "will")
BLANKS = 2
"""Lines for commitments of one's own that are always offered."""


@dataclass(slots=True)
class Entry:
    """One commitment as its template draws it; `words` is the line of one's own."""

    label: str
    words: Field | None
    stand: Field
    when: Field
    will: Field

    @property
    def is_asked(self) -> bool:
        """Whether it is to be started, and when or what is not said yet."""
        return self.stand.value == START and not (self.when.value.strip() and self.will.value.strip())


@once_a_language
def stands() -> dict[str, str]:
    """Where one can stand."""
    return {DO: _("I do"), START: _("I’ll start"), NOT: _("Not now")}


def commitments_form(prompt: Prompt, value: Value | None, stored: Value | None, data: Data | None) -> TypedForm:
    """What is listed and one's own, with `value` in it or with what was typed (`data`, over what is `stored`)."""
    typed = Typed(_as_sent(value) if data is None else data)
    if data is not None:
        read(prompt, typed, stored)
    listed, own = _listed(prompt, value or stored), list(_own_keys(typed))
    if prompt.settings.get("own"):
        own += [f"own-{new_key()}" for _n in range(BLANKS)]
    entries = [_entry(prompt, typed, key, label) for key, label in {**listed, **dict.fromkeys(own, "")}.items()]
    return TypedForm("kinds/commitments/form.html", typed.errors, entries=entries)


def read(prompt: Prompt, typed: Typed, stored: Value | None) -> list[dict[str, str]]:
    """The commitments of which something was said; what cannot be kept is noted in `typed`."""
    listed = _listed(prompt, stored)
    every = {**listed, **dict.fromkeys(_own_keys(typed), "")}
    chosen = []
    for key, label in every.items():
        one = {"key": key, "words": label or typed.line(_name("words", key))}
        one["stand"] = typed.option(_name("stand", key), stands())
        one |= {name: typed.line(_name(name, key)) for name in TEXTS}
        if any(one[name] for name in ("stand", *TEXTS)) or (key not in listed and one["words"]):
            chosen.append(one)
    return chosen


def _name(field: str, key: str) -> str:
    return f"{PREFIX}-{field}-{key}"


def _own_keys(typed: Typed) -> Sequence[str]:
    found = (OWN.fullmatch(name) for name, values in typed.data.lists() if any(str(one).strip() for one in values))
    return list(dict.fromkeys(match[1] for match in found if match))[:MAX_ROWS]


def _listed(prompt: Prompt, stored: Value | None) -> dict[str, str]:
    """Key and words of what the prompt lists; then of what it listed once, when this was answered."""
    listed = labels(prompt.items("behaviours"))
    for one in stored["chosen"] if stored else ():
        if not one["key"].startswith("own-"):
            listed.setdefault(one["key"], one["words"] or one["key"])
    return listed


def _as_sent(value: Value | None) -> dict[str, str]:
    """The value as its own form would send it."""
    return dict(_sent(value["chosen"])) if value else {}


def _sent(chosen: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for one in chosen:
        is_own = one["key"].startswith("own-")
        for name in (*(["words"] if is_own else []), "stand", *TEXTS):
            yield _name(name, one["key"]), one[name]


def _entry(prompt: Prompt, typed: Typed, key: str, label: str) -> Entry:
    own = prompt.word("own", _("Something of your own"))
    words = None if label else typed.field(_name("words", key), own, placeholder=prompt.word("own_placeholder"))
    stand = typed.field(_name("stand", key), label or _("Where you stand"))
    stand.options = [(one, said, one == stand.value) for one, said in {**stands(), "": _("leave open")}.items()]
    names = {"when": _("When …"), "will": _("I will …")}
    hints = {name: prompt.word(f"{name}_placeholder", " ") for name in TEXTS}
    when, will = (typed.field(_name(name, key), names[name], placeholder=hints[name]) for name in TEXTS)
    return Entry(label or (words.value if words else "") or own, words, stand, when, will)
