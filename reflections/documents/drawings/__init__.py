"""Builders of drawings, for kinds: give values, get a `Drawing` with its description and twin table.

Rows in which nothing was set are left out. A label is `str` when it is ours, `Own` when the person wrote it.
"""

from reflections.documents.drawings.cards import Chosen, card, two_columns
from reflections.documents.drawings.people import Around, Joined, joined, ring_name, rings
from reflections.documents.drawings.places import Place, Wish, beside_wish
from reflections.documents.drawings.rooms import Spread, Tally, spread_bells, spread_dots, tallies
from reflections.documents.drawings.said import OPEN, lane_name
from reflections.documents.drawings.scales import Dots, Line, before_after, dots, dumbbells
from reflections.documents.drawings.shares import Bar, Horizon, horizons, paired_bars
from reflections.documents.drawings.times import CvLine, Span, mirror_cv, timeline

__all__ = [
    "OPEN",
    "Around",
    "Bar",
    "Chosen",
    "CvLine",
    "Dots",
    "Horizon",
    "Joined",
    "Line",
    "Place",
    "Span",
    "Spread",
    "Tally",
    "Wish",
    "before_after",
    "beside_wish",
    "card",
    "dots",
    "dumbbells",
    "horizons",
    "joined",
    "lane_name",
    "mirror_cv",
    "paired_bars",
    "ring_name",
    "rings",
    "spread_bells",
    "spread_dots",
    "tallies",
    "timeline",
    "two_columns",
]
