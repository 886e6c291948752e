"""What a workshop leaves behind: a document of what was shown, and nothing else.

A step that was not shown does not stand in it, nor how many there were, how many people came, or when.
"""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reflections.documents.document import Document, Paragraph, Part, Section
from reflections.documents.markdown import to_markdown
from reflections.documents.spreadsheet import to_csv
from reflections.documents.stored import unpack
from reflections.workshops.models import Step, Workshop
from reflections.workshops.questions import asked

PLAIN: dict[str, tuple[Callable[[Document], str], str]] = {
    "md": (to_markdown, "text/markdown; charset=utf-8"),
    "csv": (to_csv, "text/csv; charset=utf-8"),
}
"""Writers of files that need no render process, and what they make."""


def report_of(workshop: Workshop) -> Document:
    """What was shown in a workshop, in its language."""
    with translation.override(workshop.language):
        steps = workshop.steps.filter(revealed=True)
        sections = tuple(_section(step, number) for number, step in enumerate(steps, 1))
        return Document(workshop.title, workshop.language, when(workshop), sections or (_empty(),))


def when(workshop: Workshop) -> str:
    """The day where it was, its minutes, and that it was a rehearsal if it was one."""
    day = date_format(workshop.starts_at.astimezone(ZoneInfo(workshop.time_zone)), "j F Y")
    length = _("%(minutes)d minutes") % {"minutes": workshop.minutes}
    return " · ".join((day, length, *((_("rehearsal"),) if workshop.rehearsal_of_id else ())))


def _section(step: Step, number: int) -> Section:
    prompt = asked(step)
    question = (Paragraph(prompt.ask),) if prompt else ()
    return Section(f"step-{number}", prompt.title if prompt else step.title, parts=(*question, *_shown(step)))


def _shown(step: Step) -> tuple[Part, ...]:
    """What the room saw; of a wall only what the organiser ticked to keep."""
    if step.part == Step.Shared.LINE and not step.keep_lines:
        return (Paragraph(_("A wall was shown; its lines were not kept.")),)
    found = unpack(step.result or ())
    return found or (Paragraph(render_to_string("workshops/_nothing_shown.html").strip()),)


def _empty() -> Section:
    return Section("nothing", _("What was shown"), parts=(Paragraph(_("No picture was shown in this workshop.")),))
