"""Making a share link, in two pages: what a mentor sees, then exactly that with the button that makes the link.

All that was typed travels in the form from page to page; nothing is kept before the link is made.
"""

import hashlib
import uuid
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from reflections.guide.library import guide
from reflections.journal.models import Round
from reflections.journal.reading import Answered
from reflections.people.models import Person
from reflections.summary.exports.choice import Choice, kept_back
from reflections.summary.exports.ticks import ticks
from reflections.summary.lists import ticks_html
from reflections.summary.models import ShareLink
from reflections.summary.parts import round_name
from reflections.summary.sharing import actions
from reflections.summary.sharing.forms import LinkForm, usual_question
from reflections.summary.sharing.reading import Shown, Standing, chosen, copies_of, may_be_shared, shown

LOOK, MAKE = "look", "make"
FIRST_PAGE = frozenset({"question", "live"})
"""Fields of the first page; the others stand on the second."""


@dataclass
class Desk:
    """What lies before somebody who makes a link: the answers of a round, what is ticked, what was typed."""

    request: HttpRequest
    person: Person
    this: Round | None
    errors: dict[str, str] = field(default_factory=dict)

    @cached_property
    def said(self) -> dict[str, Answered]:
        """What can be ticked."""
        return may_be_shared(self.this)

    @cached_property
    def form(self) -> LinkForm:
        """The form as it was sent, or an empty one."""
        return LinkForm(self.request.POST if self.request.method == "POST" else None)

    @cached_property
    def ticked(self) -> dict[str, Answered]:
        """The answers that are ticked; nothing is until it was."""
        return chosen(self.said, self.request.POST.getlist("part"))

    @cached_property
    def behind(self) -> list[Shown]:
        """What the mentor would see."""
        return shown(self.ticked)

    @cached_property
    def fingerprint(self) -> str:
        """What tells whether the answers are still those that were looked at."""
        return hashlib.sha256(repr([each.parts for each in self.behind]).encode()).hexdigest()[:16]

    def answer(self) -> HttpResponse:
        """The page that was asked for, or the one that says what to put right."""
        then = self.request.POST.get("then", LOOK if self.request.method == "POST" else "")
        if then not in {LOOK, MAKE}:
            return self.first()
        if not self.behind:
            self.errors["part"] = _("Tick what your mentor may read: one page at least.")
        self.errors |= {name: str(errors[0]) for name, errors in self.form.errors.items() if name in FIRST_PAGE}
        if self.errors:
            return self.first(status=422)
        return self.make() if then == MAKE and self.form.is_valid() else self.look()

    def first(self, status: int = 200) -> HttpResponse:
        """The links there are, and the first page of a new one."""
        left = frozenset(self.said) - frozenset(self.ticked)
        prompts = [each.prompt for each in self.said.values()]
        chapters = {each.chapter for each in prompts} & kept_back()
        context = {
            "links": [Standing(link) for link in mine(self.person)],
            "ticks": ticks_html(ticks(prompts, Choice(left))) if prompts else "",
            "tender": [each.title for each in guide().chapters if each.key in chapters],
            "usual": usual_question(),
            "round_name": round_name(self.this),
            "hidden": [self.form[name] for name in ("name", "days", "key")],
        }
        return self._page("links", context, status)

    def look(self, notice: str = "") -> HttpResponse:
        """Exactly what the mentor will see, and the button that makes the link."""
        making = self.request.POST.get("then") == MAKE
        words = self.form.cleaned_data.get("question", "")
        context = {
            "notice": notice,
            "question": words,
            "shown": self.behind,
            "seen": self.fingerprint,
            "key": self.form.cleaned_data.get("key") or uuid.uuid4(),
            "live": self.form.cleaned_data.get("live"),
            "wrong": making and not self.form.is_valid(),
        }
        return self._page("preview", context, 422 if context["wrong"] or notice else 200)

    def make(self) -> HttpResponse:
        """The link, shown this once; where something has changed since it was looked at, the look again."""
        words = self.form.cleaned_data
        if words["seen"] != self.fingerprint:
            return self.look(notice="changed")
        copies = None if words["live"] else copies_of(self.ticked.values())
        asked = {name: words[name] for name in ("question", "days", "name", "passphrase")}
        wish = actions.Wish(tuple(self.ticked), copies=copies, **asked)
        try:
            token = actions.make_share_link(this=self._round(), wish=wish, key=words["key"])
        except actions.MadeAlready:
            return redirect("share_link", words["key"])
        except actions.TooManyLinks:
            return self.look(notice="full")
        return show_once(self.request, actions.find_share_link(self.person, words["key"]), token)

    def _round(self) -> Round:
        """The round that is shared from: without one nothing could be ticked."""
        if self.this is None:
            raise actions.NoSuchLink
        return self.this

    def _page(self, name: str, context: dict[str, Any], status: int) -> HttpResponse:
        more = {"section": "summary", "form": self.form, "errors": self.errors, "parts": list(self.ticked)}
        return render(self.request, f"sharing/{name}.html", {**more, **context}, status=status)


def mine(person: Person) -> list[ShareLink]:
    """All links of a person with their replies, the newest first. One statement."""
    return list(ShareLink.objects.filter(journal__person=person).select_related("reply"))


def show_once(request: HttpRequest, link: ShareLink, token: str) -> HttpResponse:
    """The page with the address of a link, which nobody can show a second time."""
    address = request.build_absolute_uri(reverse("shared", args=[token]))
    context = {"section": "summary", "standing": Standing(link), "link": link, "address": address}
    return render(request, "sharing/made.html", context)
