"""Every drawing there is, with given words wherever a person's words may stand."""

import datetime as dt

from reflections.documents.document import Drawing, Own
from reflections.documents.drawings import (
    Around,
    Bar,
    Chosen,
    CvLine,
    Dots,
    Horizon,
    Joined,
    Line,
    Place,
    Span,
    Spread,
    Tally,
    Wish,
    before_after,
    beside_wish,
    card,
    dots,
    dumbbells,
    horizons,
    joined,
    mirror_cv,
    paired_bars,
    rings,
    spread_bells,
    spread_dots,
    tallies,
    timeline,
    two_columns,
)

NAMES = {"running": "Running", "failed": "Failed"}
DAY = dt.date(2026, 5, 1)


def every_drawing(words: str, ours: str = "ours") -> list[Drawing]:
    """One of each; `ours` stands where only our own words may be."""
    own = Own(words, note=words)
    return [
        dumbbells(ours, [Line(own, own, now=2, wish=3, old=1, old_wish=3, note=ours), Line(ours, ours, 4, 4)], ours),
        paired_bars(ours, [Bar(own, ours, now=1, old=2), Bar(ours, now=1, halves={"now": (0, 2)})], 3, ours),
        dots(ours, [Dots(own, {"now": 1, "old": 2}, low=ours, high=ours)]),
        before_after(ours, own, 1, 3, low=ours, high=ours),
        two_columns(ours, (ours, ours), [(own, own)]),
        mirror_cv(ours, [CvLine("2019", words, words), CvLine(words, "", words)], ours),
        joined(ours, [Joined(own, Own(words), Own(words)), Joined(ours, Own(words))], (ours, ours), ours),
        horizons(ours, [Horizon(own, 1, 2, 3, 4, 5, ours), Horizon(own, 15, None, wish=3)], 10, ours),
        beside_wish(
            ours,
            [Wish("a", own, ours, 3, 2), Wish("b", ours, own, 4)],
            [
                Place(own, ours, {"a": (3, "lived"), "b": (2, "guessed")}, [ours]),
                Place(ours, ours, {"b": (1, "heard")}),
            ],
        ),
        rings(ours, [Around(Own(words), "close", own, (ours,)), Around(Own(words), "wish", old="sometimes")]),
        timeline(ours, [Span(own, DAY, DAY, "failed", own), Span(own, DAY, None, "running")], DAY, NAMES, ours),
        card(ours, [Chosen(own, "start", own, own), Chosen(ours, "do")], {"do": ours, "start": ours}, ours),
    ]


def room_drawings(ours: str = "ours") -> list[Drawing]:
    """Those of what a room sent: nobody's own words stand in them."""
    return [
        tallies(ours, [Tally(ours, {"count": 2}), Tally(ours, {"count": 0})], 3, {"count": ours}, ours, ours),
        tallies(ours, [Tally(ours, {"now": 2, "wish": 1})], 3, {"now": ours, "wish": ours}, ours, ours),
        spread_dots(ours, [Spread(ours, {"now": [0, 120, 3]})], 0, (ours, ours), {"now": ours}, ours),
        spread_bells(ours, [Spread(ours, {"now": [1, 2], "wish": [0, 5]}, ours)], {"now": ours, "wish": ours}, ours),
    ]
