"""What goes into a summary or a file, as an address says it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.http import QueryDict

from reflections.documents.document import Length
from reflections.guide.library import guide
from reflections.kinds import Prompt
from reflections.people.models import Person
from reflections.summary.models import Selection

LENGTHS: tuple[Length, ...] = ("card", "page", "book")


@dataclass(frozen=True)
class Choice:
    """`leave`: keys of the prompts left out. `asides` and `notes`: whether they come along."""

    leave: frozenset[str] = frozenset()
    asides: bool = False
    notes: bool = False


def length_of(query: QueryDict) -> Length:
    """The length an address names; a page where it names none that there is."""
    return next((length for length in LENGTHS if length == query.get("length")), "page")


def choice(
    query: QueryDict,
    prompts: Iterable[Prompt],
    *,
    private: bool = False,
    length: Length = "page",
    left_out: Collection[str] = (),
) -> Choice:
    """The choice in an address.

    `?leave=KEY` leaves a prompt out, `?part=KEY` ticks one. A form with tick boxes also sends `chosen`, and
    then only what is ticked goes in. `private`: only the writer sees it, so nothing is kept back by itself.
    A book is whole until its writer takes something out. From a page or a card stays out what is in `left_out`, the
    keys that were not ticked last time; and, whatever was ticked then, what is tender.
    """
    whole = private or length == "book"
    ticked, left = set(query.getlist("part")), set(query.getlist("leave"))
    back, remembered = (frozenset(), frozenset()) if whole else (kept_back(), frozenset(left_out))

    def stays_out(prompt: Prompt) -> bool:
        if "chosen" in query:
            return prompt.key not in ticked
        stays = prompt.chapter in back or prompt.key in remembered
        return prompt.key in left or (stays and prompt.key not in ticked)

    leave = frozenset(prompt.key for prompt in prompts if stays_out(prompt))
    asides = query.get("asides", "1" if length == "book" and "chosen" not in query else "") == "1"
    return Choice(leave, asides, query.get("notes") == "1")


def left_out_last(person: Person) -> frozenset[str]:
    """Keys of the prompts that were not ticked last time. One statement; raises `SealBroken`."""
    last = Selection.objects.filter(journal__person=person).first()
    return frozenset(last.left_out or () if last else ())


def kept_back() -> frozenset[str]:
    """Keys of the chapters that stay out of a file until ticked: those with a tender prompt."""
    return frozenset(prompt.chapter for prompt in guide().prompts.values() if prompt.tender)
