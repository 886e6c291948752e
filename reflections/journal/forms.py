"""What a save carries besides the answer itself, and the forms of the journal's own pages."""

import json
import re
import uuid
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reflections.documents.anchors import Anchor
from reflections.guide.library import guide
from reflections.guide.outline import AGAIN
from reflections.journal.actions import Save
from reflections.kinds import Invalid
from reflections.kinds.base import tidy_text
from reflections.people.zones import zones_by_region

LONGEST_VERSION = 9
"""Digits of a version number that is believed."""
FIELD = re.compile(r"[a-z0-9_-]{1,80}")
"""Name of a field in which somebody may have left off."""
MOST_TRIED = 20
"""Unanswered saves that a save may name."""
MOST_MARKS = 200
"""Marks on a page: if everything is marked, nothing is."""


def read_save(data: Mapping[str, Any]) -> Save:
    """The envelope of a save; raises `Invalid` when the page it came from is not ours or is broken."""
    base, at = data.get("base") or "0", data.get("at", "")
    try:
        return Save(
            key=uuid.UUID(data.get("key") or str(uuid.uuid4())),
            base=int(base) if base.isdecimal() and len(base) <= LONGEST_VERSION else 0,
            tried=tuple(uuid.UUID(key) for key in data.get("tried", "").split(",")[:MOST_TRIED] if key),
            round=uuid.UUID(data["round"]) if data.get("round") else None,
            path=data.get("path", "")[:40],
            skip=data.get("then") == "skip",
            keep_old=data.get("then") == "mine" or "chose" in data,
            left_at=at if FIELD.fullmatch(at) else "",
            marks=read_marks(data),
        )
    except ValueError:
        raise Invalid({"": _("This page is damaged. Copy what you wrote, and load the page again.")}) from None


def read_marks(data: Any) -> tuple[Anchor, ...] | None:
    """The marks that are ticked; None where the page shows none to tick. Raises `ValueError` for what is no mark."""
    if "marks" not in data:
        return None
    try:
        return tuple(Anchor.read(json.loads(mark)) for mark in data.getlist("mark")[:MOST_MARKS])
    except RecursionError:
        raise ValueError from None


def sent_marks(data: Any) -> tuple[Anchor, ...] | None:
    """The same, and None for what is no mark: then those that are stored stay."""
    with suppress(ValueError):
        return read_marks(data)
    return None


def sent_base(data: Any) -> int | None:
    """The version of an answer that a page was made from; None where it does not say."""
    base = data.get("base", "")
    return int(base) if base.isdecimal() and len(base) <= LONGEST_VERSION else None


def read_aside(data: Mapping[str, Any]) -> str:
    """The aside as typed; raises `Invalid`."""
    try:
        return tidy_text(data.get("aside", ""))
    except ValueError as refused:
        raise Invalid({"aside": str(refused)}) from None


class ReminderForm(forms.Form):
    """Where it has to be morning before an e-mail comes."""

    time_zone = forms.ChoiceField(
        label=gettext_lazy("Your time zone"),
        help_text=gettext_lazy("The e-mail comes after seven in the morning there."),
        choices=zones_by_region,
        widget=forms.Select({"data-zone": ""}),
        error_messages={
            "required": gettext_lazy("Choose a place where it is as late as where you are."),
            "invalid_choice": gettext_lazy("This is no time zone we know. Choose a place from the list."),
        },
    )


class RoundForm(forms.Form):
    """What a round is called."""

    name = forms.CharField(
        label=gettext_lazy("A name"),
        help_text=gettext_lazy("Such as “before the thesis”. Without one it goes by its date."),
        max_length=60,
        required=False,
        widget=forms.TextInput({"class": "own", "dir": "auto", "autocomplete": "off"}),
        error_messages={"max_length": gettext_lazy("Make it shorter: up to 60 characters.")},
    )


class BeginForm(RoundForm):
    """A new round: which pages it asks, and what it is called."""

    path = forms.ChoiceField(
        choices=lambda: [("", ""), *((key, each.title) for key, each in guide().paths.items() if key == AGAIN)],
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose one of the two.")},
    )
