"""The questions of a workshop on paper, for a room whose network is down."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reflections.documents.document import Document, Note, Paragraph, Part, Ruled, Section, Table
from reflections.kinds import Prompt
from reflections.workshops.models import Step, Workshop
from reflections.workshops.questions import asked
from reflections.workshops.report import when

FEWEST, MOST = 6, 16
"""Lines to write on under a question."""
BLANK = "………"
CIRCLE = "○"


def sheet_of(workshop: Workshop) -> Document:
    """All that one needs to take part without a phone, in the workshop's language; room to write is on it."""
    with translation.override(workshop.language):
        sections = tuple(_section(step) for step in workshop.steps.all())
        return Document(workshop.title, workshop.language, when(workshop), (_first(workshop), *sections))


def _first(workshop: Workshop) -> Section:
    said: list[Part] = [
        Note(_("What you write on these pages stays with you. Nobody collects them. Leave open what you like.")),
        Paragraph(_("Once there is a network again, you can copy what you want to keep into a notebook of your own.")),
    ]
    if workshop.turn_to:
        said.append(Paragraph(_("Whom to turn to here: %(whom)s") % {"whom": workshop.turn_to}))
    return Section("first", _("Yours to keep"), parts=tuple(said))


def _section(step: Step) -> Section:
    prompt = asked(step) if step.kind == Step.Kind.PROMPT else None
    minutes = ngettext("%(count)d minute", "%(count)d minutes", step.minutes) % {"count": step.minutes}
    title = prompt.title if prompt else step.title
    parts = tuple(_question(step, prompt)) if prompt else (Paragraph(_named(step)),)
    return Section(f"step-{step.position}", title, minutes, parts)


def _named(step: Step) -> str:
    """What one does in a step that asks nothing."""
    return {
        Step.Kind.TALK: _("Talk; nothing is written down."),
        Step.Kind.GROUPS: _("Find somebody near you: pairs, and a three where somebody is left over."),
        Step.Kind.PAUSE: _("A pause."),
        Step.Kind.WALL: _("Say a line aloud, if you like. Nobody has to."),
    }.get(Step.Kind(step.kind), step.title)


def _question(step: Step, prompt: Prompt) -> Iterator[Part]:
    yield Paragraph(prompt.ask)
    if prompt.hint:
        yield Paragraph(prompt.hint)
    listed = tuple(_listed(prompt))
    yield from listed
    lines = min(MOST, FEWEST + 2 * step.minutes)
    yield Ruled(lines // 2 if listed else lines)


def _listed(prompt: Prompt) -> Iterator[Part]:
    """What the page on a phone would have buttons and boxes for, by the names under which prompts keep their lists."""
    names = [each["label"] for name in ("options", "items", "behaviours") for each in prompt.items(name)]
    if prompt.settings.get("lanes") == ["now", "wish"]:
        yield Paragraph(_("Circle where you are now; put a square around what you wish for."))
    if lines := [each for each in prompt.items("lines") if "start" in each]:
        places = "  ".join([CIRCLE] * int(prompt.settings.get("steps", 7)))
        rows = tuple((each["start"], places, each["end"]) for each in lines)
        yield Table("", (_("From"), _("Mark a place"), _("To")), rows)
    if names:
        yield Table("", (_("Listed"), _("Your mark")), tuple((name, _scale(prompt)) for name in names))
    if parts := prompt.items("parts"):
        head = (_("Of %(total)s") % {"total": prompt.settings.get("total", 10)}, _("Now"), _("Wished"))
        yield Table("", head, tuple((each["label"], BLANK, BLANK) for each in parts))
    if fields := prompt.items("fields") or prompt.items("columns"):
        yield Paragraph(_("Write down: %(what)s.") % {"what": "; ".join(each["label"] for each in fields)})


def _scale(prompt: Prompt) -> str:
    """Numbers to circle, or a box."""
    lowest, highest = prompt.settings.get("from"), prompt.settings.get("to")
    whole = isinstance(lowest, int) and isinstance(highest, int)
    return "  ".join(map(str, range(int(lowest or 0), int(highest or 0) + 1))) if whole else "☐"
