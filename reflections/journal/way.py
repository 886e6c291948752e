"""The way through the guide: what comes before and after a prompt, and the index beside it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reflections.guide.library import guide
from reflections.guide.outline import Chapter, Path
from reflections.kinds import Prompt


@dataclass(frozen=True)
class Way:
    """Where a prompt stands among those of the path: what is before and after it, and how far one is."""

    prompts: tuple[Prompt, ...]
    here: int
    path: Path | None = None

    @property
    def number(self) -> int:
        """Place on the way, from 1."""
        return self.here + 1

    def url(self, prompt: Prompt, row: str = "", page: str = "write") -> str:
        """Address of a prompt on this way; with `row`, of one row to look back on; or of another page it has."""
        query = {"path": self.path.key if self.path else "", "row": row}
        asked = urlencode({name: key for name, key in query.items() if key})
        return reverse(page, args=[prompt.key]) + (f"?{asked}" if asked else "")

    @property
    def onward_url(self) -> str:
        """Where the way goes on: the next prompt, and the summary after the last."""
        return self.url(self.onward) if self.onward else reverse("summary")

    @property
    def first_words(self) -> str:
        """What is said before the first page of a path."""
        return self.path.first if self.path and self.here == 0 else ""

    @property
    def back(self) -> Prompt | None:
        """The prompt before this one."""
        return self.prompts[self.here - 1] if self.here > 0 else None

    @property
    def back_url(self) -> str:
        """Where the way came from: the prompt before, and the guide before the first."""
        return self.url(self.back) if self.back else reverse("guide")

    @property
    def onward(self) -> Prompt | None:
        """The prompt after this one."""
        return self.prompts[self.number] if self.number < len(self.prompts) else None


def way(prompt: Prompt, path: str) -> Way:
    """The way through the guide on which `prompt` stands: the path asked for, else the whole guide."""
    return guide().once(("way", prompt.key, path), lambda: _way(prompt, path))


def _way(prompt: Prompt, path: str) -> Way:
    everything = tuple(guide().prompts.values())
    chosen = guide().paths.get(path)
    if chosen and prompt in chosen.prompts and len(chosen.prompts) < len(everything):
        return Way(chosen.prompts, chosen.prompts.index(prompt), chosen)
    return Way(everything, everything.index(prompt))


type States = Mapping[str, str]
type Piece = str | Callable[[States], str]


def index(on: Way, here: Prompt, states: States) -> SafeString:
    """The entries of the index: the chapters, the one at hand with its pages; on a path, its pages alone.

    It is the longest part of the page that is asked for most, so what all readers share is made once, and only
    marks and counts are put in.
    """
    key = ("index", get_language(), on.path.key if on.path else "", here.key)
    pieces = guide().once(key, lambda: _index(on, here))
    filled = (piece if isinstance(piece, str) else piece(states) for piece in pieces)
    return mark_safe("".join(filled))  # noqa: S308 - each piece was made by format_html


def _index(on: Way, here: Prompt) -> tuple[Piece, ...]:
    """The index with functions of the states where readers differ."""
    if on.path:
        pages = (_page(on, prompt, here, number) for number, prompt in enumerate(on.prompts, 1))
        return tuple(chain(['<ol class="pages on">'], *pages, ["</ol>"]))
    chapters = (_chapter(on, chapter, here) for chapter in guide().chapters)
    return tuple(chain(['<ol class="chapters">'], *chapters, ["</ol>"]))


def _chapter(on: Way, chapter: Chapter, here: Prompt) -> Iterator[Piece]:
    keys = {prompt.key for prompt in chapter.prompts}
    inside = here.key in keys
    yield format_html(
        '<li{}><a href="{}"><span class="n">{}</span><span>{}</span><span class="n">',
        mark_safe(' class="on"') if inside else "",
        reverse("chapter", args=[chapter.key]),
        chapter.number or "",
        chapter.title,
    )
    yield lambda states: str(sum(states.get(key) == "written" for key in keys))
    yield format_html('/{}<span class="vh"> {}</span></span></a>', len(keys), _("written"))
    if inside:
        yield '<ol class="pages">'
        for prompt in chapter.prompts:
            yield from _page(on, prompt, here, prompt.number)
        yield "</ol>"
    yield "</li>"


def _page(on: Way, prompt: Prompt, here: Prompt, number: int) -> Iterator[Piece]:
    yield format_html(
        '<li><a href="{}"{}><span class="n">{}</span><span>{}',
        on.url(prompt),
        mark_safe(' aria-current="page"') if prompt.key == here.key else "",
        number,
        prompt.title,
    )
    ends = {"written": _end("w", _("written")), "skipped": _end("k", _("left open"))}
    otherwise = _end("", "")
    yield lambda states: ends.get(states.get(prompt.key, ""), otherwise)


def _end(mark: str, words: str) -> str:
    """The end of an entry: its state in words for those who listen, and as a cell for those who look."""
    said = format_html('<span class="vh">, {}</span>', words) if words else ""
    cell = format_html('<i class="{}"></i>', mark) if mark else "<i></i>"
    return f'{said}</span><span class="cells" aria-hidden="true">{cell}</span></a></li>'
