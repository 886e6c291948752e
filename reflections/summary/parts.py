"""One answer as parts of a document, and where it is from."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reflections.documents.document import Heading, Note, Part, Passage
from reflections.documents.marking import with_marks
from reflections.guide.library import guide
from reflections.journal.models import Round
from reflections.journal.reading import Answered
from reflections.kinds import Prompt, kind
from reflections.people.seal import SealBroken


def written(answered: Answered) -> bool:
    """Whether there are words or figures that may be read now."""
    return answered.value is not None and not kind(answered.prompt.kind).is_empty(answered.value)


def stands(answered: Answered, asides: bool = False) -> bool:
    """Whether an answer has something to show: words, an envelope, an aside that was asked for; or cannot be read."""
    return written(answered) or answered.opens is not None or bool(asides and answered.aside) or answered.lost


def parts_of(answered: Answered) -> tuple[Part, ...]:
    """What was written, its marked phrases highlighted; of a sealed letter only the envelope and its date."""
    if answered.lost:
        return (Note(_("This answer could not be read just now. Nothing was changed, and nothing was lost.")),)
    if answered.opens is not None:
        day = date_format(answered.opens, "j F Y")
        return (Note(_("Written and sealed. It opens on %(day)s.") % {"day": day}, "letter"),)
    if not written(answered) or answered.value is None:
        return ()
    return marked(kind(answered.prompt.kind).passages(answered.prompt, answered.value), answered)


def marked(parts: Iterable[Part], answered: Answered) -> tuple[Part, ...]:
    """The parts of an answer with its marked phrases highlighted."""
    return with_marks(parts, answered.anchors)


def aside_of(answered: Answered) -> tuple[Part, ...]:
    """The aside, named as one; nothing where there is none."""
    return (Heading(1, _("Aside")), Passage(answered.aside)) if answered.aside else ()


@dataclass(frozen=True)
class Places:
    """Where an answer is found again: on its page of the guide; `read_only`: further down on the same page.

    Not `numbered`: its page has no number here, for numbers with gaps would tell how much was left out.
    """

    read_only: bool = False
    numbered: bool = True

    def of(self, prompt: Prompt) -> tuple[str, str]:
        """Words and address: "Page 7"; no address for a prompt that is no longer asked, nor in a round only read."""
        words, url = guide().once(("place", prompt.key), lambda: (page(prompt), source(prompt)))
        return words if self.numbered else "", "" if self.read_only else url

    def named(self, prompt: Prompt) -> tuple[str, str]:
        """The same with words for all: the title of a page that has no number."""
        words, url = self.of(prompt)
        return words or prompt.title, url

    def link(self, prompt: Prompt) -> tuple[str, str]:
        """The same with an address for all: what is read only leads to where it stands below."""
        words, url = self.of(prompt)
        return words or prompt.title, url or f"#page-{STANDS_IN.get(prompt.key, prompt.key)}"


STANDS_IN = {"before": "after"}
"""What is counted of an answer whose picture is another's leads to the other."""
HERE = Places()
"""Back to the pages of the guide."""


def page(prompt: Prompt) -> str:
    """Where a prompt stands in the guide: "Page 7"; nothing for one that is no longer asked."""
    return _("Page %(number)s") % {"number": prompt.number} if asked(prompt) else ""


def source(prompt: Prompt) -> str:
    """The address where it was written; nothing for a prompt that is no longer asked."""
    return reverse("write", args=[prompt.key]) if asked(prompt) else ""


def asked(prompt: Prompt) -> bool:
    """Whether the guide still asks it."""
    return prompt.key in guide().prompts


def round_name(this: Round | None) -> str:
    """What its writer calls a round; nothing while it has no name, or one that cannot be read just now."""
    try:
        return (this.name or "") if this else ""
    except (SealBroken, ValueError):
        return ""
