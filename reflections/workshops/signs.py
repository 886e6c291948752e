"""The sign by which people of one group find each other: a shape, a number, and a place in the room."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SHAPES = (
    (gettext_lazy("circle"), "M50 4a46 46 0 1 0 .01 0z"),
    (gettext_lazy("square"), "M8 8h84v84H8z"),
    (gettext_lazy("triangle"), "M50 5 97 92H3z"),
    (gettext_lazy("cross"), "M36 6h28v30h30v28H64v30H36V64H6V36h30z"),
    (gettext_lazy("diamond"), "M50 2 90 50 50 98 10 50z"),
    (
        gettext_lazy("star"),
        "m50 3 13.500 30.500 33 3.500-24.700 22.300L78.600 92 50 75.300 21.400 92l6.800-32.700L3.500 37l33-3.500z",
    ),
    (gettext_lazy("ring"), "M50 4a46 46 0 1 0 .01 0zm0 24a22 22 0 1 1-.01 0z"),
    (gettext_lazy("arrow"), "M50 4 94 50H68v46H32V50H6z"),
)
"""Names and outlines, on a square of 100; each can be told from the others in grey, and from afar."""
PLACES = (
    gettext_lazy("front left"),
    gettext_lazy("front, in the middle"),
    gettext_lazy("front right"),
    gettext_lazy("left, half way back"),
    gettext_lazy("in the middle of the room"),
    gettext_lazy("right, half way back"),
    gettext_lazy("back left"),
    gettext_lazy("back, in the middle"),
    gettext_lazy("back right"),
)
"""Nine places, as one sees them facing the screen."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What a group holds up, and where it meets."""

    number: int
    shape: str
    outline: str
    place: str
    zone: int

    @property
    def said(self) -> str:
        """The sign in words."""
        return _("%(shape)s, number %(number)d") % {"shape": self.shape, "number": self.number}


def sign_of(number: int) -> Sign:
    """The sign of group `number`, from 1: those who meet in one place have different shapes, up to 72 groups."""
    zone = (number - 1) % len(PLACES)
    shape, outline = SHAPES[(number - 1) // len(PLACES) % len(SHAPES)]
    return Sign(number, str(shape), outline, str(PLACES[zone]), zone)
