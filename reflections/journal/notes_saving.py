"""What happens to a posted note: the same states as for an answer, said in the page or in JSON."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from reflections.documents.document import Passage
from reflections.journal import actions, page
from reflections.journal.days import today
from reflections.journal.forms import read_save
from reflections.journal.models import Note
from reflections.journal.notes import read_note, typed_again
from reflections.journal.saving import signed_out
from reflections.kinds import Invalid
from reflections.people.who import me, owner


def save_posted(request: HttpRequest) -> HttpResponse:
    """Keep what was posted, or say why not. What was typed is in every refusal."""
    if not request.user.is_authenticated or page.of_another(request):
        return _refuse(request, 401, "error", **signed_out(request))
    try:
        envelope, draft = read_save(request.POST), read_note(request.POST, today(request.user))
        if not envelope.base and not draft.text.strip():
            return _nothing(request)
        note = _keep(request, envelope, draft)
    except Invalid as refused:
        words = _("Not saved: %(reason)s") % {"reason": next(iter(refused.errors.values()))}
        return _refuse(request, 422, "error", words, errors=refused.errors)
    except actions.NoJournal:
        words = _("Not saved: begin with a page of the guide. There you are asked first.")
        return _refuse(request, 403, "error", words)
    except actions.NoSuchNote:
        words = _("Not saved: this note was deleted elsewhere. Save once more, and it is a new one.")
        return _refuse(request, 410, "error", words, note=uuid.uuid4())
    except actions.NoteMoved as moved:
        return _moved(request, moved.note)
    return _saved(request, note)


def _keep(request: HttpRequest, envelope: actions.Save, draft: actions.Draft) -> Note:
    if request.POST.get("then") == "theirs":
        return actions.keep_beside(person=me(request), draft=draft, save=envelope)
    return actions.save_note(person=me(request), note=_id(request), draft=draft, save=envelope)


def _id(request: HttpRequest) -> uuid.UUID:
    """Which note it is; a page that names none asks for a new one."""
    try:
        return uuid.UUID(request.POST.get("id") or str(uuid.uuid4()))
    except ValueError:
        raise Invalid({"": _("This page is damaged. Copy what you wrote, and load the page again.")}) from None


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _nothing(request: HttpRequest) -> HttpResponse:
    """A new note without a word in it is none."""
    if _wants_json(request):
        body = {"state": "unsaved", "words": _("Nothing to save yet"), "token": get_token(request)}
        return JsonResponse(body, status=422)
    return HttpResponseRedirect(reverse("notes"))


def _saved(request: HttpRequest, note: Note) -> HttpResponse:
    if not _wants_json(request):
        return HttpResponseRedirect(reverse("notes"))
    return JsonResponse(
        {
            "state": "saved",
            "version": note.version,
            "key": str(note.last_key),
            "saved_at": note.saved_at.isoformat(timespec="seconds"),
            "owner": owner(request.user),
            "token": get_token(request),
            "url": reverse("notes"),
        }
    )


def _refuse(request: HttpRequest, status: int, state: str, words: str, **more: Any) -> HttpResponse:
    if not _wants_json(request):
        return _page(request, status, state=state, words=words, **more)
    body = {"state": state, "words": words, "token": get_token(request), "errors": more.get("errors", {})}
    body["stale"] = more.get("stale", False)
    if more.get("sign_in"):
        body["url"] = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
    return JsonResponse(body, status=status)


def _page(request: HttpRequest, status: int, note: uuid.UUID | None = None, **more: Any) -> HttpResponse:
    """The note's page with what was typed still in it; with `note`, as that new one."""
    base = more.pop("base", None)
    if base is None:
        base = _base(request) if note is None else 0
    try:
        sheet = typed_again(request.POST, note or _id(request), base)
    except Invalid:
        sheet = typed_again(request.POST, uuid.uuid4(), 0)
    context = {"section": "journal", "sheet": sheet, "owner": request.POST.get("owner") or owner(request.user), **more}
    return render(request, "journal/note.html", context, status=status)


def _base(request: HttpRequest) -> int:
    try:
        return read_save(request.POST).base
    except Invalid:
        return 0


def _moved(request: HttpRequest, there: Note) -> HttpResponse:
    """Both texts, one beside the other. The form goes on from the version that stands there now."""
    words = _("Changed elsewhere: choose")
    context: dict[str, Any] = {"there": there, "parts": (Passage(there.text or ""),), "of_a_note": True}
    if not _wants_json(request):
        return _page(request, 409, state="moved", words=words, base=there.version, **context)
    choose = render_to_string("journal/_choose.html", context, request)
    body = {"state": "moved", "words": words, "version": there.version, "token": get_token(request), "choose": choose}
    return JsonResponse(body, status=409)


def untrusted(request: HttpRequest) -> HttpResponse:
    """A save without a valid CSRF token changes nothing; it gets a fresh token and keeps what was typed."""
    words = _("Not saved: this page was open for too long. Save once more.")
    return _refuse(request, 403, "error", words, stale=True)
