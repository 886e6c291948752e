"""Horizons: where effort goes, and what was paid in."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reflections.summary.observations.rules import Noticed, Said, rule
from reflections.summary.observations.week import both_whole

HORIZONS = ("topic", "questions", "network")


@rule("horizons")
def effort_moves(said: Said) -> Noticed:
    """When all parts are given away, now and wished."""
    now, wish = both_whole(said, "horizons")
    if not now or not now.keys() | wish.keys() <= set(HORIZONS):
        return None
    names = {"topic": _("a topic"), "questions": _("questions"), "network": _("people")}
    steps = {key: wish.get(key, 0) - now.get(key, 0) for key in HORIZONS}
    moves = [_towards(step, names[key]) for key, step in steps.items() if step > 0]
    figures = {lane: "-".join(str(given.get(key, 0)) for key in HORIZONS) for lane, given in _lanes(now, wish)}
    if not moves:
        return _("Now and wished are the same: %(now)s.") % figures
    return _("Now %(now)s, wished %(wish)s: %(moves)s.") % {**figures, "moves": ", ".join(moves)}


@rule("paid-in")
def paid_in(said: Said) -> Noticed:
    """From two horizons on beside which something stands."""
    asked = said.labels("paid-in", "fields")
    fields = said.value("paid-in", "fields").get("fields", {})
    written = [key for key, text in fields.items() if key in asked and text.strip()]
    if len(written) < 2:
        return None
    words = ngettext(
        "Something you did in the past year stands beside %(count)d of %(all)d horizons.",
        "Something you did in the past year stands beside %(count)d of %(all)d horizons.",
        len(written),
    )
    return words % {"count": len(written), "all": len(asked)}


def _towards(step: int, name: str) -> str:
    words = ngettext("%(count)d part towards %(name)s", "%(count)d parts towards %(name)s", step)
    return words % {"count": step, "name": name}


def _lanes[T](now: T, wish: T) -> tuple[tuple[str, T], tuple[str, T]]:
    return ("now", now), ("wish", wish)
