"""What goes into a summary or a file, as an address says it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from reflections.guide.library import guide
from reflections.kinds import Prompt


@dataclass(frozen=True)
class Choice:
    """`leave`: keys of the prompts left out. `asides`: whether asides come along."""

    leave: frozenset[str] = frozenset()
    asides: bool = False


def choice(query: QueryDict, prompts: Iterable[Prompt], *, private: bool) -> Choice:
    """The choice in an address.

    `?leave=KEY` leaves a prompt out, `?part=KEY` ticks one. A form with tick boxes also sends `chosen`, and
    then only what is ticked goes in. `private`: only the writer sees it, so nothing is kept back by itself.
    """
    ticked, left = set(query.getlist("part")), set(query.getlist("leave"))
    back = frozenset() if private else kept_back()

    def stays_out(prompt: Prompt) -> bool:
        if "chosen" in query:
            return prompt.key not in ticked
        return prompt.key in left or (prompt.chapter in back and prompt.key not in ticked)

    leave = frozenset(prompt.key for prompt in prompts if stays_out(prompt))
    return Choice(leave, query.get("asides") == "1")


def kept_back() -> frozenset[str]:
    """Keys of the chapters that stay out of a file until ticked: those with a tender prompt."""
    return frozenset(prompt.chapter for prompt in guide().prompts.values() if prompt.tender)
