"""The page on which one chooses what to take: what it shows, and what follows from what was chosen there."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from reflections.documents.document import Length
from reflections.documents.pdf.fonts import uncovered
from reflections.guide.library import guide
from reflections.journal.models import Round
from reflections.journal.reading import Answered, answers, read_if_whole
from reflections.kinds import kind
from reflections.people.models import Person
from reflections.people.seal import SealBroken
from reflections.summary.actions import remember_ticks
from reflections.summary.build import going_in
from reflections.summary.exports.card import card_of, makes_a_card
from reflections.summary.exports.choice import LENGTHS, Choice, choice, kept_back, left_out_last, length_of
from reflections.summary.exports.made import NothingToTake
from reflections.summary.exports.ticks import ticks
from reflections.summary.lists import ticks_html
from reflections.summary.parts import round_name
from reflections.summary.which import which_round

type Said = Mapping[str, Answered]

FORMATS = ("pdf", "docx", "html", "md")
SHOW = "show"
"""In place of a format: the same on the page of the summary."""
KEY = re.compile(r"[a-z0-9-]{1,40}")


@dataclass(frozen=True)
class Way:
    """One of several to choose from: where it leads, what it is called and for; whether it is the one."""

    key: str
    name: str
    words: str = ""
    paper: str = ""
    url: str = ""
    on: bool = False


def context(request: HttpRequest) -> dict[str, Any]:
    """What the template is given. The number of statements does not depend on how much was written."""
    (this, _read_only), length = which_round(request), length_of(request.GET)
    whole = going_in(answers(this, read_if_whole), (), asides=True)
    said = _on_card(whole) if length == "card" else whole
    prompts = [each.prompt for each in said.values()]
    chosen = choice(request.GET, prompts, length=length, left_out=_left_out(request))
    kept = going_in(said, chosen.leave, asides=chosen.asides)
    return {
        "section": "summary",
        "length": length,
        "lengths": _lengths(request.GET.get("round", ""), length),
        "round": request.GET.get("round", ""),
        "rounds": list(_rounds(request, this)),
        "written": bool(whole),
        "said": bool(said),
        "ticks": ticks_html(ticks(prompts, chosen), sets=True),
        "shown": " ".join(said),
        "held": len(kept),
        "open": "chosen" in request.GET,
        "chosen": chosen,
        "has_asides": length != "card" and any(each.aside for each in said.values()),
        "card_pages": makes_a_card(),
        **_remarks(kept, said, chosen, length),
    }


def _remarks(kept: Said, said: Said, chosen: Choice, length: Length) -> dict[str, Any]:
    """What is to be known before: chapters that stay out, what cannot be read, signs that have no letter."""
    anew = kept_back() if length != "book" else frozenset()
    back = {each.prompt.chapter for key, each in said.items() if key in chosen.leave} & anew
    return {
        "stays_out": [chapter.title for chapter in guide().chapters if chapter.key in back],
        "lost": [each.prompt.title for each in kept.values() if each.lost],
        "unprinted": " ".join(sorted(uncovered("".join(_words(kept, chosen))))),
    }


def _words(kept: Said, chosen: Choice) -> Iterable[str]:
    for each in kept.values():
        yield from kind(each.prompt.kind).words(each.value) if each.value else ()
        yield each.aside if chosen.asides else ""


def _on_card(said: Said) -> Said:
    """Those that make a card, and those of which nobody can say."""
    holds = card_of(said).holds
    return {key: each for key, each in said.items() if key in holds or each.lost}


def _lengths(this: str, on: Length) -> list[Way]:
    named: dict[Length, tuple[str, str, str]] = {
        "card": (_("Card"), _("what you will do and what comes next, with its days: to cut out and carry"), "A6"),
        "page": (_("Page"), _("the parts you choose, marked phrases first: for a wall, or for a mentor"), "A4"),
        "book": (_("Book"), _("everything in this round, with contents and your asides: to keep"), "A4"),
    }
    return [Way(key, *named[key], url=_take(_query(key, this)), on=key == on) for key in LENGTHS]


def _rounds(request: HttpRequest, this: Round | None) -> Iterable[Way]:
    """All rounds of whoever asks, the newest first."""
    for each in Round.objects.filter(journal__person=_me(request)).order_by("-begun_at"):
        day = date_format(localtime(each.begun_at), "j F Y")
        yield Way(str(each.pk), round_name(each), day, on=this is not None and each.pk == this.pk)


def _left_out(request: HttpRequest) -> frozenset[str]:
    """What was not ticked last time; where that cannot be read nothing is, and the boxes are there to see."""
    try:
        return left_out_last(_me(request))
    except (SealBroken, ValueError):
        return frozenset()


def chosen(request: HttpRequest) -> str:
    """The address that follows from the form; what was ticked for a page or a card is remembered on the way."""
    sent, length = request.POST, length_of(request.POST)
    ticked = list(dict.fromkeys(sent.getlist("part")))
    query = _query(length, sent.get("round", ""))
    query["chosen"] = "1"
    query.update({name: "1" for name in ("asides", "notes") if sent.get(name) == "1"})
    if "set" in sent:
        query.setlist("part", _reset(ticked, sent["set"]))
        return _take(query) + "#what"
    query.setlist("part", ticked)
    if ticked and length != "book":
        _remember(request, ticked)
    format = sent.get("format", "")
    if format == SHOW:
        return f"{reverse('summary')}?{query.urlencode()}"
    return f"{reverse('export', args=[format if format in FORMATS else FORMATS[0]])}?{query.urlencode()}"


def _reset(ticked: Collection[str], button: str) -> list[str]:
    """What is ticked after a button for all or none of some keys was pressed."""
    to, *keys = button.split()
    others = [key for key in ticked if key not in keys]
    return [*others, *keys] if to == "all" else others


def _remember(request: HttpRequest, ticked: Collection[str]) -> None:
    """The boxes the form had, but for tender ones, whose ticks are never remembered; others stay as they were."""
    shown = {key for key in request.POST.get("shown", "").split()[:500] if KEY.fullmatch(key)}
    tender = {prompt.key for prompt in guide().prompts.values() if prompt.chapter in kept_back()}
    left = (_left_out(request) - shown) | (shown - {*ticked, *tender})
    remember_ticks(person=_me(request), left_out=left)


def why(nothing: NothingToTake, format: str) -> str:
    """Why there is no file, and what makes one."""
    if format == "ics":
        return _("There is no date yet. An experiment's end, a day beside a step, or a letter makes one.")
    if nothing.card:
        pages = ", ".join(f"“{prompt.title}”" for prompt in makes_a_card())
        return _("There is nothing for a card: nothing is written or ticked on the pages that make one: %(pages)s.") % {
            "pages": pages
        }
    return _("There is nothing to put into a file: nothing is written, or nothing is ticked.")


def address(request: HttpRequest) -> str:
    """The choice page, with what an address of a file has chosen."""
    return _take(request.GET)


def _query(length: Length, this: str) -> QueryDict:
    query = QueryDict(mutable=True)
    query.update({"length": length, **({"round": this} if this else {})})
    return query


def _take(query: QueryDict) -> str:
    return f"{reverse('take')}?{query.urlencode()}" if query else reverse("take")


def _me(request: HttpRequest) -> Person:
    return cast(Person, request.user)  # nobody else gets here
