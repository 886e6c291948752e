"""Notes: written, changed, deleted and taken away; and the search over all of one's own words."""

import uuid

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from reflections.journal import actions
from reflections.journal.days import today
from reflections.journal.looking_back import ago
from reflections.journal.models import Journal, Note
from reflections.journal.notes import blank, line, notes_of, page_of, sheet_of
from reflections.journal.notes_saving import save_posted
from reflections.journal.search import search
from reflections.people.limits import limited
from reflections.people.who import me, owner

LONGEST_PAGE = 6
"""Digits of a page number that is believed."""


@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: HttpRequest) -> HttpResponse:
    """A sheet for a new note, and all that were written by month; a POST saves a note, new or not."""
    if request.method == "POST":
        return save_posted(request)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    person, prompt, number = me(request), request.GET.get("prompt", ""), request.GET.get("page", "")
    sheet = blank(today(person), prompt)
    at = int(number) if number.isdecimal() and number.isascii() and len(number) <= LONGEST_PAGE else 1
    context = {
        "section": "journal",
        "begun": Journal.objects.filter(person=person).exists(),
        "sheet": sheet,
        "owner": owner(person),
        "page": page_of(notes_of(person, sheet.prompt), max(at, 1)),
        "ago": ago(person, today(person)) if at <= 1 and not sheet.prompt else (),
    }
    return render(request, "journal/notes.html", context)


def find_note(request: HttpRequest, key: uuid.UUID) -> Note:
    """One of this person's notes; 404 when it is none of theirs."""
    note = notes_of(me(request)).filter(pk=key).first()
    if note is None:
        raise Http404(key)
    return note


@require_safe
def note(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One note, to read and to change; it is saved where all notes are."""
    found = find_note(request, key)
    context = {"section": "journal", "sheet": sheet_of(found), "owner": owner(request.user), "kept": found}
    return render(request, "journal/note.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Ask before a note goes: what goes is shown, and a copy is offered."""
    found = find_note(request, key)
    if request.method == "POST":
        actions.delete_note(person=me(request), note=key)
        messages.info(request, _("The note is deleted."))
        return redirect("notes")
    return render(request, "journal/note_delete.html", {"section": "journal", "line": line(found)})


def as_text(note: Note) -> str:
    """A note as a file of plain text has it: its day, its tags, and below them the text as it was typed."""
    head = [note.day.isoformat(), *([", ".join(note.tags)] if note.tags else [])]
    return "\n".join([*head, "", note.text or ""])


@require_safe
@limited("export", "GET")
def notes_file(request: HttpRequest) -> HttpResponse:
    """All notes as plain text, the oldest first; with ``?note=`` one of them."""
    mine = notes_of(me(request)).order_by("day", "saved_at")
    wanted = request.GET.get("note", "")
    try:
        rows = mine.filter(pk=uuid.UUID(wanted)) if wanted else mine
    except ValueError:
        raise Http404(wanted) from None
    text = "\n\n".join(as_text(row) for row in rows)
    headers = {"Content-Disposition": 'attachment; filename="untold-notes.txt"'}
    return HttpResponse(text + "\n", content_type="text/plain; charset=utf-8", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@limited("search", "POST")
def find(request: HttpRequest) -> HttpResponse:
    """Search one's own words. What is looked for is posted: an address stays in histories and in others' logs."""
    query = request.POST.get("tag") or request.POST.get("q", "")
    hits = search(me(request), query) if query.strip() else []
    return render(request, "journal/search.html", {"section": "journal", "query": query, "hits": hits})
