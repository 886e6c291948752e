"""The tick boxes of what goes in, chapter by chapter."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reflections.guide.library import guide
from reflections.kinds import Prompt
from reflections.summary.exports.choice import Choice
from reflections.summary.parts import HERE


@dataclass(frozen=True)
class Tick:
    """One answer that may go in."""

    key: str
    title: str
    page: str
    on: bool


def ticks(prompts: Iterable[Prompt], chosen: Choice) -> list[tuple[str, list[Tick]]]:
    """Titles of chapters with the ticks of their answers; retired prompts come last."""
    titles, gone = {chapter.key: chapter.title for chapter in guide().chapters}, _("No longer asked")
    found: dict[str, list[Tick]] = {}
    for prompt in prompts:
        title = titles.get(prompt.chapter, gone)
        tick = Tick(prompt.key, prompt.title, HERE.of(prompt)[0], prompt.key not in chosen.leave)
        found.setdefault(title, []).append(tick)
    return list(found.items())
