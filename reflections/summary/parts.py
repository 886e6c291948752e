"""One answer as parts of a document, and where it is from."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reflections.documents.document import Heading, Note, Part, Passage, with_marks
from reflections.guide.library import guide
from reflections.journal.reading import Answered
from reflections.kinds import Prompt, kind


def written(answered: Answered) -> bool:
    """Whether there are words or figures that may be read now."""
    return answered.value is not None and not kind(answered.prompt.kind).is_empty(answered.value)


def stands(answered: Answered, asides: bool = False) -> bool:
    """Whether an answer has something to show: words, a sealed envelope, or an aside that was asked for."""
    return written(answered) or answered.opens is not None or bool(asides and answered.aside)


def parts_of(answered: Answered) -> tuple[Part, ...]:
    """What was written, its marked phrases highlighted; of a sealed letter only the envelope and its date."""
    if answered.opens is not None:
        day = date_format(answered.opens, "j F Y")
        return (Note(_("Written and sealed. It opens on %(day)s.") % {"day": day}, "letter"),)
    if not written(answered) or answered.value is None:
        return ()
    passages = kind(answered.prompt.kind).passages(answered.prompt, answered.value)
    return with_marks(passages, answered.marks)


def aside_of(answered: Answered) -> tuple[Part, ...]:
    """The aside, named as one; nothing where there is none."""
    return (Heading(1, _("Aside")), Passage(answered.aside)) if answered.aside else ()


def page(prompt: Prompt) -> str:
    """Where a prompt stands in the guide: "Page 7"; nothing for one that is no longer asked."""
    return _("Page %(number)s") % {"number": prompt.number} if asked(prompt) else ""


def source(prompt: Prompt) -> str:
    """The address where it was written; nothing for a prompt that is no longer asked."""
    return reverse("write", args=[prompt.key]) if asked(prompt) else ""


def asked(prompt: Prompt) -> bool:
    """Whether the guide still asks it."""
    return prompt.key in guide().prompts
