"""Forms of share links: what a mentor sees, what the link is like, and the reply."""

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from reflections.kinds.base import MAX_LINE, MAX_TEXT
from reflections.kinds.inputs import Line
from reflections.kinds.inputs import Words as Typed
from reflections.summary.sharing.reading import Shown

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

type Words = str | _StrPromise

DAYS = (7, 30, 90)
USUAL = 30
LONGEST_QUESTION, LONGEST_NAME, LONGEST_COMMENT = 500, 60, 2_000
PASSPHRASE = (4, 200)
"""From how many characters on a passphrase is taken, and up to how many."""


def typed(label: Words, limit: int, *, rows: int = 0, ruled: bool = False, hint: Words = "") -> Typed:
    """A field for a person's own words, of one line unless `rows` says otherwise."""
    field = Typed(limit=limit) if rows else Line(limit=limit)
    css = {"class": "write" if ruled else "own", "dir": "auto", "autocomplete": "off"}
    field.widget = forms.Textarea({**css, "rows": rows}) if rows else forms.TextInput(css)
    field.label, field.help_text = label, hint
    return field


class LinkForm(forms.Form):
    """A link in the making: what is behind it, and how long it opens. Both pages of the making carry all of it."""

    question = typed(
        gettext_lazy("Your question"),
        LONGEST_QUESTION,
        rows=3,
        hint=gettext_lazy("One question, to somebody who has been where you are."),
    )
    live = forms.ChoiceField(
        choices=[("", gettext_lazy("As they are now")), ("1", gettext_lazy("Live"))],
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose one of the two.")},
    )
    name = typed(
        gettext_lazy("A name for this link"),
        LONGEST_NAME,
        hint=gettext_lazy("Such as “for Amara”, to know it again. Only you see it."),
    )
    days = forms.ChoiceField(
        label=gettext_lazy("How long it works"),
        choices=[(days, ngettext_lazy("%d day", "%d days", days) % days) for days in DAYS],
        initial=USUAL,
        error_messages={
            "required": gettext_lazy("Choose how long the link works."),
            "invalid_choice": gettext_lazy("Choose one of the three."),
        },
    )
    passphrase = forms.CharField(
        label=gettext_lazy("A passphrase"),
        help_text=gettext_lazy("Four characters or more. Tell it to your mentor another way: by voice, say."),
        required=False,
        min_length=PASSPHRASE[0],
        max_length=PASSPHRASE[1],
        strip=True,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={
            "min_length": gettext_lazy("Make it longer: four characters or more."),
            "max_length": gettext_lazy("Make it shorter: up to 200 characters."),
        },
    )
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_question(self) -> str:
        """The question without blanks around it; where none was written, the one that stands in the hint."""
        return self.cleaned_data["question"].strip() or usual_question()

    def clean_live(self) -> bool:
        """Whether the mentor sees what stands there when they read."""
        return bool(self.cleaned_data["live"])

    def clean_days(self) -> int:
        """How many days the link works."""
        return int(self.cleaned_data["days"])

    def clean_key(self) -> uuid.UUID:
        """What names the page that asks for the link, so that sending it twice makes one."""
        return self.cleaned_data["key"] or uuid.uuid4()


def usual_question() -> str:
    """What is asked where the writer asks nothing of their own."""
    return _("What do you know now that you would have liked to hear when you stood where I stand?")


class OpenForm(forms.Form):
    """The passphrase of a link that has one."""

    passphrase = forms.CharField(
        label=gettext_lazy("Passphrase"),
        help_text=gettext_lazy("Whoever sent you the link has told it to you another way."),
        max_length=PASSPHRASE[1],
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={
            "required": gettext_lazy("Type the passphrase that you were told."),
            "max_length": gettext_lazy("This is not the passphrase of this link."),
        },
    )


class ReplyForm(forms.Form):
    """What a mentor says: an answer, a comment beside each part, a line of their own; all of it as they like."""

    text = typed(
        gettext_lazy("Your answer"),
        MAX_TEXT,
        rows=9,
        ruled=True,
        hint=gettext_lazy("From your own experience: what you did, saw or tried. There is nothing to grade."),
    )
    line = typed(
        gettext_lazy("An untold line of your own"),
        MAX_LINE,
        hint=gettext_lazy("One thing that no CV of yours says: a refusal, a detour, a year that went elsewhere."),
    )

    def __init__(self, *args: Any, parts: Sequence[Shown], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        for each in parts:
            label = _("From your own experience")
            self.fields[comment_on(each.key)] = typed(label, LONGEST_COMMENT, rows=2)

    def clean(self) -> dict[str, Any]:
        """Something has to be said: nothing at all is what declining is for."""
        if not self.errors and not any(text.strip() for text in self.cleaned_data.values()):
            raise ValidationError(_("Nothing is written yet. Write something, or say that you would rather not."))
        return self.cleaned_data

    @property
    def anything(self) -> bool:
        """Whether something was typed, good or not."""
        return any(self.data.get(name, "").strip() for name in self.fields)

    def comments(self) -> list[dict[str, str]]:
        """What was said beside which part, with the title it stood under."""
        said = [(each, self.cleaned_data[comment_on(each.key)]) for each in self.parts]
        return [{"place": each.key, "quote": each.title, "text": text} for each, text in said if text.strip()]


def comment_on(part: str) -> str:
    """The name of the field beside a part."""
    return f"about-{part}"


class SureForm(forms.Form):
    """A tick before something goes for good."""

    sure = forms.BooleanField(
        label=gettext_lazy("Yes, delete it"), error_messages={"required": gettext_lazy("Tick the box, or keep it.")}
    )
