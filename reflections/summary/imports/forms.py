"""The form that takes a file back. A file that stands in it clean was looked at to its last sign."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reflections.summary.exports.pieces import LONGEST_FILE, MEGABYTE
from reflections.summary.imports.checking import Journal, check_file
from reflections.summary.imports.parts import Refused
from reflections.summary.imports.reading import read_file


class ImportForm(forms.Form):
    """A file, and whether what this site does not ask may stay out."""

    file = forms.FileField(
        label=gettext_lazy("The file"),
        widget=forms.FileInput({"accept": ".json,application/json"}),
        allow_empty_file=True,
        error_messages={
            "required": gettext_lazy("Choose the file: its name begins with “untold” and ends in “.json”."),
            "invalid": gettext_lazy("No file arrived. Choose it once more."),
        },
    )
    leave = forms.BooleanField(
        label=gettext_lazy("Leave out what this site does not ask"),
        help_text=gettext_lazy("For a file from a site with other questions. Without it, such a file is refused."),
        required=False,
    )

    def __init__(self, *given: Any, asks: bool = False) -> None:
        """`asks`: whether the writer has to agree before anything is kept."""
        super().__init__(*given)
        self.asks = asks
        self.consent_missing = False

    def clean(self) -> dict[str, Any]:
        """The journal in the file, under ``journal``; nothing is looked at before its writer agreed."""
        sent = self.cleaned_data.get("file")
        self.consent_missing = self.asks and self.data.get("consent") != "yes"
        if self.consent_missing:
            self.add_error(None, _("Tick the box below if your words may be kept here, and choose the file again."))
        elif sent:
            self._look_at(sent)
        return self.cleaned_data

    def _look_at(self, sent: UploadedFile) -> None:
        try:
            self.cleaned_data["journal"] = self._journal(sent)
        except Refused as refused:
            where = f"{refused.place[:1].upper()}{refused.place[1:]}: " if refused.place else ""
            self.add_error("file", f"{where}{refused.words}")

    def _journal(self, sent: UploadedFile) -> Journal:
        if (sent.size or 0) > LONGEST_FILE:
            size = {"size": LONGEST_FILE // MEGABYTE}
            raise Refused(_("This file is longer than any of ours: they have up to %(size)d MB.") % size)
        return check_file(read_file(sent.read()), leave=self.cleaned_data["leave"])
