"""The page of the summary: what it is made of, and its frame, which is made once for all who see the same."""

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reflections.documents.document import Document, Section
from reflections.guide.library import guide
from reflections.journal.reading import answers, read_if_whole
from reflections.journal.stencil import fill
from reflections.people.reader import frame
from reflections.summary.build import build_from, going_in
from reflections.summary.exports import taking
from reflections.summary.exports.choice import Choice, choice, kept_back
from reflections.summary.glance import KEY, Glance, at_a_glance
from reflections.summary.lists import section_html, sentences_html
from reflections.summary.parts import Places
from reflections.summary.which import heading, which_round

OWN = ("csrf_token", "name", "begun", "pages_written", "rounds", "sections")
"""What differs from reader to reader; all else follows from the key in `show`."""


def context(request: HttpRequest) -> dict[str, Any]:
    """What the template is given: all that a round says, the current one or one that `?round=` names."""
    this, read_only = which_round(request)
    said = going_in(answers(this, read_if_whole), (), asides=True)
    prompts, places = [each.prompt for each in said.values()], Places(read_only)
    chosen = choice(request.GET, prompts, private=True)
    glance = at_a_glance(going_in(said, chosen.leave, asides=chosen.asides), this, places)
    document = build_from(said, this, chosen.leave, asides=chosen.asides, glance=glance, places=places)
    round_ = heading(this, read_only=read_only)
    return {
        "section": "summary",
        "csrf_token": get_token(request),
        "has_round": round_ is not None,
        "has_name": bool(round_ and round_.name),
        "name": round_.name if round_ else "",
        "begun": date_format(localtime(round_.this.begun_at), "j M Y") if round_ else "",
        "pages_written": _pages_written(len(said)),
        "takes": bool(said),
        "rounds": _rendered("_rounds.html", round=round_) if round_ else "",
        "sections": _sections(request, document, glance, written=bool(said)),
        "take": taking.address(request),
        "read_only": read_only,
        **_as_asked(chosen),
    }


def show(request: HttpRequest) -> str:
    """The page; its frame from the stencil where the address asks for nothing further."""
    given = context(request)
    # What is said once, to one reader, goes into no stencil; nor does what few addresses ask for.
    if "messages" in request.COOKIES or request.GET:
        return render_to_string("summary/summary.html", given, request)
    pieces = {name: given[name] for name in OWN}
    key = ("summary", frame(request), *(given[name] for name in ("has_round", "has_name", "takes")))
    return fill(request, "summary/summary.html", {**given, "messages": ()}, pieces, key)


def _as_asked(chosen: Choice) -> dict[str, Any]:
    """What follows from the address and the guide."""
    back = kept_back()
    return {
        "title": _("What your pages say"),
        "left_out": len(chosen.leave),
        "asides": chosen.asides,
        "kept_back": [each.title for each in guide().chapters if each.key in back],
    }


def _pages_written(written: int) -> str:
    words = ngettext("%(written)s of %(pages)s pages written", "%(written)s of %(pages)s pages written", written)
    return words % {"written": written, "pages": len(guide().prompts)}


def _sections(request: HttpRequest, document: Document, glance: Glance, *, written: bool) -> SafeString:
    """All that was written, with the sentences at a glance before it; before anything was, what will stand here."""
    if not written:
        return _rendered("_empty.html")
    sentences = _sentences(request, glance) if glance.shown or glance.away else ""
    said = [section_html(each, sentences if each.key == KEY else "") for each in document.sections]
    if glance.away and not glance.shown:
        # No section of the document holds the way back to what was put away.
        said.insert(0, section_html(Section(KEY, _("At a glance")), sentences, "no-print"))
    return SafeString("\n".join(said))


def _sentences(request: HttpRequest, glance: Glance) -> SafeString:
    return _rendered(
        "_glance.html",
        csrf_token=get_token(request),
        query=request.GET.urlencode(),
        glance=glance,
        first=sentences_html(glance.first, "away", _("Not so")),
        more=sentences_html(glance.more, "away", _("Not so")),
        away=sentences_html(glance.away, "again", _("Show again")),
    )


def _rendered(template: str, **context: Any) -> SafeString:
    return SafeString(render_to_string(f"summary/{template}", context))
