"""The form of one step: what it asks of the organiser depends on what people do in it."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from reflections.guide.library import guide
from reflections.guide.outline import Guide
from reflections.kinds import Prompt
from reflections.workshops.actions.planning import LONGEST_SAY, parts_of
from reflections.workshops.actions.steps import has_run
from reflections.workshops.forms import choose, minutes_field, title_field
from reflections.workshops.models import Step, Workshop
from reflections.workshops.together import TogetherForm


class StepForm(TogetherForm):
    """A step. Which of its fields are there is for `made_for` to say."""

    prompt = forms.ChoiceField(
        label=gettext_lazy("Lines from the question"),
        error_messages={"invalid_choice": gettext_lazy("Of this question no line can go on a wall.")},
    )
    title = title_field(gettext_lazy("On the screen and on the phones."))
    minutes = minutes_field(gettext_lazy("Minutes"))
    size = forms.TypedChoiceField(
        label=gettext_lazy("People find each other"),
        choices=[(2, gettext_lazy("in pairs")), (3, gettext_lazy("in threes"))],
        coerce=int,
        widget=forms.RadioSelect,
    )
    part = forms.ChoiceField(
        label=gettext_lazy("What may go to the room, if its writer sends it"),
        required=False,
        widget=forms.RadioSelect,
    )
    tender = forms.BooleanField(
        label=pgettext_lazy("a question", "Tender"),
        help_text=gettext_lazy(
            "Nothing is shown below eight who sent something, instead of five; below twenty there are no "
            "numbers, only none, some and most."
        ),
        required=False,
    )
    say = forms.CharField(
        label=gettext_lazy("What you say"),
        help_text=gettext_lazy("For your eyes, on the console. Put in brackets what you do."),
        max_length=LONGEST_SAY,
        required=False,
        widget=forms.Textarea({"rows": 6, "dir": "auto"}),
        error_messages={
            "max_length": gettext_lazy("This is %(show_value)d characters. Make it shorter: up to %(limit_value)d.")
        },
    )
    after = forms.TypedChoiceField(label=gettext_lazy("Where it comes"), coerce=int)


FIELDS: dict[str, tuple[str, ...]] = {
    Step.Kind.PROMPT: ("title", "minutes", "part", "tender", "say"),
    Step.Kind.WALL: ("prompt", "title", "minutes", "tender", "say"),
    Step.Kind.GROUPS: ("title", "minutes", "size", "say"),
    Step.Kind.TALK: ("title", "minutes", "say"),
    Step.Kind.PAUSE: ("title", "minutes", "say"),
}
ASKS = {"prompt", "part", "tender", "size"}


def made_for(step: Step, steps: list[Step], workshop: Workshop, data: Any = None) -> StepForm:
    """The form for `step`; for one that is not in `steps` yet, it asks also where it comes."""
    form = StepForm(data, initial={name: getattr(step, name) for name in FIELDS[step.kind]})
    stands = not step._state.adding and has_run(step, workshop)
    before = form.stood_before()  # what a page asked for before the step ran is refused aloud, not dropped
    kept = {name for name in FIELDS[step.kind] if not (stands and name in ASKS) or name in before}
    kept |= {"after"} if step._state.adding else {"stood"}
    for name in set(form.fields) - kept:
        del form.fields[name]
    _offer(form, step, guide(workshop.language))
    if "after" in form.fields:
        choose(form, "after", list(_places(steps, workshop)))
        form.initial["after"] = len(steps)
    return form


def _offer(form: StepForm, step: Step, known: Guide) -> None:
    """The choices that hang on the question; a tick that the guide has set stays."""
    prompt = known.prompts.get(step.prompt)
    if "prompt" in form.fields:
        choose(form, "prompt", [(each.key, each.title) for each in for_walls(known)])
    if "part" in form.fields:
        named = dict(Step.Shared.choices)
        choose(form, "part", [(part, named[part]) for part in ("", *parts_of(step.kind, prompt))])
    if "tender" in form.fields and prompt and prompt.tender and step.kind == Step.Kind.PROMPT:
        form.fields["tender"].disabled = True
        form.initial["tender"] = True
        form.fields["tender"].help_text = _("This question is tender in the guide, and stays so.")


def for_walls(known: Guide) -> list[Prompt]:
    """Questions of which a line can go on a wall."""
    return [each for each in known.prompts.values() if parts_of(Step.Kind.WALL, each)]


def _places(steps: list[Step], workshop: Workshop) -> Iterator[tuple[int, str]]:
    """Where a new step may come: behind what has run, at the end above all."""
    first = max((step.position for step in steps if has_run(step, workshop)), default=0)
    for step in reversed(steps):
        if step.position >= max(first, 1):
            last = step.position == len(steps)
            yield step.position, _("at the end") if last else _("after %(title)s") % {"title": step.title}
    if not first:
        yield 0, _("at the beginning")
