"""The steps of a plan: one more, another order, one less, and how the phone shows one."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from reflections.guide.library import guide
from reflections.guide.outline import Chapter, Guide
from reflections.kinds import Prompt
from reflections.workshops.actions import steps as actions
from reflections.workshops.actions.planning import PlanStands, parts_of
from reflections.workshops.door import my_workshop
from reflections.workshops.models import Step, Workshop
from reflections.workshops.plan_views import OVER, facts, one_at_a_time, page, show
from reflections.workshops.preview import preview_of
from reflections.workshops.questions import asked
from reflections.workshops.step_forms import StepForm, for_walls, made_for


def step_of(request: HttpRequest, key: uuid.UUID, step: uuid.UUID) -> Step:
    """A step of a workshop that the one who asks organises; 404 for everybody else."""
    workshop = my_workshop(request, key)
    found = workshop.steps.select_related("key").filter(pk=step).first()
    if found is None:
        raise Http404
    return found


@page
def step_new(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Choose what happens in a new step, then its words."""
    workshop = my_workshop(request, key)
    step = _drafted(workshop, request.GET.get("kind", ""), request.GET.get("prompt", ""))
    if step is None:
        return show(request, "step_choose.html", **facts(workshop), chapters=_questions(guide(workshop.language)))
    form = made_for(step, actions.steps_of(workshop), workshop, request.POST if request.method == "POST" else None)
    if form.is_valid():
        fixed = {"kind": step.kind, "prompt": step.prompt, "part": step.part}
        return _back(request, workshop, lambda: actions.add_step(workshop=workshop, **fixed | form.cleaned_data))
    return _form(request, step, form)


def _questions(known: Guide) -> list[tuple[Chapter, list[tuple[Prompt, tuple[str, ...]]]]]:
    """The questions of the guide by chapter, each with what of it may go to a room."""
    may = {prompt: parts_of(Step.Kind.PROMPT, prompt) for prompt in known.prompts.values()}
    return [(chapter, [(prompt, may[prompt]) for prompt in chapter.prompts]) for chapter in known.chapters]


def _drafted(workshop: Workshop, step_kind: str, prompt_key: str) -> Step | None:
    """A step that is not stored, as an organiser chose it; None where they have to choose."""
    known = guide(workshop.language)
    prompt = known.prompts.get(prompt_key)
    if step_kind not in Step.Kind or (step_kind == Step.Kind.PROMPT and prompt is None):
        return None
    step = Step(workshop=workshop, kind=step_kind, prompt=prompt.key if prompt else "")
    step.title = prompt.title if prompt else str(step.get_kind_display()).capitalize()
    step.minutes = prompt.minutes if prompt else step.minutes
    if step_kind == Step.Kind.WALL:
        lines = [each.key for each in for_walls(known)]
        before = [each.prompt for each in workshop.steps.all() if each.prompt in lines]
        step.part, step.title, step.minutes = Step.Shared.LINE, gettext("The wall"), 5
        step.prompt = (before or lines)[-1]
    return step


@page
@one_at_a_time
def step(request: HttpRequest, key: uuid.UUID, step: uuid.UUID) -> HttpResponse:
    """Change a step."""
    this = step_of(request, key, step)
    form = made_for(this, [], this.workshop, request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _back(request, this.workshop, lambda: actions.change_step(step=this, **form.cleaned_data))
    return _form(request, this, form)


def _form(request: HttpRequest, step: Step, form: StepForm) -> HttpResponse:
    context = {"step": step, "form": form, "prompt": asked(step), "is_new": step._state.adding}
    return show(request, "step.html", 422 if form.errors else 200, **facts(step.workshop), **context)


@require_POST
def step_move(request: HttpRequest, key: uuid.UUID, step: uuid.UUID) -> HttpResponse:
    """Move a step up or down."""
    this = step_of(request, key, step)
    by = {"up": -1, "down": 1}.get(request.POST.get("to", ""), 0)
    return _back(request, this.workshop, lambda: actions.move_step(step=this, by=by), f"#step-{this.pk}")


@page
def step_delete(request: HttpRequest, key: uuid.UUID, step: uuid.UUID) -> HttpResponse:
    """Take a step out, after asking."""
    this = step_of(request, key, step)
    if request.method == "POST":
        return _back(request, this.workshop, lambda: actions.remove_step(step=this))
    stands = actions.has_run(this, this.workshop)
    return show(request, "step_delete.html", **facts(this.workshop), step=this, stands=stands)


@require_safe
def step_preview(request: HttpRequest, key: uuid.UUID, step: uuid.UUID) -> HttpResponse:
    """A step as the phones show it, phase by phase."""
    this = step_of(request, key, step)
    beside = {each.position: each for each in this.workshop.steps.all()}
    context = facts(this.workshop) | {"before": beside.get(this.position - 1), "after": beside.get(this.position + 1)}
    return show(request, "step_preview.html", **context, step=this, phases=preview_of(this))


REFUSED = {
    actions.StepStands: _("Nothing was changed: this step has run, or runs now. Steps to come can be changed."),
    PlanStands: OVER,
    actions.TooManySteps: _("Nothing was added: the agenda is full. Take a step out first."),
    actions.PartRefused: _("Nothing was changed: of this question such a part may not go to the room."),
    Step.DoesNotExist: _("Nothing was changed: somebody took this step out."),
}


def _back(request: HttpRequest, workshop: Workshop, act: Callable[[], Any], to: str = "#agenda") -> HttpResponse:
    """Act, and show the plan; what the plan refuses is said there."""
    try:
        act()
    except tuple(REFUSED) as refused:
        messages.info(request, str(REFUSED[type(refused)]))
    return redirect(f"{reverse('workshop', args=[workshop.pk])}{to}")
