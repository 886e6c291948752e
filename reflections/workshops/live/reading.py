"""What is read from the database for a room: in a thread, and the connection is given back before anybody is told."""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.db import close_old_connections
from django.urls import set_script_prefix

from reflections.workshops.fragment import fragment
from reflections.workshops.live.room import Facts, Page
from reflections.workshops.models import Workshop
from reflections.workshops.state import now_of


def read_facts(key: UUID) -> Facts | None:
    """Where a room stands, and the codes it ever had; nothing when there is no such room."""
    workshop = Workshop.objects.select_related("step").filter(pk=key).first()
    if workshop is None:
        return None
    return Facts(frozenset(workshop.codes.values_list("code", flat=True)), now_of(workshop))


def read_page(key: UUID) -> Page | None:
    """The page that all its phones share."""
    workshop = Workshop.objects.select_related("step").filter(pk=key).first()
    return Page.of(now_of(workshop), fragment(workshop)) if workshop else None


def where_it_stands() -> None:
    """A thread of our own learns where addresses begin: for pages, Django says it with each request."""
    set_script_prefix(settings.FORCE_SCRIPT_NAME or "/")


def with_connection[T](read: Callable[[UUID], T], key: UUID) -> T:
    """Read; a connection that broke meanwhile is replaced, as Django does between two requests."""
    close_old_connections()
    try:
        return read(key)
    finally:
        close_old_connections()
