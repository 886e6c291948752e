"""The names people sign in with: any script, one spelling, nothing invisible."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHORTEST, LONGEST = 2, 150

# Drawn as nothing, though Unicode counts them as letters, marks or symbols (fillers, joiners, variation selectors).
UNSEEN = (
    {0x034F, 0x115F, 0x1160, 0x1680, 0x17B4, 0x17B5, 0x2800}
    | set(range(0x180B, 0x1810))
    | set(range(0xFE00, 0xFE10))
    | set(range(0xE0000, 0xE1000))
)


def tidy_name(text: str) -> str:
    """The one spelling of a name: NFKC, small letters, single spaces; so that no two people share what looks alike."""
    small = unicodedata.normalize("NFKC", text).lower()
    return re.sub(" +", " ", unicodedata.normalize("NFKC", small)).strip(" ")


def clean_name(text: str) -> str:
    """A new name in its one spelling; raises `ValidationError` in words that say how to mend it."""
    name = tidy_name(text)
    if "@" in name:
        raise ValidationError(_("A name has no @. An e-mail address has its own field."))
    if any(_unseen(char) for char in name) or (name and unicodedata.category(name[0]).startswith("M")):
        raise ValidationError(_("This name has a character that cannot be seen. Type it again, without pasting."))
    if not SHORTEST <= len(name) <= LONGEST:
        raise ValidationError(
            _("Choose a name of %(least)s to %(most)s characters.") % {"least": SHORTEST, "most": LONGEST}
        )
    return name


def _unseen(char: str) -> bool:
    """Whether a character shows nothing: control, format, surrogate, unassigned, a separator, or a filler."""
    category = unicodedata.category(char)
    return ord(char) in UNSEEN or category.startswith("C") or (category.startswith("Z") and char != " ")
