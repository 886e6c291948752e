"""All addresses, and one that makes a file of the job in its query."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import urlpatterns as ours
from reflections.documents.later import Later


def made(request: HttpRequest) -> HttpResponse:
    """What the render process makes of `?job=`, for `?who=`; with `?then=` what was made is put together wrongly."""

    def broken(_answer: bytes) -> bytes:
        raise ValueError(request.GET["then"])

    after = broken if "then" in request.GET else bytes
    job, who = request.GET["job"].encode(), request.GET.get("who", "")
    return Later(request, lambda: job, name="made.txt", mime="text/plain", after=after, who=who)


urlpatterns = [*ours, path("made/", made, name="made")]
