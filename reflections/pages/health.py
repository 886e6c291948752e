"""For machines: whether this process lives, and whether it can do its work. No session, no names, no details."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from reflections.pages.readiness import readiness


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. It asks nobody else."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """What stands between this process and its work, each ``ok`` or what is the matter; 503 when something does.

    ``status`` is green; red when not ready; yellow when it works, and somebody should look.
    """
    found = readiness()
    answer = {"ready": found.status != "red", "status": found.status, **found.checks, "overdue": found.overdue}
    return JsonResponse(answer, status=200 if answer["ready"] else 503)
