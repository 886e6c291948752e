"""Time zones: which there are, and when a morning has come where somebody lives."""

import datetime as dt
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.utils.translation import gettext as _

REGIONS = (
    *("Africa", "America", "Antarctica", "Arctic", "Asia"),
    *("Atlantic", "Australia", "Europe", "Indian", "Pacific"),
)
MORNING = 7
"""The hour from which on it is morning."""


@cache
def zones() -> tuple[str, ...]:
    """Names of all time zones that belong to a place, in order; UTC at the end."""
    return (*sorted(name for name in available_timezones() if name.partition("/")[0] in REGIONS and "/" in name), "UTC")


def zones_by_region() -> list[tuple[str, Any]]:
    """Time zones as a list shows them: a place under its part of the world."""
    of = {region: [name for name in zones() if name.startswith(f"{region}/")] for region in REGIONS}
    places = [(region, [(name, name.partition("/")[2].replace("_", " ")) for name in of[region]]) for region in of]
    return [("", _("Choose a place")), *places, ("UTC", "UTC")]


def here(now: dt.datetime, zone: str) -> dt.datetime:
    """`now` in a time zone; UTC stands in for one that is unknown, or that nobody named."""
    return now.astimezone(ZoneInfo(zone) if zone in zones() else dt.UTC)


def last_morning(now: dt.datetime, zone: str) -> dt.date:
    """The day whose morning has come last in a time zone: yesterday, as long as it is night."""
    local = here(now, zone)
    return local.date() if local.hour >= MORNING else local.date() - dt.timedelta(days=1)
