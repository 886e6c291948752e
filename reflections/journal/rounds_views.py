"""Rounds: begin again, put away, delete; what an earlier round said to a page; two rounds side by side."""

import uuid
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from reflections.guide.library import guide
from reflections.guide.outline import AGAIN
from reflections.journal import compare as pictures
from reflections.journal.actions import rounds as actions
from reflections.journal.before import pair
from reflections.journal.forms import BeginForm, RoundForm
from reflections.journal.guide_views import next_page
from reflections.journal.models import Answer, Round
from reflections.journal.reading import in_order, read_if_whole
from reflections.journal.views import find_prompt
from reflections.journal.way import way
from reflections.people.who import me

page = require_http_methods(["GET", "HEAD", "POST"])


@page
def rounds(request: HttpRequest) -> HttpResponse:
    """All rounds; a POST begins another."""
    form = BeginForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _begin(request, form.cleaned_data)
    found = list(_mine(request))
    context = {
        "section": "journal",
        "form": form,
        "rounds": found,
        "this": next((each for each in found if each.archived_at is None), None),
        "again": guide().paths.get(AGAIN),
        "minutes": sum(prompt.minutes for prompt in guide().prompts.values()),
    }
    return render(request, "journal/rounds.html", context)


def _begin(request: HttpRequest, typed: dict[str, Any]) -> HttpResponse:
    try:
        this = actions.begin_again(person=me(request), path=typed["path"], name=typed["name"])
    except actions.NoSuchRound:  # the first page one writes begins the first round, after its consent
        return redirect("guide")
    onward = next_page(guide(), this, actions.states(this))
    return redirect(onward.url if onward else "guide")


def _mine(request: HttpRequest) -> QuerySet[Round]:
    """This person's rounds with the number of pages written in each, the newest first."""
    written = Count("answers", filter=Q(answers__state=Answer.State.WRITTEN))
    return Round.objects.filter(journal__person=me(request)).annotate(written=written).order_by("-begun_at")


def _find(request: HttpRequest, key: uuid.UUID) -> Any:
    """One of these rounds; 404 when it is nobody's or another's."""
    this = _mine(request).filter(pk=key).first()
    if this is None:
        raise Http404(key)
    return this


@page
def one_round(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One round: what it is called, when it was, where to read it; put away or brought back."""
    this = _find(request, key)
    form = RoundForm(request.POST if request.POST.get("then") == "name" else None, initial={"name": this.name})
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        _change(request, this, form)
        return redirect("round", key)
    context = {"section": "journal", "round": this, "form": form, "path": guide().paths.get(this.path)}
    return render(request, "journal/round.html", context)


def _change(request: HttpRequest, this: Round, form: RoundForm) -> None:
    then = request.POST.get("then")
    if form.is_bound:
        actions.rename_round(this=this, name=form.cleaned_data["name"])
    elif then == "archive":
        actions.archive_round(this=this)
        messages.info(request, _("Put away. You can still read it, compare it, and bring it back."))
    elif then == "back":
        actions.bring_back_round(this=this)


@page
def delete_round(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A round goes, after a copy was offered and a box was ticked."""
    this = _find(request, key)
    missing = request.method == "POST" and request.POST.get("sure") != "yes"
    if request.method == "POST" and not missing:
        actions.delete_round(this=this)
        messages.info(request, _("The round is deleted."))
        return redirect("rounds")
    words = _("Tick the box if the round is to go.")
    context = {
        "section": "journal",
        "round": this,
        "goes": actions.holds_of(this),
        # A copy before the end leaves nothing out, tender chapters and asides neither.
        "all_of_it": urlencode({"round": this.pk, "length": "book"}),
        "errors": {"sure": words} if missing else {},
    }
    return render(request, "journal/round_delete.html", context)


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Any two rounds side by side: those asked for, else the two newest that share pages."""
    found = list(_mine(request))
    two = _chosen(request, found) if "a" in request.GET or "b" in request.GET else _sharing(found)
    context: dict[str, Any] = {"section": "journal", "rounds": found}
    if two:
        old, new = sorted(two, key=lambda each: each.begun_at)
        then, now = (each.begun_at.astimezone(timezone.get_current_timezone()).date() for each in (old, new))
        called, title = pictures.names(then, now), pictures.apart(then, now)
        answers = _answers(two)
        context |= {"old": old, "new": new, "called": called, "title": title}
        context["both"] = pictures.compare_rounds(answers[old.pk], answers[new.pk], called, title)
    return render(request, "journal/compare.html", context)


def _chosen(request: HttpRequest, found: list[Round]) -> list[Round]:
    """The two rounds in the address; none for the same one twice, 404 for one that is not theirs."""
    by_key = {str(each.pk): each for each in found}
    wanted = [request.GET.get(name, "") for name in ("a", "b")]
    if not all(key in by_key for key in wanted):
        raise Http404
    return [by_key[key] for key in wanted] if wanted[0] != wanted[1] else []


def _sharing(found: list[Round]) -> list[Round]:
    """The newest round and the newest before it that have a page in common; else the two newest."""
    rows = Answer.objects.filter(round__in=found, state=Answer.State.WRITTEN).values_list("round", "prompt")
    prompts: dict[uuid.UUID, set[str]] = {each.pk: set() for each in found}
    for key, prompt in rows:
        prompts[key].add(prompt)
    pairs = ([new, old] for at, new in enumerate(found) for old in found[at + 1 :])
    return next((two for two in pairs if prompts[two[0].pk] & prompts[two[1].pk]), found[:2] if len(found) > 1 else [])


def _answers(two: Iterable[Round]) -> dict[uuid.UUID, Any]:
    """What each of them says, by prompt key: one statement for both."""
    rows = list(Answer.objects.filter(round__in=[each.pk for each in two], state=Answer.State.WRITTEN))
    return {each.pk: in_order((row for row in rows if row.round_id == each.pk), read_if_whole) for each in two}


@require_safe
def before(request: HttpRequest, key: str) -> HttpResponse:
    """A peek: what the newest earlier round said to a prompt, to read only."""
    prompt, both = find_prompt(key), pair(me(request), key)
    if both.old is None:
        raise Http404(key)
    back = way(prompt, request.GET.get("path") or both.path).url(prompt)
    context = {"section": "guide", "prompt": prompt, "old": both.old, "parts": pictures.shown(both.old), "back": back}
    return render(request, "journal/before.html", context)


@require_safe
def then(request: HttpRequest, key: str) -> HttpResponse:
    """Then and now of one prompt, once a new answer is saved; before that, back to write it."""
    prompt, both = find_prompt(key), pair(me(request), key)
    on = way(prompt, request.GET.get("path") or both.path)
    if both.old is None or both.new is None:
        return redirect(on.url(prompt))
    called = pictures.names(both.old.saved_at.date(), both.new.saved_at.date())
    parts = pictures.side_by_side(both.old, both.new, called)
    context = {"section": "guide", "prompt": prompt, "way": on, "pair": both, "parts": parts, "back": on.url(prompt)}
    return render(request, "journal/then.html", context)
