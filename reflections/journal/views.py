"""Writing: one prompt a page, its earlier texts, and the marks in it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reflections.guide.library import guide, prompt_at
from reflections.journal import actions, page, saving
from reflections.journal.models import Answer, Revision
from reflections.journal.reading import read, sealed_until
from reflections.kinds import Prompt, kind


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
    if prompt.coming:
        return render(request, "journal/coming.html", {"section": "guide", "prompt": prompt})
    if request.method == "POST":
        return saving.save(request, prompt)
    at = page.desk(request.user, prompt)
    if request.headers.get("HX-Request"):
        return render(request, "journal/write.html#question", page.context(request, at))
    return HttpResponse(page.show(request, at))


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
    shown = []
    for revision in answer.revisions.all():
        asked = prompt_at(revision.prompt_version_id)
        value = kind(asked.kind).upgrade(revision.value)
        parts = () if sealed_until(value) else kind(asked.kind).passages(asked, value)
        shown.append((revision, asked, parts))
    return render(request, "journal/earlier.html", {"section": "guide", "prompt": prompt, "revisions": shown})


@require_POST
def earlier_change(request: HttpRequest, key: str, revision: str) -> HttpResponse:
    """Bring an earlier text back, or forget it."""
    prompt, answer = find_answer(request, key)
    there = Revision.objects.filter(pk=revision, answer=answer).first()
    if there is None:
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
    seen = read(answer)
    lines = kind(prompt.kind).words(seen.value) if seen.value else []
    lines = [line.strip() for words in lines for line in words.splitlines() if line.strip()]
    if request.method == "POST":
        chosen = set(request.POST.getlist("mark"))
        actions.mark_phrases(answer=answer, marks=[line for line in dict.fromkeys(lines) if line in chosen])
        return redirect(reverse("write", args=[key]))
    context = {"section": "guide", "prompt": prompt, "lines": list(dict.fromkeys(lines)), "marked": seen.marks}
    return render(request, "journal/marks.html", context)
