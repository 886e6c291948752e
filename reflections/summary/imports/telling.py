"""What somebody is told once their file is in."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reflections.summary.imports.actions import Report


def said(report: Report) -> Iterator[str]:
    """What came in and what did not, a sentence each."""
    if report.brought:
        yield _("Brought in: %(what)s.") % {"what": ", ".join(_counted(report))}
    here = [*_rounds(report.rounds_here), *_notes(report.notes_here)]
    if here:
        yield _("Here already, and left as it is: %(what)s.") % {"what": ", ".join(here)}
    if not report.brought and not here:
        yield _("There is no round and no note in this file.")
    yield from _left(report)


def _left(report: Report) -> Iterator[str]:
    if report.letters:
        yield ngettext(
            "%(count)d sealed letter cannot be opened by this site, so it stays in the file. Keep the file.",
            "%(count)d sealed letters cannot be opened by this site, so they stay in the file. Keep the file.",
            report.letters,
        ) % {"count": report.letters}
    if report.left_out:
        yield ngettext(
            "%(count)d answer was left out: this site does not ask for it.",
            "%(count)d answers were left out: this site does not ask for them.",
            report.left_out,
        ) % {"count": report.left_out}
    if report.put_away:
        yield ngettext(
            "%(count)d round is newer than the one you write in, so it is put away: you go on in yours.",
            "%(count)d rounds are newer than the one you write in, so they are put away: you go on in yours.",
            report.put_away,
        ) % {"count": report.put_away}


def _counted(report: Report) -> Iterator[str]:
    if report.rounds:
        answers = ngettext("%(count)d answer", "%(count)d answers", report.answers) % {"count": report.answers}
        yield _("%(rounds)s with %(answers)s") % {"rounds": next(_rounds(report.rounds)), "answers": answers}
    yield from _notes(report.notes)


def _rounds(count: int) -> Iterator[str]:
    if count:
        yield ngettext("%(count)d round", "%(count)d rounds", count) % {"count": count}


def _notes(count: int) -> Iterator[str]:
    if count:
        yield ngettext("%(count)d note", "%(count)d notes", count) % {"count": count}
