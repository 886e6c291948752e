"""The forms with which a workshop is planned. What was typed wrongly is answered in words that help."""

import datetime as dt
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reflections.people.zones import zones_by_region
from reflections.workshops.actions.planning import LONGEST_TITLE, MOST_MINUTES
from reflections.workshops.models import Workshop
from reflections.workshops.plan import clock
from reflections.workshops.together import TogetherForm

AS_TYPED = "%Y-%m-%dT%H:%M"
FARTHEST = dt.timedelta(days=5 * 366)
PAST = dt.timedelta(days=1)
"""So long ago a workshop may have begun that is written down only now."""


def title_field(hint: Any = "") -> forms.CharField:
    """What a workshop, or a step, is called."""
    too_long = gettext_lazy("Make the title shorter: up to %(limit_value)d characters.")
    return forms.CharField(
        label=gettext_lazy("Title"),
        help_text=hint,
        max_length=LONGEST_TITLE,
        widget=forms.TextInput({"autocomplete": "off", "dir": "auto"}),
        error_messages={"required": gettext_lazy("Give it a title."), "max_length": too_long},
    )


def minutes_field(label: Any, least: int = 0) -> forms.IntegerField:
    """So many whole minutes."""
    words = gettext_lazy("Write whole minutes, from %(least)d to %(most)d.") % {"least": least, "most": MOST_MINUTES}
    names = ("required", "invalid", "min_value", "max_value")
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=MOST_MINUTES,
        widget=forms.NumberInput({"inputmode": "numeric", "class": "num"}),
        error_messages=dict.fromkeys(names, words),
    )


class WhenForm(forms.Form):
    """When a workshop begins, on the clock of the place it is held in."""

    starts_at = forms.DateTimeField(
        label=gettext_lazy("Date and time"),
        help_text=gettext_lazy("On the clock of the place where the room is."),
        input_formats=[AS_TYPED, f"{AS_TYPED}:%S", "%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M", "%d/%m/%Y %H:%M"],
        widget=forms.DateTimeInput({"type": "datetime-local"}, format=AS_TYPED),
        error_messages={
            "required": gettext_lazy("Choose a day and a time. Both can be changed later."),
            "invalid": gettext_lazy("Write day and time such as 2027-03-14 15:30."),
        },
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=zones_by_region,
        widget=forms.Select({"data-zone": ""}),
        error_messages={
            "required": gettext_lazy("Choose a place where it is as late as in the room."),
            "invalid_choice": gettext_lazy("This is no time zone we know. Choose a place from the list."),
        },
    )
    was: dt.datetime | None = None
    """When it began until now: such a day may be past."""

    def clean(self) -> dict[str, Any]:
        """The time as typed is a time there, and a day to come."""
        typed = super().clean() or self.cleaned_data
        when, zone = typed.get("starts_at"), typed.get("time_zone")
        if when and zone:
            typed["starts_at"] = when.replace(tzinfo=ZoneInfo(zone))
            self._is_to_come(typed["starts_at"])
        return typed

    def _is_to_come(self, when: dt.datetime) -> None:
        away = when - timezone.now()
        if when != self.was and away < -PAST:
            self.add_error("starts_at", _("This day is past. Choose one to come."))
        elif away > FARTHEST:
            self.add_error("starts_at", _("This is more than five years away. Look at the year."))


def choose(form: forms.Form, name: str, choices: list[Any]) -> None:
    """Let a field of choices offer `choices`."""
    cast(forms.ChoiceField, form.fields[name]).choices = choices


class NewForm(WhenForm):
    """A workshop, from an agenda or from scratch."""

    agenda = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    title = title_field(gettext_lazy("Shown on the screen and on every phone."))
    minutes = minutes_field(gettext_lazy("Minutes you have"), least=5)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the questions"),
        help_text=gettext_lazy("People may write in any language."),
        choices=lambda: settings.LANGUAGES,
    )
    field_order = ("agenda", "title", "starts_at", "time_zone", "minutes", "language")

    def __init__(self, *args: Any, agendas: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "agenda", [("", ""), *((key, key) for key in agendas)])


class DetailsForm(TogetherForm, WhenForm):
    """All that a workshop is, beside its steps. Its language stays once it has opened: phones are in it."""

    title = title_field(gettext_lazy("Shown on the screen and on every phone."))
    minutes = minutes_field(gettext_lazy("Minutes you have"), least=5)
    language = NewForm.base_fields["language"]
    turn_to = forms.CharField(
        label=gettext_lazy("Whom to turn to here"),
        help_text=gettext_lazy(
            "A person or a place, such as “Dana, in a green pullover, by the door”. It is on every phone, "
            "above all on tender questions."
        ),
        max_length=300,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "dir": "auto"}),
        error_messages={"max_length": gettext_lazy("Make it shorter: up to %(limit_value)d characters.")},
    )
    from_before = forms.CharField(
        label=gettext_lazy("A line from somebody who took part before"),
        help_text=gettext_lazy("With their leave. It stands on the page people see before they come in."),
        max_length=300,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "dir": "auto", "class": "own"}),
        error_messages={"max_length": gettext_lazy("Make it shorter: up to %(limit_value)d characters.")},
    )
    voluntary = forms.BooleanField(
        label=gettext_lazy("Say that it is voluntary"),
        help_text=gettext_lazy(
            "Phones and screen say that taking part is voluntary, and that nobody sees who answers."
        ),
        required=False,
    )
    own_pace = forms.BooleanField(
        label=gettext_lazy("People may go at their own pace"),
        help_text=gettext_lazy("They may open the other questions, and write on them. Sending waits for the room."),
        required=False,
    )
    field_order = ("title", "starts_at", "time_zone", "minutes", "language", "turn_to", "from_before")

    def __init__(self, data: Any = None, *, workshop: Workshop) -> None:
        fixed = ("title", "time_zone", "minutes", "language", "turn_to", "from_before", "voluntary", "own_pace")
        now = {name: getattr(workshop, name) for name in fixed}
        super().__init__(data, initial={**now, "starts_at": clock(workshop)})
        self.was = workshop.starts_at.replace(second=0, microsecond=0)
        if workshop.state != Workshop.State.PLANNED:
            del self.fields["language"]


class CopyForm(WhenForm):
    """The same plan on another day."""

    title = title_field()
    field_order = ("title",)


class DeleteForm(forms.Form):
    """One tick before a workshop goes."""

    sure = forms.BooleanField(
        label=gettext_lazy("Yes, delete this workshop"),
        error_messages={"required": gettext_lazy("Tick the box if the workshop is to go.")},
    )
