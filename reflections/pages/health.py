"""For machines: whether this process lives, and whether it can do its work. No session, no names, no details."""

from functools import cache
from pathlib import Path

from django.apps import apps
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from reflections.guide.models import GuideState
from reflections.pages.runs import overdue


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. It asks nobody else."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Database, tables and guide, each ``ok`` or what is the matter; 503 until all are.

    ``status`` is green, red when not ready, and yellow when a command is overdue that should come regularly.
    """
    found = checks()
    ready = set(found.values()) == {"ok"}
    late = overdue() if ready else []
    status = ("yellow" if late else "green") if ready else "red"
    return JsonResponse({"ready": ready, "status": status, **found, "overdue": late}, status=200 if ready else 503)


def checks() -> dict[str, str]:
    """What stands between this process and its work, in at most three statements."""
    try:
        applied = set(MigrationRecorder(connection).applied_migrations())
        if not migrations() <= applied:
            return {"database": "ok", "migrations": "pending", "guide": "unknown"}
        loaded = GuideState.objects.exists()
    except DatabaseError:
        return {"database": "unreachable", "migrations": "unknown", "guide": "unknown"}
    return {"database": "ok", "migrations": "ok", "guide": "ok" if loaded else "not loaded"}


@cache
def migrations() -> set[tuple[str, str]]:
    """App and name of every migration this code came with, read from the names of the files once."""
    return {
        (app.label, file.stem)
        for app in apps.get_app_configs()
        for file in Path(app.path, "migrations").glob("*.py")
        if file.stem != "__init__"
    }
