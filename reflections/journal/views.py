"""Writing: one prompt a page, its earlier texts, and the marks in it."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reflections.documents.anchors import Anchor
from reflections.guide.library import guide, prompt_at
from reflections.journal import actions, page, saving
from reflections.journal.blank import KEPT, blank_page
from reflections.journal.forms import sent_base, sent_marks
from reflections.journal.marking import lines_of, ticks
from reflections.journal.models import Answer, Revision
from reflections.journal.reading import read, sealed_until
from reflections.journal.room import parts, visit_of
from reflections.kinds import Prompt, kind
from reflections.kinds.room import MAX_WALL


def find_prompt(key: str) -> Prompt:
    """The prompt called `key`, as it is asked today; 404 when there is none."""
    prompt = guide().prompts.get(key)
    if prompt is None:
        raise Http404(key)
    return prompt


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, key: str) -> HttpResponse:
    """One prompt. Anybody reads it; a POST saves, and the first save asks for consent."""
    if guide().retired(key):
        return render(request, "journal/retired.html", {"section": "guide"}, status=410)
    prompt = find_prompt(key)
    if request.method == "POST":
        return saving.save(request, prompt)
    at = _desk(request, prompt)
    if request.headers.get("HX-Request"):
        return render(request, "journal/write.html#question", page.context(request, at))
    return HttpResponse(page.show(request, at))


def _desk(request: HttpRequest, prompt: Prompt) -> page.Desk:
    """What lies before them. To look back on a row, the round it stands in may be an earlier one."""
    if visit_of(request):
        return page.sheet(request.user, prompt)
    return page.desk(request.user, prompt, request.GET.get("round", "") if request.GET.get("row") else "")


@require_safe
@cache_control(public=True, max_age=KEPT)
def blank(request: HttpRequest, key: str) -> HttpResponse:
    """A prompt with an empty form, the same for all, which a device keeps for times without a network."""
    return HttpResponse(blank_page(find_prompt(key)))


@require_safe
def part(request: HttpRequest, key: str) -> HttpResponse:
    """What could go to a room of what is saved, exactly as it would be counted. Nothing is sent from here alone."""
    prompt, visit = find_prompt(key), visit_of(request)
    if visit is None or not visit.sends:
        return redirect(visit.url("write", prompt) if visit else reverse("write", args=[key]))
    this = actions.room_round(request.user)
    answer = Answer.objects.filter(round=this, prompt=key).first() if this else None
    found = {**parts(prompt, answer, visit.want), **page.saved_at(answer)}
    urls = {"back_url": visit.back_url, "write_url": visit.url("write", prompt)}
    return render(request, "journal/part.html", {"prompt": prompt, "visit": visit, "most": MAX_WALL, **urls, **found})


def find_answer(request: HttpRequest, key: str) -> tuple[Prompt, Answer]:
    """The prompt and what the current round says to it; 404 when nothing stands there."""
    prompt = find_prompt(key)
    answer = Answer.objects.filter(round=actions.current_round(request.user), prompt=key).first()
    if answer is None:
        raise Http404(key)
    return prompt, answer


@require_safe
def earlier(request: HttpRequest, key: str) -> HttpResponse:
    """What stood there at the end of earlier sittings."""
    prompt, answer = find_answer(request, key)
    shown, sealed = [], read(answer).opens
    # The drafts of a sealed letter would tell what it says.
    for revision in () if sealed else answer.revisions.all():
        asked = prompt_at(revision.prompt_version_id)
        value = kind(asked.kind).upgrade(revision.value)
        parts = () if sealed_until(value) else kind(asked.kind).passages(asked, value)
        shown.append((revision, asked, parts))
    context = {"section": "guide", "prompt": prompt, "revisions": shown, "sealed": sealed}
    return render(request, "journal/earlier.html", context)


@require_POST
def earlier_change(request: HttpRequest, key: str, revision: str) -> HttpResponse:
    """Bring an earlier text back, or forget it."""
    prompt, answer = find_answer(request, key)
    there = Revision.objects.filter(pk=revision, answer=answer).first()
    if there is None or read(answer).opens:
        raise Http404(revision)
    if request.POST.get("then") == "forget":
        there.delete()
        return redirect("earlier", key)
    actions.restore_revision(revision=there, prompt=prompt)
    return redirect("write", key)


@require_http_methods(["GET", "HEAD", "POST"])
def marks(request: HttpRequest, key: str) -> HttpResponse:
    """Mark the lines that matter in what was written; they lead the summary."""
    prompt, answer = find_answer(request, key)
    if request.method != "POST":
        return _marks(request, prompt, answer)
    sent = sent_marks(request.POST)
    try:
        if sent is not None:
            actions.mark_phrases(answer=answer, marks=sent, base=sent_base(request.POST))
    except actions.AnswerMoved:
        return _marks(request, prompt, answer, sent)
    return redirect("write", key)


def _marks(request: HttpRequest, prompt: Prompt, answer: Answer, sent: Sequence[Anchor] | None = None) -> HttpResponse:
    """The lines to tick; with `sent`, what was ticked on a page that is no longer true."""
    seen = read(answer)
    lines, words = lines_of(seen.prompt, seen.value, seen.anchors if sent is None else sent)
    shown = {"lines": lines, "words": ticks(words), "base": answer.version, "moved": sent is not None}
    context = {"section": "guide", "prompt": prompt, **shown}
    return render(request, "journal/marks.html", context, status=200 if sent is None else 409)
