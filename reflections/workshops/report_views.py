"""Afterwards, and on paper."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from reflections.documents.document import Document
from reflections.documents.html import to_html
from reflections.documents.later import Later
from reflections.documents.pdf.job import pdf_job
from reflections.people.limits import limited
from reflections.people.who import me
from reflections.workshops.actions.keeping import keep_totals
from reflections.workshops.door import my_workshop
from reflections.workshops.models import KEPT, Workshop
from reflections.workshops.report import PLAIN, report_of
from reflections.workshops.sheet import sheet_of


@require_safe
def report(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What was shown, after the end, and how long it stays."""
    workshop = my_workshop(request, key)
    context: dict[str, object] = {"section": "workshops", "workshop": workshop}
    if workshop.closed_at:
        document = report_of(workshop)
        shown = [(each, to_html(each.parts)) for each in document.sections]
        context |= {"document": document, "shown": shown, "until": workshop.closed_at + KEPT}
    return render(request, "workshops/report.html", context)


@require_safe
@limited("export", "GET")
def report_file(request: HttpRequest, key: uuid.UUID, format: str) -> HttpResponse:
    """The report as a file."""
    workshop = my_workshop(request, key)
    if not workshop.is_closed or format not in {"pdf", *PLAIN}:
        raise Http404
    name = f"{slugify(workshop.title) or 'workshop'}-{workshop.starts_at:%Y-%m-%d}.{format}"
    if format == "pdf":
        return _pdf(request, report_of(workshop), name, reverse("report", args=[key]))
    write, mime = PLAIN[format]
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write(report_of(workshop)), content_type=mime, headers=headers)


@require_safe
@limited("export", "GET")
def sheet(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The questions on paper, for a dead network."""
    workshop = my_workshop(request, key)
    if workshop.is_closed:
        raise Http404
    return _pdf(request, sheet_of(workshop), "untold-sheet.pdf", reverse("workshop", args=[key]))


@require_POST
def keep_report(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Whether the report stays when the workshop's time is over."""
    workshop: Workshop = my_workshop(request, key)
    keep_totals(workshop=workshop, keep=request.POST.get("keep") == "yes")
    return redirect("report", key)


def _pdf(request: HttpRequest, document: Document, name: str, back: str) -> Later:
    who, mime = str(me(request).pk), "application/pdf"
    where = (back, _("Back to the workshop"))
    return Later(request, lambda: pdf_job(document, "page"), name=name, mime=mime, who=who, back=where)
