"""What `text`, `fields` and `letter` have in common: words side by side, and one line of them for a wall."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reflections.documents.document import Beside, Heading, Paragraph, Part, Passage
from reflections.kinds.base import Share
from reflections.kinds.room import for_wall

MAX_LINES = 24
"""How many lines are offered for a wall: nobody looks through more."""
SENTENCE = re.compile(r"(?<=[.!?…。！？])\s+|\n+")


def side_by_side(rows: Iterable[tuple[str, str, str]]) -> tuple[Part, ...]:
    """Then and now of texts, as (label, old, new); how much changed is said, what it means is not."""
    kept = [(label, old, new) for label, old, new in rows if old.strip() or new.strip()]
    if not kept:
        return ()
    parts: list[Part] = [Paragraph(_moved(kept))]
    for label, old, new in kept:
        parts += [Heading(1, label)] if label else []
        parts.append(Beside((_("Then"), _("Now")), Passage(old), Passage(new)))
    return tuple(parts)


def _moved(rows: list[tuple[str, str, str]]) -> str:
    if all(old == new for _label, old, new in rows):
        return _("The same words as before.")
    then, now = (sum(len(row[at].split()) for row in rows) for at in (1, 2))
    return _("Then %(then)s, now %(now)s.") % {"then": count_words(then), "now": count_words(now)}


def count_words(count: int) -> str:
    """ "3 words"."""
    return ngettext("%(count)d word", "%(count)d words", count) % {"count": count}


def lines_for_wall(kind: str, v: int, texts: Iterable[str]) -> list[Share]:
    """The sentences of `texts` as lines of which the person may pick one, or rewrite it."""
    lines = (for_wall(sentence) for text in texts for sentence in SENTENCE.split(text))
    picked = list(dict.fromkeys(line for line in lines if line))[:MAX_LINES]
    return [Share({"kind": kind, "v": v, "line": line}, line) for line in picked]
