"""Files to take along. A format here is a writer; an address with any other ending is not found."""

import base64
import json
from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from reflections.documents.document import Document, Length
from reflections.documents.docx import svgs, to_docx
from reflections.documents.file import to_file
from reflections.documents.later import Later
from reflections.documents.markdown import to_markdown
from reflections.documents.pdf.job import pdf_job
from reflections.journal.models import Note
from reflections.journal.reading import answers, read_if_whole
from reflections.people.events import note
from reflections.people.models import Person
from reflections.people.seal import SealBroken
from reflections.summary.calendar.files import calendar_file
from reflections.summary.exports.choice import choice, left_out_last, length_of
from reflections.summary.exports.data import everything
from reflections.summary.exports.lengths import compose
from reflections.summary.exports.made import File, NothingToTake
from reflections.summary.exports.pieces import in_pieces
from reflections.summary.which import which_round

PDF, DOCX = "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class NoFile(Exception):
    """What was made is no file of its kind: it is empty, or begins like none."""


def file_response(request: HttpRequest, format: str) -> HttpResponse:
    """The file an address asks for, in one of `EXPORTS`.

    Raises `NothingToTake`, `SealBroken` where something that would be in it cannot be read, `Several` where it is
    longer than one file can be, and `NoFile`.
    """
    made = EXPORTS[format](request)
    if isinstance(made, HttpResponse):
        return made
    body = whole(made.body.encode() if isinstance(made.body, str) else made.body)
    headers = {"Content-Disposition": f'attachment; filename="{_name(request, format)}"'}
    return HttpResponse(body, content_type=made.mime, headers=headers)


def markdown_file(request: HttpRequest) -> File:
    """As text in which nothing that was written is markup."""
    document, _length = document_of(request)
    return File(to_markdown(document), "text/markdown; charset=utf-8")


def web_file(request: HttpRequest) -> File:
    """As one web page that needs nothing else."""
    document, _length = document_of(request)
    return File(to_file(document), "text/html; charset=utf-8")


def pdf_file(request: HttpRequest) -> Later:
    """As PDF, which the render process makes."""
    return _later(request, lambda: pdf_job(*document_of(request)), "pdf", PDF, lambda made: whole(made, b"%PDF-"))


def word_file(request: HttpRequest) -> File | Later:
    """For Word and its like; its drawings are made by the render process, if there are any."""
    document, length = document_of(request)
    drawn = svgs(document, length)
    if not drawn:
        return File(to_docx(document, (), length), DOCX)

    def with_drawings(made: bytes) -> bytes:
        pictures = [base64.b64decode(each) for each in json.loads(made)]
        return whole(to_docx(document, pictures, length), b"PK")

    job = json.dumps({"make": "png", "svgs": drawn}).encode()
    return _later(request, lambda: job, "docx", DOCX, with_drawings)


def _later(
    request: HttpRequest, job: Callable[[], bytes], format: str, mime: str, after: Callable[[bytes], bytes]
) -> Later:
    back = (reverse("summary"), _("Summary"))
    who = str(_me(request).pk)
    return Later(request, job, name=_name(request, format), mime=mime, after=after, who=who, back=back)


def data_file(request: HttpRequest) -> File:
    """All rounds as JSON, or the one `?round=` names; `?revisions=1` adds the earlier texts."""
    revisions = request.GET.get("revisions") == "1"
    data = everything(_me(request), revisions=revisions, this=request.GET.get("round", ""))
    if not data["notes"] and not any(this["answers"] for this in data["rounds"]):
        raise NothingToTake
    note("everything exported", _me(request))
    return File(in_pieces(data, request.GET.get("piece", "")), "application/json")


EXPORTS: dict[str, Callable[[HttpRequest], File | Later]] = {
    "pdf": pdf_file,
    "docx": word_file,
    "html": web_file,
    "md": markdown_file,
    "json": data_file,
    "ics": calendar_file,
}


def document_of(request: HttpRequest) -> tuple[Document, Length]:
    """What an address asks for: of which round, which parts, how long. Raises what `file_response` does."""
    (this, _read_only), length = which_round(request), length_of(request.GET)
    said = answers(this, read_if_whole)
    asked, person = [each.prompt for each in said.values()], _me(request)
    remembers = length != "book" and "chosen" not in request.GET
    chosen = choice(request.GET, asked, length=length, left_out=left_out_last(person) if remembers else ())
    if lost := [key for key, each in said.items() if each.lost and key not in chosen.leave]:
        raise SealBroken(", ".join(lost))
    notes = Note.objects.filter(journal__person=person).order_by("day", "saved_at") if chosen.notes else ()
    return compose(this, said, chosen, length, notes), length


def whole(body: bytes, begins: bytes = b"") -> bytes:
    """The same bytes, if they are a file; raises `NoFile`."""
    if not body or not body.startswith(begins):
        raise NoFile
    return body


def _name(request: HttpRequest, format: str) -> str:
    """A card and a book say so; what holds no chosen parts is never called by a length."""
    length = length_of(request.GET) if format not in {"json", "ics"} else "page"
    kind = "" if length == "page" else f"{length}-"
    return f"untold-{kind}{timezone.localdate():%Y-%m-%d}.{format}"


def _me(request: HttpRequest) -> Person:
    return cast(Person, request.user)  # nobody else gets here
