"""Without a network: the page that says so, and the address of the worker that keeps it (`static/js/sw.js`)."""

import hashlib
import json

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from reflections.guide.library import guide
from reflections.journal.blank import KEPT
from reflections.kinds import kind

FILES = ("untold.css", "untold.js", "write.js", "waits.js", "icon.svg", "fonts/atkinson-latin.woff2")
"""What blank pages load, beside the scripts of kinds."""


@require_safe
@cache_control(public=True, max_age=KEPT)
def page(request: HttpRequest) -> HttpResponse:
    """What can be done without a network, the same for all: its script fills in what is on the device."""
    return HttpResponse(render_to_string("offline.html"))


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. Its text differs once the guide or the code does: then browsers take the new one."""
    scripts = {kind(prompt.kind).script for prompt in guide().prompts.values()} - {""}
    files = [static(name) for name in (*FILES, *sorted(scripts))]
    setup = {"version": _version(), "files": files, "offline": reverse("offline")}
    text = f"self.setup = {json.dumps(setup)};\nimportScripts({json.dumps(static('sw.js'))});\n"
    return HttpResponse(text, content_type="text/javascript")


def _version() -> str:
    """A name for this guide in its language with these static files."""
    asked = sorted((prompt.key, prompt.version) for prompt in guide().prompts.values())
    files = getattr(staticfiles_storage, "manifest_hash", "")
    return hashlib.sha256(repr((asked, get_language(), files)).encode()).hexdigest()[:12]
