"""Whole addresses, for whatever leaves the pages: messages, squares for a camera, calendars."""

from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse


def absolute(name: str, *args: object) -> str:
    """The whole address of the page called `name`, at `UNTOLD_BASE_URL`."""
    return urljoin(settings.UNTOLD_BASE_URL, reverse(name, args=args))
