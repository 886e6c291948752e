"""The guide with one's progress: all chapters, and the page of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from reflections.guide.library import guide
from reflections.guide.outline import Chapter, Guide
from reflections.journal import actions
from reflections.journal.models import Round
from reflections.kinds import Prompt

MARKS = {"written": "w", "skipped": "k", "next": "n"}
WORDS: dict[str, Promise] = {
    "written": _("written"),
    "skipped": _("left open"),
    "next": _("next"),
    "open": _("open"),
}


@dataclass(frozen=True)
class Line:
    """One page in a list: its prompt and its state (written, skipped, next or open)."""

    prompt: Prompt
    state: str

    @property
    def mark(self) -> str:
        """The class of its cell."""
        return MARKS.get(self.state, "")

    @property
    def words(self) -> Promise:
        """Its state in words."""
        return WORDS[self.state]


@dataclass(frozen=True)
class Part:
    """One chapter in a list, with its pages."""

    chapter: Chapter
    lines: tuple[Line, ...]

    def count(self, state: str) -> int:
        """How many of its pages are in `state`."""
        return sum(line.state == state for line in self.lines)

    @property
    def written(self) -> int:
        """Pages written."""
        return self.count("written")

    @property
    def skipped(self) -> int:
        """Pages left open on purpose."""
        return self.count("skipped")

    @property
    def here(self) -> bool:
        """Whether the next page is in it."""
        return self.count("next") > 0

    @property
    def tender(self) -> bool:
        """Whether one of its pages touches hard things."""
        return any(line.prompt.tender for line in self.lines)


@dataclass(frozen=True)
class Next:
    """The page to go on with, and its address, which keeps to the path one is on."""

    prompt: Prompt
    path: str = ""

    @property
    def url(self) -> str:
        """Where to write it."""
        query = f"?{urlencode({'path': self.path})}" if self.path else ""
        return reverse("write", args=[self.prompt.key]) + query


def next_page(book: Guide, this: Round | None, states: Mapping[str, str]) -> Next | None:
    """The first page that is neither written nor left open: on the round's path, then in the whole guide."""
    path = book.paths.get(this.path) if this else None
    if path and len(path.prompts) < len(book.prompts):
        on_path = next((prompt for prompt in path.prompts if prompt.key not in states), None)
        if on_path:
            return Next(on_path, path.key)
    return next((Next(prompt) for prompt in book.prompts.values() if prompt.key not in states), None)


def part(chapter: Chapter, states: Mapping[str, str], onward: Next | None) -> Part:
    """A chapter with the state of each of its pages."""

    def state(prompt: Prompt) -> str:
        if prompt.key in states:
            return states[prompt.key]
        return "next" if onward and prompt.key == onward.prompt.key else "open"

    return Part(chapter, tuple(Line(prompt, state(prompt)) for prompt in chapter.prompts))


@require_safe
def guide_index(request: HttpRequest) -> HttpResponse:
    """All chapters with what is written in each, where to go on, and shorter ways."""
    book = guide()
    this = actions.current_round(request.user)
    states = actions.states(this) if this else {}
    onward = next_page(book, this, states)
    asked = [states[key] for key in book.prompts if key in states]
    context = {
        "section": "guide",
        "parts": [part(chapter, states, onward) for chapter in book.chapters],
        "round": this,
        "onward": onward,
        "written": asked.count("written"),
        "pages": len(book.prompts),
        "minutes": sum(prompt.minutes for prompt in book.prompts.values()),
        "paths": [path for path in book.ways_in if len(path.prompts) < len(book.prompts)],
    }
    return render(request, "journal/guide.html", context)


@require_safe
def chapter(request: HttpRequest, key: str) -> HttpResponse:
    """The point of a chapter, claim by claim with its source, and its pages."""
    book = guide()
    found = book.chapter(key)
    if found is None:
        raise Http404(key)
    this = actions.current_round(request.user)
    states = actions.states(this) if this else {}
    place = book.chapters.index(found)
    first_open = next((Next(prompt) for prompt in found.prompts if prompt.key not in states), None)
    context = {
        "section": "guide",
        "part": part(found, states, first_open),
        "onward": first_open or next_page(book, this, states),
        "before": book.chapters[place - 1] if place else None,
        "after": book.chapters[place + 1] if place + 1 < len(book.chapters) else None,
    }
    return render(request, "journal/chapter.html", context)
