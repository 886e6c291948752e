"""A form for what several people change: nobody's words are overwritten by somebody who has not seen them."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class TogetherForm(forms.Form):
    """It brings back what stood in each field when its page was made.

    A field that only somebody else changed since keeps their words. One that both changed is refused once, with the
    other's words beside it: whoever saves again has read them. A page that brings nothing back overwrites.
    """

    stood = forms.CharField(required=False, widget=forms.HiddenInput)

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """What stands in a field; in the hidden one, all of them."""
        if field_name == "stood":
            return json.dumps(self._standing())
        return super().get_initial_for_field(field, field_name)

    def full_clean(self) -> None:
        """Merge, then clean; say where two people changed one thing."""
        clashes = self._merge() if self.is_bound and "stood" in self.fields else {}
        super().full_clean()
        if self.is_bound:
            self.cleaned_data.pop("stood", None)
        words = gettext_lazy("Somebody changed this while you wrote. Save again, and yours takes the place of “%s”")
        for name, now in clashes.items():
            self.add_error(name, words % (now or _("nothing")))

    def _merge(self) -> dict[str, str]:
        """Take over what only others changed; of what both did, what stands now, by field and in words."""
        was, now, clashes = self.stood_before(), self._standing(), {}
        data: dict[str, Any] = {name: self.data.get(name) for name in self.data}
        for name, stands in now.items():
            typed, before = _plain(data.get(name)), was.get(name)
            if before is None or stands in (before, typed):
                continue
            if typed == before:
                data[name] = stands
            else:
                clashes[name] = self._words(name, stands)
        data["stood"] = json.dumps(now)
        self.data = data
        return clashes

    def stood_before(self) -> dict[str, str]:
        """What stood in each field of the page that was sent, as it says itself; nothing for one that does not say."""
        try:
            stood = json.loads(self.data.get("stood") or "{}")
        except (ValueError, RecursionError):
            return {}
        return {str(name): _plain(value) for name, value in stood.items()} if isinstance(stood, dict) else {}

    def _standing(self) -> dict[str, str]:
        """What stands in each field that can be changed, as a browser would send it."""
        open_ones = [bound for bound in self if bound.name != "stood" and not bound.field.disabled]
        return {bound.name: _sent(bound.field, bound.initial) for bound in open_ones}

    def _words(self, name: str, sent: str) -> str:
        """What a field says, as its reader knows it."""
        return str(dict(getattr(self.fields[name], "choices", [])).get(sent, sent))


def _sent(field: forms.Field, initial: Any) -> str:
    if isinstance(field, forms.BooleanField):
        return "on" if initial else ""
    shown = field.widget.format_value(field.prepare_value(initial))
    return _plain(shown[0] if isinstance(shown, list) and shown else shown)


def _plain(text: Any) -> str:
    """Without what a browser, or cleaning, changes on the way."""
    return "\n".join(str(text or "").splitlines()).strip()
