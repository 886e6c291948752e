"""The form in which counts of raised hands are typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

MOST = 5_000


class HandsForm(forms.Form):
    """A count for each option, by key; one left empty was not asked for."""

    def __init__(self, *args: Any, options: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = gettext_lazy("Write a whole number from 0 to %(most)d, or leave it empty.") % {"most": MOST}
        for key, label in options.items():
            self.fields[key] = forms.IntegerField(
                label=label,
                required=False,
                min_value=0,
                max_value=MOST,
                widget=forms.NumberInput({"inputmode": "numeric", "class": "num", "autocomplete": "off"}),
                error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), words),
            )

    def clean(self) -> dict[str, Any]:
        """At least one was counted."""
        cleaned = super().clean() or {}
        if not self.errors and all(count is None for count in cleaned.values()):
            raise forms.ValidationError(gettext_lazy("Type at least one count."), code="required")
        return cleaned

    @property
    def counts(self) -> dict[str, int]:
        """What was counted."""
        return {key: count for key, count in self.cleaned_data.items() if count is not None}
