"""Codes that are shown once, and the file of them for somebody who would rather keep a file than paper."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

SALT = "pages.codes"
OPEN_FOR = 600
"""Seconds in which the page with the codes gives the file of them."""


def codes_to_keep(title: str, codes: Sequence[str]) -> dict[str, Any]:
    """What a page shows: the codes, and as `file` the same signed, for its form that asks for the file."""
    return {"codes": codes, "file": signing.dumps([title, *codes], salt=SALT)}


@require_POST
def codes_file(request: HttpRequest) -> HttpResponse:
    """The codes of the page this comes from, as a text. Nothing is looked up, and nothing was kept for it."""
    try:
        title, *codes = signing.loads(request.POST.get("file", ""), salt=SALT, max_age=OPEN_FOR)
    except signing.BadSignature:
        messages.error(request, _("The page with the codes was open for too long. Make new ones, and keep those."))
        return redirect("account_privacy")
    text = "\n".join(["Untold", title, "", *codes, "", _("Each works once. Keep them where nobody else looks."), ""])
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="untold-codes.txt"'
    return response
