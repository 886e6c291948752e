"""What a mentor sees of a journal: the parts a writer ticked, and nothing that was made of anything else.

Of a live link only the ticked answers leave the database; a link with copies asks the journal nothing at all. An
aside never comes along, and neither does a page number, a count, or a sentence counted from answers.
"""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.utils import timezone

from reflections.documents.anchors import Anchor
from reflections.documents.document import Part
from reflections.guide.library import prompt_at
from reflections.journal.models import Answer, Round
from reflections.journal.reading import Answered, answers, in_order, read_if_whole, sealed_until
from reflections.kinds import kind
from reflections.people.seal import SealBroken
from reflections.summary.models import Reply, ShareLink
from reflections.summary.parts import written
from reflections.summary.pictures import pictured

type Copy = dict[str, Any]


@dataclass(frozen=True)
class Shown:
    """One answer as a mentor sees it: the title of its page, what the page asked, and what was written there."""

    key: str
    title: str
    ask: str
    parts: tuple[Part, ...]


def may_be_shared(this: Round | None) -> dict[str, Answered]:
    """What can be ticked: all of a round that may be read now, without asides."""
    return _bare(answers(this, read_if_whole))


def shared_by(link: ShareLink) -> dict[str, Answered]:
    """What is behind a link: as it was when the link was made, or as it is now. One statement, or none."""
    if not link.live:
        return _bare({copy["prompt"]: _copied(copy) for copy in link.copies or ()})
    rows = Answer.objects.filter(round=link.round_id, prompt__in=link.parts or ()).exclude(state=Answer.State.BLANK)
    return _bare(in_order(rows, read_if_whole))


def shown(said: Mapping[str, Answered]) -> list[Shown]:
    """Each answer with its picture; a picture of two is made of what is in `said` and of nothing else."""
    found = [Shown(key, each.prompt.title, each.prompt.ask, pictured(each, said)) for key, each in said.items()]
    return [each for each in found if each.parts]


def chosen(said: Mapping[str, Answered], parts: Collection[str]) -> dict[str, Answered]:
    """Those of the answers that are ticked."""
    return {key: each for key, each in said.items() if key in parts}


def copies_of(said: Iterable[Answered]) -> list[Copy]:
    """Answers to keep as they are: each with the wording it replied to, and what is marked in it."""
    return [
        {
            "prompt": each.prompt.key,
            "version": each.prompt.version,
            "value": each.value,
            "marks": [anchor.as_data() for anchor in each.anchors],
            "saved_at": each.saved_at.isoformat(),
        }
        for each in said
    ]


def _copied(copy: Copy) -> Answered:
    """A copy as an answer, in today's shape; a letter that is sealed stays so here as well."""
    prompt = prompt_at(copy["version"])
    value = kind(prompt.kind).upgrade(copy["value"])
    anchors = tuple(Anchor.read(each) for each in copy["marks"])
    return Answered(
        id=uuid.UUID(int=0),
        prompt=prompt,
        value=None if sealed_until(value) else value,
        marks=(),
        aside="",
        saved_at=dt.datetime.fromisoformat(copy["saved_at"]),
        state=Answer.State.WRITTEN,
        anchors=anchors,
    )


def _bare(said: Mapping[str, Answered]) -> dict[str, Answered]:
    """Only what may be read, and without its aside."""
    return {key: replace(each, aside="") for key, each in said.items() if written(each)}


@dataclass(frozen=True)
class Standing:
    """A link as its writer sees it: whether it is open, and what came back. When it was looked at is not known."""

    link: ShareLink

    @cached_property
    def name(self) -> str:
        """What its writer calls it; nothing where that cannot be read just now."""
        with suppress(SealBroken, ValueError):
            return self.link.name or ""
        return ""

    @cached_property
    def reply(self) -> Reply | None:
        """What came back, if anything did."""
        return getattr(self.link, "reply", None)

    @cached_property
    def state(self) -> str:
        """ "open", "revoked" or "expired"; "gone" for a live link whose round is no more."""
        if self.link.revoked_at:
            return "revoked"
        if self.link.expires_at <= timezone.now():
            return "expired"
        return "gone" if self.link.live and self.link.round_id is None else "open"

    @cached_property
    def answer(self) -> str:
        """ "answered", "declined", or "waiting" while nothing came."""
        if self.reply is None:
            return "waiting"
        return "declined" if self.reply.declined else "answered"


@dataclass(frozen=True)
class Passage:
    """One part behind a link as its writer sees it again, with what the mentor said beside it."""

    title: str
    parts: tuple[Part, ...]
    comment: str = ""


def beside(standing: Standing) -> list[Passage]:
    """The parts behind a link, each with its comment; of a link that has ended only what was commented on, by title."""
    said = {each["place"]: each for each in (standing.reply.comments if standing.reply else None) or ()}
    here = shown(shared_by(standing.link)) if standing.state == "open" else []
    found = [Passage(each.title, each.parts, said.pop(each.key, {}).get("text", "")) for each in here]
    return found + [Passage(each["quote"], (), each["text"]) for each in said.values()]
